import { missingGroupFix } from "../../edits/apache.ts";
import type { Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// Why a User alone is not enough: docs/rules/apache/group-missing.md.
export const groupMissing: Rule = {
  id: "apache/group-missing",
  summary: "The main configuration in force names the group that Apache serves as",
  severity: "error",
  scope: "apache",

  *check(apache, run, context) {
    if (apache.rootChildren?.value !== "no Group") return;
    const user = apache.userDirectives.at(-1)?.value ?? "www-data";
    yield {
      key: "no Group",
      at: apache.rootChildren.at,
      message: `User ${user} is set without a Group: Apache serves as root`,
      help: "add a Group line for the user's group below this line",
      related: apache.rootChildren.because,
      fix: finishFix(missingGroupFix(run, apache, apache.rootChildren.at), run, context),
    };
  },
};
