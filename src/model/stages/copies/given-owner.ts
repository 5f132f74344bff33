/** Whom the builder gives to what COPY, ADD and WORKDIR make. */

import type { Owner } from "../../files/types.ts";
import { mayComeWithSystem } from "../../stock/some-releases.ts";
import { loginGroup, ownerWith } from "../apply/owners.ts";
import type { State } from "../state.ts";

/**
 * The owner that a "user[:group]" comes to (BuildKit v0.34: llb.WithUser, solver/llbsolver/ops/user_linux.go). A bare
 * number is the group's too, of a name the account's own is taken, and a name that is not in the stage's files is root:
 * nothing stops at it.
 */
export function givenOwner(state: State, spec: string, isListed: boolean): Owner {
  const [user = "", group = ""] = spec.split(":");
  const isMissing = (name: string, isThere: (name: string) => boolean) =>
    isListed &&
    state.otherAccounts === undefined &&
    !isNumber(name) &&
    !isThere(name) &&
    !isThere("") &&
    !mayComeWithSystem(name);
  const missing = isMissing(user, (name) => state.users.has("name", name));
  const named = missing ? "root" : user;
  const own = isNumber(named) && named !== "root" ? named : loginGroup(state, named);
  const isGroup = (name: string) => state.groups.has("name", name) || state.users.has("group", name);
  return ownerWith(named, group === "" || isMissing(group, isGroup) ? own : group);
}

function isNumber(name: string): boolean {
  return name === "root" || /^\d+$/.test(name);
}
