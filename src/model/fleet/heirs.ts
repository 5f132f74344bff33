/** Which images of the repo are built on which: asked of each image, so found by the image and not by a search. */
import type { Run } from "../runs/types.ts";
import { ownStagesDown } from "../stages/below.ts";
import type { Image, Stage } from "../stages/image.ts";

/** What an image is directly built on: another image, or another target of the same Dockerfile. */
type Ground = Image | Stage["source"];

/** Images, and those that they are built on, by what they are directly built on. */
function imagesByGround(images: Iterable<Image>): ReadonlyMap<Ground, readonly Image[]> {
  const found = new Map<Ground, Image[]>();
  const all = new Set(images);
  // What is added on the way is gone through as well.
  for (const image of all) {
    for (const { base } of ownStagesDown(image.final)) {
      if (base.kind === "image") all.add(base.image);
      const ground =
        base.kind === "image" ? base.image : base.kind === "stage" ? base.stage.source : undefined;
      if (ground === undefined) continue;
      const known = found.get(ground);
      if (known === undefined) found.set(ground, [image]);
      else known.push(image);
    }
  }
  return found;
}

/** Finds the runs of an image and of those that are built on it, through any number of others, in the order of the runs. */
export function runsOnImages(runs: readonly Run[]): (image: Image) => readonly Run[] {
  const numbers = new Map<Image, number[]>();
  for (const [number, { image }] of runs.entries()) {
    const known = numbers.get(image);
    if (known === undefined) numbers.set(image, [number]);
    else known.push(number);
  }
  const on = imagesByGround(numbers.keys());
  return (image) => {
    const found = new Set([image, ...(on.get(image.final.source) ?? [])]);
    for (const one of found) for (const heir of on.get(one) ?? []) found.add(heir);
    const sorted = Array.from(found, (one) => numbers.get(one) ?? [])
      .flat()
      .sort((a, b) => a - b);
    return sorted.flatMap((number) => runs[number] ?? []);
  };
}

/** Tells whether some image is built on an image. */
export function groundOf(images: readonly Image[]): (image: Image) => boolean {
  const on = imagesByGround(images);
  return (image) => on.has(image) || on.has(image.final.source);
}
