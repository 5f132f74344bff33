/** Programs that run another command as a user, with the words behind them. */
import { baseName } from "../container-path.ts";
import { valuedLetter } from "../shell/wrappers.ts";
import type { StepDown, Told } from "./stepped.ts";
import { suCommand } from "./su.ts";

/** Reads gosu, su-exec, setpriv, runuser, su, sudo, doas, s6-setuidgid, chpst, s6-applyuidgid, setuidgid and chroot --userspec. */
export function stepDown(words: readonly (string | null)[]): StepDown | undefined {
  const [first, ...args] = words;
  const tool = baseName(first ?? "");
  const down = steppedDown(tool, args);
  return down && { tool, ...down };
}

// Each measured as root and as another user, with Debian 12: gosu 1.14, su-exec by its source, s6 2.11, daemontools 0.76,
// runit 2.1.2, setpriv, su and runuser of util-linux 2.38, sudo 1.9.13, opendoas 6.8, dpkg 1.21.
function steppedDown(tool: string, args: readonly (string | null)[]): Told | undefined {
  switch (tool) {
    case "gosu":
    case "su-exec":
      return { ...specOf(args[0]), command: args.slice(1) };
    case "s6-setuidgid":
      return { ...accountOrNumbers(args[0]), command: args.slice(1) };
    case "setuidgid":
      return { user: args[0] ?? null, takes: "names", command: args.slice(1) };
    case "chpst":
      return runitsUser(behind(args, CHPST));
    case "s6-applyuidgid":
      return applied(args);
    case "sudo":
    case "doas":
      return asSuperuser(tool, args);
    case "setpriv":
      return privileges(args);
    case "chroot":
      return behindRoot(behind(args, CHROOT));
    case "start-stop-daemon":
      return startStopDaemon(args);
    case "runuser":
    case "su":
      return suCommand(args);
    default:
      return undefined;
  }
}

/** `user:group`, each a name or a number. */
function specOf(word: string | null | undefined): Pick<Told, "user" | "group"> {
  if (word === null || word === undefined) return { user: null };
  const [user = "", group] = word.split(":");
  return { user, ...(group === undefined || group === "" ? {} : { group }) };
}

/** An account of s6's, or two numbers with a colon. */
function accountOrNumbers(word: string | null | undefined): Pick<Told, "user" | "group" | "takes"> {
  return { ...specOf(word), takes: word?.includes(":") ? "numbers" : "names" };
}

/** chpst's `user:group:group`, all of them names, and `:uid:gid`, all of them numbers, of which a group is needed. */
function runitsUser({ user, ...told }: Told): Told {
  if (user === undefined || user === null) return { ...told, ...(user === null ? { user } : {}) };
  const isNumbers = user.startsWith(":");
  const takes = isNumbers ? "numbers" : "names";
  const spec = specOf(isNumbers ? user.slice(1) : user);
  const refuses =
    isNumbers && spec.group === undefined ? `refuses -u ${user}: it needs a gid, too` : undefined;
  return { ...told, ...spec, takes, ...(refuses === undefined ? {} : { refuses }) };
}

// chpst(8); -U changes the environment alone.
const CHPST: Options = { user: ["-u"], letters: "uUbe/nlLmdopfrtcC", long: [] };
const APPLYUIDGID: Options = { user: ["-u"], group: ["-g"], letters: "ugG", long: [] };
// setpriv(1): --ruid leaves the effective user as it is.
const SETPRIV: Options = {
  user: ["--reuid", "--euid"],
  group: ["--regid", "--egid"],
  letters: "",
  long: [
    "--reuid",
    "--ruid",
    "--euid",
    "--regid",
    "--rgid",
    "--egid",
    "--groups",
    "--inh-caps",
    "--ambient-caps",
    "--bounding-set",
    "--securebits",
    "--pdeathsig",
    "--ptracer",
    "--selinux-label",
    "--apparmor-profile",
    "--landlock-access",
    "--landlock-rule",
    "--seccomp-filter",
  ],
};
const CHROOT: Options = { user: ["--userspec"], letters: "", long: ["--userspec", "--groups"] };
// sudo(8) 1.9 and doas(1) 6.8.
const SUDO: Options = {
  user: ["-u", "--user"],
  letters: "ugChpRrTtDUac",
  long: [
    "--user",
    "--group",
    "--close-from",
    "--host",
    "--prompt",
    "--chroot",
    "--role",
    "--command-timeout",
    "--type",
    "--chdir",
    "--other-user",
  ],
};

interface Options {
  /** Those that name the user. */
  readonly user: readonly string[];
  /** Those that name the group. */
  readonly group?: readonly string[];
  /** Letters of those that take a value. */
  readonly letters: string;
  /** Long ones that take a value. */
  readonly long: readonly string[];
}

/** s6-applyuidgid takes numbers; `-U` reads them from variables. */
function applied(args: readonly (string | null)[]): Told {
  const told = behind(args, APPLYUIDGID);
  const own = args.slice(0, args.length - told.command.length);
  if (own.some((arg) => /^-[a-zA-Z]*U/.test(arg ?? ""))) return { ...told, user: null };
  return {
    ...told,
    takes: "numbers",
    ...(told.user === undefined || told.group !== undefined ? {} : { keepsGroup: true }),
  };
}

/** Without `--regid` the group stays, and with it the groups have to be settled. */
function privileges(args: readonly (string | null)[]): Told {
  const told = behind(args, SETPRIV);
  const own = args.slice(0, args.length - told.command.length).map((arg) => arg?.split("=")[0]);
  const changesGroup = own.some((arg) => arg === "--regid" || arg === "--rgid" || arg === "--egid");
  const settles = own.some((arg) => /^--((keep|clear|init)-groups|groups)$/.test(arg ?? ""));
  const group = told.user === undefined || changesGroup ? {} : ({ keepsGroup: true } as const);
  if (changesGroup && !settles)
    return { ...told, refuses: "refuses --regid without --init-groups, --clear-groups or --keep-groups" };
  const touchesGroups = own.some((arg) => /^--((clear|init)-groups|groups)$/.test(arg ?? ""));
  return { ...told, ...group, ...(touchesGroups ? {} : { sameUser: true }) };
}

/** Without a user named it is root's work; variables may stand before the command. sudo marks a number by `#`. */
function asSuperuser(tool: string, args: readonly (string | null)[]): Told | undefined {
  const { user = "root", command } = behind(args, SUDO);
  const start = command.findIndex((word) => word === null || !/^\w+=/.test(word));
  if (start < 0 && !args.some((arg) => /^(-[a-z]*u|--user)/i.test(arg ?? ""))) return undefined;
  const isNumber = tool === "sudo" && user?.startsWith("#") === true;
  return {
    user: isNumber ? (user?.slice(1) ?? null) : user,
    ...(tool === "sudo" && !isNumber ? { takes: "names" } : {}),
    command: start < 0 ? [] : command.slice(start),
    asks: true,
  };
}

function behind(
  args: readonly (string | null)[],
  { user: names, group: groups = [], letters, long }: Options,
): Told {
  let user: string | null | undefined;
  let group: string | null | undefined;
  let i = 0;
  const take = (name: string, value: string | null | undefined) => {
    if (names.includes(name)) user = value ?? null;
    if (groups.includes(name)) group = value ?? null;
  };
  for (; i < args.length; i++) {
    const arg = args[i];
    if (arg === "--") {
      i++;
      break;
    }
    if (typeof arg !== "string" || !/^-./.test(arg)) break;
    const equals = arg.indexOf("=");
    if (!arg.startsWith("--")) {
      const at = valuedLetter(arg, letters);
      if (at > 0) take(`-${arg[at]}`, arg.slice(at + 1) || args[++i]);
    } else if (equals > 0) take(arg.slice(0, equals), arg.slice(equals + 1));
    else if (long.includes(arg)) take(arg, args[++i]);
  }
  return {
    ...(user === undefined ? {} : { user }),
    ...(group === undefined ? {} : { group }),
    command: args.slice(i),
  };
}

/** chroot's first operand is the folder. */
function behindRoot({ user, command }: Told): Told {
  const [root = null] = command;
  return { ...(user === undefined ? {} : specOf(user)), root, command: command.slice(1) };
}

/** Debian's start-stop-daemon: `--chuid USER --exec PROGRAM -- ARGS`. */
function startStopDaemon(args: readonly (string | null)[]): Told {
  const end = args.indexOf("--");
  const own = end < 0 ? args : args.slice(0, end);
  const optionValue = (...names: readonly string[]) => {
    const index = own.findIndex((arg) => arg !== null && names.includes(arg.split("=")[0] ?? ""));
    const arg = own[index];
    return index < 0 ? undefined : arg?.includes("=") ? arg.slice(arg.indexOf("=") + 1) : own[index + 1];
  };
  // OpenRC's own program of this name, Alpine's, takes -u for what Debian's takes -c.
  const user =
    optionValue("--chuid", "-c") ?? (own.some((arg) => arg === "-u" || arg === "--user") ? null : undefined);
  const group = optionValue("--group", "-g");
  const program = optionValue("--startas", "-a") ?? optionValue("--exec", "-x") ?? null;
  const command = [program, ...(end < 0 ? [] : args.slice(end + 1))];
  const isDetached = own.some((arg) => arg === "--background" || /^-[a-zA-Z]*b$/.test(arg ?? ""));
  return {
    ...(user === undefined ? {} : specOf(user)),
    ...(group === undefined ? {} : { group }),
    ...(isDetached ? { detached: true } : {}),
    sameUser: true,
    command,
  };
}
