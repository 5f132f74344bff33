/** What a commit holds: its entries, each with the id of its blob. */
import { git, pieces } from "./git-run.ts";
import type { BlobEntry } from "./git-search.ts";
import { type Name, readName } from "./names.ts";
import { byPath, type EntryKind, lowerBound } from "./workspace.ts";

/** The entries of a commit. */
export interface GitTree {
  /** Sorted by path. */
  readonly entries: readonly BlobEntry[];
  /** Sorted. */
  readonly unreadableNames: readonly string[];
}

/** One end of a file that differs between two commits; absent where it is not there. */
interface TreeEnd {
  readonly name: Name;
  /** Git's mode: `100644`. */
  readonly mode: string;
  readonly id: string;
}

/** What differs between two commits in one file. */
export interface TreeDifference {
  readonly before?: TreeEnd;
  readonly after?: TreeEnd;
}

/** Lists a commit; `repo` may be a sub-folder of the checkout, then only what lies below it is listed. */
export function listCommit(repo: string, commit: string): GitTree {
  const entries: BlobEntry[] = [];
  const unreadableNames: string[] = [];
  for (const { head, name } of records(git(repo, ["ls-tree", "-r", "-z", commit]))) {
    // `mode type id`
    const kind = kindOfMode(head.slice(0, 6));
    if (!name.readable) unreadableNames.push(name.shown);
    else if (kind !== undefined)
      entries.push({ path: name.path, kind, id: head.slice(head.lastIndexOf(" ") + 1) });
  }
  return { entries: entries.sort(byPath), unreadableNames: unreadableNames.sort() };
}

/** The tree before a change, out of the one behind it: to list it would be as much work again. */
export function treeBefore(after: GitTree, differences: readonly TreeDifference[]): GitTree {
  const gone = new Set<string>();
  const names = new Set(after.unreadableNames);
  for (const { after: end } of differences) {
    if (end?.name.readable === true) gone.add(end.name.path);
    else if (end !== undefined) names.delete(end.name.shown);
  }
  const back: BlobEntry[] = [];
  for (const { before: end } of differences) {
    const kind = end && kindOfMode(end.mode);
    if (end?.name.readable === false) names.add(end.name.shown);
    else if (end !== undefined && kind !== undefined) back.push({ path: end.name.path, kind, id: end.id });
  }
  return { entries: merged(after.entries, gone, back), unreadableNames: [...names].sort() };
}

/** Sorted entries without some, and with others. */
function merged(
  entries: readonly BlobEntry[],
  gone: ReadonlySet<string>,
  added: readonly BlobEntry[],
): readonly BlobEntry[] {
  const kept: (readonly BlobEntry[])[] = [];
  let from = 0;
  for (const path of [...gone].sort()) {
    const at = lowerBound(entries, path);
    if (entries[at]?.path !== path) continue;
    kept.push(entries.slice(from, at));
    from = at + 1;
  }
  return [...kept, entries.slice(from), added].flat().sort(byPath);
}

/**
 * Hands out the names in output that ends each with a NUL. One decoding for all of them: of fifty thousand, each by
 * itself would take longer than git. Where one is not UTF-8, each is looked at.
 */
function* records(output: Buffer): Generator<{ readonly head: string; readonly name: Name }> {
  const all = readName(output);
  if (all.readable) {
    for (const record of all.path.split("\0")) {
      const tab = record.indexOf("\t");
      if (tab >= 0)
        yield { head: record.slice(0, tab), name: { readable: true, path: record.slice(tab + 1) } };
    }
    return;
  }
  for (const piece of pieces(output)) {
    const tab = piece.indexOf("\t");
    yield { head: piece.subarray(0, tab).toString("latin1"), name: readName(piece.subarray(tab + 1)) };
  }
}

/** Git's modes in our words; the others (folders) are no entries. */
export function kindOfMode(mode: string): EntryKind | undefined {
  if (mode === "120000") return "link";
  if (mode === "160000") return "submodule";
  if (mode === "100755") return "executable";
  return mode.startsWith("100") ? "file" : undefined;
}
