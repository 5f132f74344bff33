import { nearestName } from "../../edits/names.ts";
import { replaceWord } from "../../edits/places.ts";
import { onlyMadeUser } from "../../edits/users.ts";
import type { Fix } from "../../finding.ts";
import { builderOf } from "../../model/builds/builder.ts";
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

  *check({ image, service }, { policy }) {
    if (service !== undefined) return;
    const stops = builderOf(policy, image.build) === "buildah";
    for (const owners of byWord(undefinedOwners(image))) {
      const [{ by, at, madeLater }] = owners;
      const given = owners.some(({ kind }) => kind === "user")
        ? "the files will belong to root"
        : "--chown ignores it";
      const copied = stops ? "the build stops here" : given;
      const ends = by === "--chown" ? copied : `${by} fails here`;
      const named = owners.map(({ kind, name }) => `the ${kind} ${name}`).join(" and ");
      const names = [...new Set(owners.map(({ name }) => name))].join(" and ");
      const [does, it] = owners.length === 1 ? ["does", "it is"] : ["do", "they are"];
      const kinds = owners.map(({ kind }) => kind).join(" and a ");
      yield {
        key: owners.map(({ kind, name }) => `${kind} ${name}`).join(", "),
        at,
        message: madeLater
          ? `${named} ${does} not exist yet, so ${ends}: ${it} created further down`
          : `${named} ${does} not exist in the image, so ${ends}`,
        help: madeLater
          ? `create ${names} before this line`
          : `create ${names} before this line, or name a ${kinds} that exist${owners.length === 1 ? "s" : ""}`,
        related: owners.flatMap(({ related }) => related),
        fix: together(owners.map((owner) => fixOf(image, owner))),
      };
    }
  },
};

type Owners = readonly [UndefinedOwner, ...UndefinedOwner[]];

/** The user and the group of one word together, unless only one of them is made later. */
function byWord(owners: readonly UndefinedOwner[]): readonly Owners[] {
  const words = new Map<string, [UndefinedOwner, ...UndefinedOwner[]]>();
  for (const owner of owners) {
    const { file, span } = owner.at;
    const key = JSON.stringify([owner.madeLater, file.path, span]);
    const word = words.get(key);
    if (word === undefined) words.set(key, [owner]);
    else word.push(owner);
  }
  return [...words.values()];
}

function together(fixes: readonly (Fix | undefined)[]): Fix | undefined {
  const all = fixes.filter((fix) => fix !== undefined);
  if (all.length < fixes.length) return undefined;
  const [first, ...others] = all;
  return others.length === 0
    ? first
    : {
        title: all.map(({ title }) => title).join(", "),
        safe: false,
        edits: all.flatMap(({ edits }) => edits),
      };
}

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
