import { foldersOf } from "../builds/scope.ts";
import type { Fleet } from "../fleet/types.ts";
import type { Run } from "../runs/types.ts";
import { imagesBelow } from "../stages/below.ts";
import type { Image } from "../stages/image.ts";

/** Runs that both ends of a change have, by Dockerfile (through renames), target and service; of images that are asked for. */
export function runPairs(
  base: Fleet,
  head: Fleet,
  headPathOf: (basePath: string) => string | undefined,
): readonly { readonly before: Run; readonly after: Run }[] {
  const left = new Map<string, Run[]>();
  for (const run of base.runs) {
    const key = keyOf(run, headPathOf(run.image.build.dockerfile));
    left.set(key, [...(left.get(key) ?? []), run]);
  }
  return head.runs.flatMap((after) => {
    if (!head.asks.image(after.image)) return [];
    const before = left.get(keyOf(after, after.image.build.dockerfile))?.shift();
    return before === undefined ? [] : [{ before, after }];
  });
}

function keyOf({ image, service }: Run, dockerfile: string | undefined): string {
  return JSON.stringify([dockerfile, image.build.target, service]);
}

/** The touched image that an image is built on, where none of its own files changed. */
export function touchedBase(fleet: Fleet, name: string, changed: readonly string[]): string | undefined {
  const image = fleet.images.find((each) => each.name === name);
  if (image === undefined || holdsOne(image, changed)) return undefined;
  return imagesBelow(image.final).find((base) => fleet.asks.image(base))?.name;
}

function holdsOne({ folder }: Image, changed: readonly string[]): boolean {
  return changed.some((path) => foldersOf(path).includes(folder.path));
}
