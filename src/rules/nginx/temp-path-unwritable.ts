import { writableFix } from "../../edits/root-runs.ts";
import { unwritablePaths } from "../../model/nginx-start/unwritable.ts";
import type { Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// Which folders nginx creates when it starts: docs/rules/nginx/temp-path-unwritable.md.
export const tempPathUnwritable: Rule = {
  id: "nginx/temp-path-unwritable",
  summary: "The user that nginx is started as can create its temp and cache folders",
  severity: "error",
  scope: "nginx",

  *check(nginx, run, around) {
    for (const one of unwritablePaths(run, around)) {
      const { kind, path, at, who, owner, why, blocked, missing, readOnly, others, related } = one;
      if (kind !== "temp") continue;
      const more = others === 0 ? "" : ` and ${others} more`;
      yield {
        key: `temp ${path}`,
        at,
        message: `${who} cannot create folder ${path}${more}, so nginx will not start: ${why}`,
        help: readOnly
          ? `mount a tmpfs over the folder of ${path}`
          : missing
            ? `add RUN mkdir -p ${blocked}: nginx creates only the last folder of the path`
            : `add RUN chown ${owner} ${blocked}, or name a folder that the user can create, such as "client_body_temp_path /tmp/client_temp;"`,
        related,
        fix: finishFix(writableFix(run, nginx, one), run, around),
      };
    }
  },
};
