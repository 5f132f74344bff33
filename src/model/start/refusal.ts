/** Why a tool that runs a command as another user ends instead: measured, see step-down.ts. */
import { type Accounts, type ContainerUser, quotedUser } from "../accounts.ts";
import type { Here, Stop } from "./record.ts";
import type { StepDown } from "./stepped.ts";

/** Only root may change the user, user and group have to be there, and su wants a login shell. */
export function refusal(down: StepDown, { input: { accounts }, step }: Here): Stop | undefined {
  const { tool, user, group, refuses } = down;
  const { at } = step;
  if (refuses !== undefined) {
    const note = `${tool} ${refuses}`;
    return { key: `${tool} refuses`, at, note, help: `write it as ${tool}'s own help says` };
  }
  if (step.user.known && needsRoot(down, step.user.value)) {
    const whom = user === undefined ? "" : ` to become ${quoted(user)}`;
    const note = `${tool} needs root${whom}, but starts as ${quotedUser(step.user.value)}`;
    return { key: `${tool} as non-root`, at, note, help: `drop ${tool}, or start the container as root` };
  }
  if (accounts.others !== undefined) return undefined;
  const missing = missingUser(down, accounts) ?? missingGroup(down, accounts);
  if (missing !== undefined) return { ...missing, at };
  const account = accounts.users.find(({ name }) => name === user);
  if (account?.noLogin !== true || down.needsShell !== true) return undefined;
  return {
    key: `no login shell ${user}`,
    at,
    note: `user "${user}" has no login shell, so ${tool} runs nothing as it`,
    help: `add -s /bin/sh to ${tool}, or use setpriv or gosu${group === undefined ? "" : " with the group"}`,
  };
}

/** Whether somebody but root may not run it so; sudo and doas ask their own configuration. */
function needsRoot({ user, group, asks, sameUser }: StepDown, by: ContainerUser): boolean {
  if (by.root || asks === true || user === null) return false;
  if (user === undefined) return group !== undefined;
  return sameUser !== true || !(user === by.name || user === by.uid?.toString());
}

type Missing = Omit<Stop, "at">;

function missingUser({ tool, user, takes }: StepDown, { users }: Accounts): Missing | undefined {
  if (user === undefined || user === null) return undefined;
  const isNumber = /^\d+$/.test(user);
  const isNamed = user === "root" || users.some(({ name }) => name === user);
  if (takes === "numbers" ? isNumber : isNamed || (isNumber && takes === undefined)) return undefined;
  if (isNumber || takes === "numbers") {
    const [wanted, help] = isNumber ? ["name", "write the user's name"] : ["number", "write numbers"];
    return { key: `${tool} ${user}`, note: `${tool} takes a ${wanted}, and not "${user}"`, help };
  }
  const note = `there is no user "${user}" in the image, so ${tool} ends`;
  return { key: `no user ${user}`, note, help: "create the user, or name one that exists", account: user };
}

function missingGroup({ tool, group }: StepDown, { users, groups }: Accounts): Missing | undefined {
  if (group === undefined || group === null || group === "root" || /^\d+$/.test(group)) return undefined;
  if (groups.some(({ name }) => name === group) || users.some((user) => user.group === group))
    return undefined;
  const note = `there is no group "${group}" in the image, so ${tool} ends`;
  return {
    key: `no group ${group}`,
    note,
    help: "create the group, or name one that exists",
    account: group,
  };
}

function quoted(user: string | null): string {
  return user === null ? "another user" : /^\d+$/.test(user) ? `uid ${user}` : `user "${user}"`;
}
