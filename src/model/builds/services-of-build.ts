import { once } from "../../once.ts";
import type { ComposeRun } from "./types.ts";

/** What compose starts of a Dockerfile's target. */
export function servicesOfBuild(
  services: readonly ComposeRun[],
  { dockerfile, target }: Pick<ComposeRun, "dockerfile" | "target">,
): readonly ComposeRun[] {
  return byTarget(services).get(JSON.stringify([dockerfile, target])) ?? [];
}

const byTarget = once((services: readonly ComposeRun[]) => {
  const found = new Map<string, ComposeRun[]>();
  for (const service of services) {
    const key = JSON.stringify([service.dockerfile, service.target]);
    const known = found.get(key);
    if (known === undefined) found.set(key, [service]);
    else known.push(service);
  }
  return found;
});
