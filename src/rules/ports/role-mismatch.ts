import { otherPortFix, policyPortFix } from "../../edits/ports.ts";
import type { Problem } from "../../finding.ts";
import type { Apache, Nginx } from "../../model/model.ts";
import type { Run } from "../../model/runs/types.ts";
import { SERVER_NAMES, topOf } from "../../model/servers/questions.ts";
import type { Context, Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// Speaks when the policy gives a server its port: docs/rules/ports/role-mismatch.md.
export const roleMismatch: Rule = {
  id: "ports/role-mismatch",
  summary: "Every server listens on the port that the policy gives it, and on no other server's",
  severity: "error",
  off: true,
  scope: "server",

  *check(server, run, context) {
    yield* elsewhere(server, run, context);
    yield* onAnothers(server, run, context);
  },
};

type Server = Nginx | Apache;

function* elsewhere(server: Server, run: Run, context: Context): Generator<Problem> {
  const { policy } = context;
  const { kind, listeners, listenersIncomplete, loaded, problems } = server;
  const wanted = policy.ports[kind];
  if (wanted === undefined || listenersIncomplete !== undefined) return;
  if (listeners.some(({ port }) => port === wanted.port)) return;
  const [first] = listeners;
  // A listen that cannot be read is reported as what it is, by the rule about syntax.
  if (first === undefined && problems.length > 0) return;
  const [main] = loaded;
  const at = first?.at ?? (main && topOf(main));
  if (at === undefined) return;
  const ports = [...new Set(listeners.map(({ port }) => port))];
  yield {
    key: `${kind} ${wanted.port}`,
    at,
    message: `${SERVER_NAMES[kind]} listens on ${ports.length === 0 ? "no port" : ports.join(", ")}, but the policy gives it ${wanted.port}`,
    help: `let ${SERVER_NAMES[kind]} listen on ${wanted.port}`,
    related: [...(first?.because ?? []), { at: wanted.at, note: "the policy asks for it here" }],
    fix: finishFix(policyPortFix({ ...context, run, server }), run, context),
  };
}

function* onAnothers(server: Server, run: Run, context: Context): Generator<Problem> {
  const { policy } = context;
  const { kind, listeners } = server;
  const seen = new Set<number>();
  for (const { port, at, because } of listeners) {
    const [role, wanted] =
      Object.entries(policy.ports).find(([name, of]) => name !== kind && of.port === port) ?? [];
    if (role === undefined || wanted === undefined || seen.has(port)) continue;
    if (policy.ports[kind]?.port === port) continue;
    seen.add(port);
    yield {
      key: `${kind} on ${role} ${port}`,
      at,
      message: `${SERVER_NAMES[kind]} listens on ${port}, which is the port of ${role}`,
      help: `give ${SERVER_NAMES[kind]} another port`,
      related: [...because, { at: wanted.at, note: `the policy gives it to ${role} here` }],
      fix: finishFix(otherPortFix({ ...context, run, server }, port), run, context),
    };
  }
}
