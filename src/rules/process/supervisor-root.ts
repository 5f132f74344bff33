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
      const how = sure ? "does not drop root" : "is not known to drop root";
      yield {
        key: `program ${name}`,
        at,
        message: said
          ? `program "${name}" is set to run as root, and ${program} ${how}`
          : `program "${name}" sets no user= and starts as root, and ${program} ${how}`,
        help: `set user= to a user of the image in [program:${name}]`,
        related: [{ at: startedAt, note: "supervisord is started here, as root" }],
        fix: user === undefined ? undefined : fixOf(rooted, user),
      };
    }
  },
};

/** The only user that the image makes; what the program may not do as it shows when it runs. */
function fixOf(program: RootProgram, user: string): Fix | undefined {
  const edit = supervisedUserEdit(program, user);
  return edit && { title: `run ${program.name} as ${user}`, safe: false, edits: [edit] };
}
