import type { Listener } from "../../model/model.ts";
import type { Run } from "../../model/runs/types.ts";
import { conflictsOf } from "../../model/servers/overlap.ts";
import { isStarted, SERVER_NAMES } from "../../model/servers/questions.ts";
import { isServer } from "../../model/stock/programs/servers.ts";
import type { Policy } from "../../policy/policy.ts";
import type { Rule } from "../../rule.ts";

// Which addresses overlap, and when two servers get along: docs/rules/ports/conflict.md.
export const conflict: Rule = {
  id: "ports/conflict",
  summary: "No two servers of a container listen on one address and port",
  severity: "error",
  scope: "run",

  *check(run, { policy }) {
    const { nginx, apache } = run;
    if (!isStarted(nginx) || !isStarted(apache)) return;
    const seen = new Set<number>();
    for (const { first, second } of conflictsOf([...nginx.listeners, ...apache.listeners])) {
      if (seen.has(first.port) || getsAlong(run, first, second)) continue;
      seen.add(first.port);
      const [owner, other] = ownsPort(policy, second) ? [second, first] : [first, second];
      yield {
        key: `${owner.server} ${other.server} ${other.port}`,
        at: other.at,
        message: `${SERVER_NAMES[other.server]} and ${SERVER_NAMES[owner.server]} both listen on port ${other.port}: the second to start dies`,
        help: "give one of them another port",
        related: [
          { at: owner.at, note: `${SERVER_NAMES[owner.server]} listens on it here` },
          ...other.because,
        ],
      };
    }
  },
};

function ownsPort(policy: Policy, { server, port }: Listener): boolean {
  return policy.ports[server]?.port === port;
}

/** Apache falls back to IPv4 where nginx has taken the port over IPv6 alone; which of them is first must be known. */
function getsAlong({ nginx, processes }: Run, first: Listener, second: Listener): boolean {
  const over4 = nginx?.listeners.some(({ port, address }) => port === first.port && address !== "::");
  if (first.address !== "::" || second.address !== "*" || over4) return false;
  const early = processes.list.find(({ program }) => isServer(program));
  return early === undefined || isServer(early.program, "nginx");
}
