/** What the conditions of a shell text come to: comparisons of texts that are known, and questions for accounts. */
import type {
  ShellAnswer,
  ShellCommand,
  ShellGuard,
  ShellLookup,
  ShellWord,
} from "../../../parsers/shell/parse.ts";
import type { Effect, MadeAccount } from "../effects.ts";
import { fitsCase, joinedComparison, numbersCompared, testWords } from "./comparisons.ts";
import { type Question, questionOf } from "./questions.ts";

/** What a condition is asked with. */
export interface ConditionInput {
  /** A variable's value; `undefined` also where nothing sets it, unless that is asked. */
  readonly lookup: ShellLookup;
  /** Whether nothing sets a variable, unless whoever starts the container does; absent where that is not asked. */
  readonly isUnset?: (name: string) => boolean;
  /** What a test of a file comes to, `-r` and its like; absent where files are not asked. */
  readonly isThere?: (test: string, path: ShellWord) => boolean | undefined;
  /** Whether there is a user or group of a name or number by now; `undefined` where that cannot be told. */
  readonly exists: (of: "user" | "group", account: string) => boolean | undefined;
}

/** Whether each of some guards holds by now; `undefined` where that cannot be told. */
export function metGuards(
  guards: readonly ShellGuard[],
  input: ConditionInput,
): readonly (boolean | undefined)[] {
  return guards.map((guard) => isMet(guard, input) ?? isMetUnset(guard, input));
}

/**
 * A guard that fails as long as nobody sets a variable is not met. One that holds only then stays open: an image that
 * asks for a variable is started with it.
 */
function isMetUnset(guard: ShellGuard, input: ConditionInput): false | undefined {
  const { isUnset, lookup } = input;
  if (isUnset === undefined) return undefined;
  const asLeft = (name: string) => lookup(name) ?? (isUnset(name) ? null : undefined);
  return isMet(guard, { ...input, lookup: asLeft }) === false ? false : undefined;
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
function comparison(command: ShellCommand, input: ConditionInput): boolean | undefined {
  const { lookup, isThere } = input;
  const [test, path, ...more] = operands(command);
  if (
    isThere !== undefined &&
    path !== undefined &&
    more.length === 0 &&
    /^-[defrsx]$/.test(test?.text ?? "")
  )
    return isThere(test?.text ?? "", path);
  if (command.words[0]?.text === "case") return fitsCase(command.words.slice(1), lookup);
  const [program, ...args] = command.words.map((word) => word.expand(lookup));
  if (program === "true" || program === ":") return true;
  if (program === "false") return false;
  const words = testWords(program, args);
  if (words !== undefined && program !== "[[" && words.length > 3) return joinedComparison(words, compared);
  return words === undefined ? undefined : compared(words, program === "[[");
}

/** The words of `[`, `test` or `[[`. */
function operands({ words: [program, ...words] }: ShellCommand): readonly ShellWord[] {
  if (program?.text === "test" || program?.text === "[[") return words.filter(({ raw }) => raw !== "]]");
  return program?.text === "[" && words.at(-1)?.text === "]" ? words.slice(0, -1) : [];
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
