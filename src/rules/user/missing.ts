import { composeSetsUser, keepsRoot, startsNothing } from "../../model/root.ts";
import type { Rule } from "../../rule.ts";

// How it is told who gives up root: docs/rules/user/missing.md.
export const missing: Rule = {
  id: "user/missing",
  summary: "An image whose process does not give up root by itself sets a user",
  severity: "warning",
  scope: "run",

  *check(run, { policy, fleet }) {
    const { containerUser: user } = run;
    if (!user.known || !user.value.root || startsNothing(run)) return;
    if (run.service === undefined && composeSetsUser(fleet, run.image)) return;
    const keeper = keepsRoot(run, policy);
    // What surely keeps the root that a USER names is user/final-root's.
    if (keeper === undefined || (run.userIsSet && keeper.sure)) return;
    const why = run.userIsSet ? "USER names root" : "no USER is set";
    const note = run.userIsSet ? "the user is set here" : "the base image leaves the user at root";
    yield {
      key: "no user",
      at: keeper.at,
      message: `${keeper.program} is started as root: ${why}, and it ${keeper.how}`,
      help: "make a user and name it in a USER line before this one",
      related: [{ at: user.at, note }],
    };
  },
};
