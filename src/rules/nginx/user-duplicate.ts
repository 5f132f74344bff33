import { nginxDirectives } from "../../edits/nginx.ts";
import { withoutUserLine } from "../../edits/nginx-users.ts";
import { userLines } from "../../model/nginx/user-lines.ts";
import type { Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// Why a second line is an error only to root: docs/rules/nginx/user-duplicate.md.
export const userDuplicate: Rule = {
  id: "nginx/user-duplicate",
  summary: "nginx's user is set once",
  severity: "error",
  scope: "nginx",

  *check(nginx, run, context) {
    if (!nginx.master.known || !nginx.master.value.root) return;
    const [kept, ...others] = userLines(nginx);
    const directiveAt = nginxDirectives(nginx);
    for (const { user, at } of others) {
      if (kept === undefined) return;
      yield {
        key: `user ${user}`,
        at,
        message: `duplicate "user" directive: nginx will not start (already set to "${kept.user}")`,
        help: "keep one of the two lines",
        related: [{ at: kept.at, note: `"user ${kept.user}" is set here` }, ...kept.because],
        fix: finishFix(withoutUserLine(directiveAt(at), user === kept.user), run, context),
      };
    }
  },
};
