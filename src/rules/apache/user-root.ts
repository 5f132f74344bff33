import { apacheUserFix } from "../../edits/apache.ts";
import { refusedIdentities } from "../../model/apache/refused.ts";
import type { Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// Apache does not even start as root's own server: docs/rules/apache/user-root.md.
export const userRoot: Rule = {
  id: "apache/user-root",
  summary: "Apache's User is not root",
  severity: "error",
  scope: "apache",

  *check(apache, run, context) {
    for (const { why, name, at, because } of refusedIdentities(apache)) {
      if (why !== "root") continue;
      yield {
        key: `User ${name}`,
        at,
        message: `User ${name} is root: Apache refuses to start`,
        help: 'name a non-root user, such as "User www-data", and its Group',
        related: because,
        fix: finishFix(apacheUserFix(run, apache, { at, policy: context.policy }), run, context),
      };
    }
  },
};
