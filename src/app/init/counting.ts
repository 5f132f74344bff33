/** How conventions are counted: with the rules that ask for them. */
import { checkRule } from "../../engine/check.ts";
import type { Fleet } from "../../model/fleet/types.ts";
import type { Run } from "../../model/runs/types.ts";
import type { Policy } from "../../policy/policy.ts";
import type { Rule } from "../../rule.ts";

/** One thing that a policy can ask for, and how many do it already. */
export interface Convention {
  /** The key of the policy: `ports.nginx`. */
  readonly key: string;
  readonly value: string | readonly string[];
  readonly count: number;
  readonly of: number;
  /** What was counted: "image folders". */
  readonly what: string;
}

/** What is counted, and by whose rules. */
export interface Counting {
  readonly fleet: Fleet;
  /** The policy in force; what it asks for already is no news. */
  readonly policy: Policy;
  readonly rules: readonly Rule[];
}

/** The share that must do something before the others are held to it. */
export const SHARE = 0.8;

/** What one or two do is no convention. */
export const LEAST = 3;

/** The runs of images that are asked for. */
export function askedRuns({ runs, asks }: Fleet): readonly Run[] {
  return runs.filter(({ image }) => asks.image(image));
}

/** The names of the images of some runs. */
export function imagesOf(runs: readonly Run[]): ReadonlySet<string> {
  return new Set(runs.map(({ image }) => image.name));
}

/** Names of images, and paths of files, that rules would find something of under another policy. */
export function foundUnder(
  { fleet, rules }: Counting,
  policy: Policy,
  ids: readonly string[],
): { readonly images: ReadonlySet<string>; readonly paths: readonly string[] } {
  const input = { fleet, policy, rules };
  const failures = fleet.failures.fork();
  const found = rules
    .filter(({ id }) => ids.includes(id))
    .flatMap((rule) => checkRule(rule, input, failures))
    .filter((finding) => finding.images.length > 0 || finding.at.file.path !== "");
  return {
    images: new Set(found.flatMap(({ images }) => images)),
    paths: found.map(({ at }) => at.file.path),
  };
}

/** How many of some names are none of others. */
export function outside(names: ReadonlySet<string>, found: ReadonlySet<string>): number {
  return [...names].filter((name) => !found.has(name)).length;
}

/** The most frequent of some values; the first in order of text where several are. */
export function usual<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const order = [...counts].sort(([a, m], [b, n]) => n - m || (String(a) < String(b) ? -1 : 1));
  return order[0]?.[0];
}
