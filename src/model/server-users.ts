import { type Evidence, type Fact, known, type Unknown, unknown } from "./fact.ts";
import type { Accounts, ContainerUser, GroupAccount, UserAccount } from "./model.ts";

/** The account of a name, that there is none, or that it cannot be told. Names only: case counts and numbers are no names. */
export function accountOf(accounts: Accounts, name: string): UserAccount | Unknown | undefined {
  return accounts.users.find((user) => user.name === name) ?? accounts.others;
}

/** The group of a name, that there is none, or that it cannot be told. */
export function groupOf(accounts: Accounts, name: string): GroupAccount | Unknown | undefined {
  return accounts.groups.find((group) => group.name === name) ?? accounts.others;
}

/** Who a process becomes that takes the user of a name, as far as the accounts tell. */
export function userNamed(accounts: Accounts, name: string): ContainerUser {
  const account = accounts.users.find((user) => user.name === name);
  const uid = account?.uid ?? (name === "root" ? 0 : undefined);
  return { name, ...(uid === undefined ? {} : { uid }), root: name === "root" || uid === 0 };
}

/** `starts` of a server: what starts it, unless there are reasons why it would stop at once, or a doubt. */
export function startsUnless(
  starts: Fact<boolean>,
  reasons: readonly Evidence[],
  doubt?: Unknown,
): Fact<boolean> {
  const [first] = reasons;
  if (starts.known && !starts.value) return starts;
  if (first === undefined) return doubt !== undefined && starts.known ? because(doubt) : starts;
  return known(false, first.at, reasons);
}

/** The same reason for another fact. */
export function because({ why, settle, at }: Unknown): Unknown {
  return unknown(why, at, settle);
}
