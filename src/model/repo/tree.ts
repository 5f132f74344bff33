import type { Archive } from "../../parsers/archive.ts";
import type { SourceFile } from "../../source.ts";
import type { Unreadable } from "../../workspace/workspace.ts";
import { type Entry, entryAt, lowerBound } from "../../workspace/workspace.ts";
import { globExpression, isGlob, parentOf } from "../container-path.ts";

/** The repo's entries, for questions about folders; paths from the root, `""` is the root itself. */
export interface RepoTree {
  entry(path: string): Entry | undefined;
  isFolder(path: string): boolean;
  /** Entries below a folder, sorted by path. */
  under(folder: string): readonly Entry[];
  /** Files and folders that a path or glob (Go's filepath.Match) names, sorted. */
  match(pattern: string): readonly string[];
}

/** What the repo offers to the evaluation of a Dockerfile. */
export interface Repo {
  readonly tree: RepoTree;
  /** The text of a repo file, or why there is none. */
  readonly read: (path: string) => SourceFile | Unreadable | undefined;
  /** What an archive of the repo holds, or why that is not known; `undefined` for a file that is none. */
  readonly archive: (path: string) => Archive | Unreadable | undefined;
  readonly ignored: (path: string) => boolean;
}

/** Answers from entries that are sorted by path; what only globs need is indexed when the first one asks. */
export function repoTree(entries: readonly Entry[]): RepoTree {
  let children: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  const entry = (path: string) => entryAt(entries, path);
  const isFolder = (path: string) =>
    path === "" || entries[lowerBound(entries, `${path}/`)]?.path.startsWith(`${path}/`) === true;
  return {
    entry,
    isFolder,
    under: (folder) => rangeBelow(entries, folder),
    match(pattern) {
      const exists = (path: string) => entry(path) !== undefined || isFolder(path);
      if (!isGlob(pattern)) return exists(pattern) ? [pattern] : [];
      children ??= childrenOf(entries);
      return matching(pattern, children, exists);
    },
  };
}

function childrenOf(entries: readonly Entry[]): ReadonlyMap<string, ReadonlySet<string>> {
  const children = new Map<string, Set<string>>([["", new Set()]]);
  for (const { path } of entries) {
    for (let at = path; at !== ""; ) {
      const parent = at.includes("/") ? parentOf(at) : "";
      const siblings = children.get(parent);
      siblings?.add(at);
      if (siblings !== undefined) break;
      children.set(parent, new Set([at]));
      at = parent;
    }
  }
  return children;
}

/** "0" is the character behind "/". */
function rangeBelow(entries: readonly Entry[], folder: string): readonly Entry[] {
  if (folder === "") return entries;
  return entries.slice(lowerBound(entries, `${folder}/`), lowerBound(entries, `${folder}0`));
}

function matching(
  pattern: string,
  children: ReadonlyMap<string, ReadonlySet<string>>,
  exists: (path: string) => boolean,
): readonly string[] {
  let found = [""];
  for (const part of pattern.split("/")) {
    if (!isGlob(part)) {
      found = found.map((folder) => (folder === "" ? part : `${folder}/${part}`)).filter(exists);
      continue;
    }
    const expression = globExpression(part);
    found = found.flatMap((folder) =>
      [...(children.get(folder) ?? [])].filter((path) =>
        expression.test(path.slice(path.lastIndexOf("/") + 1)),
      ),
    );
  }
  return found.sort();
}
