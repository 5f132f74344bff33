import type { OwnedPaths, Policy } from "../../policy/policy.ts";
import type { Place } from "../../source.ts";
import type { Accounts } from "../accounts.ts";
import { globExpression, isGlob, isWithin, parentOf } from "../container-path.ts";
import { type Fact, known } from "../fact.ts";
import type { ContainerFile, Owner } from "../files/types.ts";
import type { Image, UnknownFact } from "../stages/image.ts";

/** Files that one line gave to somebody else than the policy wants, below one path of the policy. */
export interface WrongOwner {
  /** The path as the policy names it. */
  readonly path: string;
  /** Who the policy wants. */
  readonly wanted: string;
  /** Who it is, as the line that gives it says: a name or a number. */
  readonly owner: string;
  /** Where the files got their owner: the COPY, its flag, a RUN, or the FROM of the base that has them. */
  readonly at: Place;
  /** Sorted by path. */
  readonly files: readonly ContainerFile[];
  readonly policy: OwnedPaths;
}

/** What in an image belongs to another user than the policy's `owned:` says, one a path and place. */
export function wrongOwners(image: Image, policy: Policy): readonly WrongOwner[] {
  return ownedPaths(image, policy).flatMap(({ entry, path }) => wrongBelow(image, entry, path));
}

/** Why it cannot be told who owns what the policy's `owned:` is about, each reason once. */
export function unclearOwners(image: Image, policy: Policy): readonly UnknownFact[] {
  const found = new Map<string, UnknownFact>();
  for (const path of new Set(ownedPaths(image, policy).map((entry) => entry.path))) {
    for (const { owner, path: file, kind } of image.files.all) {
      if (kind === "link" || owner.known || !isOwned(file, path)) continue;
      const key = JSON.stringify([path, owner.why, owner.at.file.path, owner.at.span]);
      found.set(key, { fact: `owner of ${path}`, reason: owner });
    }
  }
  return [...found.values()];
}

function ownedPaths(
  image: Image,
  policy: Policy,
): readonly { readonly entry: OwnedPaths; readonly path: string }[] {
  return policy.owned
    .filter(({ images }) => images === undefined || images.some((glob) => matches(glob, image.name)))
    .flatMap((entry) => entry.paths.map((path) => ({ entry, path })));
}

function wrongBelow(image: Image, policy: OwnedPaths, path: string): readonly WrongOwner[] {
  const groups = new Map<string, WrongOwner>();
  for (const file of image.files.all) {
    // A link's owner decides nothing.
    if (file.kind === "link" || !isOwned(file.path, path)) continue;
    const owner = ownerNames(file.owner, image.accounts);
    if (!owner.known || isSame(owner.value, policy.user, image.accounts)) continue;
    const key = JSON.stringify([owner.value, owner.at.file.path, owner.at.span]);
    const before = groups.get(key)?.files ?? [];
    groups.set(key, {
      path,
      wanted: policy.user,
      owner: owner.value,
      at: owner.at,
      files: [...before, file],
      policy,
    });
  }
  return [...groups.values()];
}

/** A path of the policy stands for itself and all below it; `*` stays within a part, `**` does not. */
function isOwned(path: string, pattern: string): boolean {
  const wanted = pattern.replace(/(?<=.)\/+$/, "");
  if (!isGlob(wanted)) return isWithin(path, wanted);
  const folders = wanted.replace(/\/\*\*$/, "/*");
  for (let at = path; at !== "/"; at = parentOf(at)) if (matches(folders, at)) return true;
  return false;
}

function matches(glob: string, text: string): boolean {
  return isGlob(glob) ? globExpression(glob).test(text) : glob === text;
}

/** The owner by its name where an account has the number. */
function ownerNames(owner: Fact<Owner>, accounts: Accounts): Fact<string> {
  if (!owner.known) return owner;
  const { user } = owner.value;
  const account = /^\d+$/.test(user) ? accounts.users.find(({ uid }) => uid === Number(user)) : undefined;
  return known(account?.name ?? (user === "0" ? "root" : user), owner.at, owner.because);
}

/** Whether two users are one; a number that no account has may be the one whose number is not known. */
function isSame(owner: string, wanted: string, { users }: Accounts): boolean {
  const [one, other] = [owner, wanted].map((user) => idOf(user, users));
  if (one !== undefined && other !== undefined) return one === other;
  const both = [owner, wanted].filter((user) => /^\d+$/.test(user));
  return owner === wanted || both.length === 1;
}

function idOf(user: string, users: Accounts["users"]): number | undefined {
  if (/^\d+$/.test(user)) return Number(user);
  return user === "root" ? 0 : users.find(({ name }) => name === user)?.uid;
}
