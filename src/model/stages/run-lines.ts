import { parseShell, type ShellCommand, type ShellWord } from "../../parsers/shell/parse.ts";
import type { Place, Span } from "../../source.ts";
import { baseName, resolvePath } from "../container-path.ts";
import { isShell } from "../stock/programs/shells.ts";
import { type ChainStep, shellLookup } from "./chain.ts";

/** A simple command of a RUN line in shell form, its words read as far as they can be. */
export interface RunCommand {
  /** The program's file name; `sudo` before it is left out. */
  readonly name: string;
  /** The program as it is written, with its folder. */
  readonly program: string;
  readonly args: readonly RunWord[];
  /** Where relative paths start; `null` when it cannot be told. */
  readonly folder: string | null;
  readonly at: Place;
  /** Whether it runs whenever the RUN line gets so far. */
  readonly sure: boolean;
  /** Whether `||` behind it takes its failure into account. */
  readonly mayFail: boolean;
}

/** A word with its value, `null` when it cannot be told; patterns of file names stay as they are. */
export interface RunWord {
  readonly value: string | null;
  readonly at: Place;
}

/** The commands of a RUN line, in order, those of `sh -c` too. Functions and scripts are not followed. */
export function runCommands(step: ChainStep): readonly RunCommand[] {
  const { keyword, shell, json, span } = step.instruction;
  if (keyword !== "RUN") return [];
  const { file } = step.image;
  const start = { lookup: shellLookup(step), folder: step.state.workdir };
  if (shell !== undefined) {
    return textCommands(shell.text, { ...start, place: (part) => ({ file, span: shell.mapSpan(part) }) });
  }
  const words = (json ?? []).map((word) => ({ value: word.raw, at: { file, span: word.span } }));
  return wordCommands(
    words,
    { folder: start.folder, at: { file, span }, sure: true, mayFail: false },
    start.lookup,
  );
}

interface Where {
  readonly lookup: (name: string) => string | undefined;
  readonly folder: string | null;
  readonly place: (span: Span) => Place;
}

function textCommands(text: string, { lookup: fromStage, place, ...start }: Where): readonly RunCommand[] {
  const script = parseShell(text);
  if (script.problems.length > 0) return [];
  const variables = new Map<string, string | undefined>();
  const lookup = (name: string) => (variables.has(name) ? variables.get(name) : fromStage(name));
  let folder = start.folder;
  return script.commands.flatMap((command): readonly RunCommand[] => {
    for (const { name, value } of command.assignments) {
      const isSure = command.certainty === "always" && command.words.length === 0;
      variables.set(name, isSure ? (value.expand(lookup) ?? undefined) : undefined);
    }
    const words = command.words.map((word) => ({
      value: word.expand(lookup) ?? plainGlob(word),
      at: place(word.span),
    }));
    const found = wordCommands(words, { ...shapeOf(command, text), at: place(command.span), folder }, lookup);
    const [first] = found;
    if (first?.name === "cd" && !command.subshell) folder = changed(folder, first.args[0]?.value);
    return found;
  });
}

function shapeOf({ certainty, span }: ShellCommand, text: string): Pick<RunCommand, "sure" | "mayFail"> {
  return { sure: certainty === "always", mayFail: /^\s*\|\|/.test(text.slice(span.end)) };
}

/** A command by its words; of `sh -c` the commands of its text, all of them shown at the command. */
function wordCommands(
  words: readonly RunWord[],
  rest: Pick<RunCommand, "at" | "folder" | "sure" | "mayFail">,
  lookup: Where["lookup"],
): readonly RunCommand[] {
  const [first, ...args] = words[0]?.value === "sudo" ? words.slice(1) : words;
  if (typeof first?.value !== "string") return [];
  const name = baseName(first.value);
  const flag = args.findIndex(({ value }) => value !== null && /^-[a-z]*c$/.test(value));
  const text = args[flag + 1]?.value;
  if (!isShell(name) || flag < 0 || typeof text !== "string") {
    return [{ name, program: first.value, args, ...rest }];
  }
  const { at, folder, sure, mayFail } = rest;
  return textCommands(text, { lookup, folder, place: () => at }).map((inner) => ({
    ...inner,
    sure: inner.sure && sure,
    mayFail: inner.mayFail || mayFail,
  }));
}

function plainGlob({ glob, raw }: ShellWord): string | null {
  return glob && /^[\w./*?[\]@%+,:=-]+$/.test(raw) ? raw : null;
}

function changed(folder: string | null, to: string | null | undefined): string | null {
  if (typeof to !== "string" || to === "-" || to.startsWith("~")) return null;
  return to.startsWith("/") || folder !== null ? resolvePath(folder ?? "/", to) : null;
}

/** The absolute path of a word; `undefined` when it cannot be told. */
export function pathOf({ folder }: RunCommand, word: string): string | undefined {
  if (word.startsWith("/")) return resolvePath("/", word);
  return folder === null || word.startsWith("~") ? undefined : resolvePath(folder, word);
}
