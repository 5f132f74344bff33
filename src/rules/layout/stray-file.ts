import { baseName } from "../../model/container-path.ts";
import { filePlace, isBackupName, strayFiles } from "../../model/layout/names.ts";
import type { Rule } from "../../rule.ts";

export const strayFile: Rule = {
  id: "layout/stray-file",
  summary: "Only what belongs to all images sits next to the image folders",
  severity: "warning",
  scope: "fleet",

  *check(fleet, { policy }) {
    for (const { path } of strayFiles(fleet, policy.layout.readme)) {
      if (isBackupName(path)) continue;
      yield {
        key: "stray",
        at: filePlace(path),
        message: `${baseName(path)} sits next to the image folders, but no image uses it`,
        help: "move it into the folder of the image that it belongs to, or delete it",
      };
    }
  },
};
