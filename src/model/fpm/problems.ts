/** What php-fpm does not start with, and which of its pools are root's: measured with PHP 8.2.36. */
import type { Place } from "../../source.ts";
import type { ContainerUser } from "../accounts.ts";
import { type Fact, known } from "../fact.ts";
import type { Fpm, FpmPool } from "./read.ts";
import { ungivableSockets } from "./sockets.ts";

/** Something that php-fpm ends at, with 78. */
export interface FpmProblem {
  readonly key: string;
  readonly at: Place;
  /** Without what comes of it. */
  readonly message: string;
}

/** A pool whose processes are root. */
export interface RootPool {
  readonly name: string;
  /** Its user, or its head where it names none. */
  readonly at: Place;
  readonly said: boolean;
}

/** The pools that run as root: only `-R` allows them, and only root can start them. */
export function rootPools(fpm: Fpm): readonly RootPool[] {
  if (!isRootMaster(fpm) || !fpm.allowsRoot) return [];
  return fpm.pools.flatMap(({ name, at, values }): readonly RootPool[] => {
    const user = values.get("user");
    if (user === undefined || user.text === "") return [{ name, at, said: false }];
    return isRoot(user.text) ? [{ name, at: user.at, said: true }] : [];
  });
}

/** What php-fpm refuses of pools that are known to the end. */
export function fpmProblems(fpm: Fpm): readonly FpmProblem[] {
  if (!fpm.master.known) return [];
  if (isRootMaster(fpm)) return fpm.pools.flatMap((pool) => ofUsers(pool, fpm));
  return ungivableSockets(fpm).map(({ pool, key, text, at }) => ({
    key: `pool ${pool} ${key} ${text}`,
    at,
    message: `pool "${pool}" gives its socket to ${key === "listen.owner" ? "user" : "group"} "${text}", which only root can do`,
  }));
}

function ofUsers({ name, at, values }: FpmPool, { allowsRoot, accounts }: Fpm): readonly FpmProblem[] {
  const user = values.get("user");
  const said = (key: string, place: Place, message: string): FpmProblem => ({
    key: `pool ${name} ${key}`,
    at: place,
    message: `pool "${name}" ${message}`,
  });
  if (!allowsRoot && (user === undefined || user.text === "")) return [said("user", at, "names no user")];
  if (!allowsRoot && user !== undefined && isRoot(user.text)) return [said("root", user.at, "is root's")];
  if (accounts.others !== undefined) return [];
  // Of a port nobody becomes the owner, whatever a line says.
  const isPort = values.get("listen")?.text.startsWith("/") === false;
  const owners = isPort ? [] : ["listen.owner", "listen.group"];
  return ["user", "group", ...owners].flatMap((key) => {
    const value = values.get(key);
    if (value === undefined || /^\d+$|[${]|^$/.test(value.text)) return [];
    const ofGroup = key.endsWith("group");
    const isThere = ofGroup
      ? accounts.groups.some((one) => one.name === value.text) ||
        accounts.users.some((one) => one.group === value.text)
      : accounts.users.some((one) => one.name === value.text);
    if (isThere || value.text === "root") return [];
    const kind = ofGroup ? "group" : "user";
    return [
      said(`${key} ${value.text}`, value.at, `names ${kind} "${value.text}", which the image does not have`),
    ];
  });
}

/** Who the processes of a pool run as; without root it is who php-fpm is started as, whatever the pool says. */
export function poolUser({ values, at }: FpmPool, { master, accounts }: Fpm): Fact<ContainerUser> {
  if (!master.known || !master.value.root) return master;
  const said = values.get("user");
  const text = said?.text || "root";
  const found = accounts.users.find(({ name, uid }) => name === text || uid?.toString() === text);
  const uid = found?.uid ?? (isRoot(text) ? 0 : /^\d+$/.test(text) ? Number(text) : undefined);
  const name = found?.name ?? (isRoot(text) ? "root" : /^\d+$/.test(text) ? undefined : text);
  const user = {
    ...(name === undefined ? {} : { name }),
    ...(uid === undefined ? {} : { uid }),
    root: uid === 0,
  };
  return known(user, said?.at ?? at);
}

function isRootMaster({ master }: Fpm): boolean {
  return master.known && master.value.root;
}

function isRoot(user: string): boolean {
  return user === "root" || user === "0";
}
