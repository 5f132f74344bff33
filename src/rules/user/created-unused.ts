import { endAsUser } from "../../edits/instructions.ts";
import { mayRunAsAnother, onlyMadeUser } from "../../edits/users.ts";
import type { Fix, Related } from "../../finding.ts";
import type { ContainerUser, UserAccount } from "../../model/model.ts";
import type { Run } from "../../model/runs/types.ts";
import { SERVER_NAMES } from "../../model/servers/questions.ts";
import { ownUsers, usesReader } from "../../model/users/use.ts";
import type { Context, Rule } from "../../rule.ts";

// What counts as use, and why owning files does not: docs/rules/user/created-unused.md.
export const createdUnused: Rule = {
  id: "user/created-unused",
  summary: "Every user that an image creates is used",
  severity: "error",
  scope: "run",

  *check(run, context) {
    const { fleet } = context;
    const usesOf = usesReader(fleet, "first");
    for (const account of ownUsers(fleet, run.image)) {
      // Of a shared script, where only a part of the fleet is read, another image may use what it makes.
      if (!fleet.asks.path(account.at.file.path)) continue;
      const use = usesOf(account);
      if (use.at.length > 0 || use.unclear !== undefined) continue;
      yield {
        key: `user ${account.name}`,
        at: account.at,
        message: `user "${account.name}" is created, but nothing runs as it`,
        help: `add USER ${account.name}, or name "${account.name}" in the server's configuration; otherwise remove it`,
        related: whoWorks(run),
        fix: fixOf(run, account, context),
      };
    }
  },
};

/** Who does the work instead: the workers of the servers, or the last process that is started. */
function whoWorks({ nginx, apache, processes }: Run): Related[] {
  const servers = [nginx, apache].flatMap((server) =>
    server?.workers.known
      ? [
          {
            at: server.workers.at,
            note: `${SERVER_NAMES[server.kind]} serves as ${nameOf(server.workers.value)}`,
          },
        ]
      : [],
  );
  const last = processes.list.at(-1);
  if (servers.length > 0 || !last?.user.known) return servers;
  return [{ at: last.at, note: `${last.program} runs as ${nameOf(last.user.value)}` }];
}

function nameOf({ name, uid }: ContainerUser): string {
  return name ?? String(uid);
}

/** A server's configuration names its user, and the server's own rules say where; other programs run as USER says. */
function fixOf(run: Run, { name }: UserAccount, { policy }: Context): Fix | undefined {
  const { image, service, nginx, containerUser: user, processes } = run;
  const isOnly = onlyMadeUser(image)?.name === name;
  if (service !== undefined || nginx !== undefined || !isOnly || !mayRunAsAnother(run, policy))
    return undefined;
  const allRoot = processes.list.every((process) => process.user.known && process.user.value.root);
  if (!user.known || !user.value.root || !allRoot) return undefined;
  const edit = endAsUser(image, name);
  return edit && { title: `run as ${name}`, safe: false, edits: [edit] };
}
