import { endAsUser } from "../../edits/instructions.ts";
import { baseUser, mayRunAsAnother, onlyMadeUser } from "../../edits/users.ts";
import type { Fix } from "../../finding.ts";
import type { Run } from "../../model/runs/types.ts";
import { composeSetsUser, keepsRoot, type RootKeeper, startsNothing } from "../../model/users/root.ts";
import type { Context, Rule } from "../../rule.ts";
import { isSameStart } from "../../source.ts";

// How it is known who drops root: docs/rules/user/missing.md.
export const missing: Rule = {
  id: "user/missing",
  summary: "An image whose process does not drop root itself sets a user",
  severity: "warning",
  scope: "run",

  *check(run, context) {
    const { policy, fleet } = context;
    const { containerUser: user } = run;
    if (!user.known || !user.value.root || startsNothing(run)) return;
    if (run.service === undefined && composeSetsUser(fleet, run.image)) return;
    const keeper = keepsRoot(run, policy);
    // What surely keeps the root that a USER names is user/final-root's.
    if (keeper === undefined || (run.userIsSet && keeper.sure)) return;
    if (isSaidOfImage(run, keeper, context)) return;
    const why = run.userIsSet ? "USER is root" : "no USER is set";
    const note = run.userIsSet ? "the user is set here" : "the base image leaves the user as root";
    yield {
      key: "no user",
      at: keeper.at,
      message: `${keeper.program} ${keeper.sure ? "runs" : "starts"} as root: ${why}, and it ${keeper.how}${keeper.isMaster ? "" : " itself"}`,
      help: "create a user, and name it in a USER line before this one",
      related: [{ at: user.at, note }],
      fix: fixOf(run, context),
    };
  },
};

/** Whether the image by itself starts the same program as the same user: a service that gives it other words is no news. */
function isSaidOfImage(run: Run, { program }: RootKeeper, { fleet, policy }: Context): boolean {
  if (run.service === undefined || composeSetsUser(fleet, run.image)) return false;
  const own = fleet.links
    .runsOn(run.image)
    .find(({ image, service }) => image === run.image && service === undefined);
  if (own === undefined || own.userIsSet !== run.userIsSet) return false;
  const { known, at } = own.containerUser;
  return known && isSameStart(at, run.containerUser.at) && keepsRoot(own, policy)?.program === program;
}

/** The one user that the image makes, or that its base brings for programs. */
function fixOf(run: Run, { policy }: Context): Fix | undefined {
  const { image, service } = run;
  if (service !== undefined || !mayRunAsAnother(run, policy)) return undefined;
  const name = onlyMadeUser(image)?.name ?? baseUser(image);
  const edit = name === undefined ? undefined : endAsUser(image, name);
  return edit && { title: `run as ${name}`, safe: false, edits: [edit] };
}
