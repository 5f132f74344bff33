/** Folders that links of the repo give another name. */
import { posix } from "node:path";
import { type Entry, entryAt, linksOf, resolveLinks, type Workspace } from "../../workspace/workspace.ts";
import { baseName } from "../container-path.ts";
import { folderOfFile } from "../repo/path.ts";

/** The paths by which links lead to a folder of the repo; none for most. */
export type LinkedFolders = (folder: string) => readonly string[];

/** Where links are looked for, and the Dockerfiles whose folders they may lead to. */
interface Linked {
  readonly entries: readonly Entry[];
  readonly dockerfiles: readonly string[];
  readonly read: Workspace["read"];
}

/** Reads the links of a tree, those that lead out of it left out; a link below a linked folder is not looked for there. */
export function linkedFolders({ entries, dockerfiles, read }: Linked): LinkedFolders {
  const links = new Map<string, string[]>();
  const add = (target: string, path: string) => {
    const same = links.get(target);
    if (same === undefined) links.set(target, [path]);
    else same.push(path);
  };
  const lookup = { get: (path: string) => entryAt(entries, path) };
  for (const { path } of linksOf(entries)) {
    const target = resolveLinks(lookup, path);
    if (target.kind !== "path" || target.path === "") continue;
    add(target.path, path);
  }
  for (const { path, target } of lostLinks(entries, dockerfiles, read)) add(target, path);
  if (links.size === 0) return () => [];
  return (folder) => {
    const found: string[] = [];
    for (let above = folder; above !== ""; above = folderOfFile(above))
      for (const link of links.get(above) ?? []) found.push(`${link}${folder.slice(above.length)}`);
    return found;
  };
}

/**
 * Links that have become texts, as archives and checkouts without links leave them: a file beside image folders that holds
 * the name of one and no line end.
 */
function lostLinks(
  entries: readonly Entry[],
  dockerfiles: readonly string[],
  read: Workspace["read"],
): readonly { readonly path: string; readonly target: string }[] {
  const images = new Set(dockerfiles.map(folderOfFile));
  const beside = new Set([...images].map(folderOfFile));
  return entries.flatMap(({ path, kind }) => {
    if (kind !== "file" || !beside.has(folderOfFile(path)) || NO_FOLDER.test(baseName(path))) return [];
    const content = read(path);
    if (content === undefined || "unreadable" in content || !/^[\w./-]{1,200}$/.test(content.text)) return [];
    const target = posix.join(folderOfFile(path), content.text).replace(/\/$/, "");
    return images.has(target) || beside.has(target) ? [{ path, target }] : [];
  });
}

// Names that no image folder has.
const NO_FOLDER = /\.[a-z]\w*$|^(\..*|[A-Z].*)$/;
