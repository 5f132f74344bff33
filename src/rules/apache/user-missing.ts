import { missingApacheUserFix } from "../../edits/apache.ts";
import { topOf } from "../../model/servers/questions.ts";
import type { Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// Apache's children stay root without a word on the terminal: docs/rules/apache/user-missing.md.
export const userMissing: Rule = {
  id: "apache/user-missing",
  summary: "The main configuration in force names the user that Apache serves as",
  severity: "error",
  scope: "apache",

  *check(apache, run, context) {
    if (apache.rootChildren === undefined) return;
    const { value: cause, at, because } = apache.rootChildren;
    const [main] = apache.loaded;
    if (cause === "no Group" || main === undefined) return;
    const number = apache.userDirectives.at(-1)?.value;
    yield {
      key: cause,
      at: cause === "no User" ? topOf(main) : at,
      message:
        cause === "no User"
          ? `${main.container.path} sets no User: Apache serves as root`
          : `no user has the number in User ${number}: Apache serves as root`,
      help:
        cause === "no User"
          ? 'add "User www-data" and "Group www-data", or another user of the image, to the main configuration'
          : 'name a user of the image, such as "User www-data", and its Group',
      related: because,
      fix:
        cause === "no User"
          ? finishFix(missingApacheUserFix(run, apache, context.policy), run, context)
          : undefined,
    };
  },
};
