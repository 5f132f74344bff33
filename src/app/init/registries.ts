import type { Stage } from "../../model/stages/image.ts";
import { type Convention, type Counting, SHARE } from "./counting.ts";

/** Prefixes of references under which this repo's own images are found, as the reasons of unknown bases tell them. */
export function ownRegistries({ fleet, policy }: Counting): readonly Convention[] {
  const unknowns = fleet.images.flatMap((image) => image.unknowns);
  const own = new Map<string, Set<string>>();
  for (const { reason } of unknowns) {
    const [, prefix] = /^registry (.+)$/.exec(reason.shared?.key ?? "") ?? [];
    if (prefix === undefined || Object.hasOwn(policy.registries, prefix)) continue;
    own.set(prefix, (own.get(prefix) ?? new Set()).add(reason.key));
  }
  const references = new Set(fleet.images.flatMap(({ stages }) => stages.map(referenceOf)));
  return [...own].sort().flatMap(([prefix, keys]) => {
    const of = [...references].filter((reference) => reference.startsWith(`${prefix}/`)).length;
    const count = Math.min(keys.size, of);
    const counted = { count, of, what: `base images under ${prefix}/` };
    return count > 0 && count >= of * SHARE ? [{ key: `registries.${prefix}`, value: ".", ...counted }] : [];
  });
}

/** What a stage starts from, without its tag. */
function referenceOf({ base, source }: Stage): string {
  const written = base.kind === "registry" ? base.ref : source.base.raw;
  return written.replace(/(:[^/:]*)?(@.*)?$/, "");
}
