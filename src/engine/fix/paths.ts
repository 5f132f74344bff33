import { type Entry, entryAt, lowerBound, type Workspace } from "../../workspace/workspace.ts";

/** The files of a tree by path, and the folders that they make. */
export interface Tree {
  readonly entry: (path: string) => Entry | undefined;
  readonly isFolder: (path: string) => boolean;
  readonly workspace: Workspace;
}

/** A tree by its paths. */
export function treeOf(workspace: Workspace): Tree {
  const entries = workspace.list();
  return {
    entry: (path) => entryAt(entries, path),
    isFolder: (path) => entries[lowerBound(entries, `${path}/`)]?.path.startsWith(`${path}/`) === true,
    workspace,
  };
}

/** Why a path may not be touched at all, wherever it comes from; `undefined` when it lies inside the tree. */
export function outsideWhy({ entry }: Tree, path: string): string | undefined {
  // A backslash separates names on Windows, and a colon begins a drive or a stream there.
  if (path === "" || /[\\\0\n\r]|^\/|^[A-Za-z]:/.test(path))
    return `${path || "an empty path"} is not a path in the repo`;
  const names = path.split("/");
  if (names.some((name) => name === ".." || name === "." || name === "")) {
    return `${path} is not a plain path in the repo`;
  }
  if (names.some((name) => name.toLowerCase() === ".git")) return `${path} belongs to git`;
  const through = foldersDownTo(path).find((folder) => entry(folder) !== undefined);
  if (through === undefined) return undefined;
  return `${path} is behind ${through}, which is ${KIND[entry(through)?.kind ?? "file"]}`;
}

/** Why there is no text file at a path that can be changed. */
export function fileWhy(tree: Tree, path: string): string | undefined {
  const outside = outsideWhy(tree, path);
  if (outside !== undefined) return outside;
  const entry = tree.entry(path);
  if (entry === undefined) return `there is no file ${path}`;
  if (entry.kind === "link" || entry.kind === "submodule") return `${path} is ${KIND[entry.kind]}`;
  const content = tree.workspace.read(path);
  if (content === undefined) return `there is no file ${path}`;
  return "unreadable" in content ? `${path} ${content.unreadable}` : undefined;
}

/** Why no file can be put at a path. */
export function newPathWhy(tree: Tree, path: string): string | undefined {
  const outside = outsideWhy(tree, path);
  if (outside !== undefined) return outside;
  if (tree.entry(path) !== undefined || tree.isFolder(path)) return `${path} already exists`;
  if (tree.workspace.ignored(path)) return `git ignores ${path}`;
  return undefined;
}

/** The folders above a path, the outermost first. */
export function foldersDownTo(path: string): readonly string[] {
  const names = path.split("/");
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join("/"));
}

const KIND: Readonly<Record<Entry["kind"], string>> = {
  file: "a file",
  executable: "a file",
  link: "a link",
  submodule: "a submodule",
};
