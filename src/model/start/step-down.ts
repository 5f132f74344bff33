/** Programs that run another command as a user, with the words behind them. */
import { baseName } from "../container-path.ts";

/** A command that runs another one as a user. */
export interface StepDown {
  /** `null` when it cannot be told; absent when it stays the same. */
  readonly user?: string | null;
  readonly command: readonly (string | null)[];
  /** The command is one word of shell text. */
  readonly shell?: boolean;
  /** It is run by the account's own shell, so an account without one runs nothing. */
  readonly needsShell?: boolean;
}

/** Reads gosu, su-exec, setpriv, runuser, su, sudo -u, s6-setuidgid, s6-applyuidgid, chpst, setuidgid and chroot --userspec. */
export function stepDown(words: readonly (string | null)[]): StepDown | undefined {
  const [first, ...args] = words;
  switch (baseName(first ?? "")) {
    case "gosu":
    case "su-exec":
    case "s6-setuidgid":
    case "setuidgid":
      return { user: userOf(args[0]), command: args.slice(1) };
    case "s6-applyuidgid":
      return behind(args, { user: /^-u$/, valued: /^-[ugG]$/ });
    case "chpst":
      return behind(args, { user: /^-u$/, valued: /^-[uUbe/nmdoptcrfl]$/ });
    case "sudo":
      return args.some((arg) => arg !== null && /^(-u.*|--user.*)$/.test(arg))
        ? behind(args, { user: /^(-u|--user)$/, valued: /^-[ugChpRrTtD]$/ })
        : undefined;
    case "setpriv":
      return behind(args, {
        user: /^--(reuid|ruid|euid)$/,
        valued: /^--(reuid|ruid|euid|regid|rgid|egid|groups|inh-caps|bounding-set|securebits)$/,
      });
    case "chroot":
      return behindRoot(behind(args, { user: /^--userspec$/, valued: /^--(userspec|groups)$/ }));
    case "start-stop-daemon":
      return startStopDaemon(args);
    case "runuser":
    case "su":
      return substituted(args);
    default:
      return undefined;
  }
}

function userOf(word: string | null | undefined): string | null {
  return word === null || word === undefined ? null : (word.split(":")[0] ?? null);
}

function behind(
  args: readonly (string | null)[],
  { user: names, valued }: { user: RegExp; valued: RegExp },
): StepDown {
  let user: string | null | undefined;
  let i = 0;
  for (; i < args.length; i++) {
    const arg = args[i];
    if (arg === "--") {
      i++;
      break;
    }
    if (typeof arg !== "string" || !arg.startsWith("-")) break;
    const [name = "", value] = arg.split("=");
    if (names.test(name)) user = userOf(value ?? args[i + 1]);
    else if (names.test(arg.slice(0, 2)) && arg.length > 2) user = userOf(arg.slice(2));
    if (value === undefined && valued.test(arg)) i++;
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
