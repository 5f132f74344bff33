import type { ImageChange } from "../../facts.ts";
import { type Difference, differences, keyOf, openFacts } from "./differences.ts";

/** An image that the change touches, and what it does to it. */
export interface TouchedImage {
  readonly name: string;
  readonly change: ImageChange;
  readonly kind: "new" | "removed" | "changed" | "same";
  readonly differences: readonly Difference[];
  /** Facts that can be told neither before nor after. */
  readonly open: readonly string[];
}

/** Images of which no file changed, and which are built on one that did. */
export interface Heirs {
  /** The name of the changed image. */
  readonly base: string;
  readonly count: number;
  /** The images by what it does to them; those that stay the same come last. */
  readonly alike: readonly (readonly TouchedImage[])[];
}

/** What a change does to the images, as reports show it. */
export interface ChangeGroups {
  /** Images that the change itself touches, in the order given. */
  readonly own: readonly TouchedImage[];
  readonly heirs: readonly Heirs[];
}

/** Sorts the touched images: their own changes, and those that only inherit one, by what it does to them. */
export function changeGroups(images: readonly ImageChange[]): ChangeGroups {
  const touched = images.map(touchedImage);
  const own = touched.filter(({ change }) => change.inherits === undefined);
  const bases = [...new Set(touched.flatMap(({ change }) => change.inherits ?? []))];
  const heirs = bases.map((base) => heirsOf(base, touched));
  return { own, heirs };
}

function heirsOf(base: string, touched: readonly TouchedImage[]): Heirs {
  const groups = new Map<string, TouchedImage[]>();
  const all = touched.filter(({ change }) => change.inherits === base);
  for (const image of all) {
    const key = JSON.stringify([image.kind, image.open, ...image.differences.map(keyOf)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [image]);
    else group.push(image);
  }
  const alike = [...groups.values()];
  const stays = (group: readonly TouchedImage[]) => group[0]?.kind === "same";
  return {
    base,
    count: all.length,
    alike: [...alike.filter((group) => !stays(group)), ...alike.filter(stays)],
  };
}

/** One touched image with what differs in it. */
export function touchedImage(change: ImageChange): TouchedImage {
  const { before, after } = change;
  const found = differences(change);
  const kind = before === undefined ? "new" : after === undefined ? "removed" : undefined;
  return {
    name: (after ?? before)?.name ?? "",
    change,
    kind: kind ?? (found.length > 0 ? "changed" : "same"),
    differences: found,
    open: openFacts(change),
  };
}
