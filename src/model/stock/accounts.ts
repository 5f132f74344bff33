import type { BaseSystem } from "./base.ts";
import type { StockUser } from "./install.ts";

const user = (
  name: string,
  uid: number,
  [group, gid]: readonly [string, number] = [name, uid],
): StockUser => ({
  name,
  uid,
  group,
  gid,
  ...(name === "root" ? {} : { noLogin: true }),
});

/** /etc/passwd of debian:12 and ubuntu:24.04, what both have. */
const debianUsers: readonly StockUser[] = [
  user("root", 0),
  user("daemon", 1),
  user("bin", 2),
  user("sys", 3),
  user("sync", 4, ["nogroup", 65534]),
  user("games", 5, ["games", 60]),
  user("man", 6, ["man", 12]),
  user("lp", 7),
  user("mail", 8),
  user("news", 9),
  user("uucp", 10),
  user("proxy", 13),
  user("www-data", 33),
  user("backup", 34),
  user("list", 38),
  user("irc", 39),
  user("_apt", 42, ["nogroup", 65534]),
  user("nobody", 65534, ["nogroup", 65534]),
];

/** Groups of debian:12 that no user of the list above names. */
const debianGroups: readonly (readonly [string, number])[] = [
  ["adm", 4],
  ["tty", 5],
  ["disk", 6],
  ["kmem", 15],
  ["dialout", 20],
  ["fax", 21],
  ["voice", 22],
  ["cdrom", 24],
  ["floppy", 25],
  ["tape", 26],
  ["sudo", 27],
  ["audio", 29],
  ["dip", 30],
  ["operator", 37],
  ["src", 40],
  ["shadow", 42],
  ["utmp", 43],
  ["video", 44],
  ["sasl", 45],
  ["plugdev", 46],
  ["staff", 50],
  ["users", 100],
];

/** /etc/passwd of alpine:3.20. */
const alpineUsers: readonly StockUser[] = [
  user("root", 0),
  user("bin", 1),
  user("daemon", 2),
  user("lp", 4, ["lp", 7]),
  user("sync", 5, ["root", 0]),
  user("shutdown", 6, ["root", 0]),
  user("halt", 7, ["root", 0]),
  user("mail", 8, ["mail", 12]),
  user("news", 9, ["news", 13]),
  user("uucp", 10, ["uucp", 14]),
  user("cron", 16),
  user("ftp", 21),
  user("sshd", 22),
  user("games", 35, ["users", 100]),
  user("ntp", 123),
  user("guest", 405, ["users", 100]),
  user("nobody", 65534),
];

/** Groups of alpine:3.20 that no user of the list above names. */
const alpineGroups: readonly (readonly [string, number])[] = [
  ["sys", 3],
  ["adm", 4],
  ["tty", 5],
  ["disk", 6],
  ["kmem", 9],
  ["wheel", 10],
  ["floppy", 11],
  ["dialout", 20],
  ["audio", 18],
  ["cdrom", 19],
  ["tape", 26],
  ["video", 27],
  ["netdev", 28],
  ["kvm", 34],
  ["shadow", 42],
  ["www-data", 82],
  ["users", 100],
  ["utmp", 406],
  ["ping", 999],
  ["nogroup", 65533],
];

/** /etc/passwd of UBI 9 and rockylinux:9, what both have. */
const rhelUsers: readonly StockUser[] = [
  user("root", 0),
  user("bin", 1),
  user("daemon", 2),
  user("adm", 3, ["adm", 4]),
  user("lp", 4, ["lp", 7]),
  user("sync", 5, ["root", 0]),
  user("shutdown", 6, ["root", 0]),
  user("halt", 7, ["root", 0]),
  user("mail", 8, ["mail", 12]),
  user("operator", 11, ["root", 0]),
  user("games", 12, ["users", 100]),
  user("ftp", 14, ["ftp", 50]),
  user("nobody", 65534),
];

/** Groups of UBI 9 that no user of the list above names. */
const rhelGroups: readonly (readonly [string, number])[] = [
  ["sys", 3],
  ["tty", 5],
  ["disk", 6],
  ["kmem", 9],
  ["wheel", 10],
  ["cdrom", 11],
  ["man", 15],
  ["dialout", 18],
  ["floppy", 19],
  ["tape", 33],
  ["video", 39],
  ["lock", 54],
  ["audio", 63],
  ["users", 100],
];

/** /etc/passwd of photon 3.0 to 6.0, those of systemd left out. */
const photonUsers: readonly StockUser[] = [
  user("root", 0),
  user("bin", 1),
  user("daemon", 6),
  user("nobody", 65534, ["nogroup", 65533]),
];

/** Groups of photon 3.0 to 6.0 that no user of the list above names. */
const photonGroups: readonly (readonly [string, number])[] = [
  ["sys", 2],
  ["kmem", 3],
  ["tape", 4],
  ["tty", 5],
  ["floppy", 7],
  ["disk", 8],
  ["lp", 9],
  ["dialout", 10],
  ["audio", 11],
  ["video", 12],
  ["usb", 14],
  ["cdrom", 15],
  ["adm", 16],
  ["sudo", 27],
  ["wheel", 28],
  ["mail", 34],
  ["users", 100],
];

/** What a distribution has before anything is installed. */
export interface SystemAccounts {
  readonly users: readonly StockUser[];
  /** Groups that no user of it names, with their numbers. */
  readonly groups: readonly (readonly [string, number])[];
}

const SYSTEMS: Readonly<Record<BaseSystem, SystemAccounts>> = {
  debian: { users: debianUsers, groups: debianGroups },
  alpine: { users: alpineUsers, groups: alpineGroups },
  rhel: { users: rhelUsers, groups: rhelGroups },
  photon: { users: photonUsers, groups: photonGroups },
  none: { users: [{ name: "root", uid: 0, gid: 0 }], groups: [] },
};

/** The users and groups of a distribution. */
export function accountsOfSystem(system: BaseSystem): SystemAccounts {
  return SYSTEMS[system];
}
