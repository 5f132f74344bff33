import { baseName } from "../../model/container-path.ts";
import { unreferencedConfigs } from "../../model/layout/configs.ts";
import type { Rule } from "../../rule.ts";

export const unreferencedConfig: Rule = {
  id: "layout/unreferenced-config",
  summary: "Every server configuration in an image folder reaches an image",
  severity: "warning",
  scope: "fleet",

  *check(fleet) {
    for (const { file, server } of unreferencedConfigs(fleet)) {
      yield {
        key: "unreferenced",
        at: { file },
        message: `${baseName(file.path)} is an ${server} configuration, but no COPY copies it and no other file names it`,
        help: "copy it to where the server loads it, or delete it",
      };
    }
  },
};
