import type { Run } from "../runs/types.ts";
import { imagesBelow } from "../stages/below.ts";
import { copiedPaths } from "../stages/brought.ts";
import type { Image } from "../stages/image.ts";
import { groundOf, runsOnImages } from "./heirs.ts";
import type { Fleet, FleetLinks } from "./types.ts";

/** Answers about the fleet that many rules ask for each image, worked out once, when the first one asks. */
export function fleetLinks({ images, runs }: Pick<Fleet, "images" | "runs">): FleetLinks {
  const files = new Set(images.map(({ file }) => file.path));
  let byFile: Map<string, Set<Run>> | undefined;
  let withFile: ReadonlyMap<string, readonly Image[]> | undefined;
  let onImage: ((image: Image) => readonly Run[]) | undefined;
  let isGround: ((image: Image) => boolean) | undefined;
  return {
    runsOn: (image) => {
      onImage ??= runsOnImages(runs);
      return onImage(image);
    },
    hasHeirs: (image) => {
      isGround ??= groundOf(images);
      return isGround(image);
    },
    isImageFile: (path) => files.has(path),
    runsWithUsersOf: (path) => {
      byFile ??= runsByFile(runs);
      return [...(byFile.get(path) ?? [])];
    },
    imagesWith: (path) => {
      withFile ??= imagesByFile(images);
      return withFile.get(path) ?? [];
    },
  };
}

/** Runs by their own Dockerfile, and by every file that makes one of their users. */
function runsByFile(runs: readonly Run[]): Map<string, Set<Run>> {
  const found = new Map<string, Set<Run>>();
  for (const run of runs) {
    const { file, accounts } = run.image;
    const made = accounts.users.filter(({ from }) => from === "run").map(({ at }) => at.file.path);
    for (const path of new Set([file.path, ...made])) {
      const known = found.get(path);
      if (known === undefined) found.set(path, new Set([run]));
      else known.add(run);
    }
  }
  return found;
}

/** Images by each file of the repo that goes into them. */
function imagesByFile(images: readonly Image[]): ReadonlyMap<string, readonly Image[]> {
  const found = new Map<string, Image[]>();
  for (const image of images) {
    for (const path of new Set([...dockerfilesOf(image), ...copiedPaths(image)])) {
      const same = found.get(path);
      if (same === undefined) found.set(path, [image]);
      else same.push(image);
    }
  }
  return found;
}

/** The Dockerfile of an image, and those of the repo's images that it is built on. */
function dockerfilesOf({ file, final }: Image): readonly string[] {
  return [file.path, ...imagesBelow(final).map((image) => image.file.path)];
}
