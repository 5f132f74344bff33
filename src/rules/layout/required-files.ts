import { holds, otherCase } from "../../model/layout/names.ts";
import type { Rule } from "../../rule.ts";

export const requiredFiles: Rule = {
  id: "layout/required-files",
  summary: "Every image folder has the files that the policy names",
  severity: "error",
  off: true,
  scope: "folder",

  *check(folder, { policy }) {
    for (const wanted of policy.layout.required) {
      if (holds(folder, wanted)) continue;
      const alike = otherCase(folder, wanted);
      const home = folder.path === "" ? "" : `${folder.path}/`;
      yield {
        key: `missing ${wanted}`,
        at: folder.at,
        message: `${folder.path || "the repo"} has no ${wanted}, which every image folder must have`,
        help: alike === undefined ? `add ${wanted} to the folder` : `rename ${alike} to ${wanted}`,
        fix:
          alike === undefined
            ? undefined
            : {
                title: `rename it to ${wanted}`,
                safe: false,
                edits: [{ rename: alike, to: `${home}${wanted}` }],
              },
      };
    }
  },
};
