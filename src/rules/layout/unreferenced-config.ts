import { baseName } from "../../model/container-path.ts";
import { unreferencedConfigs } from "../../model/layout-config.ts";
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
        message: `${baseName(file.path)} is a configuration of ${server}, but no COPY brings it into an image and no other file names it`,
        help: "copy it to where it is meant to be loaded, or delete it",
      };
    }
  },
};
