import { refusedUserFixes } from "../../edits/nginx-users.ts";
import type { Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// nginx looks users up by name only: docs/rules/nginx/user-numeric.md.
export const userNumeric: Rule = {
  id: "nginx/user-numeric",
  summary: "nginx's user is given by name",
  severity: "error",
  scope: "nginx",

  *check(nginx, run, context) {
    const { image } = run;
    const fixOf = refusedUserFixes(run, nginx);
    for (const refused of nginx.refusedUsers) {
      const { why, name, at, because } = refused;
      if (why !== "number" && why !== "variable") continue;
      const account = image.accounts.users.find(({ uid }) => why === "number" && uid === Number(name));
      yield {
        key: `user ${name}`,
        at,
        message: `"user" takes a name, but ${name} is a ${why}: nginx refuses to start`,
        help: account ? `write "user ${account.name};"` : "write the name of a user that exists in the image",
        related: because,
        fix: finishFix(fixOf(refused), run, context),
      };
    }
  },
};
