import { writableFix } from "../../edits/root-runs.ts";
import { unwritablePaths } from "../../model/nginx-start/unwritable.ts";
import type { Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// Where each build of nginx writes its pid, and who may: docs/rules/nginx/pid-unwritable.md.
export const pidUnwritable: Rule = {
  id: "nginx/pid-unwritable",
  summary: "The user that nginx is started as can write its pid file",
  severity: "error",
  scope: "nginx",

  *check(nginx, run, around) {
    for (const one of unwritablePaths(run, around)) {
      const { kind, path, at, who, owner, why, blocked, missing, isFolder, readOnly, related } = one;
      if (kind !== "pid") continue;
      yield {
        key: `pid ${path}`,
        at,
        message: `${who} cannot write pid file ${path}, so nginx will not start: ${why}`,
        help: readOnly
          ? `mount a tmpfs over the folder of ${path}`
          : isFolder
            ? "name a file in it"
            : missing
              ? `add RUN mkdir -p ${blocked}, or name a file in a folder that exists`
              : `set a file that the user can write, such as "pid /tmp/nginx.pid;", or add RUN touch ${path} && chown ${owner} ${path}`,
        related,
        fix: finishFix(writableFix(run, nginx, one), run, around),
      };
    }
  },
};
