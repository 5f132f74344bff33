import type { At, ImageFacts, Report } from "../../facts.ts";
import type { Finding } from "../../finding.ts";
import { rangeOf } from "../../source.ts";

/** The rule that speaks where a fact cannot be told; the summary gives it a part of its own. */
export const UNKNOWN = "fact/unknown";

/** The findings as the summary shows them. */
export interface Groups {
  /** Each finding once, by the image it is shown with; `undefined` is the repo. `fact/unknown` is left out. */
  readonly shown: ReadonlyMap<ImageFacts | undefined, readonly Finding[]>;
  /** Every finding that is of an image, so that one may be of several. */
  readonly of: ReadonlyMap<ImageFacts, readonly Finding[]>;
}

/** A fact that cannot be told and that no finding speaks for, with the images it was asked of. */
export interface Untold {
  readonly why: string;
  readonly settle?: string;
  readonly at: At;
  readonly facts: readonly string[];
  readonly images: readonly string[];
}

/** Groups findings: with the image whose folder they lie in, else with the first they were seen in, else with the repo. */
export function groupsOf({ images, findings }: Report): Groups {
  const shown = new Map<ImageFacts | undefined, Finding[]>(
    [...images, undefined].map((image) => [image, []]),
  );
  const of = new Map<ImageFacts, Finding[]>(images.map((image) => [image, []]));
  const named = grouped(images, ({ name }) => name);
  const folders = grouped(images, ({ path }) => path);
  for (const finding of findings) {
    const seen = finding.images.flatMap((name) => named.get(name) ?? []);
    const near = nearest(finding.at.file.path, folders);
    const owner = near.find((image) => seen.includes(image)) ?? seen[0] ?? near[0];
    const all = seen.length > 0 ? seen : near.slice(0, 1);
    for (const image of all) of.get(image)?.push(finding);
    if (finding.rule !== UNKNOWN) shown.get(owner)?.push(finding);
  }
  return { shown, of };
}

/** The images of the innermost image folder that holds a path; the one with that Dockerfile first. */
function nearest(path: string, folders: ReadonlyMap<string, readonly ImageFacts[]>): readonly ImageFacts[] {
  const parts = path.split("/");
  for (let length = parts.length; length >= 0; length--) {
    const images = folders.get(parts.slice(0, length).join("/"));
    if (images === undefined) continue;
    return images.toSorted((a, b) => Number(b.dockerfile === path) - Number(a.dockerfile === path));
  }
  return [];
}

/** The unknown facts of the images, folded to one per cause, without those that `fact/unknown` reports. */
export function untoldOf({ images, findings }: Report): Untold[] {
  const spoken = findings.filter(({ rule }) => rule === UNKNOWN);
  const places = new Set(spoken.map(({ at }) => `${at.file.path}:${rangeOf(at).start.line}`));
  const all = images.flatMap((image) => image.unknown.map((unknown) => ({ image, unknown })));
  const silent = all.filter(({ unknown: { at } }) => !places.has(`${at.file}:${at.line}`));
  const causes = grouped(silent, ({ unknown: { why, at } }) => JSON.stringify([why, at.file, at.line]));
  return [...causes.values()].flatMap(folded);
}

function folded(
  same: readonly { readonly image: ImageFacts; readonly unknown: ImageFacts["unknown"][number] }[],
): Untold[] {
  const first = same[0]?.unknown;
  if (first === undefined) return [];
  const facts = [...new Set(same.map(({ unknown }) => unknown.fact))];
  const images = [...new Set(same.map(({ image }) => image.name))];
  const { why, at, settle } = first;
  return [{ why, at, facts, images, ...(settle === undefined ? {} : { settle }) }];
}

// Map.groupBy came with Node 21.
function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
