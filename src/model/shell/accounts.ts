import type { Place } from "../../source.ts";
import type { Effect } from "./effects.ts";
import { type Options, operands } from "./options.ts";

// shadow's useradd(8) and groupadd(8), Debian's adduser(8), BusyBox's adduser and addgroup. On Debian and RHEL
// `adduser --opt` is another program than BusyBox's, but the letters that matter (-u, -g/-G) agree where they overlap.

const USERADD: Options = {
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
const ADDUSER: Options = {
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
const GROUPADD: Options = {
  short: "gKpRPU",
  long: ["gid", "key", "password", "root", "prefix", "users", "firstgid", "lastgid"],
};

const USERMOD: Options = { short: "bcdefgGlpRPsuvVwWZ", long: [...USERADD.long, "login", "append-subuids"] };
const GROUPADD_LIKE: Options = { short: "gnpRPU", long: [...GROUPADD.long, "new-name"] };

/** What a command of the user and group tools makes; `undefined` for other commands, `null` when it cannot be read. */
export function accountEffects(
  program: string,
  args: readonly string[],
  at: Place,
): readonly Effect[] | undefined {
  if (program === "useradd") return useradd(args, at);
  if (program === "adduser") return adduser(args, at);
  if (program === "groupadd" || program === "addgroup") return groupadd(args, at);
  if (program === "usermod" || program === "groupmod") return changed(program, args);
  if (program === "gpasswd" || program === "groupmems") return joined(program, args);
  if (program === "userdel" || program === "deluser" || program === "groupdel" || program === "delgroup") {
    const { names } = operands(args, { short: "R", long: [] });
    return names.slice(0, 1).map((name) => ({ kind: "no-account", name }));
  }
  return undefined;
}

function useradd(args: readonly string[], at: Place): readonly Effect[] {
  const { names, values, flags } = operands(args, USERADD);
  const [name] = names;
  if (name === undefined || flags.has("D")) return [];
  const id = numberOf(values.get("u") ?? values.get("uid"));
  const group = values.get("g") ?? values.get("gid");
  const ownGroup = group === undefined && !flags.has("N") && !flags.has("no-user-group");
  const shell = noLogin(values.get("s") ?? values.get("shell"));
  const groups = listOf(values.get("G") ?? values.get("groups"));
  return [
    {
      kind: "user",
      user: {
        name,
        at,
        ...id,
        ...ownGid(id.id, flags.has("r") || flags.has("system")),
        ...shell,
        ...(group === undefined ? {} : { group }),
        groups,
        ownGroup,
        ...(flags.has("o") || flags.has("non-unique") ? { sharesId: true as const } : {}),
      },
    },
  ];
}

// find_new_gid of shadow 4.13: the number of the user only within the range of login.defs, SYS_GID_MIN or GID_MIN.
function ownGid(uid: number | undefined, system: boolean): { readonly ownGid?: number } {
  if (uid === undefined) return {};
  const [first, last] = system ? [101, 999] : [1000, 60000];
  return uid >= first && uid <= last ? { ownGid: uid } : {};
}

function noLogin(shell: string | undefined): { readonly noLogin?: true } {
  return shell !== undefined && /\/(nologin|false)$/.test(shell) ? { noLogin: true } : {};
}

function adduser(args: readonly string[], at: Place): readonly Effect[] {
  const { names, values, flags } = operands(args, ADDUSER);
  const [name, second] = names;
  if (name === undefined) return [];
  // Debian's `adduser --group` alone is addgroup; with --system it asks for a group of the user's own.
  if (flags.has("group") && !flags.has("system")) {
    return [{ kind: "group", group: { name, at, ...numberOf(values.get("gid")) } }];
  }
  // `adduser web www-data` only adds an existing user to a group.
  if (second !== undefined) return [{ kind: "join", user: name, groups: [second], instead: false }];
  // Debian's adduser puts a user that is none of the system's into "users"; BusyBox's knows no such group.
  const isAlone = flags.has("system") || flags.has("S") || flags.has("D");
  const id = numberOf(values.get("u") ?? values.get("uid"));
  const group = values.get("ingroup") ?? values.get("G") ?? values.get("gid");
  // Debian's --system puts the user into nogroup unless --group asks for one of its own, BusyBox's -S always does.
  const nogroup = ((flags.has("system") && !flags.has("group")) || flags.has("S")) && group === undefined;
  const named = group ?? (nogroup ? "nogroup" : undefined);
  return [
    {
      kind: "user",
      user: {
        name,
        at,
        ...id,
        ...(id.id === undefined ? {} : { ownGid: id.id }),
        // Debian's --system gives nologin unless it is told another shell.
        ...noLogin(
          values.get("s") ?? values.get("shell") ?? (flags.has("system") ? "/usr/sbin/nologin" : undefined),
        ),
        ...(named === undefined ? {} : { group: named }),
        ...(isAlone ? { groups: [] } : {}),
        ownGroup: named === undefined,
      },
    },
  ];
}

function groupadd(args: readonly string[], at: Place): readonly Effect[] {
  const { names, values } = operands(args, GROUPADD);
  // BusyBox's `addgroup USER GROUP` adds a user to a group.
  const [name, second] = names;
  if (name === undefined) return [];
  if (second !== undefined) return [{ kind: "join", user: name, groups: [second], instead: false }];
  const members = listOf(values.get("U") ?? values.get("users"));
  return [
    { kind: "group", group: { name, at, ...numberOf(values.get("g") ?? values.get("gid")) } },
    ...members.map((user): Effect => ({ kind: "join", user, groups: [name], instead: false })),
  ];
}

/** `gpasswd -a USER GROUP`, `groupmems -a USER -g GROUP`. */
function joined(program: "gpasswd" | "groupmems", args: readonly string[]): readonly Effect[] {
  const { names, values } = operands(args, { short: "adAMg", long: ["add", "delete", "group"] });
  const user = values.get("a") ?? values.get("add");
  const group = program === "gpasswd" ? names[0] : (values.get("g") ?? values.get("group"));
  return user === undefined || group === undefined
    ? []
    : [{ kind: "join", user, groups: [group], instead: false }];
}

function listOf(names: string | undefined): readonly string[] {
  return names?.split(",").filter((name) => name !== "") ?? [];
}

function changed(program: "usermod" | "groupmod", args: readonly string[]): readonly Effect[] {
  const { names, values, flags } = operands(args, program === "usermod" ? USERMOD : GROUPADD_LIKE);
  const [name] = names;
  if (name === undefined) return [];
  const user = program === "usermod";
  const newName = user
    ? (values.get("l") ?? values.get("login"))
    : (values.get("n") ?? values.get("new-name"));
  const group = user ? (values.get("g") ?? values.get("gid")) : undefined;
  const shell = user ? (values.get("s") ?? values.get("shell")) : undefined;
  const id = user ? (values.get("u") ?? values.get("uid")) : (values.get("g") ?? values.get("gid"));
  const joins = user ? (values.get("G") ?? values.get("groups")) : undefined;
  const instead = !flags.has("a") && !flags.has("append");
  return [
    ...(joins === undefined
      ? []
      : [{ kind: "join", user: name, groups: listOf(joins), instead } satisfies Effect]),
    {
      kind: "change-account",
      of: user ? "user" : "group",
      name,
      ...numberOf(id),
      ...(newName === undefined ? {} : { newName }),
      ...(group === undefined ? {} : { group }),
      ...(shell === undefined ? {} : { noLogin: noLogin(shell).noLogin === true }),
    },
  ];
}

function numberOf(value: string | undefined): { readonly id?: number } {
  return value !== undefined && /^\d+$/.test(value) ? { id: Number(value) } : {};
}
