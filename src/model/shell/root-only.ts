/** Commands that only root can run. */
import { isAccountTool } from "../stock/programs/tools.ts";
import type { RanCommand } from "./ran.ts";

// Each takes a lock or writes a database that is root's.
const MANAGER = /^(apt|apt-get|aptitude|apk|yum|dnf|microdnf|tdnf|zypper)$/;
const CHANGES =
  /^(install|in|add|del|remove|rm|erase|purge|autoremove|update|up|upgrade|dist-upgrade|full-upgrade|reinstall|groupinstall)$/;
// They ask, or work on another root.
const HARMLESS =
  /^(-s|-h|-p|--(simulate|just-print|dry-run|no-act|recon|assumeno|print-uris|help|version|usermode|root|installroot)(=.*)?)$/;

/** Whether a command of a build fails for everybody but root. */
export function isForRootOnly({ name, args }: RanCommand): boolean {
  const words = args.map(({ value }) => value ?? "");
  if (words.some((word) => HARMLESS.test(word))) return false;
  if (MANAGER.test(name)) return CHANGES.test(words.find((word) => CHANGES.test(word)) ?? "");
  if (name === "dpkg") return words.some((word) => /^(-i|--install|-r|--remove|-P|--purge)$/.test(word));
  return isAccountTool(name) || name === "chpasswd";
}
