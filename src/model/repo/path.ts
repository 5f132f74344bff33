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

/** A path as it is written from a folder; both from the repo's root. */
export function pathFrom(folder: string, path: string): string {
  const from = folder === "" ? [] : folder.split("/");
  const to = path === "" ? [] : path.split("/");
  let same = 0;
  while (same < from.length && same < to.length && from[same] === to[same]) same += 1;
  return [...from.slice(same).map(() => ".."), ...to.slice(same)].join("/") || ".";
}

/** A repo path as a file of another folder names it. */
export function relativePath(file: string, path: string): string {
  return pathFrom(folderOfFile(file), path);
}
