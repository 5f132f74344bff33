/** What cannot be told of an image's owners, modes and users, though one of its lines is about it. */
import type { Policy } from "../../policy/policy.ts";
import type { Image, UnknownFact } from "../stages/image.ts";
import { ownersOf } from "./named-owners.ts";
import { unclearModes } from "./open-modes.ts";
import { unclearOwners } from "./owned.ts";

/** Each fact with its reason; a rule that would ask it is silent. */
export function unclearPermissions(image: Image, policy: Policy): readonly UnknownFact[] {
  return [
    ...unclearModes(image).map((reason) => ({ fact: "paths that everyone can write", reason })),
    ...unclearOwners(image, policy),
    ...unclearNames(image),
  ];
}

/** Users and groups that lines name and no account has, where others may exist. */
function unclearNames({ final, accounts: { users, groups, others } }: Image): readonly UnknownFact[] {
  if (others === undefined) return [];
  const { user } = final.after;
  const names = [
    ...(user?.own ? [{ kind: "user", name: user.spec?.split(":")[0] ?? "" }] : []),
    ...final.steps.flatMap(ownersOf),
  ].filter(({ kind, name }) => {
    const list = kind === "user" ? users : groups;
    return /^[a-z_][\w-]*\$?$/i.test(name) && name !== "root" && !list.some((one) => one.name === name);
  });
  const facts = new Set(names.map(({ kind, name }) => `whether the ${kind} "${name}" exists`));
  return [...facts].map((fact) => ({ fact, reason: others }));
}
