import { isSameStart, type Place, textOf } from "../../source.ts";
import type { UserAccount } from "../accounts.ts";
import type { Evidence } from "../fact.ts";
import type { Fleet } from "../fleet/types.ts";
import type { Run } from "../runs/types.ts";
import type { Image, Step } from "../stages/image.ts";
import { resolveWord } from "../stages/variables.ts";
import { accountsAreKnown } from "./known.ts";
import { ownUsers, usesOf } from "./use.ts";
/** Numbers that stand for a user, and names where a number is wanted. */

/** A number that is none of the user that must be meant. */
export interface WrongNumber {
  readonly uid: number;
  readonly at: Place;
  /** The user that is meant, with its own number. */
  readonly meant: UserAccount & { readonly uid: number };
  /** Why it is that user: it runs, or a server's configuration names it; absent when it is the only one made. */
  readonly because: readonly Evidence[];
  /** What has the number: nobody, or another account. */
  readonly owner?: string;
  readonly kind: "USER" | "--chown";
}

/** The last USER line of the final chain. */
export interface LastUser {
  /** "user[:group]", variables replaced. */
  readonly spec: string;
  readonly at: Place;
  /** The user's part as it is written, when it is written out. */
  readonly plain?: Place;
}

/** The USER in force as its line says it; `undefined` without a line, or when a variable cannot be told. */
export function lastUser(image: Image): LastUser | undefined {
  const step = image.final.steps.findLast(({ instruction }) => instruction.keyword === "USER");
  const [word] = step?.instruction.words ?? [];
  if (step === undefined || word === undefined) return undefined;
  const value = resolveWord(step.before, word);
  if (!value.known || value.value === "") return undefined;
  const { file } = step.before;
  const at = { file, span: word.span };
  const [user = ""] = value.value.split(":");
  const isPlain = textOf(file, word.span).startsWith(user);
  const plain = { file, span: { start: word.span.start, end: word.span.start + user.length } };
  return { spec: value.value, at, ...(isPlain ? { plain } : {}) };
}

/** Numbers in USER and `--chown` that contradict the one user that the image makes. */
export function wrongNumbers(fleet: Fleet, run: Run): readonly WrongNumber[] {
  if (run.service !== undefined) return [];
  const meant = madeUser(fleet, run.image);
  if (meant === undefined) return [];
  const found = [wrongUser(fleet, run, meant), ...wrongOwners(run, meant)].filter((one) => one !== undefined);
  if (found.length === 0 || !accountsAreKnown(run.image)) return [];
  if (run.image.final.steps.some((step) => worksAs(step, meant.name))) return [];
  return found;
}

// They make a user, or give it something, and do nothing as it.
const ABOUT_USERS =
  /^((user|group)(add|mod)|add(user|group)|g?passwd|chpasswd|chown|chgrp|chmod|install|mkdir|cd|id|getent|echo|printf|ln|cp|mv|rm|find|usermod)$/;

/** Whether a RUN line does something as the user (`su build -c make`): then the user is there for the build. */
function worksAs({ commands }: Step, name: string): boolean {
  return commands.some(
    (command) =>
      !ABOUT_USERS.test(command.name) &&
      command.args.some(({ value }) => value === null || value.split(/[:=]/).includes(name)),
  );
}

/** The one user that the image's own lines make, when its number is known and no other's is missing. */
function madeUser(fleet: Fleet, image: Image): WrongNumber["meant"] | undefined {
  const [made, ...others] = ownUsers(fleet, image);
  if (made?.uid === undefined || others.length > 0) return undefined;
  const isMade = image.accounts.users.filter(({ from }) => from === "run");
  return isMade.length === 1 ? { ...made, uid: made.uid } : undefined;
}

/** Who has a number: an account, nobody, or `undefined` where it cannot be told. */
function ownerOf({ accounts }: Image, uid: number): UserAccount | "nobody" | undefined {
  const account = accounts.users.find((user) => user.uid === uid);
  if (account !== undefined) return account;
  // A number that the system picks for a package is below 1000.
  return uid < FIRST_OWN_ID && accounts.users.some((user) => user.uid === undefined) ? undefined : "nobody";
}

// login.defs and adduser.conf of Debian, Alpine and RHEL.
const FIRST_OWN_ID = 1000;

function wrongUser(fleet: Fleet, run: Run, meant: WrongNumber["meant"]): WrongNumber | undefined {
  const last = lastUser(run.image);
  const [user = ""] = last?.spec.split(":") ?? [];
  if (last === undefined || !/^\d+$/.test(user) || last.at.file.path !== run.image.file.path)
    return undefined;
  const uid = Number(user);
  const owner = uid === 0 || uid === meant.uid ? undefined : ownerOf(run.image, uid);
  if (owner === undefined) return undefined;
  const named = serverNames(run, meant);
  const elsewhere = usesOf(fleet, meant).at.filter((at) => !named.some((one) => isSameStart(one.at, at)));
  // Who names the user elsewhere means it for something else.
  if (elsewhere.length > 0 || (owner !== "nobody" && named.length === 0)) return undefined;
  return {
    uid,
    at: last.plain ?? last.at,
    meant,
    because: named,
    ...(owner === "nobody" ? {} : { owner: owner.name }),
    kind: "USER",
  };
}

/** Where configurations of the repo name the user that a server is to serve as. */
function serverNames({ nginx, apache }: Run, { name }: UserAccount): readonly Evidence[] {
  const lines = [
    ...(nginx?.userDirectives ?? []).map(({ value, at }) => ({ user: value.user, at })),
    ...(apache?.userDirectives ?? []).map(({ value, at }) => ({ user: value, at })),
  ];
  return lines
    .filter(({ user }) => user === name)
    .map(({ at }) => ({ at, note: `"${name}" is named here as the user to serve as` }));
}

/** Files that are given to a number that nobody has, while the container or its server runs as the user. */
function wrongOwners(run: Run, meant: WrongNumber["meant"]): readonly WrongNumber[] {
  const runs = runsAs(run, meant);
  if (runs === undefined) return [];
  return run.image.copies.flatMap((copy): readonly WrongNumber[] => {
    if (!copy.inFinalChain || !copy.owner.known || copy.at.file.path !== run.image.file.path) return [];
    const { user } = copy.owner.value;
    const uid = /^\d+$/.test(user) ? Number(user) : 0;
    if (uid === 0 || ownerOf(run.image, uid) !== "nobody") return [];
    return [{ uid, at: copy.owner.at, meant, because: [runs], kind: "--chown" }];
  });
}

function runsAs({ containerUser, nginx, apache }: Run, { name }: UserAccount): Evidence | undefined {
  const users = [containerUser, nginx?.workers, apache?.workers];
  const found = users.find((user) => user?.known === true && user.value.name === name);
  return found && { at: found.at, note: `the container runs as "${name}"` };
}
