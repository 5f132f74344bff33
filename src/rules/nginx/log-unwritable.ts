import { writableFix } from "../../edits/root-runs.ts";
import type { Nginx } from "../../model/model.ts";
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
      const { kind, path, at, who, owner, why, blocked, missing, isFolder, readOnly, others, related } = one;
      if (kind !== "log") continue;
      const more = others === 0 ? "" : ` and ${others} more`;
      const output = openOutput(nginx, one.directive);
      yield {
        key: `log ${path}`,
        at,
        message: `${who} cannot open log ${path}${more}, so nginx will not start: ${why}`,
        help: isStream(blocked)
          ? `log to a file that the user can write, or start nginx as root with a "user" line`
          : readOnly
            ? `${output}mount a tmpfs over the folder of ${path}`
            : isFolder
              ? `${output}name a file in it`
              : `${output}add RUN ${missing ? `mkdir -p ${blocked}` : `chown ${owner} ${blocked}`}`,
        related,
        fix: finishFix(writableFix(run, nginx, one), run, around),
      };
    }
  },
};

/** Where else to log; who is not the owner of the container's output can only go on with the error log's own word. */
function openOutput({ streams, master }: Nginx, directive: string): string {
  const isForeign = streams?.known === true && master.known && streams.value.root && !master.value.root;
  if (directive === "error_log") return `log to ${isForeign ? "stderr" : "/dev/stderr"}, or `;
  return isForeign ? "" : "log to /dev/stdout, or ";
}
