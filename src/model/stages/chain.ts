/** What the final stage is built from: its instructions, and the variables that are in force at each. */
import type { Instruction } from "../../parsers/dockerfile/parse.ts";
import type { Place, SourceFile } from "../../source.ts";
import { isWithin, resolvePath } from "../container-path.ts";
import { unknown } from "../fact.ts";
import { findBase } from "../stock/references.ts";
import type { Image, Stage } from "./image.ts";
import { newState, type State } from "./state.ts";
import { applyArg, applyEnv, type GlobalArgs, globalArgs, resolveWord, stageLookup } from "./variables.ts";

/** An instruction of the stages that an image comes from. */
export interface ChainInstruction {
  readonly instruction: Instruction;
  /** The Dockerfile's image: the one that was asked for, or another of the repo that it starts from. */
  readonly image: Image;
  readonly file: SourceFile;
}

/** The stages that a stage starts from, those of other images of the repo included. */
export interface FinalChain {
  /** The stage at the bottom, which starts from a registry, from scratch or from what is not known. */
  readonly root: Stage;
  /** The image whose Dockerfile has that stage. */
  readonly rootImage: Image;
  /** From the bottom to the final stage. */
  readonly instructions: readonly ChainInstruction[];
}

/** An instruction that ends up in the final stage, with the variables and the folder as they are before it. */
export interface ChainStep extends ChainInstruction {
  readonly state: State;
}

/** What an image, or another stage of it, is built from, bottom first. */
export function finalChain(image: Image, stage = image.final): FinalChain {
  const { base } = stage;
  const own = stage.source.instructions.map((instruction) => ({ instruction, image, file: image.file }));
  if (base.kind !== "stage" && base.kind !== "image") {
    return { root: stage, rootImage: image, instructions: own };
  }
  const below = base.kind === "stage" ? finalChain(image, base.stage) : finalChain(base.image);
  return { ...below, instructions: [...below.instructions, ...own] };
}

/** The text of an instruction as it is written. */
export function instructionText({ instruction, file }: ChainInstruction): string {
  return file.text.slice(instruction.span.start, instruction.span.end);
}

/** What the first stage of the final chain starts from. */
export function bottomOf({ base }: Stage): Stage["base"] {
  if (base.kind === "stage") return bottomOf(base.stage);
  return base.kind === "image" ? bottomOf(base.image.final) : base;
}

/** The same instructions with what is in force at each. */
export function chainSteps(image: Image, stage = image.final): readonly ChainStep[] {
  const { root, rootImage, instructions } = finalChain(image, stage);
  let state = bottomState(root, rootImage);
  return instructions.map((step): ChainStep => {
    const { instruction, file, image: its } = step;
    if (state.file !== file) state = { ...state, file, escape: its.dockerfile.escape };
    const before = { ...state, variables: new Map(state.variables) };
    if (instruction.keyword === "ARG") applyArg(state, instruction, globalsOf(its), its.build.args);
    if (instruction.keyword === "ENV") applyEnv(state, instruction);
    if (instruction.keyword === "WORKDIR") changeFolder(state, instruction);
    return { ...step, state: before };
  });
}

function bottomState({ base, at }: Stage, { file, dockerfile }: Image): State {
  const state = newState(file, dockerfile.escape, at);
  if (base.kind === "scratch") return state;
  // A registry's image may set any variable, and any folder unless the table knows it.
  state.unknownBase = unknown({ key: "base", why: "the base may set it" }, at);
  const known = base.kind === "registry" ? findBase(base.ref) : undefined;
  state.workdir = known === undefined ? null : (known.image.workdir ?? "/");
  return state;
}

function globalsOf({ dockerfile, build }: Image): GlobalArgs {
  return globalArgs(dockerfile.globalArgs, build.args, dockerfile.escape);
}

function changeFolder(state: State, { words: [word] }: Instruction): void {
  const path = word && resolveWord(state, word);
  if (path === undefined) return;
  const isFixed = path.known && (path.value.startsWith("/") || state.workdir !== null);
  state.workdir = isFixed ? resolvePath(state.workdir ?? "/", path.value) : null;
}

/** A variable's value for a shell text of the step: "" is unset, `undefined` cannot be told. */
export function shellLookup({ state }: ChainStep): (name: string) => string | undefined {
  const lookup = stageLookup(state);
  return (name) => {
    const value = lookup(name);
    if (value === undefined) return "";
    return typeof value === "string" ? value : undefined;
  };
}

/** Whether a path of a RUN is a mount, which is gone behind it. */
export function isMounted({ flags }: Instruction, path: string): boolean {
  return flags.some(({ name, value }) => {
    const target = /(?:^|,)(?:target|dst|destination)=([^,]+)/.exec(value?.raw ?? "")?.[1];
    return name === "mount" && target !== undefined && isWithin(path, resolvePath("/", target));
  });
}

/** Whether one place stands before another of the same file; places of two files have no order. */
export function standsBefore(one: Place, other: Place): boolean | undefined {
  if (one.file.path !== other.file.path) return undefined;
  return (one.span?.start ?? 0) < (other.span?.start ?? 0);
}
