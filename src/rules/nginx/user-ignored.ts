import { nginxDirectives } from "../../edits/nginx.ts";
import { withoutUserLine } from "../../edits/nginx-users.ts";
import { quotedUser } from "../../model/accounts.ts";
import type { Fleet } from "../../model/fleet/types.ts";
import { userLines } from "../../model/nginx/user-lines.ts";
import type { Run } from "../../model/runs/types.ts";
import type { Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// What nginx does with the line then: docs/rules/nginx/user-ignored.md.
export const userIgnored: Rule = {
  id: "nginx/user-ignored",
  summary: "Every user line of nginx has an effect",
  severity: "notice",
  scope: "nginx",

  *check(nginx, run, context) {
    const { fleet } = context;
    if (!nginx.master.known || nginx.master.value.root) return;
    const { value: master, at: startedAt } = nginx.master;
    const directiveAt = nginxDirectives(nginx);
    for (const { user, at, stock } of userLines(nginx)) {
      if (stock) continue;
      yield {
        key: `user ${user}`,
        at,
        message: `"user ${user}" has no effect: nginx is started as ${quotedUser(master)}`,
        help: "remove the line",
        related: [{ at: startedAt, note: "nginx is started as this user" }],
        fix: finishFix(withoutUserLine(directiveAt(at), isAlwaysIgnored(run, fleet)), run, context),
      };
    }
  },
};

/** Whether no service starts the image as root, where the line would count. */
function isAlwaysIgnored({ image }: Run, { links }: Fleet): boolean {
  const runs = links.runsWithUsersOf(image.file.path);
  const masters = runs.filter((run) => run.image === image).map(({ nginx }) => nginx?.master);
  return masters.every((master) => master === undefined || (master.known && !master.value.root));
}
