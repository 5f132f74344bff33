/** Names that somebody else chose, put where a language gives some of them a meaning of its own. */

/** What a table holds under a name: `constructor` and `__proto__`, which every object has, are names like any other. */
export function ownValue<T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}

/** The source of an expression that matches a text as it stands. */
export function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

/** JSON in which a repo's names cannot deceive the eye: what is invisible or turns text around stands as escapes. */
// JSON leaves C1 controls, bidi, fillers and lone surrogates as they are; a log that shows the file must not be deceived
// by them, nor its runner by the old form of a command, which it obeys anywhere in a line.
export function plainJson(json: string): string {
  return json
    .replace(/[\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f\u115f\u1160\u3164\uffa0]|\u034f|\u17b4|\u17b5/gu, escapedUnits)
    .replaceAll("##[", "##\\u005b");
}

function escapedUnits(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}

/**
 * A text as it reads once files have moved: it may name their paths and the folders that moved with them. All at once, for
 * two may change places.
 */
export function movedNames(
  paths: readonly string[],
  pathAfter: (path: string) => string | undefined,
): (text: string) => string {
  const moved = movedParts(paths, pathAfter);
  if (moved.size === 0) return (text) => text;
  const longestFirst = [...moved.keys()].sort((a, b) => b.length - a.length);
  const names = longestFirst.map((name) => literally(name)).join("|");
  // A path is not found within a longer name: `images/web` is no part of `images/web-admin`.
  const whole = new RegExp(`(?<![\\w./-])(?:${names})(?![\\w-]|\\.\\w)`, "g");
  return (text) => text.replace(whole, (name) => moved.get(name) ?? name);
}

/** Parts that a file lacks as they are called once files have moved: one may be a path from the folder of that file. */
export function partsAfter(
  { of, names }: { readonly of: string; readonly names: readonly string[] },
  pathAfter: (path: string) => string | undefined,
): readonly string[] {
  const home = folderPrefix(of);
  const end = folderPrefix(pathAfter(of) ?? of);
  return names.map((name) => {
    const to = pathAfter(home + name);
    return to !== undefined && to !== home + name && to.startsWith(end) ? to.slice(end.length) : name;
  });
}

function folderPrefix(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

function movedParts(
  paths: readonly string[],
  pathAfter: (path: string) => string | undefined,
): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  for (const from of paths) {
    const to = pathAfter(from);
    if (to === undefined || to === from) continue;
    parts.set(from, to);
    const [left, right] = differing(from.split("/"), to.split("/"));
    if (left !== "" && right !== "") parts.set(left, right);
  }
  return parts;
}

/** The folders of two paths up to and with the first that differ: `images/web/x` and `images/site/x` differ by `images/web`. */
function differing(from: readonly string[], to: readonly string[]): readonly [string, string] {
  if (from.length !== to.length) return ["", ""];
  const at = from.findIndex((part, index) => part !== to[index]);
  return [from.slice(0, at + 1).join("/"), to.slice(0, at + 1).join("/")];
}

/** The candidate that a mistyped word most likely means; `undefined` when none is near enough to name. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  // A third of the letters may be wrong: "runtme" is near "runtime", "xyz" is near nothing.
  const most = Math.max(1, Math.floor(word.length / 3));
  return within(most, word, candidates) ?? begunBy(word.toLowerCase(), candidates);
}

/** The candidate of which a word is one slip away: for words that may well be right as they are. */
export function slipOf(word: string, candidates: Iterable<string>): string | undefined {
  return within(1, word, candidates);
}

/**
 * The path that a mistyped one most likely means, folder by folder; `undefined` where nothing is called nearly so, or the
 * path is there. `namesIn` lists what lies in a folder of the tree, "" for its root.
 */
export function likelyPath(path: string, namesIn: (folder: string) => readonly string[]): string | undefined {
  const found: string[] = [];
  for (const part of path.split("/")) {
    const names = namesIn(found.join("/"));
    const like = names.includes(part) ? part : nearest(part, names);
    if (like === undefined) return undefined;
    found.push(like);
  }
  const like = found.join("/");
  return like === path ? undefined : like;
}

/** What lies in each folder of a list of paths. */
export function namesAmong(paths: readonly string[]): (folder: string) => readonly string[] {
  return (folder) => {
    const inside = folder === "" ? "" : `${folder}/`;
    const below = paths.filter((path) => path.startsWith(inside));
    return [...new Set(below.map((path) => path.slice(inside.length).split("/", 1)[0] ?? ""))];
  };
}

/** What is said of a word that was most likely meant; nothing where none is known. */
export function didYouMean(like: string | undefined): string {
  return like === undefined ? "" : `: did you mean "${like}"?`;
}

function within(most: number, word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  let best = most + 1;
  let found: string | undefined;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase(), best);
    if (distance >= best) continue;
    best = distance;
    found = candidate;
  }
  return found;
}

/** The one candidate that a word begins: "warn" is "warning". */
function begunBy(wanted: string, candidates: Iterable<string>): string | undefined {
  if (wanted.length < SHORTEST_BEGINNING) return undefined;
  const begun = [...candidates].filter((candidate) => candidate.toLowerCase().startsWith(wanted));
  return begun.length === 1 ? begun[0] : undefined;
}

const SHORTEST_BEGINNING = 3;

/** Letters to insert, remove, replace or swap; anything from `limit` on is `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (last[column] ?? limit) + 1,
        (current[column - 1] ?? limit) + 1,
        (last[column - 1] ?? limit) + (same ? 0 : 1),
      );
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped && row > 1 && column > 1) cost = Math.min(cost, (beforeLast[column - 2] ?? limit) + 1);
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return Math.min(last[b.length] ?? limit, limit);
}
