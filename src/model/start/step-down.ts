/** Programs that run another command as a user, with the words behind them. */
import { baseName } from "../container-path.ts";
import { valuedLetter } from "../shell/wrappers.ts";

/** A command that runs another one as a user. */
export interface StepDown {
  /** `null` when it cannot be told; absent when it stays the same. */
  readonly user?: string | null;
  readonly command: readonly (string | null)[];
  /** The command is one word of shell text. */
  readonly shell?: boolean;
  /** It is run by the account's own shell, so an account without one runs nothing. */
  readonly needsShell?: boolean;
  /** It asks its own configuration who may: another user than root may be allowed to. */
  readonly asks?: true;
}

/** Reads gosu, su-exec, setpriv, runuser, su, sudo, doas, s6-setuidgid, chpst, s6-applyuidgid, setuidgid and chroot --userspec. */
export function stepDown(words: readonly (string | null)[]): StepDown | undefined {
  const [first, ...args] = words;
  switch (baseName(first ?? "")) {
    case "gosu":
    case "su-exec":
    case "s6-setuidgid":
    case "setuidgid":
      return { user: userOf(args[0]), command: args.slice(1) };
    case "chpst":
      return behind(args, CHPST);
    case "s6-applyuidgid":
      return behind(args, APPLYUIDGID);
    case "sudo":
    case "doas":
      return asSuperuser(args);
    case "setpriv":
      return behind(args, SETPRIV);
    case "chroot":
      return behindRoot(behind(args, CHROOT));
    case "start-stop-daemon":
      return startStopDaemon(args);
    case "runuser":
    case "su":
      return substituted(args);
    default:
      return undefined;
  }
}

// chpst(8) of runit 2.1.2; -U changes the environment alone.
const CHPST: Options = { user: ["-u"], letters: "uUbe/nlLmdopfrtcC", long: [] };
// s6-applyuidgid of s6 2.11.
const APPLYUIDGID: Options = { user: ["-u"], letters: "ugG", long: [] };
// setpriv(1) of util-linux 2.40: --ruid leaves the effective user as it is.
const SETPRIV: Options = {
  user: ["--reuid", "--euid"],
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
  /** Letters of those that take a value. */
  readonly letters: string;
  /** Long ones that take a value. */
  readonly long: readonly string[];
}

/** `user:group`, and chpst's `:uid:gid`. */
function userOf(word: string | null | undefined): string | null {
  return word === null || word === undefined ? null : (word.replace(/^:/, "").split(":")[0] ?? null);
}

/** Without a user named it is root's work; variables may stand before the command. */
function asSuperuser(args: readonly (string | null)[]): StepDown | undefined {
  const { user = "root", command } = behind(args, SUDO);
  const start = command.findIndex((word) => word === null || !/^\w+=/.test(word));
  if (start < 0 && !args.some((arg) => /^(-[a-z]*u|--user)/i.test(arg ?? ""))) return undefined;
  return { user, command: start < 0 ? [] : command.slice(start), asks: true };
}

function behind(args: readonly (string | null)[], { user: names, letters, long }: Options): StepDown {
  let user: string | null | undefined;
  let i = 0;
  const take = (name: string, value: string | null | undefined) => {
    if (names.includes(name)) user = userOf(value);
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
  return { ...(user === undefined ? {} : { user }), command: args.slice(i) };
}

/** chroot's first operand is the folder. */
function behindRoot(down: StepDown): StepDown {
  return { ...down, command: down.command.slice(1) };
}

/** Debian's start-stop-daemon: `--chuid USER --exec PROGRAM -- ARGS`. */
function startStopDaemon(args: readonly (string | null)[]): StepDown {
  const end = args.indexOf("--");
  const own = end < 0 ? args : args.slice(0, end);
  const optionValue = (...names: readonly string[]) => {
    const index = own.findIndex((arg) => arg !== null && names.includes(arg.split("=")[0] ?? ""));
    const arg = own[index];
    return index < 0 ? undefined : arg?.includes("=") ? arg.slice(arg.indexOf("=") + 1) : own[index + 1];
  };
  const user = optionValue("--chuid", "-c");
  const program = optionValue("--startas", "-a") ?? optionValue("--exec", "-x") ?? null;
  const command = [program, ...(end < 0 ? [] : args.slice(end + 1))];
  return { ...(user === undefined ? {} : { user: userOf(user) }), command };
}

/** `su [-] USER -c TEXT`, `su -s /bin/sh USER -c TEXT`, `runuser -u USER -- CMD`. */
function substituted(args: readonly (string | null)[]): StepDown {
  const rest: (string | null)[] = [];
  let text: string | null | undefined;
  let user: string | null | undefined;
  const needsShell = !args.some((arg) => arg !== null && /^(-s|--shell)/.test(arg));
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string | null;
    if (arg === "-c" || arg === "--command") text = args[++i];
    else if (arg?.startsWith("--command=")) text = arg.slice("--command=".length);
    else if (arg === "-u" || arg === "--user") user = userOf(args[++i]);
    else if (arg === "-s" || arg === "--shell" || arg === "-g" || arg === "-G" || arg === "-w") i++;
    else if (arg === "--" && user !== undefined) return { user, command: args.slice(i + 1) };
    else if (arg === null || !/^-/.test(arg)) rest.push(arg);
  }
  const named = user === undefined ? (rest.length === 0 ? "root" : userOf(rest[0])) : user;
  if (text !== undefined) return { user: named, command: [text], shell: true, needsShell };
  return { user: named, command: user === undefined ? rest.slice(1) : rest };
}
