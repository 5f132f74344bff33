import type { Instruction } from "../parsers/dockerfile.ts";
import type { SourceFile } from "../source.ts";
import type { Image, Stage } from "./model.ts";

/** An instruction of the stages that an image comes from, with its file. */
export interface ChainInstruction {
  readonly instruction: Instruction;
  readonly file: SourceFile;
  /** Its stage; two instructions of one stage share it. */
  readonly stage: Stage;
}

/** The stages that an image's final stage starts from, those of other images of the repo included. */
export interface FinalChain {
  /** The stage at the bottom, which starts from a registry, from scratch or from what is not known. */
  readonly root: Stage;
  /** From the bottom to the final stage. */
  readonly instructions: readonly ChainInstruction[];
}

/** What an image is built from, bottom first. */
export function finalChain(image: Image): FinalChain {
  return chainOf(image.final, image.file);
}

function chainOf(stage: Stage, file: SourceFile): FinalChain {
  const { base } = stage;
  const own = stage.source.instructions.map((instruction) => ({ instruction, file, stage }));
  if (base.kind !== "stage" && base.kind !== "image") return { root: stage, instructions: own };
  const below = base.kind === "stage" ? chainOf(base.stage, file) : finalChain(base.image);
  return { root: below.root, instructions: [...below.instructions, ...own] };
}

/** The text of an instruction as it is written. */
export function instructionText({ instruction, file }: ChainInstruction): string {
  return file.text.slice(instruction.span.start, instruction.span.end);
}
