import type { Finding } from "../../finding.ts";
import { likeness } from "./law.ts";

/** A finding of a tree on its way, with the path that its file had in the beginning. */
export interface Placed {
  readonly finding: Finding;
  readonly pathBefore: string;
}

/** Whether the fix of a finding of a later tree was asked for: all findings like it were, so that it is sure. */
export function askedLater(
  originals: readonly Finding[],
  only: (finding: Finding) => boolean,
): (placed: Placed) => boolean {
  const all = new Set(originals.map((finding) => likeness(finding)));
  for (const finding of originals) if (!only(finding)) all.delete(likeness(finding));
  return ({ finding, pathBefore }) => all.has(likeness(finding, pathBefore));
}

/** The findings of the beginning that later ones are: each once, by its words where several are alike. */
export function originalsOf(
  originals: readonly Finding[],
  later: readonly Placed[],
): ReadonlyMap<Placed, Finding> {
  const unused = new Map<string, Finding[]>();
  for (const original of originals) {
    const same = likeness(original);
    const group = unused.get(same);
    if (group === undefined) unused.set(same, [original]);
    else group.push(original);
  }
  const found = new Map<Placed, Finding>();
  const take = (placed: Placed, isIt: (original: Finding) => boolean) => {
    const group = unused.get(likeness(placed.finding, placed.pathBefore)) ?? [];
    const at = group.findIndex(isIt);
    const [original] = at < 0 ? [] : group.splice(at, 1);
    if (original !== undefined) found.set(placed, original);
  };
  const ways = [
    (placed: Placed, one: Finding) => one === placed.finding,
    (placed: Placed, one: Finding) => one.message === placed.finding.message,
    () => true,
  ];
  for (const way of ways)
    for (const placed of later) if (!found.has(placed)) take(placed, (one) => way(placed, one));
  return found;
}
