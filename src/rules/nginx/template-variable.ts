import { undefinedVariables } from "../../model/nginx-start/template-variables.ts";
import type { Rule } from "../../rule.ts";

// What counts as a definition: docs/rules/nginx/template-variable.md.
export const templateVariable: Rule = {
  id: "nginx/template-variable",
  summary: "Every variable of an nginx template is defined or documented",
  severity: "warning",
  scope: "nginx",

  *check(_nginx, run, { fleet }) {
    for (const { name, at, template } of undefinedVariables(run, fleet)) {
      yield {
        key: `${template} ${name}`,
        at,
        message: `nothing defines ${name}: unless set at the start, nginx reads \${${name}} literally`,
        help: `add ENV ${name}=... as a default, or document it in the README as a variable to set`,
      };
    }
  },
};
