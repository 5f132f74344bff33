import { lstatSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { folderTakenForRepo } from "../../workspace/git-lookalike.ts";

const NO_CHECKOUT = "nothing is checked out: the job needs a step with actions/checkout before this one";

/**
 * Why there is nothing to check in the working directory, or git is not asked about it: what is checked out may have put
 * a link in its place, or made it a repo with settings of its own. All of that is looked for before git is.
 */
export function folderWhy(workspace: string, inside: string): string | undefined {
  const parts = inside.split("/").filter((part) => part !== "");
  for (const count of parts.keys()) {
    const path = parts.slice(0, count + 1).join("/");
    if (lstatSync(join(workspace, path), { throwIfNoEntry: false })?.isSymbolicLink() === true)
      return `${path} is a link, which is not followed for the working directory: name the folder itself`;
  }
  const folder = join(workspace, inside);
  // The workspace itself is the runner's, and may be behind a link.
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    return inside === ""
      ? NO_CHECKOUT
      : `there is no folder ${inside} in the checkout: see the input working-directory`;
  // An empty tree would pass whatever the change does.
  if (readdirSync(folder).length === 0) return inside === "" ? NO_CHECKOUT : `the folder ${inside} is empty`;
  const taken = folderTakenForRepo(folder);
  if (taken === undefined) return undefined;
  const shown = relative(workspace, taken) || "the workspace";
  return `git would take ${shown} for a repository (HEAD, objects, refs): nothing is checked there`;
}
