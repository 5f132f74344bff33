import { userLines } from "../../model/nginx-user-lines.ts";
import { isStarted, userLabel } from "../../model/server-facts.ts";
import type { Rule } from "../../rule.ts";

// What nginx does with the line then: docs/rules/nginx/user-ignored.md.
export const userIgnored: Rule = {
  id: "nginx/user-ignored",
  summary: "A user line of nginx has an effect",
  severity: "notice",
  scope: "run",

  *check({ nginx }) {
    if (!isStarted(nginx) || !nginx.master.known || nginx.master.value.root) return;
    const { value: master, at: startedAt } = nginx.master;
    for (const { user, at, stock } of userLines(nginx)) {
      if (stock) continue;
      yield {
        key: `user ${user}`,
        at,
        message: `nginx ignores "user ${user}": it is started as ${userLabel(master)} and stays so`,
        help: "remove the line",
        related: [{ at: startedAt, note: "nginx is started as this user" }],
      };
    }
  },
};
