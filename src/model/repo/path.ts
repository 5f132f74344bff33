/** Paths of the repo: relative to its root, which is "". */

/** Joins repo paths, which are relative: `""` is the repo's root; `undefined` when the result leaves it. */
export function joinRepoPath(from: string, path: string): string | undefined {
  const parts = from === "" ? [] : from.split("/");
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}

/** The folder that a repo path lies in; "" for the root. */
export function folderOfFile(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** Whether a repo path is a folder or lies below it; "" is the repo. */
export function isInside(path: string, folder: string): boolean {
  return folder === "" || path === folder || path.startsWith(`${folder}/`);
}
