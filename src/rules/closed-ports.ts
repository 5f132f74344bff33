import { highPortFix } from "../edits/ports.ts";
import type { Problem } from "../finding.ts";
import { quotedUser } from "../model/accounts.ts";
import type { Apache, Nginx } from "../model/model.ts";
import type { Run } from "../model/runs/types.ts";
import { firstOfRanges, SERVER_NAMES } from "../model/servers/questions.ts";
import { mayBind, runtimeNames } from "../policy/ports.ts";
import type { Context } from "../rule.ts";
import { finishFix } from "./finish-fix.ts";

/** Ports of a server that the user it is started as may not bind; a notice where the policy does not say on what it runs. */
export function* closedPorts(server: Nginx | Apache, run: Run, context: Context): Generator<Problem> {
  if (!server.master.known) return;
  const { policy } = context;
  const runtime = run.compose?.service.networkMode?.value === "host" ? "host" : policy.runtime;
  const { value: user, at: userAt } = server.master;
  for (const { port, at, because } of firstOfRanges(server.listeners)) {
    const answer = mayBind({ ...(runtime && { runtime }) }, user, port);
    if (answer === "yes") continue;
    const where =
      answer === "no"
        ? `on ${runtimeNames[runtime ?? "kubernetes"]}`
        : "where low ports are privileged, as on Kubernetes";
    yield {
      key: `listen ${port}`,
      at,
      message: `${quotedUser(user)} cannot bind port ${port} ${where}`,
      ...(answer === "unknown" ? { severity: "notice" as const } : {}),
      help:
        answer === "no"
          ? runtime === "host"
            ? "listen on a high port"
            : "listen on a high port, and map it in the service"
          : "listen on a high port, or set runtime: in the policy to where the image runs",
      related: [...because, { at: userAt, note: `${SERVER_NAMES[server.kind]} is started as this user` }],
      fix:
        answer === "no" ? finishFix(highPortFix({ ...context, run, server }, port), run, context) : undefined,
    };
  }
}
