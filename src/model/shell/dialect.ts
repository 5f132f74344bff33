/** Where a script that is read by `sh` ends before its time, because it is written for bash. */
import { type Dialect, foreignConstructs } from "../../parsers/shell/dialects.ts";
import { parseShell, type ShellCommand } from "../../parsers/shell/parse.ts";
import type { Span } from "../../source.ts";

export type { Dialect } from "../../parsers/shell/dialects.ts";

/** What ends a script. */
export interface ScriptEnd {
  /** What the shell does not know, for a message: `arrays`, `"set -o pipefail"`. */
  readonly what: string;
  readonly span: Span;
}

// Commands of bash alone: with `set -e` a script ends at the first that it does not ask.
const UNKNOWN: Readonly<Record<Dialect, RegExp>> = {
  dash: /^(\[\[|source|declare|typeset|shopt|pushd|popd|dirs|let|mapfile|readarray|enable|builtin|disown|coproc)$/,
  ash: /^(declare|typeset|shopt|pushd|popd|dirs|mapfile|readarray|enable|builtin|disown|coproc)$/,
};

/** Whether a shell takes a name for a program, and finds none: a builtin of bash alone. */
export function lacksBuiltin(dialect: Dialect, name: string): boolean {
  return UNKNOWN[dialect].test(name);
}

/** Whether the first line of a script says that it ends at a command that fails: `#!/bin/sh -e`. */
export function asksToStop(text: string): boolean {
  return /\s-\w*e/.test(text.split("\n", 1)[0] ?? "");
}

/** What surely ends a script in a shell; `stopsAtErrors`: its first line says so. */
export function scriptEnd(
  text: string,
  dialect: Dialect,
  { stopsAtErrors }: { readonly stopsAtErrors: boolean },
): ScriptEnd | undefined {
  const { commands, functions } = parseShell(text, "start");
  const own = new Set(functions.map(({ name }) => name));
  const left = commands.find((command) => isSure(command) && leaves(command));
  const [refused] = foreignConstructs(text, dialect);
  const command = refusedCommand(commands, { dialect, own, stopsAtErrors });
  const ends: readonly ScriptEnd[] = [
    ...(refused === undefined ? [] : [refused]),
    ...(command ? [command] : []),
  ];
  const startOf = (end: ScriptEnd) => (end === refused ? refused.from : end.span.start);
  const [first] = ends.toSorted((one, other) => startOf(one) - startOf(other));
  return first === undefined || (left !== undefined && left.span.start < startOf(first)) ? undefined : first;
}

/** Whether a command ends the script by its own will, or gives way to another program. */
function leaves({ words }: ShellCommand): boolean {
  const [name, ...args] = words.map(({ text }) => text);
  return name === "exit" || (name === "exec" && args.length > 0);
}

function isSure({ certainty, subshell, pipe }: ShellCommand): boolean {
  return certainty === "always" && !subshell && pipe === undefined;
}

interface Around {
  readonly dialect: Dialect;
  /** The functions of the script. */
  readonly own: ReadonlySet<string>;
  readonly stopsAtErrors: boolean;
}

function refusedCommand(
  commands: readonly ShellCommand[],
  { dialect, own, stopsAtErrors }: Around,
): ScriptEnd | undefined {
  let stops = stopsAtErrors;
  for (const command of commands) {
    const [name = null, ...args] = command.words.map(({ text }) => text);
    if (name === null || own.has(name) || !isSure(command)) continue;
    const what = refusedBuiltin(name, args, dialect);
    if (what !== undefined) return { what: `"${what}"`, span: command.span };
    if (stops && !command.caught && command.asks !== true && UNKNOWN[dialect].test(name))
      return { what: `"${name}"`, span: command.span };
    if (name === "set") stops = errorsStop(args, stops);
  }
  return undefined;
}

/** A special builtin with an option that is not known ends a script, whatever `set -e` says (POSIX, 2.8.1). */
function refusedBuiltin(
  name: string,
  args: readonly (string | null)[],
  dialect: Dialect,
): string | undefined {
  if (name === "export" && args[0] === "-f") return "export -f";
  if (dialect === "ash") return undefined;
  if (name === "exec" && args[0] === "-a") return "exec -a";
  if (name !== "set") return undefined;
  const index = args.indexOf("pipefail");
  return index > 0 && /^-\w*o$/.test(args[index - 1] ?? "") ? "set -o pipefail" : undefined;
}

function errorsStop(args: readonly (string | null)[], before: boolean): boolean {
  for (const arg of args) {
    if (arg === null || arg === "--") return before;
    if (/^-\w*e/.test(arg) || arg === "errexit") return true;
    if (/^\+\w*e/.test(arg)) return false;
  }
  return before;
}
