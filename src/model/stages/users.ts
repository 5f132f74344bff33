import type { Place } from "../../source.ts";
import type { Accounts, ContainerUser, UserAccount } from "../accounts.ts";
import { type Evidence, type Fact, known, unknown } from "../fact.ts";
import type { State } from "./state.ts";

/** The accounts of a stage. */
export function accountsOf(state: State): Accounts {
  const { users, groups, otherAccounts } = state;
  return { users, groups, ...(otherAccounts === undefined ? {} : { others: otherAccounts }) };
}

/** Whether a user or group is there; that none is can be told only of numbers which no base gives. */
export function hasAccount(state: State, of: "user" | "group", account: string): boolean | undefined {
  const all =
    of === "user"
      ? state.users.map(({ name, uid }) => [name, uid])
      : state.groups.map(({ name, gid }) => [name, gid]);
  if (all.some(([name, id]) => name === account || String(id) === account)) return true;
  const isOwn = /^\d+$/.test(account) && Number(account) > LAST_OF_BASES && Number(account) < NOBODY;
  return isOwn && state.otherAccounts === undefined ? false : undefined;
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
  const value = userOf(user.spec, accounts);
  if (user.proof !== undefined) return known(value, user.at, [user.proof]);
  const inherited = user.own ? [] : [{ at: state.from, note: "the base image sets this user" }];
  return known(value, user.at, [...madeHere(value, accounts), ...inherited]);
}
