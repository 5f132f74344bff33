import { writableFix } from "../../edits/root-runs.ts";
import { unwritablePaths } from "../../model/nginx-start/unwritable.ts";
import { isStream } from "../../model/permissions/writability.ts";
import type { Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// Which logs nginx opens before it serves: docs/rules/nginx/log-unwritable.md.
export const logUnwritable: Rule = {
  id: "nginx/log-unwritable",
  summary: "The user that nginx is started as can open its logs",
  severity: "error",
  scope: "nginx",

  *check(nginx, run, around) {
    for (const one of unwritablePaths(run, around)) {
      const { kind, path, at, who, owner, why, blocked, missing, readOnly, others, related } = one;
      if (kind !== "log") continue;
      const more = others === 0 ? "" : ` and ${others} more`;
      const output = one.directive === "error_log" ? "/dev/stderr" : "/dev/stdout";
      yield {
        key: `log ${path}`,
        at,
        message: `${who} cannot open log ${path}${more}, so nginx will not start: ${why}`,
        help: isStream(blocked)
          ? `log to a file that the user can write, or start nginx as root with a "user" line`
          : readOnly
            ? `log to ${output}, or mount a tmpfs over the folder of ${path}`
            : `log to ${output}, or add RUN ${missing ? `mkdir -p ${blocked}` : `chown ${owner} ${blocked}`}`,
        related,
        fix: finishFix(writableFix(run, nginx, one), run, around),
      };
    }
  },
};
