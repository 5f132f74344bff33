import { userLineFix } from "../../edits/nginx-users.ts";
import type { Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// What makes the workers root, and what does not: docs/rules/nginx/user-root.md.
export const userRoot: Rule = {
  id: "nginx/user-root",
  summary: "nginx does not serve as root",
  severity: "error",
  scope: "nginx",

  *check(nginx, run, context) {
    const { workers, masterProcess, userDirectives } = nginx;
    // Without workers it is one process that stays root: nginx/master-process-off.
    if (!workers.known || !workers.value.root || !masterProcess) return;
    const cause = `user ${userDirectives[0]?.value.user ?? "root"}`;
    yield {
      key: cause,
      at: workers.at,
      message: `nginx workers run as root because of "${cause}"`,
      help: 'name a non-root user, such as "user nginx;", and give it the files that nginx writes',
      related: workers.because.filter(({ at }) => at !== workers.at),
      fix: finishFix(userLineFix(run, nginx, context.policy), run, context),
    };
  },
};
