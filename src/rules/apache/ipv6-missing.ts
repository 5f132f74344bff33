import { bothFamiliesEdit } from "../../edits/apache.ts";
import { isWildcard } from "../../model/servers/overlap.ts";
import type { Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// Speaks when the policy says `ipv6: required`: docs/rules/apache/ipv6-missing.md.
export const ipv6Missing: Rule = {
  id: "apache/ipv6-missing",
  summary: "Apache listens over IPv6 on every port that it serves over IPv4",
  severity: "error",
  off: true,
  scope: "apache",

  *check(apache, run, context) {
    const { policy } = context;
    if (apache.listenersIncomplete !== undefined) return;
    const over6 = new Set(apache.listeners.filter((one) => isWildcard(one, "6")).map(({ port }) => port));
    const asked = policy.keys?.ipv6;
    for (const listener of apache.listeners) {
      const { port, at, because } = listener;
      if (!isWildcard(listener, "4") || over6.has(port)) continue;
      yield {
        key: `Listen ${port}`,
        at,
        message: `port ${port} is served over IPv4 only, but IPv6 is required`,
        help: `write "Listen ${port}", which covers IPv4 and IPv6`,
        related: [...because, ...(asked ? [{ at: asked, note: "the policy asks for it here" }] : [])],
        fix: finishFix(
          { title: `write "Listen ${port}"`, safe: true, edits: [bothFamiliesEdit(at)] },
          run,
          context,
        ),
      };
    }
  },
};
