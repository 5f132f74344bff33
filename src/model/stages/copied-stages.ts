import type { Instruction } from "../../parsers/dockerfile/parse.ts";
import type { Copy, Image, Stage } from "./image.ts";

/** The copies of images, and the stages that they copy from; each image is gone through once. */
export interface CopiedStages {
  readonly copyOf: (image: Image, instruction: Instruction) => Copy | undefined;
  /** The stage that a copy names, which stands above its own: `undefined` for an image, and for a circle. */
  readonly stageOf: (image: Image, copy: Copy) => Stage | undefined;
}

interface Read {
  readonly copies: ReadonlyMap<Instruction, Copy>;
  /** Stages by their lower-case alias and by their number, in the order of the file. */
  readonly stages: ReadonlyMap<string, readonly Stage[]>;
}

/** Reads images as they are asked for. */
export function copiedStages(): CopiedStages {
  const images = new Map<Image, Read>();
  const readOf = (image: Image): Read => {
    const read = images.get(image) ?? readImage(image);
    images.set(image, read);
    return read;
  };
  return {
    copyOf: (image, instruction) => readOf(image).copies.get(instruction),
    stageOf: (image, { from, stage }) =>
      readOf(image)
        .stages.get(from?.toLowerCase() ?? "")
        ?.findLast(({ index }) => index < stage.index),
  };
}

function readImage({ copies, stages }: Image): Read {
  const named = new Map<string, Stage[]>();
  for (const stage of stages)
    for (const name of new Set([stage.alias?.toLowerCase(), String(stage.index)]))
      if (name !== undefined) named.set(name, [...(named.get(name) ?? []), stage]);
  return { copies: new Map(copies.map((copy) => [copy.instruction, copy])), stages: named };
}
