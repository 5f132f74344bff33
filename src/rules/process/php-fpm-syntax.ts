import { fpmProblems } from "../../model/fpm/problems.ts";
import type { Rule } from "../../rule.ts";

// What php-fpm refuses of its pools' users: docs/rules/process/php-fpm-syntax.md.
export const phpFpmSyntax: Rule = {
  id: "process/php-fpm-syntax",
  summary: "php-fpm starts with the users that its pools name",
  severity: "error",
  scope: "run",

  *check(run) {
    for (const fpm of run.fpm) {
      for (const { key, at, message } of fpmProblems(fpm)) {
        yield {
          key,
          at,
          message: `${message}: php-fpm will not start`,
          help: 'name a user and a group of the image, such as "user = www-data"',
          related: [{ at: fpm.at, note: `${fpm.program} is started here, as root` }],
        };
      }
    }
  },
};
