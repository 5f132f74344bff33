/** Which options of the user and group tools take a value. */
import type { Options } from "./options.ts";

// shadow's useradd(8) and groupadd(8), Debian's adduser(8), BusyBox's adduser and addgroup. On Debian and RHEL
// `adduser --opt` is another program than BusyBox's, but the letters that matter (-u, -g/-G) agree where they overlap.

export const USERADD: Options = {
  short: "bcdefgGKkpRPsuZ",
  long: [
    "base-dir",
    "comment",
    "home-dir",
    "home",
    "expiredate",
    "inactive",
    "gid",
    "groups",
    "key",
    "skel",
    "password",
    "root",
    "prefix",
    "shell",
    "uid",
    "selinux-user",
  ],
};
export const ADDUSER: Options = {
  short: "hgsGuk",
  long: [
    "home",
    "shell",
    "uid",
    "firstuid",
    "lastuid",
    "ingroup",
    "gid",
    "gecos",
    "comment",
    "conf",
    "uid-pool",
    "gid-pool",
  ],
};
export const GROUPADD: Options = {
  short: "gKpRPU",
  long: ["gid", "key", "password", "root", "prefix", "users", "firstgid", "lastgid"],
};

export const USERMOD: Options = {
  short: "bcdefgGlpRPsuvVwWZ",
  long: [...USERADD.long, "login", "append-subuids"],
};
export const GROUPADD_LIKE: Options = { short: "gnpRPU", long: [...GROUPADD.long, "new-name"] };
