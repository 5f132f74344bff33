/**
 * The regular expressions that moby makes of patterns, as Go's regexp reads and matches them: characters, classes and
 * escapes in a row, some repeated. Every way is followed at once, so that no pattern takes for ever.
 */
import { posixClass, unicodeCategory } from "./classes.ts";
import { type IgnoreStep, matches, type Test } from "./steps.ts";

/** Whether an expression matches somewhere in a text, which is given as its characters. */
export type Expression = (text: readonly string[]) => boolean;

interface Reader {
  readonly text: readonly string[];
  at: number;
}

/** Go refuses the expression. */
class Refused extends Error {}

/** Reads an expression of moby's; `undefined` where Go refuses it. */
export function readIgnoreExpression(source: string): Expression | undefined {
  try {
    const reader = { text: Array.from(source), at: 0 };
    const branches = [stepsOf(reader)];
    for (; reader.at < reader.text.length; branches.push(stepsOf(reader))) reader.at++;
    return (text) => branches.some((steps) => matches(steps, text));
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

/** The steps up to the next `|`. */
function stepsOf(reader: Reader): readonly IgnoreStep[] {
  const steps: IgnoreStep[] = [];
  const { text } = reader;
  while (reader.at < text.length && text[reader.at] !== "|") {
    if (startsWith(reader, "\\Q")) {
      steps.push(...quotedSteps(reader));
      continue;
    }
    if (startsWith(reader, "(.*/)?")) {
      reader.at += "(.*/)?".length;
      steps.push({ kind: "folders" });
      if (repetition(reader) !== undefined) throw new Refused();
      continue;
    }
    if (steps.length === 0 && (text[reader.at] === "*" || repetition(reader) !== undefined))
      throw new Refused();
    const step = stepOf(reader);
    for (const one of repeated(reader, step)) steps.push(one);
    if (steps.length > MOST_STEPS) throw new Refused();
  }
  return steps;
}

const MOST_STEPS = 10_000;
// Go's regexp/syntax.
const MOST_TIMES = 1000;

/** A step with what repeats it: `*`, or `{2,3}`, which no other may follow. */
function repeated(reader: Reader, step: IgnoreStep): readonly IgnoreStep[] {
  if (reader.text[reader.at] === "*") {
    reader.at++;
    if (reader.text[reader.at] === "*" || repetition(reader) !== undefined) throw new Refused();
    return step.kind === "one" ? [{ kind: "many", test: step.test }] : [];
  }
  const times = repetition(reader);
  if (times === undefined) return [step];
  const { low, high, length } = times;
  if (low > MOST_TIMES || (high !== undefined && (high > MOST_TIMES || high < low))) throw new Refused();
  reader.at += length;
  if (reader.text[reader.at] === "*" || repetition(reader) !== undefined) throw new Refused();
  if (step.kind !== "one") return low === 0 ? [] : [step];
  const needed = Array.from({ length: low }, () => step);
  if (high === undefined) return [...needed, { kind: "many", test: step.test }];
  return [
    ...needed,
    ...Array.from({ length: high - low }, (): IgnoreStep => ({ kind: "maybe", test: step.test })),
  ];
}

interface Times {
  readonly low: number;
  /** Absent: as often as it goes. */
  readonly high: number | undefined;
  readonly length: number;
}

function repetition({ text, at }: Reader): Times | undefined {
  if (text[at] !== "{") return undefined;
  const end = text.indexOf("}", at);
  const [all, low, comma, high] = /^\{(\d+)(,?)(\d*)\}$/.exec(text.slice(at, end + 1).join("")) ?? [];
  if (all === undefined || low === undefined || /^0\d/.test(low) || /^0\d/.test(high ?? "")) return undefined;
  const most = comma === "" ? Number(low) : high === "" ? undefined : Number(high);
  return { low: Number(low), high: most, length: Array.from(all).length };
}

function startsWith({ text, at }: Reader, start: string): boolean {
  return [...start].every((character, index) => text[at + index] === character);
}

function quotedSteps(reader: Reader): readonly IgnoreStep[] {
  const steps: IgnoreStep[] = [];
  for (reader.at += 2; reader.at < reader.text.length && !startsWith(reader, "\\E"); reader.at++)
    steps.push({ kind: "one", test: same(reader.text[reader.at] ?? "") });
  reader.at += 2;
  return steps;
}

function stepOf(reader: Reader): IgnoreStep {
  const character = reader.text[reader.at] ?? "";
  if (character === "[") return { kind: "one", test: readClass(reader) };
  if (character === "\\") return escapeStep(reader);
  reader.at++;
  if (character === "^") return { kind: "between", test: (before) => before === "" };
  if (character === "$") return { kind: "between", test: (_, behind) => behind === "" };
  return { kind: "one", test: character === "." ? (one) => one !== "\n" : same(character) };
}

function escapeStep(reader: Reader): IgnoreStep {
  const next = reader.text[reader.at + 1] ?? "";
  const between = BETWEEN.get(next);
  if (between === undefined)
    return { kind: "one", test: readClassEscape(reader) ?? same(readEscape(reader)) };
  reader.at += 2;
  return { kind: "between", test: between };
}

const isWord = (character: string) => /^\w$/.test(character);
const BETWEEN: ReadonlyMap<string, (before: string, behind: string) => boolean> = new Map([
  ["A", (before: string) => before === ""],
  ["z", (_: string, behind: string) => behind === ""],
  ["b", (before: string, behind: string) => isWord(before) !== isWord(behind)],
  ["B", (before: string, behind: string) => isWord(before) === isWord(behind)],
]);

function same(character: string): Test {
  return (one) => one === character;
}

const PERL: ReadonlyMap<string, Test> = new Map([
  ["d", (one: string) => /^\d$/.test(one)],
  ["s", (one: string) => /^[\t\n\f\r ]$/.test(one)],
  ["w", isWord],
]);

/** `\d`, `\pL` and their like; `undefined` for another escape. */
function readClassEscape(reader: Reader): Test | undefined {
  const letter = reader.text[reader.at + 1] ?? "";
  const perl = PERL.get(letter.toLowerCase());
  if (perl !== undefined) {
    reader.at += 2;
    return letter === letter.toLowerCase() ? perl : (one) => !perl(one);
  }
  if (letter !== "p" && letter !== "P") return undefined;
  const negated = reader.text[reader.at + 2] === "^" || letter === "P";
  // Braces never come through: moby escapes them, and `\p\{` is no class.
  const category = unicodeCategory(reader.text[reader.at + 2] ?? "");
  if (category === undefined) throw new Refused();
  reader.at += 3;
  return (one) => category(one) !== negated;
}

const CONTROLS: ReadonlyMap<string, string> = new Map([
  ["a", "\u0007"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);

/** The character that an escape stands for. */
function readEscape(reader: Reader): string {
  const { text } = reader;
  const next = text[reader.at + 1] ?? "";
  reader.at += 2;
  const rest = text.slice(reader.at, reader.at + 2).join("");
  if (next === "x") return takeNumber(reader, { digits: /^[\da-fA-F]{2}$/.exec(rest)?.[0], radix: 16 });
  if (/^[0-7]$/.test(next) && (next === "0" || /^[0-7]/.test(rest))) {
    const digits = /^[0-7]{0,2}/.exec(rest)?.[0] ?? "";
    reader.at += digits.length;
    return String.fromCodePoint(Number.parseInt(next + digits, 8));
  }
  const control = CONTROLS.get(next);
  if (control !== undefined) return control;
  if (!/^[!-/:-@[-`{-~ \p{Cc}]$/u.test(next) || next.charCodeAt(0) > 127) throw new Refused();
  return next;
}

function takeNumber(
  reader: Reader,
  { digits, radix }: { readonly digits: string | undefined; readonly radix: number },
): string {
  if (digits === undefined) throw new Refused();
  reader.at += digits.length;
  return String.fromCodePoint(Number.parseInt(digits, radix));
}

/** A class from its bracket on. */
function readClass(reader: Reader): Test {
  reader.at++;
  const negated = reader.text[reader.at] === "^";
  if (negated) reader.at++;
  const tests: Test[] = [];
  for (let first = true; first || reader.text[reader.at] !== "]"; first = false) {
    if (reader.at >= reader.text.length) throw new Refused();
    tests.push(
      readPosix(reader) ??
        (reader.text[reader.at] === "\\" ? readClassEscape(reader) : undefined) ??
        readRange(reader),
    );
  }
  reader.at++;
  return (one) => tests.some((test) => test(one)) !== negated;
}

function readPosix(reader: Reader): Test | undefined {
  if (!startsWith(reader, "[:")) return undefined;
  const rest = reader.text.slice(reader.at + 2).join("");
  const end = rest.indexOf(":]");
  if (end < 0) return undefined;
  const name = rest.slice(0, end);
  const test = posixClass(name);
  if (test === undefined) throw new Refused();
  reader.at += Array.from(name).length + 4;
  return test;
}

function readRange(reader: Reader): Test {
  const low = classCharacter(reader);
  const next = reader.text[reader.at + 1];
  if (reader.text[reader.at] !== "-" || next === undefined || next === "]") return same(low);
  reader.at++;
  const high = classCharacter(reader);
  const [from = 0, to = 0] = [low.codePointAt(0), high.codePointAt(0)];
  if (to < from) throw new Refused();
  return (one) => {
    const code = one.codePointAt(0) ?? -1;
    return code >= from && code <= to;
  };
}

function classCharacter(reader: Reader): string {
  const character = reader.text[reader.at];
  if (character === undefined) throw new Refused();
  if (character === "\\") return readEscape(reader);
  reader.at++;
  return character;
}
