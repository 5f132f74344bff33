import { nearestName } from "../../edits/names.ts";
import { replaceWord } from "../../edits/places.ts";
import { onlyMadeUser } from "../../edits/users.ts";
import type { Fix } from "../../finding.ts";
import type { Image } from "../../model/stages/image.ts";
import { type UndefinedOwner, undefinedOwners } from "../../model/users/chowns.ts";
import { hasGroup, hasUser } from "../../model/users/known.ts";
import type { Rule } from "../../rule.ts";

// Names only, and only where all accounts are known: docs/rules/files/chown-undefined.md.
export const chownUndefined: Rule = {
  id: "files/chown-undefined",
  summary: "Files are given to users and groups that exist",
  severity: "error",
  scope: "run",

  *check({ image, service }) {
    if (service !== undefined) return;
    for (const owner of undefinedOwners(image)) {
      const { kind, name, by, at, madeLater, related } = owner;
      const ends = by === "--chown" ? "the build stops here" : `${by} fails here`;
      yield {
        key: `${kind} ${name}`,
        at,
        message: madeLater
          ? `the ${kind} ${name} does not exist yet, so ${ends}: it is created further down`
          : `the ${kind} ${name} does not exist in the image, so ${ends}`,
        help: madeLater
          ? `create ${name} before this line`
          : `create ${name} before this line, or name a ${kind} that exists`,
        related,
        fix: fixOf(image, owner),
      };
    }
  },
};

/** The nearest name that is there; else that of the only user that the image makes, who is. */
function fixOf(image: Image, { kind, name, at, madeLater }: UndefinedOwner): Fix | undefined {
  const { users, groups } = image.accounts;
  const isThere = (one: string) => (kind === "user" ? hasUser(image, one, at) : hasGroup(image, one, at));
  const names = (kind === "user" ? users : groups).map((account) => account.name).filter(isThere);
  const [made] = [onlyMadeUser(image)?.name ?? ""].filter(isThere);
  const meant = madeLater ? undefined : (nearestName(name, names) ?? made);
  const edit =
    meant === undefined
      ? undefined
      : replaceWord(at, { from: name, to: meant, which: kind === "user" ? "first" : "last" });
  return edit && { title: `write ${meant} instead of ${name}`, safe: false, edits: [edit] };
}
