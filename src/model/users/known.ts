/** Whether all users and groups of an image are known, for rules that accuse a name or a number of not being one. */

import type { Place } from "../../source.ts";
import { groupsCalled, usersCalled, usersOfGroup } from "../accounts.ts";
import { bottomOf, standsBefore } from "../stages/chain.ts";
import type { Image } from "../stages/image.ts";

/** Whether no line of the final chain, and no base, may have made or changed a user that the accounts do not show. */
export function accountsAreKnown(image: Image): boolean {
  return baseIsListed(image) && !mayBringAccounts(image);
}

/** Whether a line of the final chain, or a base, may make accounts otherwise than by a command that is read. */
export function mayBringAccounts({ accounts: { users, others } }: Image): boolean {
  // A user without a name is one whose name comes from outside, by an ARG.
  return others !== undefined || users.some(({ name }) => name === "");
}

/** Whether some tags of the base have a user of this name. */
export function mayComeWithTag({ final }: Image, name: string): boolean {
  return final.after.base?.usersOfSomeTags?.includes(name) === true;
}

/** Whether the table lists the users of the base: not of one that is only said to be like another, or runs as a number without a name. */
function baseIsListed({ final }: Image): boolean {
  const bottom = bottomOf(final);
  if (bottom.kind === "scratch") return true;
  const { base } = final.after;
  const uid = base?.user?.uid;
  return (
    bottom.kind === "registry" &&
    bottom.listed === true &&
    base !== undefined &&
    (uid === undefined || base.users.some((user) => user.uid === uid))
  );
}

/** Whether a user of a name exists where a line stands: made before it, or come with the base. */
export function hasUser(image: Image, name: string, at: Place): boolean {
  const own = usersCalled(image.accounts.users, name);
  return name === "root" || own.some((user) => isMadeBefore(user.at, at));
}

/** The same for a group; the primary group of a user is one. */
export function hasGroup(image: Image, name: string, at: Place): boolean {
  const { users, groups } = image.accounts;
  return (
    name === "root" ||
    groupsCalled(groups, name).some((group) => isMadeBefore(group.at, at)) ||
    usersOfGroup(users, name).some((user) => isMadeBefore(user.at, at))
  );
}

/** Places of two files (a script, another image) have no order that is told here: the other one counts as first. */
function isMadeBefore(made: Place, at: Place): boolean {
  return standsBefore(made, at) !== false;
}
