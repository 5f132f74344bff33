import { nearestName } from "../../edits/names.ts";
import { replaceWord } from "../../edits/places.ts";
import { onlyIdleUser } from "../../edits/users.ts";
import type { Fix } from "../../finding.ts";
import type { Fleet } from "../../model/fleet/types.ts";
import type { Image } from "../../model/stages/image.ts";
import { type UndefinedName, undefinedNames } from "../../model/users/undefined.ts";
import type { Rule } from "../../rule.ts";

// Numbers need no account: docs/rules/user/undefined.md.
const undefinedUser: Rule = {
  id: "user/undefined",
  summary: "Every user and group that USER or a tool such as gosu names exists in the image",
  severity: "error",
  scope: "run",

  *check(run, { fleet }) {
    for (const undefinedName of undefinedNames(run)) {
      const { kind, name, at, because } = undefinedName;
      yield {
        key: `${kind} ${name}`,
        at,
        message: `the ${kind} ${name} does not exist in the image, so the container cannot start`,
        help: `create ${name} before it is named, name one that exists, or write its number`,
        related: because,
        fix: fixOf(run.image, fleet, undefinedName),
      };
    }
  },
};

/** The nearest name; else, for a user, the only one that the image makes, if nothing else uses it. */
function fixOf(image: Image, fleet: Fleet, { kind, name, at }: UndefinedName): Fix | undefined {
  const { users, groups } = image.accounts;
  const names = kind === "user" ? users.map((user) => user.name) : groups.map((group) => group.name);
  const idle = kind === "user" ? onlyIdleUser(fleet, image)?.name : undefined;
  const meant = nearestName(name, names) ?? idle;
  const edit =
    meant === undefined
      ? undefined
      : replaceWord(at, { from: name, to: meant, which: kind === "group" ? "last" : "first" });
  return edit && { title: `write ${meant} instead of ${name}`, safe: false, edits: [edit] };
}

export { undefinedUser as undefined };
