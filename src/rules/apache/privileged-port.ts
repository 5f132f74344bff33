import { isStarted, userLabel } from "../../model/server-facts.ts";
import { mayBind } from "../../policy/ports.ts";
import type { Rule } from "../../rule.ts";

// Who may bind a low port depends on where the image runs: docs/rules/apache/privileged-port.md.
export const privilegedPort: Rule = {
  id: "apache/privileged-port",
  summary: "Apache listens on ports that its user may bind",
  severity: "error",
  scope: "run",

  *check({ apache }, { policy }) {
    if (!isStarted(apache) || !apache.master.known) return;
    const { value: user, at: userAt } = apache.master;
    for (const { port, at, because } of apache.listeners) {
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
        related: [...because, { at: userAt, note: "Apache is started as this user" }],
      };
    }
  },
};
