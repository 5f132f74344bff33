/** Questions about the repo's entries that are asked once for each image: by binary search, without an index. */
import {
  type Entry,
  type EntryLookup,
  entryAt,
  lowerBound,
  type Resolved,
  resolveLinks,
} from "../../workspace/workspace.ts";
import { parentOf } from "../container-path.ts";

export { entryAt };

type Entries = readonly Entry[];

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

/** Whether a repo path is a file or folder; what lies behind a link or in a submodule counts as there. */
export function existsInRepo(entries: Entries, path: string): boolean {
  if (isFolder(entries, path) || entryAt(entries, path)) return true;
  return path.includes("/") && isBehindLink(entries, parentOf(path));
}

function isBehindLink(entries: Entries, path: string): boolean {
  const entry = entryAt(entries, path);
  if (entry) return entry.kind === "link" || entry.kind === "submodule";
  return path.includes("/") && isBehindLink(entries, parentOf(path));
}
