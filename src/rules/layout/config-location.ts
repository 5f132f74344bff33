import { baseName } from "../../model/container-path.ts";
import { filePlace } from "../../model/layout.ts";
import { misplacedConfigs } from "../../model/layout-config.ts";
import type { Rule } from "../../rule.ts";

export const configLocation: Rule = {
  id: "layout/config-location",
  summary: "Configuration files lie in the folder that the policy names",
  severity: "error",
  off: true,
  scope: "folder",

  *check(folder, { policy, fleet }) {
    if (policy.layout.config === undefined) return;
    for (const { path, wanted } of misplacedConfigs(fleet, folder, policy.layout.config)) {
      yield {
        key: "location",
        at: filePlace(path),
        message: `${baseName(path)} is a configuration file and belongs into ${wanted}/`,
        help: "move it there and change the COPY that brings it",
      };
    }
  },
};
