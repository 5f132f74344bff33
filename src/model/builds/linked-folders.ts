/** Folders that links of the repo give another name. */
import { type Entry, entryAt, linksOf, resolveLinks } from "../../workspace/workspace.ts";
import { folderOfFile } from "../repo/path.ts";

/** The paths by which links lead to a folder of the repo; none for most. */
export type LinkedFolders = (folder: string) => readonly string[];

/** Reads the links of a tree, those that lead out of it left out; a link below a linked folder is not looked for there. */
export function linkedFolders(entries: readonly Entry[]): LinkedFolders {
  const links = new Map<string, string[]>();
  const lookup = { get: (path: string) => entryAt(entries, path) };
  for (const { path } of linksOf(entries)) {
    const target = resolveLinks(lookup, path);
    if (target.kind !== "path" || target.path === "") continue;
    const same = links.get(target.path);
    if (same === undefined) links.set(target.path, [path]);
    else same.push(path);
  }
  if (links.size === 0) return () => [];
  return (folder) => {
    const found: string[] = [];
    for (let above = folder; above !== ""; above = folderOfFile(above))
      for (const link of links.get(above) ?? []) found.push(`${link}${folder.slice(above.length)}`);
    return found;
  };
}
