/** Variables without which a script of the start ends: `${NAME:?}`, and every one that is not set behind `set -u`. */
import { parseShell, type ShellCommand } from "../../parsers/shell/parse.ts";
import type { Place, Span } from "../../source.ts";
import { type Unknown, unknown } from "../fact.ts";
import type { State } from "../stages/state.ts";
import type { Started, StartScript } from "./record.ts";
import { unsetAtStart } from "./rendering.ts";

/** A variable that nothing sets, and without which a server may not start. */
export interface GivenVariable {
  readonly name: string;
  /** Why it cannot be told whether the server starts. */
  readonly reason: Unknown;
}

/** A variable that nothing sets; `without` is what happens where it is not given. */
export function askedVariable(name: string, without: string, at: Place): GivenVariable {
  const why = `nothing sets ${name}, and without it ${without}`;
  const settle = `add ENV ${name}=... as a default, or document it in the README as a variable to set`;
  return { name, reason: unknown({ key: `given ${name}`, why }, at, settle) };
}

/** The first variable that nothing sets and without which the start ends; none where that cannot be told. */
export function givenAtStart(state: State, started: Started): { readonly given?: GivenVariable } {
  const isUnset = unsetAtStart(state, started);
  for (const script of started.scripts) {
    const given = script.sure && script.aside !== true ? givenTo(script, isUnset) : undefined;
    if (given !== undefined) return { given };
  }
  return {};
}

function givenTo(
  { text, place }: StartScript,
  isUnset: (name: string) => boolean,
): GivenVariable | undefined {
  const script = parseShell(text, "start");
  let refusesUnset = /\s-\w*u/.test(script.shebang ?? "");
  for (const command of script.commands) {
    const isSure = command.certainty === "always" && !command.subshell && !command.background;
    const needed = isSure ? neededBy(command, refusesUnset) : [];
    const first = needed.find(({ name }) => isUnset(name) && !script.mayAssign(name));
    if (first !== undefined) return askedVariable(first.name, "the script ends here", place(first.span));
    const [name, ...args] = command.words.map((word) => word.text);
    if (name === "set") refusesUnset = unsetStops(args, refusesUnset);
    if (isSure && (name === "exit" || (name === "exec" && args.length > 0))) return undefined;
  }
  return undefined;
}

/** The variables that a command expands and does not go without. */
function neededBy(
  command: ShellCommand,
  refusesUnset: boolean,
): readonly { readonly name: string; readonly span: Span }[] {
  const texts = [
    ...command.assignments.map(({ value, span }) => ({ raw: value.raw, expand: value.expand, span })),
    ...command.words,
    ...command.redirects.flatMap(({ target, heredoc }) =>
      heredoc === undefined ? [target] : [{ raw: heredoc.raw, expand: heredoc.expand, span: command.span }],
    ),
  ];
  return texts.flatMap(({ raw, expand, span }) =>
    namesIn(expand)
      .filter(
        (name) => hasOperator(raw, name, ":?[?]") || (refusesUnset && !hasOperator(raw, name, ":?[-+=]")),
      )
      .map((name) => ({ name, span })),
  );
}

/** What a text asks for; single quotes and escapes ask for nothing. */
function namesIn(expand: (lookup: (name: string) => string | undefined) => string | null): readonly string[] {
  const names = new Set<string>();
  expand((name) => {
    if (/^[A-Za-z_]\w*$/.test(name)) names.add(name);
    return "";
  });
  return [...names];
}

function hasOperator(raw: string, name: string, operator: string): boolean {
  return new RegExp(`\\{${name}${operator}`).test(raw);
}

function unsetStops(args: readonly (string | null)[], before: boolean): boolean {
  for (const [index, arg] of args.entries()) {
    if (arg === null || arg === "--") return before;
    const isLong = arg === "nounset" && /^[-+]\w*o$/.test(args[index - 1] ?? "");
    if (/^-\w*u/.test(arg) || (isLong && args[index - 1]?.startsWith("-"))) return true;
    if (/^\+\w*u/.test(arg) || isLong) return false;
  }
  return before;
}
