import type { Entry } from "../workspace/workspace.ts";
import { globExpression, isGlob, parentOf } from "./container-path.ts";

/** The repo's entries, for questions about folders; paths from the root, `""` is the root itself. */
export interface RepoTree {
  entry(path: string): Entry | undefined;
  isFolder(path: string): boolean;
  /** Entries below a folder, sorted by path. */
  under(folder: string): readonly Entry[];
  /** Files and folders that a path or glob (Go's filepath.Match) names, sorted. */
  match(pattern: string): readonly string[];
}

/** Indexes entries that are sorted by path. */
export function repoTree(entries: readonly Entry[]): RepoTree {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const children = childrenOf(entries);
  const sorted = entries.map((entry) => entry.path);
  const isFolder = (path: string) => children.has(path);
  return {
    entry: (path) => byPath.get(path),
    isFolder,
    under: (folder) => rangeBelow(entries, sorted, folder),
    match: (pattern) => matching(pattern, children, (path) => byPath.has(path) || isFolder(path)),
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

function rangeBelow(entries: readonly Entry[], sorted: readonly string[], folder: string): readonly Entry[] {
  if (folder === "") return entries;
  return entries.slice(lowerBound(sorted, `${folder}/`), lowerBound(sorted, `${folder}0`));
}

/** The index of the first path that is not before `wanted`; "0" is the character behind "/". */
function lowerBound(sorted: readonly string[], wanted: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? "") < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function matching(
  pattern: string,
  children: ReadonlyMap<string, ReadonlySet<string>>,
  exists: (path: string) => boolean,
): readonly string[] {
  if (!isGlob(pattern)) return exists(pattern) || pattern === "" ? [pattern] : [];
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
