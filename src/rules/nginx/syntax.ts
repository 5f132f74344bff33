import { semicolonFix } from "../../edits/syntax.ts";
import type { Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// Which errors are nginx's own, and what an unknown directive means: docs/rules/nginx/syntax.md.
export const syntax: Rule = {
  id: "nginx/syntax",
  summary: "nginx accepts the configuration that it loads",
  severity: "error",
  scope: "nginx",

  *check(nginx, run, context) {
    for (const problem of nginx.problems) {
      const { key, at, message, related, about } = problem;
      if (about !== undefined) continue;
      yield {
        key,
        at,
        message,
        help: "nginx stops at this error: fix it, and check with nginx -t",
        related,
        fix: finishFix(semicolonFix(nginx, problem), run, context),
      };
    }
  },
};
