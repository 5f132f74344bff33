import type { ShellCommand, ShellLookup, ShellRedirect, ShellWord } from "../../parsers/shell/parse.ts";
import type { Place, Span } from "../../source.ts";
import { resolvePath } from "../container-path.ts";
import { type Fact, unknown } from "../fact.ts";
import type { FileContent } from "../files/types.ts";
import { takesMarks } from "../render/calls.ts";
import type { Effect, RenderCall, ShellInput } from "./effects.ts";
import { withMarks } from "./printed/marks.ts";
import { commandsAhead, heredocOf } from "./printed/pipes.ts";
import { echoed, heredocContent, printed, textContent } from "./printed/texts.ts";
import { packageHooks } from "./programs/package-hooks.ts";

/** A command whose output may go into files. */
export interface WriteInput {
  readonly command: ShellCommand;
  /** The list that the command stands in, for the other end of a pipe. */
  readonly around: readonly ShellCommand[];
  readonly lookup: ShellInput["lookup"];
  readonly folder: string | null;
  /** What `~` stands for; absent where that cannot be told. */
  readonly home?: string | undefined;
  readonly place: (span: Span) => Place;
  readonly at: Place;
  /** It runs when the container starts: what is not known then is given from outside. */
  readonly atStart: boolean;
  /** Redirections of groups that an earlier command of the group has opened. */
  readonly opened: Set<ShellRedirect>;
  /** How many commands of its pipe stand behind it, where one asks what goes through all of them. */
  readonly piped?: number;
}

const MOST_PIPED = 100;

/** Files that a command writes by `>`, `>>` or `tee`. */
export function writeEffects(input: WriteInput): readonly Effect[] {
  const { command } = input;
  const effects: Effect[] = [];
  for (const redirect of [...command.redirects, ...command.inherited]) {
    if (!/^(>|>>|>\||&>|&>>|<>)$/.test(redirect.operator)) continue;
    // A group's redirection is opened once: what stands in it adds to the file after the first.
    const append = redirect.operator.includes(">>") || input.opened.has(redirect);
    if (command.inherited.includes(redirect)) input.opened.add(redirect);
    const stdout = redirect.fd === undefined || redirect.fd === 1;
    const marked = isMarked(input, redirect.target);
    effects.push(
      ...written(input, redirect.target, {
        append,
        content: stdout ? output(input, marked) : nothing(input),
      }),
    );
  }
  if (commandOf(command) === "tee") for (const one of teed(input)) effects.push(one);
  return effects;
}

function teed(input: WriteInput): readonly Effect[] {
  const words = input.command.words.filter((word) => word.text !== "sudo").slice(1);
  const append = words.some(({ text }) => text === "-a" || text === "--append");
  return words
    .filter(({ text }) => text === null || !text.startsWith("-"))
    .flatMap((word) =>
      written(input, word, { append, content: standardInput(input, isMarked(input, word)) }),
    );
}

/** Whether marks may stand in what is written to a file. */
function isMarked({ atStart }: WriteInput, { raw }: ShellWord): boolean {
  return atStart && takesMarks(raw);
}

function written(
  input: WriteInput,
  target: ShellWord,
  { append, content }: { append: boolean; content: Fact<FileContent> },
): readonly Effect[] {
  const text = atHome(target, input) ?? target.expand((name) => input.lookup(name, target.raw));
  if (text === null || (!text.startsWith("/") && input.folder === null)) {
    const variable = target.variables[0];
    const why = `it is written by a command whose target ${variable === undefined ? target.raw : `depends on ${variable}`}`;
    return [
      {
        kind: "opaque",
        path: prefixOf(target.raw),
        why: unknown({ key: `target ${variable ?? target.raw}`, why }, input.at),
      },
    ];
  }
  const path = resolvePath(input.folder ?? "/", text);
  if (/^\/(dev|proc)\//.test(path)) return [];
  return [{ kind: "write", path, append, content }, ...packageHooks(path, content, input.at)];
}

/** `~/…` of plain letters. */
function atHome({ raw }: ShellWord, { home }: WriteInput): string | undefined {
  return home !== undefined && /^~\/[\w./@%+-]+$/.test(raw) ? `${home}${raw.slice(1)}` : undefined;
}

/** The folder that a path with a variable surely lies in. */
function prefixOf(raw: string): string {
  const literal = /^["']?(\/[^$`*?]*)\//.exec(raw)?.[1];
  return literal === undefined || literal === "" ? "/" : resolvePath("/", literal);
}

function nothing({ at }: WriteInput): Fact<FileContent> {
  return unknown({ key: "messages", why: "only messages are written to it" }, at);
}

function commandOf({ words }: ShellCommand): string | undefined {
  const first = words[words[0]?.text === "sudo" ? 1 : 0]?.text;
  return first?.slice(first.lastIndexOf("/") + 1);
}

/** What a command prints, where that can be read exactly: `echo`, `printf`, `cat` of a heredoc. */
function output(input: WriteInput, marked: boolean): Fact<FileContent> {
  const { command, at } = input;
  const name = commandOf(command);
  const cannotTell = unknown(
    {
      key: `output of ${name ?? "a command"}`,
      why: `${name ?? "a command"} writes it, but what it prints is unknown`,
    },
    at,
  );
  if (name === "cat" || name === "tee") {
    const isPlain = name === "tee" || command.words.slice(1).every(({ text }) => text === "-");
    return isPlain ? standardInput(input, marked) : cannotTell;
  }
  if (name !== "echo" && name !== "printf") {
    const isSilent = command.words.length === 0 || name === ":" || name === "true";
    return isSilent ? textContent("", at, () => at) : cannotTell;
  }
  const words = command.words.slice(1).map((word) => expanded(word, input, marked));
  if (words.some((word) => word === null)) return cannotTell;
  const text = name === "echo" ? echoed(words as string[]) : printed(words as string[]);
  return text === undefined ? cannotTell : textContent(text, at, () => at);
}

/** The words of the command whose output a command reads, where they are known. */
export function pipedWords(
  command: ShellCommand,
  around: readonly ShellCommand[],
  lookup: ShellInput["lookup"],
): readonly string[] | undefined {
  const ahead = commandsAhead(command, around);
  const words = ahead[0]?.words.map(
    (word) => word.expand((name) => lookup(name, word.raw)) ?? (word.glob ? word.raw : null),
  );
  return ahead.length === 1 && words?.every((word) => word !== null)
    ? (words as readonly string[])
    : undefined;
}

/** The file that a command reads, and those that what it prints goes into. */
export function fileStreams(
  command: ShellCommand,
  written: readonly Effect[],
  around: Pick<WriteInput, "around" | "lookup" | "folder">,
): Pick<RenderCall, "input" | "outputs"> {
  const outputs = written.flatMap((one) => (one.kind === "write" && !one.append ? one.path : []));
  return { input: inputFile(command, around), outputs };
}

/** `< FILE`, or `cat FILE |` before it. */
function inputFile(
  command: ShellCommand,
  { around, lookup, folder }: Pick<WriteInput, "around" | "lookup" | "folder">,
): string | undefined {
  const target = command.redirects.findLast(({ operator }) => operator === "<")?.target;
  const [program, piped, ...more] = pipedWords(command, around, lookup) ?? [];
  const read = target?.expand((name) => lookup(name, target.raw));
  const word = read ?? (program === "cat" && more.length === 0 ? piped : undefined);
  if (word === undefined || word === "" || word.startsWith("-") || target?.glob === true) return undefined;
  return word.startsWith("/") || folder !== null ? resolvePath(folder ?? "/", word) : undefined;
}

function expanded(
  text: Pick<ShellWord, "raw" | "expand">,
  { lookup }: WriteInput,
  marked: boolean,
): string | null {
  const own: ShellLookup = (name) => lookup(name, text.raw);
  return marked ? withMarks(text, own) : text.expand(own);
}

function standardInput(input: WriteInput, marked: boolean): Fact<FileContent> {
  const { command, around, place, at } = input;
  const heredoc = heredocOf(command);
  if (heredoc !== undefined) {
    const text = heredoc.text ?? expanded(heredoc, input, marked);
    if (text === null)
      return unknown(
        { key: "variable in a text", why: "this text contains a variable with an unknown value" },
        place(heredoc.span),
      );
    return heredocContent(text, heredoc.text !== null, { place, span: heredoc.span });
  }
  const [before, more] = commandsAhead(command, around);
  const { piped = 0 } = input;
  return before === undefined || more !== undefined || piped > MOST_PIPED
    ? unknown({ key: "input", why: "what is written to it is unknown" }, at)
    : output({ ...input, command: before, piped: piped + 1 }, marked);
}
