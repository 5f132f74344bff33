import { userLineFix } from "../../edits/nginx-users.ts";
import { isStarted } from "../../model/servers/questions.ts";
import { unseenRoot } from "../../model/users/unseen-root.ts";
import type { Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

const HELP = 'name a non-root user, such as "user nginx;", and give it the files that nginx writes';

// What makes the workers root, and what does not: docs/rules/nginx/user-root.md.
export const userRoot: Rule = {
  id: "nginx/user-root",
  summary: "nginx does not serve as root",
  severity: "error",
  scope: "run",

  *check(run, context) {
    const { nginx } = run;
    const unseen = unseenRoot(run);
    if (unseen !== undefined) {
      yield {
        key: "user root",
        at: unseen.at,
        message: 'nginx workers run as root because of "user root"',
        help: HELP,
        related: unseen.because,
      };
    }
    if (!isStarted(nginx)) return;
    const { workers, masterProcess, userDirectives } = nginx;
    // Without workers it is one process that stays root: nginx/master-process-off.
    if (!workers.known || !workers.value.root || !masterProcess) return;
    const cause = `user ${userDirectives[0]?.value.user ?? "root"}`;
    yield {
      key: cause,
      at: workers.at,
      message: `nginx workers run as root because of "${cause}"`,
      help: HELP,
      related: workers.because.filter(({ at }) => at !== workers.at),
      fix: finishFix(userLineFix(run, nginx, context.policy), run, context),
    };
  },
};
