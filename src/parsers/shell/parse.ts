import { type ParsedScript, parse } from "unbash";
import { onceByText } from "../../once.ts";
import type { SyntaxProblem } from "../syntax.ts";
import { shellComments } from "./comments.ts";
import { type Flow, flattenStatements } from "./flow.ts";
import type { ShellCommand, ShellFunction, ShellScript, ShellWord } from "./types.ts";
import { type AssignedElsewhere, assignedElsewhere, readVariables, type ShellVariable } from "./variables.ts";

export type * from "./types.ts";
export type { ShellVariable } from "./variables.ts";

/**
 * Reads a shell script into its simple commands; never throws, what cannot be read is in `problems`.
 * `use` says what a failing last command means: it breaks a build (RUN), while at start it often only means "no".
 * Spans are UTF-16 offsets into `text`; a `\r` before `\n` is taken for a line end.
 */
export function parseShell(text: string, use: "build" | "start" = "build"): ShellScript {
  return use === "build" ? readBuild(text) : readStart(text);
}

const readBuild = onceByText((text) => readScript(text, "build"));
const readStart = onceByText((text) => readScript(text, "start"));

function readScript(text: string, use: "build" | "start"): ShellScript {
  const problems: SyntaxProblem[] = [];
  const functions: {
    name: string;
    commands: readonly ShellCommand[];
    span: { start: number; end: number };
  }[] = [];
  const source = unixText(text);
  const script = tryParse(source.text, problems, source.offset);
  const flow: Flow = { source, functions, failureStops: use === "build" };
  const commands: readonly ShellCommand[] =
    attempt(problems, text, () => flattenStatements(flow, script.commands)) ?? [];
  const comments = attempt(problems, text, () => shellComments(source, script)) ?? [];
  let assigned: AssignedElsewhere | undefined;
  const mayAssign = (name: string, before = "") => {
    assigned ??= attempt([], text, () => assignedElsewhere(script)) ?? NONE_ASSIGNED;
    return assigned.names.has(name) || (before === "" && assigned.filled.has(name));
  };
  const [, shebang] = /^#!\s*(.*)/.exec(source.text) ?? [];
  return {
    commands,
    functions,
    problems,
    comments,
    mayAssign,
    ...(shebang === undefined ? {} : { shebang: shebang.trim() }),
  };
}

const NONE_ASSIGNED: AssignedElsewhere = { names: new Set(), filled: new Set() };

/** The variables that a script takes from its environment: those it reads before it surely sets them itself. */
export const shellVariables = onceByText((text): readonly ShellVariable[] => {
  const source = unixText(text);
  return attempt([], text, () => readVariables(source, tryParse(source.text, [], source.offset))) ?? [];
});

/** The command's words, or null when one of them cannot be read; words that expand to nothing are dropped. */
export function literalWords(
  command: ShellCommand,
  lookup: (name: string) => string | undefined = () => undefined,
): string[] | null {
  const words: string[] = [];
  for (const word of command.words) {
    const value = word.expand(lookup);
    if (value === null) return null;
    if (value !== "" || /["']/.test(word.raw)) words.push(value);
  }
  return words;
}

/** The functions of a script by their names, the first of each. */
export function functionsOf({ functions }: ShellScript): ReadonlyMap<string, ShellFunction> {
  return new Map(functions.toReversed().map((one) => [one.name, one]));
}

/** The command's name without its folder, or null when there is none or it cannot be read. */
export function commandName(command: ShellCommand): string | null {
  const first: ShellWord | undefined = command.words[0];
  return first?.text?.split("/").at(-1) || null;
}

function tryParse(text: string, problems: SyntaxProblem[], offset: (at: number) => number): ParsedScript {
  const script = attempt(problems, text, () => parse(text));
  for (const { message, pos } of script?.errors ?? []) {
    const start = offset(Math.min(pos, text.length));
    problems.push({ message, span: { start, end: Math.max(start, offset(Math.min(pos + 1, text.length))) } });
  }
  return script ?? { type: "Script", pos: 0, end: 0, shebang: undefined, commands: [] };
}

// The library reads parts of words only when they are asked for, and may give up on deep nesting.
function attempt<T>(problems: SyntaxProblem[], text: string, read: () => T): T | undefined {
  try {
    return read();
  } catch {
    problems.push({ message: "the shell text cannot be read", span: { start: 0, end: text.length } });
    return undefined;
  }
}

export function unixText(text: string): { readonly text: string; readonly offset: (at: number) => number } {
  if (!text.includes("\r\n")) return { text, offset: (at) => at };
  const removed = Array.from(text.matchAll(/\r\n/g), ({ index }, count) => index - count);
  return {
    text: text.replaceAll("\r\n", "\n"),
    offset: (at) => Math.min(at + countBelow(removed, at), text.length),
  };
}

/** How many of the ascending numbers are below a limit. */
function countBelow(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
