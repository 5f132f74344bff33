import { rootPools } from "../../model/fpm/problems.ts";
import type { Rule } from "../../rule.ts";

// Only -R lets a pool be root's: docs/rules/process/php-fpm-root.md.
export const phpFpmRoot: Rule = {
  id: "process/php-fpm-root",
  summary: "The pools of php-fpm do not run as root",
  severity: "error",
  scope: "run",

  *check(run) {
    for (const fpm of run.fpm) {
      for (const { name, at, said } of rootPools(fpm)) {
        yield {
          key: `pool ${name}`,
          at,
          message: said
            ? `pool "${name}" is set to run as root, and -R allows it`
            : `pool "${name}" runs as root: it sets no user, and -R allows it`,
          help: "set user and group of the pool, and start php-fpm without -R",
          related: [{ at: fpm.at, note: `${fpm.program} is started with -R here, as root` }],
        };
      }
    }
  },
};
