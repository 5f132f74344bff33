import { optionalIncludeFix } from "../../edits/apache.ts";
import type { Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// Which errors are Apache's own: docs/rules/apache/syntax.md.
export const syntax: Rule = {
  id: "apache/syntax",
  summary: "Apache accepts the configuration that it loads",
  severity: "error",
  scope: "apache",

  *check(apache, run, context) {
    for (const { key, at, message, related, about } of apache.problems) {
      if (about !== undefined) continue;
      yield {
        key,
        at,
        message,
        help: "Apache stops at this error: fix it, and check with apachectl configtest",
        related,
      };
    }
    for (const { value, at, because } of apache.missingIncludes) {
      yield {
        key: `include ${value}`,
        at,
        message: `${value} does not exist in the image: Apache refuses to start`,
        help: `copy the file to ${value}, or use IncludeOptional`,
        related: because,
        fix: finishFix(optionalIncludeFix(apache, at), run, context),
      };
    }
  },
};
