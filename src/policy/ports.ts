import type { Policy, Runtime } from "./policy.ts";

// Linux: ports below net.ipv4.ip_unprivileged_port_start, 1024 unless the runtime sets it.
const firstOpenPort = 1024;

/** How a runtime's name is written. */
export const runtimeNames: Readonly<Record<Runtime, string>> = {
  docker: "Docker",
  podman: "Podman",
  kubernetes: "Kubernetes",
};

/**
 * Whether a process of this user may bind a port on the policy's runtime; `unknown` when no runtime is named.
 * Docker (from 20.10) and Podman open the low ports to everyone, Kubernetes does not.
 */
export function mayBind(
  policy: Pick<Policy, "runtime">,
  user: { readonly root: boolean },
  port: number,
): "yes" | "no" | "unknown" {
  if (user.root || port >= firstOpenPort) return "yes";
  if (policy.runtime === undefined) return "unknown";
  return policy.runtime === "kubernetes" ? "no" : "yes";
}
