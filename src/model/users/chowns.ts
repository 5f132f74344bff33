/** Users and groups that lines of the final chain give files to, and that the image does not have there. */
import type { Place } from "../../source.ts";
import type { Evidence } from "../fact.ts";
import { type NamedOwner, ownersOf } from "../permissions/named-owners.ts";
import type { RanCommand } from "../shell/ran.ts";
import type { Image, Step } from "../stages/image.ts";
import { mayComeWithSystem } from "../stock/some-releases.ts";
import { accountsAreKnown, hasGroup, hasUser } from "./known.ts";

/** An owner that does not exist where it is named; `madeAt` when a later line makes it. */
export interface UndefinedOwner extends NamedOwner {
  readonly related: readonly Evidence[];
  readonly madeLater: boolean;
}

/** Owners by name that no account of the image has; none where others may exist. */
export function undefinedOwners(image: Image): readonly UndefinedOwner[] {
  const { steps } = image.final;
  const named = steps.flatMap(ownersOf).filter(({ name }) => /^[a-z_][\w-]*\$?$/i.test(name));
  if (named.length === 0 || !accountsAreKnown(image)) return [];
  const removed = removedNames(steps);
  return named
    .filter((owner) => !removed.has(owner.name) && isUndefined(image, owner))
    .map((owner) => {
      const list = owner.kind === "user" ? image.accounts.users : image.accounts.groups;
      const later = list.find(({ name }) => name === owner.name);
      const related =
        later === undefined ? [] : [{ at: later.at, note: `"${owner.name}" is created here, after it` }];
      return { ...owner, related, madeLater: later !== undefined };
    });
}

/** Names that the image ends without, and may have had before: deleted, or given another name. */
function removedNames(steps: readonly Step[]): ReadonlySet<string> {
  const effects = steps.flatMap((step) => step.effects.map(({ effect }) => effect));
  return new Set(
    effects.flatMap((effect) =>
      effect.kind === "no-account" || effect.kind === "change-account" ? [effect.name] : [],
    ),
  );
}

function isUndefined(image: Image, { kind, name, at }: NamedOwner): boolean {
  if (mayComeWithSystem(name)) return false;
  if (kind === "user") return !hasUser(image, name, at);
  if (hasGroup(image, name, at)) return false;
  // Whether a user gets a group of its own name is for the distribution's own adduser to say.
  const twin = image.accounts.users.find((user) => user.name === name);
  if (twin?.from === "package") return false;
  const byAdduser = twin !== undefined && makerOf(image, twin.at)?.name === "adduser";
  const { system } = image.final.after;
  return !byAdduser || system === "debian" || system === "alpine";
}

/** The command that makes an account. */
function makerOf({ final }: Image, { file, span }: Place): RanCommand | undefined {
  return final.steps
    .flatMap(({ commands }) => commands)
    .find(({ at }) => at.file === file && at.span?.start === span?.start && at.span?.end === span?.end);
}
