import type { Related } from "../../finding.ts";
import type { ContainerUser, Run } from "../../model/model.ts";
import { ownUsers, usesOf } from "../../model/user-use.ts";
import type { Rule } from "../../rule.ts";

// What counts as use, and why owning files does not: docs/rules/user/created-unused.md.
export const createdUnused: Rule = {
  id: "user/created-unused",
  summary: "Every user that an image makes is used",
  severity: "error",
  scope: "run",

  *check(run, { fleet }) {
    for (const account of ownUsers(fleet, run.image)) {
      const use = usesOf(fleet, account);
      if (use.at.length > 0 || use.unclear !== undefined) continue;
      yield {
        key: `user ${account.name}`,
        at: account.at,
        message: `the user ${account.name} is made and nothing runs as it`,
        help: `name ${account.name} in a USER line or in the server's configuration, or do not make it`,
        related: whoWorks(run),
      };
    }
  },
};

/** Who does the work instead: the workers of the servers, or the last process that is started. */
function whoWorks({ nginx, apache, processes }: Run): Related[] {
  const servers = [nginx, apache].flatMap((server) =>
    server?.workers.known
      ? [{ at: server.workers.at, note: `${server.kind} works as ${nameOf(server.workers.value)}` }]
      : [],
  );
  const last = processes.list.at(-1);
  if (servers.length > 0 || !last?.user.known) return servers;
  return [{ at: last.at, note: `${last.program} runs as ${nameOf(last.user.value)}` }];
}

function nameOf({ name, uid }: ContainerUser): string {
  return name ?? String(uid);
}
