import type { ShellCommand } from "../../parsers/shell/parse.ts";
import type { Reason, Unknown } from "../fact.ts";
import type { Effect } from "./effects.ts";

// They make accounts out of a list, an editor or another root; what a Makefile installs is its own affair.
const MAKES_ACCOUNTS = /^(newusers|vipw|vigr|systemd-sysusers|chroot)$/;
const INSTALLERS = /^(apt|apt-get|aptitude|apk|yum|dnf|microdnf|zypper)$/;

/** What commands may do to users and groups that are not read: packages out of files, lists of users, installers. */
export function strangerEffects(
  name: string,
  { words }: ShellCommand,
  why: (reason: Reason) => Unknown,
): readonly Effect[] {
  const args = words.slice(1).map(({ text, raw }) => text ?? raw);
  if (!mayMakeAccounts(name, args)) return [];
  const reason = why({ key: `users by ${name}`, why: `${name} may create users here` });
  return [{ kind: "opaque-accounts", why: reason }];
}

function mayMakeAccounts(name: string, args: readonly string[]): boolean {
  if (MAKES_ACCOUNTS.test(name)) return true;
  if (name === "dpkg") return args.some((arg) => /^(-i|--install)$/.test(arg));
  if (name === "rpm") return args.some((arg) => /^(-(?!\w*q)\w*[iUF]\w*|--install|--upgrade)$/.test(arg));
  if (name === "make") return args.some((arg) => arg.includes("install"));
  return INSTALLERS.test(name) && args.some((arg) => /\.(deb|rpm|apk)["']?$/.test(arg));
}
