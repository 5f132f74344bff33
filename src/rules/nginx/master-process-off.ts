import { masterProcessFix } from "../../edits/nginx-users.ts";
import type { Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// What nginx does without a master: docs/rules/nginx/master-process-off.md.
export const masterProcessOff: Rule = {
  id: "nginx/master-process-off",
  summary: "nginx, started as root, hands requests to workers that run as another user",
  severity: "error",
  scope: "nginx",

  *check(nginx, run, context) {
    if (nginx.masterProcess || !nginx.master.known || !nginx.workers.known) return;
    if (!nginx.workers.value.root) return;
    yield {
      key: "master_process off",
      at: nginx.workers.at,
      message: 'with "master_process off", nginx serves as root, whatever "user" says',
      help: "remove the line, or start nginx as a non-root user",
      related: [{ at: nginx.master.at, note: "nginx is started as root" }],
      fix: finishFix(masterProcessFix(nginx), run, context),
    };
  },
};
