import { supervisedUserEdit } from "../../edits/supervisor.ts";
import { onlyMadeUser } from "../../edits/users.ts";
import type { Fix } from "../../finding.ts";
import { type RootProgram, rootPrograms } from "../../model/users/supervised.ts";
import type { Rule } from "../../rule.ts";

// Why supervisord's own user=root is fine: docs/rules/process/supervisor-root.md.
export const supervisorRoot: Rule = {
  id: "process/supervisor-root",
  summary: "The programs that supervisord starts do not run as root",
  severity: "warning",
  scope: "run",

  *check(run) {
    const user = onlyMadeUser(run.image)?.name;
    for (const rooted of rootPrograms(run)) {
      const { name, program, at, said, sure, startedAt } = rooted;
      const fix = user === undefined ? undefined : fixOf(rooted, user);
      const how = sure ? "does not step down" : "is not known to step down";
      yield {
        key: `program ${name}`,
        at,
        message: said
          ? `the program ${name} is to run as root, and ${program} ${how}; a user of its own is wanted`
          : `the program ${name} names no user and runs as root, and ${program} ${how}; a user= is wanted`,
        help: `write user= with a user that the image has into [program:${name}]`,
        related: [{ at: startedAt, note: "supervisord is started here, as root" }],
        ...(fix && { fix }),
      };
    }
  },
};

/** The only user that the image makes; what the program may not do as it shows when it runs. */
function fixOf(program: RootProgram, user: string): Fix | undefined {
  const edit = supervisedUserEdit(program, user);
  return edit && { title: `run ${program.name} as ${user}`, safe: false, edits: [edit] };
}
