import type { Place } from "../../source.ts";
import type { Evidence } from "../fact.ts";
import type { Process, Run } from "../runs/types.ts";
import { bottomOf } from "../stages/chain.ts";
import type { Image } from "../stages/image.ts";
import { mayBringAccounts, mayComeWithTag } from "./known.ts";

/** A user or group that is named to start something and that the image does not have. */
export interface UndefinedName {
  readonly kind: "user" | "group";
  readonly name: string;
  readonly at: Place;
  readonly because: readonly Evidence[];
}

/** Names of the USER in force and of step-down tools that no account has; none where others may exist. */
export function undefinedNames(run: Run): readonly UndefinedName[] {
  if (mayBringAccounts(run.image)) return [];
  return [...inUserLine(run), ...run.processes.list.flatMap((process) => inProcess(run, process))];
}

function inUserLine({ image, service, containerUser: user, userIsSet }: Run): readonly UndefinedName[] {
  if (!userIsSet || !user.known) return [];
  const { name, group, root } = user.value;
  const { users, groups } = image.accounts;
  const found: UndefinedName[] = [];
  const isKnown = root || name === undefined || users.some((account) => account.name === name);
  if (isRootByName(image) && service === undefined)
    found.push({ kind: "user", name: "root", at: user.at, because: user.because });
  if (!isKnown && !mayComeWithTag(image, name))
    found.push({ kind: "user", name, at: user.at, because: user.because });
  const isNamed = group !== undefined && !/^\d+$/.test(group) && isKnown && hasGroup(user.at, group);
  if (isNamed && !groups.some((account) => account.name === group))
    found.push({ kind: "group", name: group, at: user.at, because: user.because });
  return found;
}

/** Whether USER says root by its name where no passwd gives it a number; the number 0 needs none (moby/sys/user). */
function isRootByName({ final, accounts }: Image): boolean {
  const root = accounts.users.find(({ name }) => name === "root");
  return (
    bottomOf(final).kind === "scratch" &&
    final.after.user?.spec?.split(":")[0] === "root" &&
    root?.from === "base"
  );
}

/** Whether the line itself names the group; else it is the primary group of the account. */
function hasGroup({ file, span }: Place, group: string): boolean {
  return span !== undefined && file.text.slice(span.start, span.end).includes(`:${group}`);
}

function inProcess(
  { image, accounts, containerUser }: Run,
  { user, because }: Process,
): readonly UndefinedName[] {
  if (!user.known || user.value.root || user.value.name === undefined) return [];
  const { name } = user.value;
  if (containerUser.known && containerUser.value.name === name) return [];
  if (image.accounts.users.some((account) => account.name === name)) return [];
  if (mayComeWithTag(image, name)) return [];
  // A start script that makes users makes this one, or another that it renames.
  if (accounts.others !== undefined) return [];
  return [{ kind: "user", name, at: user.at, because }];
}
