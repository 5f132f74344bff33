import { refusedApacheFix } from "../../edits/apache.ts";
import { refusedIdentities } from "../../model/apache/refused.ts";
import type { Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// Names only: a number that nobody has is apache/user-missing's. docs/rules/apache/user-undefined.md.
export const userUndefined: Rule = {
  id: "apache/user-undefined",
  summary: "The user and the group that Apache serves as exist in the image",
  severity: "error",
  scope: "apache",

  *check(apache, run, context) {
    for (const refused of refusedIdentities(apache)) {
      const { why, name, at, because } = refused;
      if (why === "root") continue;
      const kind = why === "no-user" ? "user" : "group";
      yield {
        key: `${kind} ${name}`,
        at,
        message: `the ${kind} ${name} does not exist in the image: Apache refuses to start`,
        help: `create ${name} in the Dockerfile, or name a ${kind} that exists`,
        related: because,
        fix: finishFix(refusedApacheFix(run, apache, refused), run, context),
      };
    }
  },
};
