import type { Undecoded } from "../decode.ts";
import { once } from "../once.ts";

/** Git's kinds of entry; outside git the same four are made from the file system's. */
export type EntryKind = "file" | "executable" | "link" | "submodule";

/** One file, link or submodule of the tree that is checked. */
export interface Entry {
  /** Path from the repo's root, with `/`. */
  readonly path: string;
  readonly kind: EntryKind;
  /** What a link says, as written. */
  readonly target?: string;
}

/** The text of a file, or why there is none: too large, not UTF-8, binary, a link that leaves the repo. */
export type Content = { readonly text: string } | Unreadable;

/** Why a file has no text; `failed` where reading it was this tool's own failure, which is told elsewhere. */
export interface Unreadable extends Undecoded {
  readonly failed?: true;
}

/** A tree of files at one revision: a folder on disk, a git commit, or a table in a test. */
export interface Workspace {
  /** All entries, sorted by path (UTF-16 order); what git ignores is left out. */
  list(): readonly Entry[];
  /** The file's content, `undefined` when there is no such file. A link inside the repo is followed. */
  read(path: string): Content | undefined;
  /** The bytes of a file, for archives; `undefined` where it is not there, too large for one, or cannot be read. */
  bytes(path: string): Uint8Array | undefined;
  /** Whether git would ignore this path if it existed ("built by CI"); `false` where that cannot be told. */
  ignored(path: string): boolean;
  /** Paths of files whose text holds one of the strings, where that can be found faster than by reading all; sorted. */
  readonly search?: (strings: readonly string[], where?: SearchWhere) => readonly string[];
  /** Names that could not be read as UTF-8, shown with escapes. */
  readonly unreadableNames: readonly string[];
  /** Folders that may not be opened; sorted. */
  readonly closedFolders?: readonly string[];
  /** How many files a sparse checkout leaves out that the clone lacks as well; they are not in the list. */
  readonly leftOut?: number;
}

/** What narrows a search. */
export interface SearchWhere {
  /** Only files called like one of these globs of a file's name, in any case. */
  readonly names?: readonly string[];
  /** Only strings that stand by themselves: `app-1` is not found in `app-10`. */
  readonly words?: true;
}

/** The kernel's own limit (Linux, path_resolution(7)). */
const maxLinks = 40;

/** Where a path ends when every link on the way is followed. `leaves` holds the link that leads out of the tree. */
export type Resolved =
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "leaves"; readonly link: string }
  | { readonly kind: "loop"; readonly link: string };

/** Finds an entry by its path. */
export interface EntryLookup {
  get(path: string): Entry | undefined;
}

/** Follows the links of a tree by its entries alone, as the kernel would; a path behind the tree's root leaves it. */
export function resolveLinks(entries: EntryLookup, path: string): Resolved {
  let followed = 0;
  let link = path;
  const done: string[] = [];
  const rest = path.split("/").reverse();
  for (let part = rest.pop(); part !== undefined; part = rest.pop()) {
    if (part === "" || part === ".") continue;
    if (part === "..") {
      if (done.pop() === undefined) return { kind: "leaves", link };
      continue;
    }
    done.push(part);
    const target = linkTarget(entries.get(done.join("/")));
    if (target === undefined) continue;
    link = done.join("/");
    followed += 1;
    if (followed > maxLinks) return { kind: "loop", link };
    if (isAbsolute(target)) return { kind: "leaves", link };
    done.pop();
    rest.push(...target.split("/").reverse());
  }
  return { kind: "path", path: done.join("/") };
}

function linkTarget(entry: Entry | undefined): string | undefined {
  return entry?.kind === "link" ? (entry.target ?? "") : undefined;
}

/** Windows' drive letters count too: a link made there must not lead out either. */
function isAbsolute(target: string): boolean {
  return /^([/\\]|[A-Za-z]:)/.test(target);
}

/** The index of the first entry whose path is not before `wanted`, in entries that are sorted by path (UTF-16 order). */
export function lowerBound(entries: readonly Entry[], wanted: string): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.path ?? "") < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The entry at a path, in entries that are sorted by path: no index of fifty thousand is made to find three. */
export function entryAt<Kind extends Entry>(entries: readonly Kind[], path: string): Kind | undefined {
  const found = entries[lowerBound(entries, path)];
  return found?.path === path ? found : undefined;
}

interface Index {
  readonly byName: ReadonlyMap<string, readonly Entry[]>;
  readonly links: readonly Entry[];
}

/** A tree of fifty thousand files has few names, so each question of names looks at those alone. */
const indexOf = once((entries: readonly Entry[]): Index => {
  const byName = new Map<string, Entry[]>();
  const links: Entry[] = [];
  for (const entry of entries) {
    const name = entry.path.slice(entry.path.lastIndexOf("/") + 1);
    const same = byName.get(name);
    if (same === undefined) byName.set(name, [entry]);
    else same.push(entry);
    if (entry.kind === "link") links.push(entry);
  }
  return { byName, links };
});

/** The entries whose last part of the path passes a test, sorted by path as all of them are. */
export function entriesCalled<Kind extends Entry>(
  entries: readonly Kind[],
  test: (name: string) => boolean,
): readonly Kind[] {
  const found = [...indexOf(entries).byName].flatMap(([name, same]) => (test(name) ? [same] : []));
  const [only] = found;
  const all = found.length === 1 && only !== undefined ? only : found.flat().sort(byPath);
  // The index holds nothing but these entries.
  return all as readonly Kind[];
}

/** The links of a tree, sorted by path. */
export function linksOf(entries: readonly Entry[]): readonly Entry[] {
  return indexOf(entries).links;
}

/** The order of entries: UTF-16 order of their paths. */
export function byPath(a: Entry, b: Entry): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
