/** What differs between two policies, key by key. */
import type { Policy, RecordedBase } from "./policy.ts";

/** What each key of the policy file says, with its default where it says nothing. */
const VALUES: Readonly<Record<string, (policy: Policy) => unknown>> = {
  images: ({ images }) => images?.globs,
  builds: ({ builds }) => builds,
  generated: ({ generated }) => generated,
  runtime: ({ runtime }) => runtime,
  builder: ({ builder }) => builder,
  ports: ({ ports }) => ports,
  ipv6: ({ ipv6 }) => ipv6,
  nginx: ({ nginx }) => nginx,
  layout: ({ layout }) => layout,
  docs: ({ docs }) => docs,
  registries: ({ registries }) => registries,
  "base-images": ({ baseImages }) => baseImages,
  rules: ({ rules }) => Object.fromEntries(rules.map((setting) => [setting.pattern, setting])),
  "fail-on": ({ failOn }) => failOn,
  waivers: ({ waivers }) => waivers,
  owned: ({ owned }) => owned,
  scope: ({ scope }) => scope,
  "check-run": ({ checkRun }) => checkRun,
  suggestions: ({ suggestions }) => suggestions,
  sarif: ({ sarif }) => sarif,
};

/** The first-level keys whose meaning differs, in the order of the documentation; where they stand does not count. */
export function changedKeys(before: Policy, after: Policy): readonly string[] {
  return Object.entries(VALUES)
    .filter(([, said]) => !sameValue(said(before), said(after)))
    .map(([key]) => key);
}

/** References of recorded bases that are new, gone, or say something else; sorted. */
export interface RecordedChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

/** What differs between two lists of recorded bases. */
export function recordedChanges(
  before: readonly RecordedBase[],
  after: readonly RecordedBase[],
): RecordedChanges {
  const old = new Map(before.map((base) => [base.ref, base]));
  const now = new Map(after.map((base) => [base.ref, base]));
  return {
    added: [...now.keys()].filter((ref) => !old.has(ref)).sort(),
    removed: [...old.keys()].filter((ref) => !now.has(ref)).sort(),
    changed: [...now]
      .filter(([ref, base]) => old.has(ref) && !sameValue(old.get(ref), base))
      .map(([ref]) => ref)
      .sort(),
  };
}

function sameValue(left: unknown, right: unknown): boolean {
  return JSON.stringify(left, withoutPlaces) === JSON.stringify(right, withoutPlaces);
}

/** Keys in one order, and none of the places. */
function withoutPlaces(key: string, value: unknown): unknown {
  if (key === "at") return undefined;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}
