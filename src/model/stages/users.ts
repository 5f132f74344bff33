import { isSameStart, type Place } from "../../source.ts";
import { type Accounts, type ContainerUser, type UserAccount, unclearUser } from "../accounts.ts";
import { type Evidence, type Fact, known, unknown } from "../fact.ts";
import { containerFiles, type Layers } from "../files/layers.ts";
import type { ContainerFile } from "../files/types.ts";
import type { PlacedEffect } from "../shell/effects.ts";
import type { ShellRun } from "../shell/ran.ts";
import { isForRootOnly } from "../shell/root-only.ts";
import type { State } from "./state.ts";

/** The accounts of a stage. */
export function accountsOf(state: State): Accounts {
  const { users, groups, otherAccounts: others, replacedAccounts: replaced } = state;
  return {
    users: users.list,
    groups: groups.list,
    ...(others === undefined ? {} : { others }),
    ...(replaced === undefined ? {} : { replaced }),
  };
}

/** Whether a user or group is there; that none is can be told only of numbers which no base gives. */
export function hasAccount(state: State, of: "user" | "group", account: string): boolean | undefined {
  const all = of === "user" ? state.users : state.groups;
  if (all.has("name", account) || all.has("id", account)) return true;
  const isOwn = /^\d+$/.test(account) && Number(account) > LAST_OF_BASES && Number(account) < NOBODY;
  return isOwn && state.otherAccounts === undefined ? false : undefined;
}

/** Whether a user has a number. A distribution that gives 1000 to one is known to, so there that counts as well. */
export function hasNumber(state: State, uid: number): boolean | undefined {
  if (uid !== LAST_OF_BASES || !state.bareBase || state.otherAccounts !== undefined)
    return hasAccount(state, "user", String(uid));
  return state.users.has("id", uid);
}

// The number that images give to a user for programs (node, ubuntu since 23.04), and that of nobody.
const LAST_OF_BASES = 1000;
const NOBODY = 65000;

/** Who a "user[:group]" is; a bare number gets the name of the account that has it. */
export function userOf(spec: string, accounts: Accounts): ContainerUser {
  const [user = "", group] = spec.split(":");
  const numeric = /^\d+$/.test(user);
  const account = accounts.users.find(({ name, uid }) => (numeric ? uid === Number(user) : name === user));
  const name = numeric ? account?.name : user;
  const uid = numeric ? Number(user) : (account?.uid ?? (user === "root" ? 0 : undefined));
  const primary = group === undefined || group === "" ? account?.group : group;
  return {
    ...(name === undefined ? {} : { name }),
    ...(uid === undefined ? {} : { uid }),
    ...(primary === undefined ? {} : { group: primary }),
    root: uid === 0 || name === "root",
  };
}

/** The chain behind a user: where the image makes it. */
export function madeHere(user: ContainerUser, accounts: Accounts): readonly Evidence[] {
  const account: UserAccount | undefined = accounts.users.find(({ name }) => name === user.name);
  return account?.from === "run" ? [{ at: account.at, note: `user "${account.name}" is created here` }] : [];
}

/** A named user as a fact. */
export function namedUser(name: string, accounts: Accounts, at: Place): Fact<ContainerUser> {
  const unclear = unclearUser(accounts, name);
  if (unclear !== undefined && !/^\d+$/.test(name)) return unclear;
  const user = userOf(name, accounts);
  return known(user, at, madeHere(user, accounts));
}

/** Who the container's entry process starts as. */
export function containerUser(state: State, accounts: Accounts): Fact<ContainerUser> {
  const { user } = state;
  if (user === undefined) {
    if (state.unknownBase !== undefined) return state.unknownBase;
    return known(userOf("root", accounts), state.from, [
      { at: state.from, note: "no USER is set, so it is root" },
    ]);
  }
  if (user.spec === null && user.from === "compose") {
    return unknown(
      { key: "user of the service", why: '"user" of the service comes from outside the repo' },
      user.at,
      'give its variable a default, as in "${APP_USER:-1000}", or set it in the .env next to the compose file',
    );
  }
  if (user.open !== undefined) return user.open;
  if (user.spec === null) {
    return unknown(
      { key: "USER", why: "the value of USER comes from outside this file" },
      user.at,
      "give the ARG a default, or set it under builds: args: in .github/keelcheck.yml",
    );
  }
  const [name = ""] = user.spec.split(":");
  const unclear = /^\d*$/.test(name) ? undefined : unclearUser(accounts, name);
  if (unclear !== undefined) return unclear;
  const value = userOf(user.spec, accounts);
  if (user.proof !== undefined) return known(value, user.at, [user.proof]);
  const inherited = user.own ? [] : [{ at: state.from, note: "the base image sets this user" }];
  return known(value, user.at, [...madeHere(value, accounts), ...inherited]);
}

/**
 * Takes the user for root where the base's is not known and a line of the RUN needs it: a build that gets past shows
 * that the base leaves the user at root. `below` are the files before it.
 */
export function proveRoot(state: State, run: ShellRun, below: Layers): void {
  if (state.user !== undefined || state.unknownBase === undefined) return;
  const proof = proofOf(state, run, below);
  if (proof !== undefined) state.user = { spec: "root", at: state.from, own: false, proof };
}

function proofOf(state: State, { commands, effects }: ShellRun, below: Layers): Evidence | undefined {
  // Behind sudo and its like another user may be root.
  const sure = commands.filter((command) => command.sure && !command.mayFail && !command.wrapped);
  const command = sure.find(isForRootOnly);
  if (command !== undefined) return { at: command.at, note: `only root can run ${command.name} here` };
  const owners = sure.filter(({ name }) => name === "chown");
  const changed = effects.find(
    (placed) => owners.some(({ at }) => isSameStart(at, placed.at)) && changesOwner(placed, { state, below }),
  );
  return changed && { at: changed.at, note: "only root can change this owner" };
}

/** Whether a chown gives something to root, or away from root: others may only give what is theirs to themselves. */
function changesOwner(
  { effect }: PlacedEffect,
  { state, below }: { readonly state: State; readonly below: Layers },
): boolean {
  if (effect.kind !== "owner" || typeof effect.owner !== "string" || effect.owner === "") return false;
  if (isRoot(effect.owner)) return true;
  const files = containerFiles(below, state.work.budget);
  const found = files.lookup(effect.path);
  const named = found === undefined || "known" in found ? [] : [found];
  const deep = effect.deep ? files.under(effect.path).files : [];
  return [...named, ...deep].some(isOfRoot);
}

function isOfRoot({ owner, source }: ContainerFile): boolean {
  return source !== undefined && owner.known && isRoot(owner.value.user ?? "");
}

function isRoot(user: string): boolean {
  return user === "root" || user === "0";
}
