/** Whom a fix may let a server work as, and how its configuration says so. */

import type { Accounts, Apache, Nginx } from "../model/model.ts";
import type { Run } from "../model/runs/types.ts";
import { ownValue } from "../names.ts";
import type { Policy } from "../policy/policy.ts";

/** A user for a server's workers. */
export interface WorkerUser {
  readonly name: string;
  /** A group of the image that its workers get. */
  readonly group: string;
  /** Where it comes from, for a title. */
  readonly from: string;
}

/**
 * The evident user for a server of a run: the one that the policy names, the only one that the image makes, or the
 * package's own. `undefined` where there is none, or none that is known to be in the image with its group.
 */
export function evidentUser(run: Run, server: Nginx | Apache, policy: Policy): WorkerUser | undefined {
  const { accounts } = run.image;
  const asked = server.kind === "nginx" && !/^(declared|any)$/.test(policy.nginx.user);
  if (asked) return workerUser(accounts, policy.nginx.user, "as the policy asks");
  const [made, ...others] = accounts.users.filter(({ from }) => from === "run");
  if (others.length > 0) return undefined;
  if (made !== undefined && !isBusy(run, made.name))
    return workerUser(accounts, made.name, "the image's own user");
  const [stock] = stockUsers(server).flatMap(
    (name) => workerUser(accounts, name, "the package's own user") ?? [],
  );
  return stock;
}

/** Whether a program runs as a user, whom it was made for. */
function isBusy({ processes }: Run, name: string): boolean {
  return processes.list.some(({ user }) => user.known && user.value.name === name);
}

/** A user that the image is known to have, with its group; none of root. */
export function workerUser(accounts: Accounts, name: string, from: string): WorkerUser | undefined {
  const user = accounts.users.find((one) => one.name === name);
  const group = groupOfUser(accounts, name);
  return user === undefined || name === "root" || user.uid === 0 || group === undefined
    ? undefined
    : { name, group, from };
}

/** The name of a user's primary group; `undefined` where it is not known. */
export function groupOfUser({ users, groups }: Accounts, name: string): string | undefined {
  const user = users.find((one) => one.name === name);
  if (user === undefined) return undefined;
  const { group } = user;
  if (group === undefined) return groups.some((one) => one.name === name) ? name : undefined;
  if (!/^\d+$/.test(group)) return group;
  return groups.find(({ gid }) => gid === Number(group))?.name;
}

/** The words behind nginx's `user`, which takes the group of the user's name where none is named. */
export function nginxUserWords(accounts: Accounts, { name, group }: WorkerUser): string {
  return isGroup(accounts, name) ? name : `${name} ${group}`;
}

function isGroup({ users, groups }: Accounts, name: string): boolean {
  return groups.some((group) => group.name === name) || users.some(({ group }) => group === name);
}

// The installation's own main configuration and its envvars say whom it was made for.
function stockUsers(server: Nginx | Apache): readonly string[] {
  if (server.kind === "apache") return ["www-data", "apache"];
  const { files, mainConfig, compiledUser } = server.install;
  const written = /^user\s+([\w-]+)/m.exec(ownValue(files, mainConfig) ?? "")?.[1];
  return written === undefined ? [compiledUser] : [written];
}
