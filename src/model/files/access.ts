/**
 * Who may read, write or run a file, or enter a folder: by owner, group and mode, as the kernel decides it
 * (path_resolution(7), inode(7), capabilities(7)).
 */
import type { Accounts, ContainerUser, UserAccount } from "../accounts.ts";
import { parentOf } from "../container-path.ts";
import { type Unknown, unknown } from "../fact.ts";
import { isFile } from "./layers.ts";
import type { ContainerFile, ContainerFiles, Owner } from "./types.ts";

export const READ = 4;
export const WRITE = 2;
/** To run a file, to enter a folder. */
export const RUN = 1;
const SET_USER_ID = 0o4000;
const SET_GROUP_ID = 0o2000;
const [OWNER, GROUP, OTHERS] = [6, 3, 0] as const;

/** Who asks, among the accounts of the image. */
export interface Asker {
  readonly user: ContainerUser;
  readonly accounts: Accounts;
}

/** Whether owner, group and mode of a file itself let somebody, wherever it lies. */
export function permits(file: ContainerFile, asker: Asker, bits: number): "yes" | "no" | Unknown {
  const { mode, owner, kind, path } = file;
  if (asker.user.root) {
    // Root reads and writes all, and runs what anybody may run.
    if (kind === "directory" || (bits & RUN) === 0) return "yes";
    if (!mode.known) return mode;
    return (mode.value & 0o111) === 0 ? "no" : "yes";
  }
  if (!mode.known) return mode;
  const answers = new Set(classesOf(owner, asker).map((shift) => ((mode.value >> shift) & bits) === bits));
  if (answers.size === 1) return answers.has(true) ? "yes" : "no";
  return owner.known
    ? unknown({ key: `access to ${path}`, why: `whether this user may access ${path} is unknown` }, owner.at)
    : owner;
}

/** The bits that count for somebody, as far as it is known whose they are: the owner's, else the group's, else the others'. */
function classesOf(owner: ContainerFile["owner"], asker: Asker): readonly number[] {
  if (!owner.known) return [OWNER, GROUP, OTHERS];
  const isOwner = sameUser(asker, owner.value.user);
  if (isOwner === true) return [OWNER];
  const group = groupVerdict(asker, owner.value);
  const behind = group === "yes" ? [GROUP] : group === "no" ? [OTHERS] : [GROUP, OTHERS];
  return isOwner === undefined ? [OWNER, ...behind] : behind;
}

/** Something that somebody wants to do with a file of an image. */
export interface Access {
  readonly files: ContainerFiles;
  readonly file: ContainerFile;
  readonly bits: number;
}

/** What keeps somebody from a file: the file itself, or a folder on the way; `undefined` where nothing is known to. */
export function closedBy({ files, file, bits }: Access, asker: Asker): ContainerFile | undefined {
  return permits(file, asker, bits) === "no" ? file : closedFolder(files, file.path, asker);
}

/** The first folder above a path that somebody may not enter. */
export function closedFolder(files: ContainerFiles, path: string, asker: Asker): ContainerFile | undefined {
  for (let folder = parentOf(path); folder !== "/"; folder = parentOf(folder)) {
    const found = files.lookup(folder);
    if (isFile(found) && found.kind === "directory" && permits(found, asker, RUN) === "no") return found;
  }
  return undefined;
}

/** Whom a program runs as because of its own set-id bits; the kernel ignores those of scripts (execve(2)). */
export function setIds({ kind, mode, owner, content }: ContainerFile): Partial<Owner> {
  if (kind !== "file" || content.known || !mode.known || !owner.known) return {};
  const { user, group } = owner.value;
  return {
    ...((mode.value & SET_USER_ID) === 0 ? {} : { user }),
    ...((mode.value & SET_GROUP_ID) === 0 || group === undefined ? {} : { group }),
  };
}

/** The group that what a folder holds is made with, where it passes its own on. */
export function inheritedGroup(folder: ContainerFile): string | undefined {
  const { kind, mode, owner } = folder;
  if (kind !== "directory" || !mode.known || (mode.value & SET_GROUP_ID) === 0 || !owner.known)
    return undefined;
  return owner.value.group;
}

/** Whether a name or number is the one who asks; `undefined` when a number is not known. */
export function sameUser({ user, accounts }: Asker, owner: string): boolean | undefined {
  if (owner === user.name || owner === user.uid?.toString()) return true;
  const uid = uidOf(accounts, owner);
  if (user.uid !== undefined && uid !== undefined) return user.uid === uid;
  // Two names that the image knows are two users; root is nobody else.
  if (uid === 0) return false;
  return user.name !== undefined && !/^\d+$/.test(owner) && accounts.others === undefined ? false : undefined;
}

function uidOf({ users }: Accounts, owner: string): number | undefined {
  if (/^\d+$/.test(owner)) return Number(owner);
  return owner === "root" ? 0 : users.find(({ name }) => name === owner)?.uid;
}

/**
 * Whether a file's group is one of somebody's. A number without an account has none, and the group 0 unless
 * USER names one (GetExecUser of github.com/moby/sys). USER with a group drops the supplementary ones.
 */
export function groupVerdict(asker: Asker, { group: wanted }: Owner): "yes" | "no" | "unknown" {
  const { user, accounts } = asker;
  const account = accountOf(asker);
  const isBare = account === undefined && user.name === undefined && accounts.others === undefined;
  const primary = user.group ?? account?.group ?? (account === undefined ? "root" : undefined);
  if (primary === undefined || wanted === undefined) return "unknown";
  const verdicts = [primary, ...(account?.groups ?? [])].map((own) => sameGroup(accounts, own, wanted));
  if (verdicts.includes(true)) return "yes";
  const isOpen = accounts.others !== undefined || account?.openGroups === true;
  if (isOpen || verdicts.includes(undefined)) return "unknown";
  const areAll = isBare || (account?.from === "run" && account.groups !== undefined);
  // No account that a distribution or package makes for a daemon is in root's group, or in one that a line makes; and
  // none that the base brings is in the own group of another.
  const isForeign =
    gidOf(accounts, wanted) === 0 ||
    isMadeByLine(accounts, wanted) ||
    (account?.from === "base" && isOwnOfBase(accounts, wanted));
  return areAll || (account !== undefined && isForeign) ? "no" : "unknown";
}

function accountOf({ user, accounts }: Asker): UserAccount | undefined {
  return accounts.users.find(
    ({ name, uid }) => name === user.name || (uid !== undefined && uid === user.uid),
  );
}

function sameGroup(accounts: Accounts, one: string, other: string): boolean | undefined {
  if (one === other) return true;
  const [first, second] = [gidOf(accounts, one), gidOf(accounts, other)];
  if (first !== undefined && second !== undefined) return first === second;
  // No tool gives the number 0 by itself, and two names that the image knows are two groups.
  if (first === 0 || second === 0) return false;
  return /^\d+$/.test(one) || /^\d+$/.test(other) ? undefined : false;
}

function isMadeByLine({ groups }: Accounts, group: string): boolean {
  return groups.some(
    ({ name, gid, from }) => from === "run" && (name === group || gid?.toString() === group),
  );
}

function isOwnOfBase({ users }: Accounts, group: string): boolean {
  return users.some((one) => one.from === "base" && one.name === group && one.group === group);
}

function gidOf({ groups }: Accounts, group: string): number | undefined {
  if (/^\d+$/.test(group)) return Number(group);
  return group === "root" ? 0 : groups.find(({ name }) => name === group)?.gid;
}

/** An owner by its name, where an account has its number. */
export function ownerName({ users }: Accounts, owner: string): string {
  if (owner === "0") return "root";
  return users.find(({ uid }) => uid?.toString() === owner)?.name ?? owner;
}

/** A group by its name, where one has its number. */
export function groupName({ groups }: Accounts, group: string): string {
  return groups.find(({ gid }) => gid?.toString() === group)?.name ?? (group === "0" ? "root" : group);
}
