/** What rules see of users and groups. */
import { once } from "../once.ts";
import type { Place } from "../source.ts";
import type { Unknown } from "./fact.ts";

/** The users and groups that exist in an image. */
export interface Accounts {
  readonly users: readonly UserAccount[];
  readonly groups: readonly GroupAccount[];
  /** Set when there may be others, with the reason (an unknown base, a RUN that cannot be read). */
  readonly others?: Unknown;
  /** Set when the list was replaced by one that is not read: a name that is not in this one may be anybody's, root's too. */
  readonly replaced?: Unknown;
}

/** Why it cannot be told who a name is. */
export function unclearUser({ users, replaced }: Accounts, name: string): Unknown | undefined {
  return name === "root" || usersCalled(users, name).length > 0 ? undefined : replaced;
}

/** The users of a name: thousands may be asked for in a list of thousands. */
export function usersCalled(users: readonly UserAccount[], name: string): readonly UserAccount[] {
  if (users.length < MANY) return users.filter((user) => user.name === name);
  return usersByName(users).get(name) ?? [];
}

/** The users whose primary group is called so. */
export function usersOfGroup(users: readonly UserAccount[], group: string): readonly UserAccount[] {
  if (users.length < MANY) return users.filter((user) => user.group === group);
  return usersByGroup(users).get(group) ?? [];
}

/** The groups of a name. */
export function groupsCalled(groups: readonly GroupAccount[], name: string): readonly GroupAccount[] {
  if (groups.length < MANY) return groups.filter((group) => group.name === name);
  return groupsByName(groups).get(name) ?? [];
}

// Of fewer an index costs more than it saves.
const MANY = 100;
const usersByName = once((users: readonly UserAccount[]) => indexed(users, ({ name }) => name));
const usersByGroup = once((users: readonly UserAccount[]) => indexed(users, ({ group }) => group));
const groupsByName = once((groups: readonly GroupAccount[]) => indexed(groups, ({ name }) => name));

function indexed<One>(
  all: readonly One[],
  keyOf: (one: One) => string | undefined,
): ReadonlyMap<string, readonly One[]> {
  const found = new Map<string, One[]>();
  for (const one of all) {
    const key = keyOf(one);
    const before = key === undefined ? undefined : found.get(key);
    if (before !== undefined) before.push(one);
    else if (key !== undefined) found.set(key, [one]);
  }
  return found;
}

/** A user of an image. */
export interface UserAccount {
  readonly name: string;
  readonly uid?: number;
  /** Name or number of the primary group. */
  readonly group?: string;
  /** Supplementary groups, all of them where the image makes the user; absent where none is known. */
  readonly groups?: readonly string[];
  /** A line may give it groups that are not told here. */
  readonly openGroups?: true;
  /** Its shell is nologin or false: su runs nothing as it, unless it is told another shell. */
  readonly noLogin?: true;
  readonly from: "base" | "package" | "run";
  readonly at: Place;
}

/** A group of an image. */
export interface GroupAccount {
  readonly name: string;
  readonly gid?: number;
  readonly from: "base" | "package" | "run";
  readonly at: Place;
}

/** Who a process runs as. `name` is absent for a bare number that no account has. */
export interface ContainerUser {
  readonly name?: string;
  readonly uid?: number;
  readonly group?: string;
  readonly root: boolean;
}

/** How a message names a user: by its name, else by its number. */
export function userLabel({ name, uid }: ContainerUser): string {
  return name ?? (uid === undefined ? "an unnamed user" : `uid ${uid}`);
}

/** The same in a sentence: a name may be a word of it, so it stands in quotes. */
export function quotedUser(user: ContainerUser): string {
  const { name, uid } = user;
  if (name !== undefined) return `user "${name}"`;
  return uid === undefined ? userLabel(user) : `uid ${uid}`;
}
