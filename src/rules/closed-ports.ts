import type { Problem } from "../finding.ts";
import type { Apache, Nginx } from "../model/model.ts";
import { isStarted, userLabel } from "../model/server-facts.ts";
import type { Policy } from "../policy/policy.ts";
import { mayBind } from "../policy/ports.ts";

/** Ports of a server that the user it is started as may not bind; a notice where the policy does not say on what it runs. */
export function* closedPorts(
  server: Nginx | Apache | undefined,
  policy: Policy,
  name: string,
): Generator<Problem> {
  if (!isStarted(server) || !server.master.known) return;
  const { value: user, at: userAt } = server.master;
  for (const { port, at, because } of server.listeners) {
    const answer = mayBind(policy, user, port);
    if (answer === "yes") continue;
    const where = answer === "no" ? `on ${policy.runtime}` : "where low ports are, as on Kubernetes";
    yield {
      key: `listen ${port}`,
      at,
      message: `port ${port} is closed to ${userLabel(user)} ${where}`,
      ...(answer === "unknown" ? { severity: "notice" as const } : {}),
      help:
        answer === "no"
          ? "listen on a high port, and let the service map it"
          : "listen on a high port, or say with runtime: in the policy where the image runs",
      related: [...because, { at: userAt, note: `${name} is started as this user` }],
    };
  }
}
