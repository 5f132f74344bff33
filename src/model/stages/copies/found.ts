/** What a source of COPY names in the context: a link brings what it points to (BuildKit v0.34, `FollowSymlinks`). */
import { type Entry, resolveLinks } from "../../../workspace/workspace.ts";
import { isGlob } from "../../container-path.ts";
import { joinRepoPath } from "../../repo/path.ts";
import type { RepoTree } from "../../repo/tree.ts";

/** A file or folder of the context. */
export interface FoundSource {
  /** Its repo path as it is named, links and all. */
  readonly path: string;
  /** Where that leads to; absent where a link leads out of the context, or to nothing. */
  readonly real?: string;
}

/** All that a path or glob of the repo names, sorted. */
export function foundSources(tree: RepoTree, path: string, context: string): readonly FoundSource[] {
  const matched = tree.match(path);
  // What lies in a folder that is named by a link is no entry of the tree.
  if (matched.length === 0 && !isGlob(path)) {
    const real = realSource(tree, path, context);
    return real === undefined || real === path ? [] : [{ path, real }];
  }
  return matched.map((found) => {
    if (tree.entry(found)?.kind !== "link") return { path: found, real: found };
    const real = realSource(tree, found, context);
    return real === undefined ? { path: found } : { path: found, real };
  });
}

function realSource(tree: RepoTree, path: string, context: string): string | undefined {
  const inContext = (below: string) => (context === "" ? below : `${context}/${below}`);
  const get = (below: string): Entry | undefined => tree.entry(inContext(below));
  const below = context === "" ? path : path.slice(context.length + 1);
  const found = resolveLinks({ get }, below);
  if (found.kind !== "path") return undefined;
  const real = joinRepoPath(context, found.path) ?? context;
  return tree.entry(real) !== undefined || tree.isFolder(real) ? real : undefined;
}
