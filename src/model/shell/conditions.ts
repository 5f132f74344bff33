/** What the conditions of a shell text come to: comparisons of texts that are known, and questions for accounts. */
import type { ShellAnswer, ShellCommand, ShellGuard } from "../../parsers/shell/parse.ts";
import { baseName } from "../container-path.ts";
import { fitsCase, joinedComparison, numbersCompared } from "./comparisons.ts";
import type { Effect, MadeAccount } from "./effects.ts";

/** What a condition is asked with. */
export interface ConditionInput {
  /** A variable's value; `undefined` where it cannot be told, or where nothing sets it. */
  readonly lookup: (name: string) => string | undefined;
  /** Whether there is a user or group of a name or number by now; `undefined` where that cannot be told. */
  readonly exists: (of: "user" | "group", account: string) => boolean | undefined;
}

/** A question whether there is a user or group. */
interface Question {
  readonly of: "user" | "group";
  readonly account: string;
  /** How the command ends where there is one. */
  readonly found: "succeeds" | "fails";
}

/** Whether each of some guards holds by now; `undefined` where that cannot be told. */
export function metGuards(
  guards: readonly ShellGuard[],
  input: ConditionInput,
): readonly (boolean | undefined)[] {
  return guards.map((guard) => isMet(guard, input));
}

/** Whether a command behind guards is run; `undefined` where that cannot be told. */
export function isRun(guards: readonly ShellGuard[], input: ConditionInput): boolean | undefined {
  return areMet(metGuards(guards, input));
}

/** Whether all of some guards hold. */
export function areMet(met: readonly (boolean | undefined)[]): boolean | undefined {
  return met.includes(false) ? false : met.includes(undefined) ? undefined : true;
}

function isMet({ answers, exact, any }: ShellGuard, input: ConditionInput): boolean | undefined {
  if (answers.length === 0) return undefined;
  const met = answers.map((answer) => {
    const succeeds = outcome(answer, input);
    return succeeds === undefined ? undefined : succeeds === answer.succeeds;
  });
  if (any === true) return met.includes(true) ? true : met.includes(undefined) || !exact ? undefined : false;
  if (met.includes(false)) return exact ? false : undefined;
  return met.includes(undefined) ? undefined : true;
}

/**
 * Whether an account is there afterwards, whoever made it: every guard only asks for accounts that are not there, and
 * one of them for this. `id web || useradd web`, `if ! getent group web; then groupadd web; fi`.
 */
function isThereAfter(
  { guards, met, lookup }: Asked,
  { name, id }: Pick<MadeAccount, "name" | "id">,
): boolean {
  let isNamed = false;
  for (const [index, guard] of guards.entries()) {
    if (met[index] === true) continue;
    if (guard.any === true) return false;
    const asked = guard.answers.map((answer) => absence(answer, { lookup }));
    if (asked.length === 0 || asked.includes(undefined)) return false;
    isNamed ||= asked.some((one) => one?.account === name);
    // By its number it is this one only where no other has it.
    if (asked.some((one) => one?.account === String(id))) return false;
  }
  return isNamed || met.every((one) => one === true);
}

/** The account that has to be missing for an answer. */
function absence(answer: ShellAnswer, input: Pick<ConditionInput, "lookup">): Question | undefined {
  const question = questionOf(answer.commands, input);
  return question !== undefined && (question.found === "succeeds") !== answer.succeeds ? question : undefined;
}

function outcome({ commands }: ShellAnswer, input: ConditionInput): boolean | undefined {
  const question = questionOf(commands, input);
  if (question !== undefined) {
    const exists = input.exists(question.of, question.account);
    return exists === undefined ? undefined : exists === (question.found === "succeeds");
  }
  const [only, ...others] = commands;
  return only === undefined || others.length > 0 ? undefined : comparison(only, input);
}

/** `[ "$X" = y ]`, `test -n "$X"`, `true` and their like. */
function comparison(command: ShellCommand, { lookup }: ConditionInput): boolean | undefined {
  if (command.words[0]?.text === "case") return fitsCase(command.words.slice(1), lookup);
  const [program, ...args] = command.words.map((word) => word.expand(lookup));
  if (program === "true" || program === ":") return true;
  if (program === "false") return false;
  const words = testWords(program, args);
  if (words !== undefined && program !== "[[" && words.length > 3) return joinedComparison(words, compared);
  return words === undefined ? undefined : compared(words, program === "[[");
}

function compared(words: readonly (string | null)[], isPattern = false): boolean | undefined {
  if (words.includes(null)) return undefined;
  const [first = "", second = "", third = ""] = words as readonly string[];
  if (words.length === 1) return first !== "";
  if (words.length === 2) {
    if (first === "-n" || first === "-z") return (second !== "") === (first === "-n");
    return first === "!" ? second === "" : undefined;
  }
  if (words.length !== 3) return undefined;
  if (first === "!" && (second === "-n" || second === "-z")) return (third === "") === (second === "-n");
  // In `[[ ]]` the right side is a pattern: only where it holds no sign of one it is a text.
  if (isPattern && /[*?[\\(|]/.test(third)) return undefined;
  if (second === "=" || second === "==") return first === third;
  return second === "!=" ? first !== third : numbersCompared(first, second, third);
}

function testWords(
  program: string | null | undefined,
  args: readonly (string | null)[],
): readonly (string | null)[] | undefined {
  if (program === "test" || program === "[[") return args;
  return program === "[" && args.at(-1) === "]" ? args.slice(0, -1) : undefined;
}

function questionOf(
  commands: readonly ShellCommand[],
  input: Pick<ConditionInput, "lookup">,
): Question | undefined {
  const [first, ...others] = commands;
  if (first === undefined) return undefined;
  if (others.length === 0) return asking(first, input) ?? asksByOutput(first, input);
  // `getent passwd | grep -q web`, `cut -d: -f1 /etc/passwd | grep -qx web`
  const last = others.at(-1);
  const of = listed(first, input);
  const account = last === undefined ? undefined : searched(last, input);
  return of === undefined || account === undefined || others.length > 1
    ? undefined
    : { of, account, found: "succeeds" };
}

/** `id web`, `getent passwd web`, `grep -q ^web: /etc/passwd`. */
function asking(command: ShellCommand, { lookup }: Pick<ConditionInput, "lookup">): Question | undefined {
  const [program, ...args] = command.words.map((word) => word.expand(lookup));
  const operands = args.filter((arg) => arg === null || !arg.startsWith("-"));
  const [first, second, ...more] = operands;
  if (typeof first !== "string" || more.length > 0) return undefined;
  switch (baseName(program ?? "")) {
    case "id":
      return second === undefined ? { of: "user", account: first, found: "succeeds" } : undefined;
    case "getent": {
      const of = databaseOf(first);
      return of && typeof second === "string" ? { of, account: second, found: "succeeds" } : undefined;
    }
    case "grep":
    case "egrep":
    case "fgrep": {
      const of = typeof second === "string" ? databaseOf(second) : undefined;
      const account = nameIn(first);
      return of && account !== undefined ? { of, account, found: "succeeds" } : undefined;
    }
    default:
      return undefined;
  }
}

/** `[ -z "$(getent passwd web)" ]`, `[ "$(id -u web)" = "" ]`: whether a question prints anything. */
function asksByOutput(command: ShellCommand, input: Pick<ConditionInput, "lookup">): Question | undefined {
  const [inner, ...others] = command.substitutions;
  if (inner === undefined) return undefined;
  const inside = others.length === 0 ? asking(inner, input) : questionOf(command.substitutions, input);
  if (inside === undefined) return undefined;
  // The substitution stands for what it prints: something, or nothing.
  const printed = command.words.map((word) => (/\$\(|`/.test(word.raw) ? "x" : word.expand(input.lookup)));
  const [program, ...args] = printed;
  const words = testWords(program, args);
  if (words === undefined || words.includes(null)) return undefined;
  const isEmpty = isEmptyTest(words as readonly string[]);
  return isEmpty === undefined ? undefined : { ...inside, found: isEmpty ? "fails" : "succeeds" };
}

/** Whether a test asks that "x" is empty; `undefined` where it asks something else. */
function isEmptyTest(words: readonly string[]): boolean | undefined {
  switch (words.join(" ")) {
    case "-z x":
    case "! x":
    case "! -n x":
    case "x = ":
    case "x == ":
      return true;
    case "-n x":
    case "x":
    case "! -z x":
    case "x != ":
      return false;
    default:
      return undefined;
  }
}

/** Which accounts a command lists. */
function listed(
  command: ShellCommand,
  { lookup }: Pick<ConditionInput, "lookup">,
): Question["of"] | undefined {
  const [program, ...args] = command.words.map((word) => word.expand(lookup));
  if (!/^(getent|cat|cut|awk)$/.test(baseName(program ?? ""))) return undefined;
  return args.map((arg) => databaseOf(arg ?? "")).find((of) => of !== undefined);
}

function searched(command: ShellCommand, { lookup }: Pick<ConditionInput, "lookup">): string | undefined {
  const [program, ...args] = command.words.map((word) => word.expand(lookup));
  const operands = args.filter((arg) => arg === null || !arg.startsWith("-"));
  const [pattern, ...more] = operands;
  if (!/^[ef]?grep$/.test(baseName(program ?? "")) || typeof pattern !== "string" || more.length > 0)
    return undefined;
  return nameIn(pattern);
}

function databaseOf(word: string): Question["of"] | undefined {
  if (/^(\/etc\/)?passwd$/.test(word)) return "user";
  return /^(\/etc\/)?group$/.test(word) ? "group" : undefined;
}

/** The account that a pattern looks for: `web`, `^web:`, `^web\b`. */
function nameIn(pattern: string): string | undefined {
  return /^\^?\(?([a-z_][\w-]*)\)?(:.*|\\b|\\>|\$)?$/i.exec(pattern)?.[1];
}

/** The guards of a command, and whether they held before it. */
export interface Asked extends Pick<ConditionInput, "lookup"> {
  readonly guards: readonly ShellGuard[];
  readonly met: readonly (boolean | undefined)[];
}

/** `id web || useradd web`, `getent group web || groupadd web`: afterwards it is there, whoever made it. */
export function isAsked(asked: Asked, effect: Effect): boolean {
  if (effect.kind === "user") return isThereAfter(asked, effect.user);
  return effect.kind === "group" && isThereAfter(asked, effect.group);
}
