import { ownValue } from "../../names.ts";
import type { ShellCommand, ShellHeredoc, ShellRedirect, ShellWord } from "../../parsers/shell/parse.ts";
import { type Place, type Span, sourceFile } from "../../source.ts";
import { resolvePath } from "../container-path.ts";
import { type Fact, known, unknown } from "../fact.ts";
import type { FileContent } from "../files/types.ts";
import type { Effect, RenderCall, ShellInput } from "./effects.ts";
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
  /** Redirections of groups that an earlier command of the group has opened. */
  readonly opened: Set<ShellRedirect>;
}

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
    effects.push(
      ...written(input, redirect.target, { append, content: stdout ? output(input) : nothing(input) }),
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
    .flatMap((word) => written(input, word, { append, content: standardInput(input) }));
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
function output(input: WriteInput): Fact<FileContent> {
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
    return isPlain ? standardInput(input) : cannotTell;
  }
  if (name !== "echo" && name !== "printf") {
    const isSilent = command.words.length === 0 || name === ":" || name === "true";
    return isSilent ? textContent("", at, () => at) : cannotTell;
  }
  const words = command.words.slice(1).map((word) => word.expand((name) => input.lookup(name, word.raw)));
  if (words.some((word) => word === null)) return cannotTell;
  const text = name === "echo" ? echoed(words as string[]) : printed(words as string[]);
  return text === undefined ? cannotTell : textContent(text, at, () => at);
}

/** The words of the command whose output a command reads, where they are known. */
export function pipedWords(
  { pipe }: ShellCommand,
  around: readonly ShellCommand[],
  lookup: ShellInput["lookup"],
): readonly string[] | undefined {
  if (pipe === undefined || pipe.index === 0) return undefined;
  const ahead = around.filter((other) => other.pipe?.id === pipe.id && other.pipe.index === pipe.index - 1);
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

/** All that stands in the commands before a command of a pipe, as it is written. */
export function rawPiped({ pipe }: ShellCommand, around: readonly ShellCommand[]): readonly string[] {
  if (pipe === undefined || pipe.index === 0) return [];
  const ahead = around.filter((other) => other.pipe?.id === pipe.id && other.pipe.index < pipe.index);
  return ahead.flatMap((other) => [...other.words.map(({ raw }) => raw), heredocOf(other)?.raw ?? ""]);
}

/** The heredoc that a command reads. */
export function heredocOf({ redirects }: ShellCommand): ShellHeredoc | undefined {
  return redirects.findLast(({ heredoc }) => heredoc !== undefined)?.heredoc;
}

function standardInput(input: WriteInput): Fact<FileContent> {
  const { command, around, lookup, place, at } = input;
  const heredoc = heredocOf(command);
  if (heredoc !== undefined) {
    const text = heredoc.text ?? heredoc.expand((name) => lookup(name, heredoc.raw));
    if (text === null)
      return unknown(
        { key: "variable in a text", why: "this text contains a variable with an unknown value" },
        place(heredoc.span),
      );
    return heredocContent(text, heredoc.text !== null, { place, span: heredoc.span });
  }
  const { pipe } = command;
  const ahead = around.filter(
    (other) => pipe !== undefined && other.pipe?.id === pipe.id && other.pipe.index === pipe.index - 1,
  );
  const [before, more] = ahead;
  return before === undefined || more !== undefined
    ? unknown({ key: "input", why: "what is written to it is unknown" }, at)
    : output({ ...input, command: before });
}

/** The text of a heredoc; where nothing was replaced in it a place is exact, else it is the line's. */
function heredocContent(
  text: string,
  exact: boolean,
  { place, span }: { place: (span: Span) => Place; span: Span },
): Fact<FileContent> {
  const at = place(span);
  const file = sourceFile(at.file.path, text);
  const shown = at.file.text.slice(at.span?.start ?? 0, at.span?.end ?? 0);
  if (exact && shown === text) {
    return known(
      {
        file,
        place: (part) =>
          part === undefined ? at : place({ start: span.start + part.start, end: span.start + part.end }),
      },
      at,
    );
  }
  const rows = sourceFile("", shown);
  const byLine = (part?: Span): Place => {
    if (part === undefined || at.span === undefined) return at;
    const row = file.lineStarts.findLastIndex((start) => start <= part.start);
    const start = at.span.start + (rows.lineStarts[row] ?? 0);
    const line = at.file.text.slice(start, at.span.end).split(/\r?\n/, 1)[0] ?? "";
    return {
      file: at.file,
      span: { start: start + line.length - line.trimStart().length, end: start + line.trimEnd().length },
    };
  };
  return known({ file, place: byLine }, at);
}

function textContent(text: string, at: Place, place: FileContent["place"]): Fact<FileContent> {
  return known({ file: sourceFile(at.file.path, text), place }, at);
}

// dash's echo knows escapes, bash's only with -e: a text with a backslash is not read.
function echoed(words: readonly string[]): string | undefined {
  const plain = words[0] === "-n" || words[0] === "-e" || words[0] === "-ne" ? words.slice(1) : words;
  const text = plain.join(" ");
  if (/\\[^ntr"$]/.test(text)) return undefined;
  const escapes = text.replace(/\\n/g, "\n").replace(/\\t/g, "\t").replace(/\\r/g, "\r");
  return words[0]?.includes("n") && words[0].startsWith("-") ? escapes : `${escapes}\n`;
}

function printed([format = "", ...values]: readonly string[]): string | undefined {
  if (/%[^s%]/.test(format.replaceAll("%%", "")) || /\\[^nt\\"]/.test(format)) return undefined;
  const unescaped = (text: string) =>
    text.replace(/\\(n|t|\\|")/g, (_, char: string) => ownValue({ n: "\n", t: "\t" }, char) ?? char);
  const count = format.match(/%s/g)?.length ?? 0;
  const rounds = count === 0 ? 1 : Math.max(1, Math.ceil(values.length / count));
  let next = 0;
  let text = "";
  for (let i = 0; i < rounds; i++)
    text += unescaped(format).replace(/%([s%])/g, (_, kind: string) =>
      kind === "%" ? "%" : (values[next++] ?? ""),
    );
  return text;
}
