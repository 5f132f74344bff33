import { emptiedTemplates } from "../../model/nginx-start/substituted.ts";
import type { Rule } from "../../rule.ts";

// What envsubst makes of a variable that nothing sets: docs/rules/nginx/envsubst-unlisted.md.
export const envsubstUnlisted: Rule = {
  id: "nginx/envsubst-unlisted",
  summary: "A start script's envsubst leaves nginx's own variables alone",
  severity: "warning",
  scope: "nginx",

  *check(_nginx, run) {
    for (const { at, path, emptied, meant, related } of emptiedTemplates(run)) {
      const [first, ...others] = emptied;
      const more = others.length === 0 ? "" : ` and ${others.length} more`;
      const list = meant.length === 0 ? "$NAME" : meant.map((name) => `$${name}`).join(" ");
      yield {
        key: `envsubst ${path}`,
        at,
        message: `envsubst without a list empties nginx's own $${first}${more} in ${path}`,
        help: `name the variables to put in: envsubst '${list}'`,
        related,
      };
    }
  },
};
