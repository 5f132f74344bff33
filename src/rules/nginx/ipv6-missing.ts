import { ipv6Edits } from "../../edits/listens.ts";
import { isWildcard } from "../../model/servers/overlap.ts";
import { firstOfRanges } from "../../model/servers/questions.ts";
import type { Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// Speaks when the policy says `ipv6: required`: docs/rules/nginx/ipv6-missing.md.
export const ipv6Missing: Rule = {
  id: "nginx/ipv6-missing",
  summary: "nginx listens over IPv6 on every port that it serves over IPv4",
  severity: "error",
  off: true,
  scope: "nginx",

  *check(nginx, run, context) {
    const { policy } = context;
    if (nginx.listenersIncomplete !== undefined) return;
    const over6 = nginx.listeners.filter((one) => isWildcard(one, "6"));
    const ports = new Set(over6.map(({ port }) => port));
    const ownPorts = new Set(over6.filter(({ stock }) => stock !== true).map(({ port }) => port));
    const asked = policy.keys?.ipv6;
    for (const listener of firstOfRanges(nginx.listeners)) {
      const { port, at, because } = listener;
      // What the default site has over IPv6 is the default site: an own site is not served by it.
      const served = (listener.stock === true ? ports : ownPorts).has(port);
      if (!isWildcard(listener, "4") || served) continue;
      yield {
        key: `listen ${port}`,
        at,
        message: `port ${port} is served over IPv4 only, but IPv6 is required`,
        help: `add "listen [::]:${port};" to the server`,
        related: [...because, ...(asked ? [{ at: asked, note: "the policy asks for it here" }] : [])],
        fix: finishFix(
          { title: `let nginx listen on [::]:${port} as well`, safe: true, edits: ipv6Edits(nginx, port) },
          run,
          context,
        ),
      };
    }
  },
};
