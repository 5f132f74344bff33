/** Whether all users and groups of an image are known, for rules that accuse a name or a number of not being one. */

import type { Policy } from "../../policy/policy.ts";
import type { Place } from "../../source.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFiles } from "../files/types.ts";
import { bottomOf, type ChainStep, chainSteps, instructionText, standsBefore } from "../stages/chain.ts";
import type { Copy, Image } from "../stages/image.ts";
import { pathOf, type RunCommand, runCommands } from "../stages/run-lines.ts";
import type { BaseSystem } from "../stock/bases.ts";
import { findBase, type KnownBase, unmirrored } from "../stock/references.ts";

// usermod and its kin change what useradd made; packages that lie in a file or come out of a Makefile make what they like.
const CHANGES_ACCOUNTS =
  /\b(usermod|groupmod|newusers|vipw|vigr|systemd-sysusers|pwconv|chroot)\b|\/etc\/(passwd|group)\b|\b(dpkg\s+(-i|--install)|rpm\s+-\S*[iU]|make\s[^&|;]*install)|\.(deb|rpm|apk)\b/;
const PROGRAM_FOLDERS = /^\/(usr\/(local\/)?)?s?bin\/[^/]+$/;

type Registries = Policy["registries"];

/** Whether no line of the final chain, and no base, may have made or changed a user that the accounts do not show. */
export function accountsAreKnown(image: Image, registries: Registries, chain = chainSteps(image)): boolean {
  return baseIsListed(image, registries) && !mayBringAccounts(image, chain);
}

/** Whether a line of the final chain may make or change accounts otherwise than by a command that is read. */
export function mayBringAccounts({ accounts, files, copies }: Image, chain: readonly ChainStep[]): boolean {
  const { users, others } = accounts;
  // A user without a name is one whose name comes from outside, by an ARG.
  if (others !== undefined || users.some(({ name }) => name === "")) return true;
  if (["/etc/passwd", "/etc/group"].some((path) => isFile(files.lookup(path)))) return true;
  if (copies.some((copy) => copy.inFinalChain && mayHoldAccounts(copy))) return true;
  return chain.some((step) => mayChangeAccounts(step, files));
}

function mayChangeAccounts(step: ChainStep, files: ContainerFiles): boolean {
  if (step.instruction.keyword !== "RUN") return false;
  if (runTexts(step).some((text) => CHANGES_ACCOUNTS.test(text))) return true;
  return runCommands(step).some((command) => isStranger(command, files));
}

/** A RUN line as its shell reads it, and as it is written. */
function runTexts(step: ChainStep): readonly string[] {
  const { shell, words } = step.instruction;
  return [shell?.text ?? words.map(({ raw }) => raw).join(" "), instructionText(step)];
}

/** A program that comes neither with the system nor out of the repo: an installer may do anything. */
function isStranger(command: RunCommand, files: ContainerFiles): boolean {
  const { program } = command;
  if (!program.includes("/") || PROGRAM_FOLDERS.test(program)) return false;
  const path = pathOf(command, program);
  const file = path === undefined ? undefined : files.lookup(path);
  if (!isFile(file) || !file.content.known) return true;
  return CHANGES_ACCOUNTS.test(file.content.value.file.text);
}

/** Whether what is copied may hold the files that accounts stand in. */
function mayHoldAccounts({ target, sources }: Copy): boolean {
  if (!target.known || !/^\/(etc\/?(passwd|group)?)?$/.test(target.value)) return false;
  return sources.some(
    ({ kind, files, pattern }) =>
      (kind !== "context" && kind !== "heredoc") ||
      files.some(({ container }) => /^\/etc\/(passwd|group)$/.test(container)) ||
      /\.(tar|tgz|tbz2?|txz|tar\.\w+)$/.test(pattern),
  );
}

/** The distribution at the bottom of the final chain; `undefined` when it cannot be told. */
export function systemOf(image: Image, registries: Registries): BaseSystem | undefined {
  return bottomOf(image.final).kind === "scratch" ? "none" : baseOf(image, registries)?.system;
}

function baseOf(image: Image, registries: Registries): KnownBase | undefined {
  const base = bottomOf(image.final);
  return base.kind === "registry" ? findBase(unmirrored(base.ref, registries)) : undefined;
}

/** Whether the table lists the users of the base: not of one that is only said to be like another, or runs as a number without a name. */
function baseIsListed(image: Image, registries: Registries): boolean {
  if (bottomOf(image.final).kind === "scratch") return true;
  const base = baseOf(image, registries)?.image;
  const uid = base?.user?.uid;
  return base !== undefined && (uid === undefined || base.users.some((user) => user.uid === uid));
}

// Users and groups that some releases of a distribution have and others have not.
const OF_SOME_RELEASES =
  /^(ubuntu|gnats|messagebus|dbus|postmaster|svn|xfs|smmsp|dhcp|toor|vpopmail|cyrus|squid|at|uuidd|polkitd|tss|sshd|ssh|_ssh|ssh_keys|tcpdump|netdev|crontab|cron|ssl-cert|utmp|utempter|wheel|nogroup|nobody|input|sgx|kvm|render|rdma|_?systemd-.*|_.*|users|man|syslog|landscape|mlocate|plocate|docker|www-data|apache|nginx|http|lxd|admin|ftp|games|mail|tape|lp)$/;

/** Whether an account of this name may come with a release of the system that is not looked at so closely. */
export function mayComeWithSystem(name: string): boolean {
  return OF_SOME_RELEASES.test(name);
}

/** Whether a user of a name exists where a line stands: made before it, or come with the base. */
export function hasUser(image: Image, name: string, at: Place): boolean {
  return (
    name === "root" || image.accounts.users.some((user) => user.name === name && isMadeBefore(user.at, at))
  );
}

/** The same for a group; the primary group of a user is one. */
export function hasGroup(image: Image, name: string, at: Place): boolean {
  const { users, groups } = image.accounts;
  return (
    name === "root" ||
    groups.some((group) => group.name === name && isMadeBefore(group.at, at)) ||
    users.some((user) => user.group === name && isMadeBefore(user.at, at))
  );
}

/** Places of two files (a script, another image) have no order that is told here: the other one counts as first. */
function isMadeBefore(made: Place, at: Place): boolean {
  return standsBefore(made, at) !== false;
}
