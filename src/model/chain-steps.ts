/** The instructions of the final chain with the variables that are in force at each. */
import type { Instruction } from "../parsers/dockerfile.ts";
import type { Place } from "../source.ts";
import { findBase } from "./base-images.ts";
import { isWithin, resolvePath } from "./container-path.ts";
import { unknown } from "./fact.ts";
import type { Image, Stage } from "./model.ts";
import { newState, type State } from "./state.ts";
import { applyArg, applyEnv, type GlobalArgs, globalArgs, resolveWord, stageLookup } from "./variables.ts";

/** An instruction that ends up in the final stage, with the variables and the folder as they are before it. */
export interface ChainStep {
  readonly instruction: Instruction;
  /** The Dockerfile's image: the one that was asked for, or another of the repo that it starts from. */
  readonly image: Image;
  readonly state: State;
}

/** The instructions of the final stage and of all that it starts from in this repo, the first one first. */
export function chainSteps(image: Image): readonly ChainStep[] {
  return stageSteps(image, image.final);
}

/** The same for another stage of the image. */
export function stageSteps(image: Image, stage: Stage): readonly ChainStep[] {
  const steps: ChainStep[] = [];
  walkStage({ image, globals: globalsOf(image), steps }, stage);
  return steps;
}

/** What the first stage of the final chain starts from. */
export function bottomOf({ base }: Stage): Stage["base"] {
  if (base.kind === "stage") return bottomOf(base.stage);
  return base.kind === "image" ? bottomOf(base.image.final) : base;
}

interface Walk {
  readonly image: Image;
  readonly globals: GlobalArgs;
  readonly steps: ChainStep[];
}

function walkStage(walk: Walk, stage: Stage): State {
  const { image, globals, steps } = walk;
  const state: State = { ...stateBefore(walk, stage), file: image.file, escape: image.dockerfile.escape };
  for (const instruction of stage.source.instructions) {
    steps.push({ instruction, image, state: { ...state, variables: new Map(state.variables) } });
    if (instruction.keyword === "ARG") applyArg(state, instruction, globals, image.build.args);
    if (instruction.keyword === "ENV") applyEnv(state, instruction);
    if (instruction.keyword === "WORKDIR") changeFolder(state, instruction);
  }
  return state;
}

function stateBefore(walk: Walk, { base, at }: Stage): State {
  if (base.kind === "stage") return walkStage(walk, base.stage);
  if (base.kind === "image") {
    const { image } = base;
    return walkStage({ image, globals: globalsOf(image), steps: walk.steps }, image.final);
  }
  const state = newState(walk.image.file, walk.image.dockerfile.escape, at);
  if (base.kind === "scratch") return state;
  // A registry's image may set any variable, and any folder unless the table knows it.
  state.unknownBase = unknown("the base may set it", at);
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
