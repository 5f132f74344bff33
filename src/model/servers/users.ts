import type { Accounts, ContainerUser } from "../accounts.ts";
import { type Evidence, type Fact, known, type Unknown, unknown } from "../fact.ts";

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
export function because({ settle, at, ...reason }: Unknown): Unknown {
  return unknown(reason, at, settle);
}
