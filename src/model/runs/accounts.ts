import type { Accounts } from "../accounts.ts";
import { isWithin } from "../container-path.ts";
import { type Unknown, unknown } from "../fact.ts";
import type { Effect } from "../shell/effects.ts";
import { pathOf, type RanCommand } from "../shell/ran.ts";
import type { StartRun } from "../start/writes.ts";
import { isAccountMaker } from "../stock/programs/tools.ts";

/** The accounts once the start scripts have run: those that they make cannot be told, nor who is whom where they renumber. */
export function accountsAtStart(accounts: Accounts, runs: readonly StartRun[]): Accounts {
  const renumbered = runs.reduce(behindRun, accounts);
  if (renumbered.others !== undefined) return renumbered;
  const made = runs.map(makesAccounts).find((found) => found !== undefined);
  if (made === undefined) return renumbered;
  const why = `users are created when the container starts, by ${made.what}`;
  return { ...renumbered, others: unknown({ key: `users by ${made.what}`, why }, made.at) };
}

const USERS = "/etc/passwd";

/** The accounts behind a script that may let a name be another's: root's, too. */
function behindRun(accounts: Accounts, run: StartRun): Accounts {
  let behind = accounts;
  for (const number of run.effects.keys()) behind = behindEffect(behind, run, number);
  return behind;
}

function behindEffect(accounts: Accounts, run: StartRun, number: number): Accounts {
  const { effect, at } = run.effects[number] as StartRun["effects"][number];
  if (effect.kind === "change-account" && effect.of === "user" && effect.id !== undefined) {
    const { name, id } = effect;
    const users = accounts.users.map((user) => (user.name === name ? { ...user, uid: id, at } : user));
    return { ...accounts, users };
  }
  if (effect.kind === "opaque-accounts" && effect.renumbers === true)
    return without(accounts, effect.why, effect.name);
  if (!rewritesUsers(effect) || keepsNumbers(run, number)) return accounts;
  const why = `${USERS} is written when the container starts`;
  return without(accounts, unknown({ key: "users at start", why }, at));
}

function rewritesUsers(effect: Effect): boolean {
  const path = writtenBy(effect);
  if (path === undefined || path === "/" || !isWithin(USERS, path)) return false;
  return (
    !(effect.kind === "write" && effect.append) && !(effect.kind === "opaque" && effect.appends === true)
  );
}

function writtenBy(effect: Effect): string | undefined {
  if (effect.kind === "copy") return effect.to;
  return /^(write|edit|opaque|link)$/.test(effect.kind) && "path" in effect ? effect.path : undefined;
}

/** Whether what writes the list is a sed of that list without a digit in it, or what such a sed has left in another file. */
function keepsNumbers({ commands, effects }: StartRun, number: number): boolean {
  const makers = (at: number) => commands.findLast(({ effectsBefore }) => effectsBefore <= at);
  const maker = makers(number);
  if (maker === undefined || isSedOfUsers(maker)) return maker !== undefined;
  const [source, second] = maker.args;
  if (maker.name !== "cat" || second !== undefined || source?.value == null) return false;
  const from = pathOf(maker, source.value);
  const writers = effects.flatMap(({ effect }, at) =>
    at < number && writtenBy(effect) === from ? [makers(at)] : [],
  );
  return writers.length > 0 && writers.every((writer) => writer !== undefined && isSedOfUsers(writer));
}

function isSedOfUsers({ name, args }: RanCommand): boolean {
  const values = args.map(({ value }) => value);
  return (
    name === "sed" && values.at(-1) === USERS && values.every((value) => value !== null && !/\d/.test(value))
  );
}

/** Without one who may be anybody, or without all but root; who is not left may be there all the same. */
function without(accounts: Accounts, replaced: Unknown, name?: string): Accounts {
  const isKept = (user: string) => (name === undefined ? user === "root" : user !== name);
  const users = accounts.users.filter((user) => isKept(user.name));
  return { ...accounts, users, replaced, others: accounts.others ?? replaced };
}

function makesAccounts({ effects, commands }: StartRun) {
  const command = commands.find(({ name }) => isAccountMaker(name));
  if (command !== undefined) return { what: command.name, at: command.programAt };
  const written = effects.find(
    ({ effect }) =>
      (effect.kind === "write" || effect.kind === "edit") && /^\/etc\/(passwd|group)$/.test(effect.path),
  );
  return written && "path" in written.effect ? { what: written.effect.path, at: written.at } : undefined;
}
