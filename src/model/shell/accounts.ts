import type { Place } from "../../source.ts";
import { parentOf, resolvePath } from "../container-path.ts";
import { unknown } from "../fact.ts";
import { wholeMode } from "../files/modes.ts";
import { ADDUSER, GROUPADD, GROUPADD_LIKE, USERADD, USERMOD } from "./account-options.ts";
import type { Effect } from "./effects.ts";
import { operands } from "./options.ts";

/** What a command of the user and group tools makes; `undefined` for other commands. */
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
  if (program === "userdel" || program === "deluser" || program === "groupdel" || program === "delgroup")
    return removed(program, args);
  return undefined;
}

/** `userdel web`; with two names deluser and delgroup take a user out of a group. */
function removed(program: string, args: readonly string[]): readonly Effect[] {
  const { names, flags } = operands(args, { short: "R", long: ["root", "prefix", "backup-to"] });
  const [name, second] = names;
  if (name === undefined) return [];
  if (second !== undefined && program.startsWith("del"))
    return [{ kind: "join", user: name, groups: [second], instead: false, leaves: true }];
  const of = program === "groupdel" || program === "delgroup" || flags.has("group") ? "group" : "user";
  return [{ kind: "no-account", of, name }];
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
  const base = values.get("b") ?? values.get("base-dir") ?? "/home";
  const home = values.get("d") ?? values.get("home-dir") ?? values.get("home") ?? `${base}/${name}`;
  const isMade = (flags.has("m") || flags.has("create-home")) && !flags.has("M");
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
    ...(isMade ? madeHome(name, home, at) : []),
  ];
}

/** A home folder; its mode is 700 with newer releases of shadow and adduser, and 755 with older ones. */
function madeHome(owner: string, home: string, at: Place): readonly Effect[] {
  const mode = unknown({ key: `mode of ${home}`, why: `the mode of the home folder ${home} is unknown` }, at);
  if (!home.startsWith("/")) return [];
  const path = resolvePath("/", home);
  return [
    { kind: "folder", path: parentOf(path) },
    { kind: "folder", path, owner, mode },
  ];
}

/** BusyBox gives the home folder to its user, whether it makes it or finds it there. */
function givenHome(owner: string, home: string): readonly Effect[] {
  if (!home.startsWith("/")) return [];
  const path = resolvePath("/", home);
  return [
    { kind: "folder", path },
    { kind: "owner", path, deep: false, owner, group: "", follows: "named" },
    { kind: "mode", path, deep: false, mode: wholeMode(0o2755) },
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

// Letters that BusyBox's adduser has, and Debian's has not.
const BUSYBOX = ["S", "D", "H", "h", "g", "s", "G", "u", "k"];

function adduser(args: readonly string[], at: Place): readonly Effect[] {
  const { names, values, flags } = operands(args, ADDUSER);
  const [name, second] = names;
  if (name === undefined) return [];
  // Debian's `adduser --group` alone is addgroup; with --system it asks for a group of the user's own.
  if (flags.has("group") && !flags.has("system")) {
    return [{ kind: "group", group: { name, at, ...numberOf(values.get("gid")) } }];
  }
  const isBusyBox = BUSYBOX.some((letter) => flags.has(letter) || values.has(letter));
  // `adduser web www-data` only adds an existing user to a group; behind an option BusyBox ignores the second name.
  if (second !== undefined && !isBusyBox)
    return [{ kind: "join", user: name, groups: [second], instead: false }];
  // Debian's adduser puts a user that is none of the system's into "users"; BusyBox's knows no such group.
  const isSystem = flags.has("system") || flags.has("S");
  const isAlone = isSystem || flags.has("D");
  const id = numberOf(values.get("u") ?? values.get("uid"));
  const group = values.get("ingroup") ?? values.get("G") ?? values.get("gid");
  // Debian's --system puts the user into nogroup unless --group asks for one of its own, BusyBox's -S always does.
  const nogroup = ((flags.has("system") && !flags.has("group")) || flags.has("S")) && group === undefined;
  const named = group ?? (nogroup ? "nogroup" : undefined);
  // A user of the system may not log in unless it is told another shell: nologin with Debian, false with BusyBox.
  const shell =
    values.get("s") ??
    values.get("shell") ??
    (isSystem || flags.has("disabled-login") ? "/usr/sbin/nologin" : undefined);
  const written = values.get("h") ?? values.get("home");
  const hasHome = !flags.has("H") && !flags.has("no-create-home");
  const home = written ?? `/home/${name}`;
  const isMade = hasHome && (isBusyBox || written !== undefined || !flags.has("system"));
  return [
    {
      kind: "user",
      user: {
        name,
        at,
        ...id,
        ...(id.id === undefined ? {} : { ownGid: id.id }),
        ...noLogin(shell),
        ...(named === undefined ? {} : { group: named }),
        ...(isAlone ? { groups: [] } : {}),
        ownGroup: named === undefined,
      },
    },
    ...(isMade ? (isBusyBox ? givenHome(name, home) : madeHome(name, home, at)) : []),
  ];
}

function groupadd(args: readonly string[], at: Place): readonly Effect[] {
  const { names, values, flags } = operands(args, GROUPADD);
  // BusyBox's `addgroup USER GROUP` adds a user to a group.
  const [name, second] = names;
  if (name === undefined) return [];
  if (second !== undefined) return [{ kind: "join", user: name, groups: [second], instead: false }];
  const members = listOf(values.get("U") ?? values.get("users"));
  return [
    {
      kind: "group",
      group: {
        name,
        at,
        ...numberOf(values.get("g") ?? values.get("gid")),
        ...(flags.has("f") || flags.has("force") ? { yieldsId: true as const } : {}),
      },
    },
    ...members.map((user): Effect => ({ kind: "join", user, groups: [name], instead: false })),
  ];
}

/** `gpasswd -a USER GROUP`, `groupmems -a USER -g GROUP`. */
function joined(program: "gpasswd" | "groupmems", args: readonly string[]): readonly Effect[] {
  const { names, values } = operands(args, {
    short: "adAMg",
    long: ["add", "delete", "group", "members", "administrators"],
  });
  const left = values.get("d") ?? values.get("delete");
  const user = left ?? values.get("a") ?? values.get("add");
  const group = program === "gpasswd" ? names[0] : (values.get("g") ?? values.get("group"));
  const members = program === "gpasswd" ? listOf(values.get("M") ?? values.get("members")) : [];
  if (group !== undefined && members.length > 0)
    return members.map((one) => ({ kind: "join", user: one, groups: [group], instead: false }));
  return user === undefined || group === undefined
    ? []
    : [
        {
          kind: "join",
          user,
          groups: [group],
          instead: false,
          ...(left === undefined ? {} : { leaves: true as const }),
        },
      ];
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
  const leaves = flags.has("r") || flags.has("remove") ? { leaves: true as const } : {};
  const instead = !flags.has("a") && !flags.has("append") && leaves.leaves === undefined;
  return [
    ...(joins === undefined
      ? []
      : [{ kind: "join", user: name, groups: listOf(joins), instead, ...leaves } satisfies Effect]),
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
