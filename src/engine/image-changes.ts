import type { ImageChange, ImageFacts } from "../facts.ts";
import { compareText } from "./fold.ts";

/** The facts at both ends of a change, and how they belong together. */
export interface ImageChangesInput {
  readonly before: readonly ImageFacts[];
  readonly after: readonly ImageFacts[];
  /** Where a file of the base is in the head; `undefined` where it is gone. */
  readonly headPathOf: (basePath: string) => string | undefined;
  /** The name of the touched image that an image inherits the change from; `undefined` where its own files changed. */
  readonly inheritsFrom: (after: ImageFacts) => string | undefined;
}

/** Pairs the images of both ends by Dockerfile (through renames) and target; sorted by path and name. */
export function imageChanges(input: ImageChangesInput): readonly ImageChange[] {
  const { before, after, headPathOf, inheritsFrom } = input;
  const left = new Map<string, ImageFacts[]>();
  for (const image of before) {
    const key = keyOf(headPathOf(image.dockerfile) ?? image.dockerfile, image.target);
    left.set(key, [...(left.get(key) ?? []), image]);
  }
  const pairs = after.map((image): ImageChange => {
    const was = left.get(keyOf(image.dockerfile, image.target))?.shift();
    const inherits = inheritsFrom(image);
    return { after: image, ...(was && { before: was }), ...(inherits !== undefined && { inherits }) };
  });
  const gone = [...left.values()].flat().map((image): ImageChange => ({ before: image }));
  return [...pairs, ...gone].sort(byImage);
}

function keyOf(dockerfile: string, target: string | null): string {
  return JSON.stringify([dockerfile, target]);
}

function byImage(left: ImageChange, right: ImageChange): number {
  const a = left.after ?? left.before;
  const b = right.after ?? right.before;
  return compareText(a?.path ?? "", b?.path ?? "") || compareText(a?.name ?? "", b?.name ?? "");
}
