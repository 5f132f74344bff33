import type { Policy, Runtime } from "./policy.ts";

// Linux: ports below net.ipv4.ip_unprivileged_port_start, 1024 unless the runtime sets it.
const firstOpenPort = 1024;

/** On what something runs: the policy's runtime, or the network of the host itself. */
export type Ground = Policy["runtime"] | "host";

/** How it is written where something runs "on" it. */
export const runtimeNames: Readonly<Record<Runtime | "host", string>> = {
  docker: "Docker",
  podman: "Podman",
  kubernetes: "Kubernetes",
  host: "the network of the host",
};

/**
 * Whether a process of this user may bind a port on the policy's runtime; `unknown` when no runtime is named.
 * Docker (from 20.10) and Podman open the low ports to everyone, Kubernetes does not, and neither does a host.
 */
export function mayBind(
  policy: { readonly runtime?: Ground },
  user: { readonly root: boolean },
  port: number,
): "yes" | "no" | "unknown" {
  if (user.root || port >= firstOpenPort) return "yes";
  if (policy.runtime === undefined) return "unknown";
  return policy.runtime === "kubernetes" || policy.runtime === "host" ? "no" : "yes";
}
