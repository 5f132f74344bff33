import { onceByText } from "../../once.ts";

/** The releases that a nginx may be of: `from` and `to` inclusive, `to` absent where later ones may be meant. */
export interface NginxReleases {
  readonly from: string;
  readonly to?: string;
}

/** Compares two releases as `1.25.1`, part by part; a missing part is 0. */
export function compareReleases(left: string, right: string): number {
  if (left === right) return 0;
  const [ours, theirs] = [partsOf(left), partsOf(right)];
  for (let part = 0; part < 3; part++) {
    const difference = (ours[part] ?? 0) - (theirs[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const partsOf = onceByText((release): readonly number[] => release.split(".").map(Number));

/** Whether one of the releases is among those that have something since one and until another. */
export function mayHave(
  { since, until }: { readonly since?: string; readonly until?: string },
  { from, to }: NginxReleases,
): boolean {
  const early = since !== undefined && to !== undefined && compareReleases(to, since) < 0;
  return !early && (until === undefined || compareReleases(from, until) <= 0);
}
