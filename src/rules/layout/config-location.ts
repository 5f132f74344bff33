import { moveFile } from "../../edits/files.ts";
import type { Fix } from "../../finding.ts";
import { baseName } from "../../model/container-path.ts";
import type { Fleet } from "../../model/fleet/types.ts";
import { misplacedConfigs } from "../../model/layout/configs.ts";
import { filePlace } from "../../model/layout/names.ts";
import type { Rule } from "../../rule.ts";

export const configLocation: Rule = {
  id: "layout/config-location",
  summary: "Configuration files are in the folder that the policy names",
  severity: "error",
  off: true,
  scope: "folder",

  *check(folder, { policy, fleet }) {
    if (policy.layout.config === undefined) return;
    for (const { path, wanted } of misplacedConfigs(fleet, folder, policy.layout.config)) {
      yield {
        key: "location",
        at: filePlace(path),
        message: `${baseName(path)} is a configuration file, which belongs in ${wanted}/`,
        help: "move it there, and change its path in the COPY",
        fix: fixOf(fleet, path, wanted),
      };
    }
  },
};

/** The image stays as it is; what else names the file by its old path is not looked for. */
function fixOf(fleet: Fleet, path: string, wanted: string): Fix | undefined {
  const edits = moveFile(fleet, path, `${wanted}/${baseName(path)}`);
  return edits && { title: `move it into ${wanted}`, safe: false, edits };
}
