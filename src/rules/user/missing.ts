import { composeSetsUser, keepsRoot, startsNothing } from "../../model/root.ts";
import type { Rule } from "../../rule.ts";

// A USER that names root is user/final-root's: docs/rules/user/missing.md.
export const missing: Rule = {
  id: "user/missing",
  summary: "An image whose process does not give up root by itself sets a user",
  severity: "warning",
  scope: "run",

  *check(run, { policy, fleet }) {
    const { containerUser: user } = run;
    if (run.userIsSet || !user.known || !user.value.root || startsNothing(run)) return;
    if (run.service === undefined && composeSetsUser(fleet, run.image)) return;
    const keeper = keepsRoot(run, policy);
    if (keeper === undefined) return;
    yield {
      key: "no user",
      at: keeper.at,
      message: `${keeper.program} is started as root: no USER is set, and it ${keeper.how}`,
      help: "make a user and name it in a USER line before this one",
      related: [{ at: user.at, note: "the base image leaves the user at root" }],
    };
  },
};
