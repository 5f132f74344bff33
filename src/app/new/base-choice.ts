/** The base of a new image. */
import type { Fleet } from "../../model/fleet/types.ts";
import { ownValue } from "../../names.ts";
import type { Policy } from "../../policy/policy.ts";
import { refusedReference } from "../../policy/reference.ts";
import { type CommandOutcome, usage } from "../exit.ts";
import { FAMILIES, type ServerKind, USUAL_BASES } from "./bases.ts";

/** The base that is asked for, or the one that most of the repo's images of the kind have, or the usual one. */
export function chosenBase(
  { base, server }: { readonly base?: string; readonly server: ServerKind },
  policy: Policy,
  fleet: Fleet,
): CommandOutcome<{ readonly ref: string }> {
  if (base === undefined) return { ok: true, ref: mostUsed(server, fleet) ?? usual(server, policy) };
  const refused = base === "scratch" ? `"scratch" has nothing to start` : refusedReference(base);
  return refused === undefined ? { ok: true, ref: base } : usage(`--base: ${refused}`);
}

function mostUsed(server: ServerKind, { images }: Fleet): string | undefined {
  const counts = new Map<string, number>();
  for (const { final } of images) {
    const { base } = final;
    if (base.kind !== "registry" || !FAMILIES[server].includes(base.family ?? "")) continue;
    counts.set(base.ref, (counts.get(base.ref) ?? 0) + 1);
  }
  const [first] = [...counts].sort(([a, i], [b, j]) => j - i || (a < b ? -1 : 1));
  return first?.[0];
}

/** Of Docker Hub, or of what the policy says mirrors it. */
function usual(server: ServerKind, { registries }: Policy): string {
  const name = USUAL_BASES[server];
  const mirror = Object.keys(registries).find((prefix) => ownValue(registries, prefix) === "docker.io");
  return mirror === undefined ? name.replace(/^library\//, "") : `${mirror.replace(/\/$/, "")}/${name}`;
}
