import { closedModeEdit } from "../../edits/modes.ts";
import { isFile } from "../../model/files/layers.ts";
import { openModes } from "../../model/permissions/open-modes.ts";
import type { Run } from "../../model/runs/types.ts";
import type { Rule } from "../../rule.ts";

// Which paths are open by custom, and why the sticky bit counts: docs/rules/files/world-writable.md.
export const worldWritable: Rule = {
  id: "files/world-writable",
  summary: "Nothing in the image is writable by everyone",
  severity: "warning",
  scope: "run",

  *check(run) {
    const { image, service } = run;
    if (service !== undefined) return;
    for (const open of openModes(image)) {
      const { mode, paths, at } = open;
      const closed = closedModeEdit(image, open);
      const [first] = paths;
      const more = paths.length > 1 ? ` and ${paths.length - 1} more` : "";
      yield {
        key: `${mode} ${paths.join(" ")}`,
        at,
        message: `mode ${mode} makes ${first}${more} writable by everyone`,
        help: "give the path to the user that writes there with chown or --chown, and leave others at most read access",
        // Who writes there now may need it.
        fix: closed && { title: titleOf(run, paths, closed.mode), safe: false, edits: [closed.edit] },
      };
    }
  },
};

/** A folder of root's is open for the sake of somebody else, where somebody else works in the container. */
function titleOf(
  { image, containerUser, nginx, apache }: Run,
  paths: readonly string[],
  mode: string,
): string {
  const isRoots = (path: string) => {
    const file = image.files.lookup(path);
    return isFile(file) && file.kind === "directory" && file.owner.known && file.owner.value.user === "root";
  };
  const users = [containerUser, nginx?.workers, apache?.workers];
  const isAlone = users.every((user) => user === undefined || (user.known && user.value.root));
  const only = !isAlone && paths.some(isRoots) ? ", closed to all but owner and group" : "";
  return `write mode ${mode}${only}`;
}
