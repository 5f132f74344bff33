import { deniedWrites } from "../../model/permissions/start-writes.ts";
import type { Rule } from "../../rule.ts";

// Which writes count: docs/rules/files/start-unwritable.md.
export const startUnwritable: Rule = {
  id: "files/start-unwritable",
  summary: "What a start script writes belongs to the user that runs it",
  severity: "warning",
  scope: "run",

  *check(run) {
    for (const { path, at, who, owner, why, blocked, related } of deniedWrites(run)) {
      yield {
        key: `write ${path}`,
        at,
        message: `${who} cannot write ${path} at the start: ${why}`,
        help: `give it to the user in the Dockerfile: RUN chown ${owner} ${blocked}`,
        related,
      };
    }
  },
};
