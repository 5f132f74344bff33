import { isBuiltOn, keepsRoot, startsNothing } from "../../model/root.ts";
import type { Rule } from "../../rule.ts";

// Why a server that forks its workers passes, and when it does not: docs/rules/user/final-root.md.
export const finalRoot: Rule = {
  id: "user/final-root",
  summary: "The Dockerfile does not end as root",
  severity: "error",
  scope: "run",

  *check(run, { policy, fleet }) {
    const { containerUser: user } = run;
    if (!run.userIsSet || !user.known || !user.value.root) return;
    if (startsNothing(run) && isBuiltOn(fleet, run.image)) return;
    const keeper = keepsRoot(run, policy);
    if (keeper?.sure !== true) return;
    yield {
      key: "user root",
      at: user.at,
      message: `the container ends as root, and ${keeper.program} ${keeper.how}; a user of its own is wanted`,
      help: "name a user that is not root in the last USER line, or delete the line when an earlier one does",
      related: [{ at: keeper.at, note: `${keeper.program} is started here` }],
    };
  },
};
