/** Questions about the repo's entries that are asked once for each image: by binary search, without an index. */
import { type Entry, type EntryLookup, type Resolved, resolveLinks } from "../workspace/workspace.ts";

type Entries = readonly Entry[];

/** The entry at a path, of entries sorted by path. */
export function entryAt(entries: Entries, path: string): Entry | undefined {
  const found = entries[lowerBound(entries, path)];
  return found?.path === path ? found : undefined;
}

/** Whether something lies below a path. */
export function isFolder(entries: Entries, path: string): boolean {
  if (path === "") return true;
  return entries[lowerBound(entries, `${path}/`)]?.path.startsWith(`${path}/`) === true;
}

/** Where a path ends when every link on the way is followed. */
export function followLinks(entries: Entries, path: string): Resolved {
  const lookup: EntryLookup = { get: (each) => entryAt(entries, each) };
  return resolveLinks(lookup, path);
}

/** Whether a submodule lies at a path or above it: what it holds is another repo's. */
export function isForeign(entries: Entries, path: string): boolean {
  for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) {
    if (entryAt(entries, path.slice(0, end))?.kind === "submodule") return true;
  }
  return false;
}

/** The index of the first entry that is not before a path. */
function lowerBound(entries: Entries, path: string): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.path ?? "") < path) low = middle + 1;
    else high = middle;
  }
  return low;
}
