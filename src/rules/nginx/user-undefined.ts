import { refusedUserFixes } from "../../edits/nginx-users.ts";
import type { Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// Why a group of the same name is needed: docs/rules/nginx/user-undefined.md.
export const userUndefined: Rule = {
  id: "nginx/user-undefined",
  summary: "The user and the group that nginx serves as exist in the image",
  severity: "error",
  scope: "nginx",

  *check(nginx, run, context) {
    const { image } = run;
    const fixOf = refusedUserFixes(run, nginx);
    for (const refused of nginx.refusedUsers) {
      const { why, name, at, because } = refused;
      if (why !== "no-user" && why !== "no-group") continue;
      const kind = why === "no-user" ? "user" : "group";
      const alike = image.accounts.users.find((user) => user.name.toLowerCase() === name.toLowerCase());
      yield {
        key: `${kind} ${name}`,
        at,
        message: `the ${kind} ${name} does not exist in the image: nginx refuses to start`,
        help:
          kind === "user"
            ? `create it with RUN useradd ${name}, or name a user that exists${alike ? ` (${alike.name})` : ""}`
            : `name a group after the user, or create group ${name}: without one nginx takes the user's name`,
        related: because,
        fix: finishFix(fixOf(refused), run, context),
      };
    }
  },
};
