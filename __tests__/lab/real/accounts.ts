import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SeenUser } from "../observation.ts";

/** Who a container is started as, with the further groups of the account. */
export interface StartUser {
  readonly user: SeenUser;
  readonly groups: readonly number[];
  readonly home: string;
}

/** The accounts of an image's file system. */
export interface Accounts {
  readonly nameOf: (uid: number) => string | undefined;
  readonly groupOf: (gid: number) => string | undefined;
  /** Reads `USER` as Docker does (its GetExecUser): names must exist, numbers need not; `undefined` stops the start. */
  readonly startUser: (spec: string) => StartUser | undefined;
}

/** Reads passwd and group below a root file system. */
export function readAccounts(root: string): Accounts {
  const passwd = readTable(join(root, "etc/passwd"));
  const group = readTable(join(root, "etc/group"));
  const idOf = (table: readonly (readonly string[])[], word: string) =>
    table.find(([name]) => name === word)?.[2] ?? (/^\d+$/.test(word) ? word : undefined);
  return {
    nameOf: (uid) => passwd.find((row) => row[2] === String(uid))?.[0],
    groupOf: (gid) => group.find((row) => row[2] === String(gid))?.[0],
    startUser: (spec) => {
      const [userWord = "", groupWord] = spec === "" ? ["0"] : spec.split(":");
      const uid = idOf(passwd, userWord);
      const row = passwd.find((candidate) => candidate[2] === uid);
      const gid = groupWord === undefined ? (row?.[3] ?? "0") : idOf(group, groupWord);
      if (uid === undefined || gid === undefined) return undefined;
      const name = row?.[0];
      const others = group.filter(
        ([, , , members = ""]) => name !== undefined && members.split(",").includes(name),
      );
      return {
        user: { uid: Number(uid), ...(name === undefined ? {} : { name }), gid: Number(gid) },
        groups: groupWord === undefined ? others.map(([, , id]) => Number(id)) : [],
        home: row?.[5] ?? "/",
      };
    },
  };
}

function readTable(path: string): readonly (readonly string[])[] {
  try {
    const lines = readFileSync(path, "utf8").split("\n");
    return lines.filter((line) => line.includes(":")).map((line) => line.split(":"));
  } catch {
    return [];
  }
}
