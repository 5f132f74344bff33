/** Functions of make that work on words alone (GNU make's manual, "Functions for Transforming Text", "for File Names"). */

/** Stands for a part that cannot be told. */
export const OPEN = "\u0001";
/** Stands for the folder that make runs in. */
export const HERE = "\u0002";

type Words = readonly string[];

/** By their names; of arguments that are expanded. What cannot be told is null. */
export const makeFunctions: Readonly<Record<string, (given: Words) => string | null>> = {
  subst: ([from = "", to = "", text = ""]) => (from === "" ? text + to : text.replaceAll(from, () => to)),
  patsubst: ([pattern = "", replacement = "", text = ""]) =>
    each(text, (word) => {
      const stem = stemOf(pattern.trim(), word);
      return stem === undefined ? word : replacement.trim().replace("%", () => stem);
    }),
  strip: ([text = ""]) => wordsIn(text).join(" "),
  findstring: ([wanted = "", text = ""]) => (text.includes(wanted) ? wanted : ""),
  filter: ([patterns = "", text = ""]) => kept(text, (word) => isLike(patterns, word)),
  "filter-out": ([patterns = "", text = ""]) => kept(text, (word) => !isLike(patterns, word)),
  sort: ([text = ""]) => [...new Set(wordsIn(text))].sort().join(" "),
  word: ([index = "", text = ""]) => wordsIn(text)[Number(index) - 1] ?? "",
  wordlist: ([from = "", to = "", text = ""]) =>
    wordsIn(text)
      .slice(Number(from) - 1, Number(to))
      .join(" "),
  words: ([text = ""]) => String(wordsIn(text).length),
  firstword: ([text = ""]) => wordsIn(text)[0] ?? "",
  lastword: ([text = ""]) => wordsIn(text).at(-1) ?? "",
  dir: ([text = ""]) => each(text, (word) => word.slice(0, word.lastIndexOf("/") + 1) || "./"),
  notdir: ([text = ""]) => each(text, (word) => word.slice(word.lastIndexOf("/") + 1)),
  suffix: ([text = ""]) =>
    kept(
      each(text, (word) => /\.[^./]*$/.exec(word)?.[0] ?? ""),
      () => true,
    ),
  basename: ([text = ""]) => each(text, (word) => word.replace(/\.[^./]*$/, "")),
  addprefix: ([prefix = "", text = ""]) => each(text, (word) => prefix + word),
  addsuffix: ([suffix = "", text = ""]) => each(text, (word) => word + suffix),
  join: ([one = "", other = ""]) => {
    const [left, right] = [wordsIn(one), wordsIn(other)];
    return Array.from(
      { length: Math.max(left.length, right.length) },
      (_, index) => (left[index] ?? "") + (right[index] ?? ""),
    ).join(" ");
  },
  abspath: ([text = ""]) => each(text, absolute),
  realpath: ([text = ""]) => each(text, absolute),
  wildcard: () => null,
  info: () => "",
  warning: () => "",
  error: () => "",
  origin: () => null,
  flavor: () => null,
  file: () => null,
};

function wordsIn(text: string): Words {
  return text.split(/\s+/).filter((word) => word !== "");
}

function each(text: string, change: (word: string) => string): string {
  return wordsIn(text).map(change).join(" ");
}

function kept(text: string, test: (word: string) => boolean): string {
  return wordsIn(text).filter(test).join(" ");
}

function isLike(patterns: string, word: string): boolean {
  return wordsIn(patterns).some((pattern) => stemOf(pattern, word) !== undefined);
}

/** What `%` stands for in a word, "" where the pattern has none; `undefined` where the word is not like it. */
export function stemOf(pattern: string, word: string): string | undefined {
  const at = pattern.indexOf("%");
  if (at < 0) return pattern === word ? "" : undefined;
  const [start, end] = [pattern.slice(0, at), pattern.slice(at + 1)];
  const isLong = word.length >= start.length + end.length;
  return isLong && word.startsWith(start) && word.endsWith(end)
    ? word.slice(start.length, word.length - end.length)
    : undefined;
}

/** A path that does not begin at the root counts from the folder that make runs in. */
function absolute(path: string): string {
  return path.startsWith("/") || path.startsWith(HERE) ? path : `${HERE}/${path}`;
}
