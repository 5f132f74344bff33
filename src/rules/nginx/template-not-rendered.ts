import { templateName, templatesOf } from "../../model/nginx-start/templates.ts";
import type { Rule } from "../../rule.ts";

// When the official entrypoint renders templates: docs/rules/nginx/template-not-rendered.md.
export const templateNotRendered: Rule = {
  id: "nginx/template-not-rendered",
  summary: "Every nginx template of the image is rendered when the container starts",
  severity: "warning",
  scope: "nginx",

  *check(_nginx, run, { fleet }) {
    for (const { file, left, leftAt } of templatesOf(run, fleet) ?? []) {
      if (left === undefined) continue;
      yield {
        key: `template ${file.path}`,
        at: file.at,
        message: `template ${templateName(file)} is never rendered: ${left}`,
        help: "keep the official image's entrypoint with the command nginx in exec form, or copy a finished file into conf.d",
        related: leftAt === undefined ? [] : [{ at: leftAt, note: "this decides it" }],
      };
    }
  },
};
