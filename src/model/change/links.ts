/** What leads to a changed path without naming what it is for: links of the tree, and links of READMEs. */
import { type Entry, linksOf, resolveLinks, type Workspace } from "../../workspace/workspace.ts";
import { foldersOf } from "../builds/scope.ts";
import { baseName } from "../container-path.ts";
import { folderOfFile } from "../repo/path.ts";
import type { RepoTree } from "../repo/tree.ts";

/** Links of a tree that end at a changed path or at a folder that holds one. */
export function linksTo(changed: ReadonlySet<string>, entries: readonly Entry[]): readonly string[] {
  const links = linksOf(entries);
  if (links.length === 0 || changed.size === 0) return [];
  const touched = new Set([...changed].flatMap((path) => [path, ...foldersOf(path)]));
  const byName = new Map(links.map((link) => [link.path, link]));
  return links.flatMap(({ path }) => {
    const end = resolveLinks(byName, path);
    return end.kind === "path" && touched.has(end.path) ? [path] : [];
  });
}

/** READMEs whose text may link to a path of the base that the head has no more. */
export function readmesLinkingTo(
  before: Iterable<string>,
  { workspace, tree }: { readonly workspace: Workspace; readonly tree: RepoTree },
): readonly string[] {
  const words = new Set([...before].flatMap((path) => wordsOfGone(path, tree)));
  if (words.size === 0) return [];
  const names = [...words];
  const found = workspace.search?.(names, { names: ["readme.*"] });
  if (found !== undefined) return found;
  return workspace.list().flatMap(({ path }) => {
    if (!/(^|\/)readme\.[^/]*$/i.test(path)) return [];
    const content = workspace.read(path);
    return content !== undefined && "text" in content && names.some((name) => content.text.includes(name))
      ? [path]
      : [];
  });
}

/** What a link to a path that is gone must hold: the last folder that is gone with it, else the file's name with its folder's. */
function wordsOfGone(path: string, tree: RepoTree): readonly string[] {
  if (tree.entry(path) !== undefined) return [];
  const folder = folderOfFile(path);
  const gone = foldersOf(path).findLast((each) => each !== "" && !tree.isFolder(each));
  if (gone !== undefined) return [encodeURI(baseName(gone)), baseName(gone)];
  const name = folder === "" ? baseName(path) : `${baseName(folder)}/${baseName(path)}`;
  return [encodeURI(name), name];
}
