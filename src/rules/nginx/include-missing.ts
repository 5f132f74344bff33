import { isStarted } from "../../model/server-facts.ts";
import type { Rule } from "../../rule.ts";

// A glob may match nothing, a plain path must exist: docs/rules/nginx/include-missing.md.
export const includeMissing: Rule = {
  id: "nginx/include-missing",
  summary: "Every file that Nginx is told to include exists in the image",
  severity: "error",
  scope: "run",

  *check({ nginx }) {
    if (!isStarted(nginx)) return;
    for (const { value, at, because } of nginx.missingIncludes) {
      yield {
        key: `include ${value}`,
        at,
        message: `${value} does not exist in the image: nginx refuses to start`,
        help: `copy the file to ${value}, or delete what names it`,
        related: because,
      };
    }
  },
};
