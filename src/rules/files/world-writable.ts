import { closedModeEdit } from "../../model/edit-modes.ts";
import { openModes } from "../../model/modes.ts";
import type { Rule } from "../../rule.ts";

// Which paths are open by custom, and why the sticky bit counts: docs/rules/files/world-writable.md.
export const worldWritable: Rule = {
  id: "files/world-writable",
  summary: "Nothing in the image is open for everyone to write",
  severity: "warning",
  scope: "run",

  *check({ image, service }) {
    if (service !== undefined) return;
    for (const open of openModes(image)) {
      const { mode, paths, at } = open;
      const closed = closedModeEdit(image, open);
      const [first] = paths;
      const more = paths.length > 1 ? ` and ${paths.length - 1} more` : "";
      yield {
        key: `${mode} ${paths.join(" ")}`,
        at,
        message: `mode ${mode} lets everyone write ${first}${more}; a mode without write for others is wanted`,
        help: "give the path to the user that writes there with chown or --chown, and let others read at most",
        // Who writes there now may need it.
        ...(closed && { fix: { title: `write mode ${closed.mode}`, safe: false, edits: [closed.edit] } }),
      };
    }
  },
};
