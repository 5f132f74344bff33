import type { Place } from "../../source.ts";
import type { Accounts } from "../accounts.ts";
import { unknown } from "../fact.ts";
import type { StartRun } from "../start/writes.ts";
import { isAccountMaker } from "../stock/programs/tools.ts";

/** The accounts once the start scripts have run: those that they make cannot be told. */
export function accountsAtStart(accounts: Accounts, runs: readonly StartRun[]): Accounts {
  if (accounts.others !== undefined) return accounts;
  const made = runs.map(makesAccounts).find((found) => found !== undefined);
  if (made === undefined) return accounts;
  const why = `users are created when the container starts, by ${made.what}`;
  return { ...accounts, others: unknown({ key: `users by ${made.what}`, why }, made.at) };
}

function makesAccounts({
  effects,
  commands,
}: StartRun): { readonly what: string; readonly at: Place } | undefined {
  const command = commands.find(({ name }) => isAccountMaker(name));
  if (command !== undefined) return { what: command.name, at: command.programAt };
  const written = effects.find(
    ({ effect }) =>
      (effect.kind === "write" || effect.kind === "edit") && /^\/etc\/(passwd|group)$/.test(effect.path),
  );
  return written && "path" in written.effect ? { what: written.effect.path, at: written.at } : undefined;
}
