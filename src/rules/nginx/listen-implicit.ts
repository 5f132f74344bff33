import { implicitListenFix } from "../../edits/listens.ts";
import { implicitServers } from "../../model/nginx/implicit.ts";
import type { Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// Where the port comes from: docs/rules/nginx/listen-implicit.md.
export const listenImplicit: Rule = {
  id: "nginx/listen-implicit",
  summary: "Every server block of the repo says where it listens",
  severity: "warning",
  scope: "nginx",

  *check(nginx, run, context) {
    const { policy } = context;
    for (const { at, name, port, fallback, because } of implicitServers(nginx)) {
      yield {
        key: `server ${name ?? ""}`.trimEnd(),
        at,
        message: `server without "listen": nginx falls back to port ${fallback}, on IPv4 only`,
        help: `add "listen ${port};" and "listen [::]:${port};"`,
        related: because,
        fix: finishFix(implicitListenFix(nginx, at, policy.ipv6 === "required"), run, context),
      };
    }
  },
};
