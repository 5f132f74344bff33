import { rootPrograms } from "../../model/supervised.ts";
import type { Rule } from "../../rule.ts";

// Why supervisord's own user=root is fine: docs/rules/process/supervisor-root.md.
export const supervisorRoot: Rule = {
  id: "process/supervisor-root",
  summary: "The programs that supervisord starts do not run as root",
  severity: "warning",
  scope: "run",

  *check(run) {
    for (const { name, program, at, said, sure, startedAt } of rootPrograms(run)) {
      const how = sure ? "does not step down" : "is not known to step down";
      yield {
        key: `program ${name}`,
        at,
        message: said
          ? `the program ${name} is to run as root, and ${program} ${how}; a user of its own is wanted`
          : `the program ${name} names no user and runs as root, and ${program} ${how}; a user= is wanted`,
        help: `write user= with a user that the image has into [program:${name}]`,
        related: [{ at: startedAt, note: "supervisord is started here, as root" }],
      };
    }
  },
};
