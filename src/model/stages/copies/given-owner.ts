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
  const isMissing = (name: string, names: readonly { readonly name: string }[]) =>
    isListed &&
    state.otherAccounts === undefined &&
    !isNumber(name) &&
    !names.some((one) => one.name === name || one.name === "") &&
    !mayComeWithSystem(name);
  const missing = isMissing(user, state.users);
  const named = missing ? "root" : user;
  const own = isNumber(named) && named !== "root" ? named : loginGroup(state, named);
  const groups = [
    ...state.groups,
    ...state.users.flatMap((one) => (one.group === undefined ? [] : [{ name: one.group }])),
  ];
  return ownerWith(named, group === "" || isMissing(group, groups) ? own : group);
}

function isNumber(name: string): boolean {
  return name === "root" || /^\d+$/.test(name);
}
