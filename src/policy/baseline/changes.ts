/** What a change does to the baseline, and what files that move ask of it. */
import { movedNames, partsAfter } from "../../names.ts";
import type { SourceFile } from "../../source.ts";
import type { PolicyProblem } from "../problems.ts";
import { type BaselineEntry, entryIdentity, loadBaseline, type PlacedEntry } from "./baseline.ts";

/** Where files and images are after a change, or after fixes. */
export interface Moves {
  /** `undefined` where a file is gone. */
  readonly pathAfter: (path: string) => string | undefined;
  /** What an image is called afterwards; `undefined` where it is gone or not known. */
  readonly nameAfter: (name: string) => string | undefined;
}

/** The entries as they read after the moves, in their order; one whose file is gone stays as it is. */
export function movedEntries<Entry extends BaselineEntry>(
  entries: readonly Entry[],
  { pathAfter, nameAfter }: Moves,
): readonly Entry[] {
  const inText = movedNames(
    entries.map(({ file }) => file),
    pathAfter,
  );
  return entries.map((entry) => {
    const { file, key, parts, images } = entry;
    return {
      ...entry,
      file: pathAfter(file) ?? file,
      ...(key !== undefined && { key: inText(key) }),
      ...(parts !== undefined && { parts: partsAfter({ of: file, names: parts }, pathAfter) }),
      ...(images !== undefined && { images: images.map((name) => nameAfter(name) ?? name) }),
    };
  });
}

/** Both ends of a change: the text of the baseline, `undefined` where there is none. */
export interface BaselineEnds {
  readonly before: SourceFile | undefined;
  readonly after: SourceFile | undefined;
}

/** What a change does to the baseline. */
export interface BaselineNews {
  /** Entries that hold what none of the base held, whatever files are called by now. */
  readonly added: readonly PlacedEntry[];
  /** What keeps the head's file from being read, where the base's could be. */
  readonly broken: readonly PolicyProblem[];
  /** The head's entries as the moves of the change want them; absent where none is to be rewritten. */
  readonly rewritten?: Rewritten;
}

/** Entries of which a path, a key or an image's name is to be another. */
export interface Rewritten {
  readonly entries: readonly BaselineEntry[];
  /** Those that are not yet as they should be. */
  readonly outdated: readonly PlacedEntry[];
}

/** Compares the baseline at both ends of a change. */
export function baselineNews({ before, after }: BaselineEnds, moves: Moves): BaselineNews {
  const now = after === undefined ? { entries: [], problems: [] } : loadBaseline(after);
  const old = before === undefined ? { entries: [], problems: [] } : loadBaseline(before);
  if (now.problems.length > 0) return { added: [], broken: old.problems.length > 0 ? [] : now.problems };
  const moved = movedEntries(old.entries, moves);
  const held = [moved, old.entries].map((all) => new Map(all.map((entry) => [entryIdentity(entry), entry])));
  const added = now.entries.filter(
    (entry) => !held.some((entries) => covers(entries.get(entryIdentity(entry)), entry)),
  );
  const rewritten = outdatedOf(now.entries, { before: old.entries, moved });
  return { added, broken: [], ...(rewritten && { rewritten }) };
}

/** Whether an entry holds all that another one does. */
function covers(held: BaselineEntry | undefined, { parts = [], images = [] }: BaselineEntry): boolean {
  if (held === undefined) return false;
  return parts.every((one) => held.parts?.includes(one)) && images.every((one) => held.images?.includes(one));
}

function outdatedOf(
  entries: readonly PlacedEntry[],
  { before, moved }: { readonly before: readonly BaselineEntry[]; readonly moved: readonly BaselineEntry[] },
): Rewritten | undefined {
  const wanted = new Map(before.map((entry, index) => [sayings(entry), moved[index] ?? entry]));
  const outdated = entries.filter((entry) => {
    const now = wanted.get(sayings(entry));
    return now !== undefined && sayings(now) !== sayings(entry);
  });
  if (outdated.length === 0) return undefined;
  const all = entries.map((entry) => wanted.get(sayings(entry)) ?? entry);
  const unique = new Map(all.map((entry) => [entryIdentity(entry), entry]));
  return { entries: [...unique.values()], outdated };
}

function sayings({ rule, file, key, parts, images, nth }: BaselineEntry): string {
  return JSON.stringify([rule, file, key, parts, images, nth]);
}
