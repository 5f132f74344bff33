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
      const asRoot = fpm.master.known && fpm.master.value.root;
      for (const { key, at, message } of fpmProblems(fpm)) {
        yield {
          key,
          at,
          message: `${message}: php-fpm will not start`,
          help: asRoot
            ? 'name a user and a group of the image, such as "user = www-data"'
            : "remove the line, or start php-fpm as root",
          related: [
            { at: fpm.at, note: `${fpm.program} is started here, ${asRoot ? "as root" : "not as root"}` },
          ],
        };
      }
    }
  },
};
