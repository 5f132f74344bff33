import { missingIncludeFix } from "../../edits/copies.ts";
import type { Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// A glob may match nothing, a plain path must exist: docs/rules/nginx/include-missing.md.
export const includeMissing: Rule = {
  id: "nginx/include-missing",
  summary: "Every file that nginx includes exists in the image",
  severity: "error",
  scope: "nginx",

  *check(nginx, run, context) {
    for (const missing of nginx.missingIncludes) {
      const { value, at, because } = missing;
      yield {
        key: `include ${value}`,
        at,
        message: `${value} does not exist in the image: nginx refuses to start`,
        help: `copy the file to ${value}, or delete the include`,
        related: because,
        fix: finishFix(missingIncludeFix(run, nginx, missing), run, context),
      };
    }
  },
};
