import { lstatSync } from "node:fs";
import { join, relative } from "node:path";
import { folderTakenForRepo } from "../workspace/own-git.ts";

/**
 * Why git is not asked about the working directory: what is checked out may have put a link in its place, or made it a
 * repo with settings of its own. Both are looked for before git is.
 */
export function folderWhy(workspace: string, inside: string): string | undefined {
  const parts = inside.split("/").filter((part) => part !== "");
  for (const count of parts.keys()) {
    const path = parts.slice(0, count + 1).join("/");
    if (lstatSync(join(workspace, path), { throwIfNoEntry: false })?.isSymbolicLink() === true)
      return `${path} is a link, and the working directory is not looked for behind one: name the folder itself`;
  }
  const taken = folderTakenForRepo(join(workspace, inside));
  if (taken === undefined) return undefined;
  const shown = relative(workspace, taken) || "the workspace";
  return `${shown} holds what git takes for a repo of its own (HEAD, objects, refs): nothing is checked there`;
}
