/** Comparisons of texts that are known: numbers, `-a` and `-o`, and the items of `case`. */
import type { ShellLookup, ShellWord } from "../../../parsers/shell/parse.ts";

type Words = readonly (string | null)[];

/** `A -eq B` and its like; `undefined` for other words. */
export function numbersCompared(left: string, operator: string, right: string): boolean | undefined {
  if (!/^-?\d{1,15}$/.test(left) || !/^-?\d{1,15}$/.test(right)) return undefined;
  const difference = Number(left) - Number(right);
  switch (operator) {
    case "-eq":
      return difference === 0;
    case "-ne":
      return difference !== 0;
    case "-lt":
      return difference < 0;
    case "-le":
      return difference <= 0;
    case "-gt":
      return difference > 0;
    case "-ge":
      return difference >= 0;
    default:
      return undefined;
  }
}

/** The words of `[`, joined by `-a` and `-o`, of which `-a` binds closer. */
export function joinedComparison(
  words: Words,
  ask: (words: Words) => boolean | undefined,
): boolean | undefined {
  const sums = split(words, "-o").map((part) => every(split(part, "-a").map((one) => ask(one))));
  if (sums.includes(true)) return true;
  return sums.includes(undefined) ? undefined : false;
}

function every(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

function split(words: Words, by: string): readonly Words[] {
  const parts: (string | null)[][] = [[]];
  for (const word of words) {
    if (word === by) parts.push([]);
    else parts.at(-1)?.push(word);
  }
  return parts;
}

/** Whether the first word fits one of the patterns behind it. */
export function fitsCase(
  [asked, ...patterns]: readonly ShellWord[],
  lookup: ShellLookup,
): boolean | undefined {
  const value = asked?.expand(lookup) ?? null;
  if (value === null) return undefined;
  const fits = patterns.map((pattern) => fitsPattern(value, pattern, lookup));
  if (fits.includes(true)) return true;
  return fits.includes(undefined) ? undefined : false;
}

function fitsPattern(value: string, { raw, expand }: ShellWord, lookup: ShellLookup): boolean | undefined {
  if (!/[*?[\\(]/.test(raw)) {
    const text = expand(lookup);
    return text === null ? undefined : text === value;
  }
  // One star is enough for what scripts ask: `-*`, `*.conf`, `nginx*`, `*`.
  const plain = /^([\w.:/@%+=,-]*)\*([\w.:/@%+=,-]*)$/.exec(raw);
  if (plain === null) return undefined;
  const [, start = "", end = ""] = plain;
  return value.length >= start.length + end.length && value.startsWith(start) && value.endsWith(end);
}

/** What `[`, `test` and `[[` compare; `undefined` for another program. */
export function testWords(
  program: string | null | undefined,
  args: readonly (string | null)[],
): readonly (string | null)[] | undefined {
  if (program === "test" || program === "[[") return args;
  return program === "[" && args.at(-1) === "]" ? args.slice(0, -1) : undefined;
}
