import type { Dockerfile, DockerStage, Instruction } from "../../parsers/dockerfile/parse.ts";
import type { Policy } from "../../policy/policy.ts";
import type { Place } from "../../source.ts";
import type { Work } from "../../work.ts";
import { builderOf } from "../builds/builder.ts";
import { NOTHING } from "../builds/ci/writes.ts";
import type { Build } from "../builds/types.ts";
import { lostBy, type Unknown, unknown } from "../fact.ts";
import { containerFiles, Layers, opaqueLayer } from "../files/layers.ts";
import type { Repo } from "../repo/tree.ts";
import { applyRegistryBase } from "./base.ts";
import type { CopyOrigin } from "./copies/copy-source.ts";
import { leaveOpen, unknownStart, unreadStage } from "./failed.ts";
import { foreignFrontend, forgotten, givenFrontend } from "./frontend.ts";
import { heirOf, type Start, scratch } from "./heirs.ts";
import type { Image, Stage } from "./image.ts";
import { applyStep, recordStep } from "./instructions.ts";
import type { Refused } from "./refused/expanded.ts";
import { failingRun } from "./refused/failing.ts";
import { refusedNames, refusedOrder } from "./refused/names.ts";
import { type Refusal, refusalProblem } from "./refused/refusal.ts";
import { refusedValue } from "./refused/values.ts";
import {
  aliased,
  aliasesOf,
  deferred,
  namedContext,
  neededStages,
  referenceOf,
  type StageNames,
  stageNamed,
} from "./stage-names.ts";
import { type Beginning, inherit, newState, type State, stageOf } from "./state.ts";
import { globalArgs } from "./variables.ts";

/** Another image of the same repo, as a FROM, `--from` or named context finds it. */
export type OtherImage = { readonly image: Image; readonly state: State } | Unknown;

/** What the evaluation of one Dockerfile for one build needs. */
export interface StagesInput {
  readonly work: Work;
  readonly dockerfile: Dockerfile;
  readonly build: Build;
  readonly repo: Repo;
  readonly policy: Policy;
  readonly dockerignored: (path: string) => boolean;
  /** An image of this repo by the name of a build (`target:x`, `service:x`) or by a reference of its own registry. */
  readonly imageNamed: (name: string, at: Place) => OtherImage | undefined;
}

/** A stage with its state. */
export interface EvaluatedStage {
  readonly stage: Stage;
  readonly state: State;
}

/** The stages that a build needs, in the order of the file; the last one is the target. */
export interface EvaluatedStages {
  readonly stages: readonly EvaluatedStage[];
  readonly final: EvaluatedStage;
  /** Set when the build names a target that no stage has. */
  readonly missingTarget?: string;
  /** What stops the build. */
  readonly refusals: readonly Refusal[];
}

interface Evaluation extends StagesInput, StageNames {
  readonly done: Map<number, EvaluatedStage>;
  readonly refused: Refused[];
}

/** Evaluates the stages that the build's target needs; `undefined` when there is no stage at all. */
export function evaluateStages(input: StagesInput): EvaluatedStages | undefined {
  const { dockerfile, build } = input;
  const globals = globalArgs(dockerfile, build.args, input.work.budget);
  const names = { ...input, globals, aliases: aliasesOf(dockerfile) };
  // buildah asks less of names than Docker's builder, and other things.
  const refused = builderOf(input.policy, build) === "buildah" ? [] : [...refusedNames(names)];
  const evaluation: Evaluation = { ...names, done: new Map(), refused };
  const wanted = build.target === undefined ? dockerfile.stages.at(-1) : stageNamed(evaluation, build.target);
  const target = wanted ?? dockerfile.stages.at(-1);
  if (target === undefined) return undefined;
  if (build.unread !== undefined) {
    const final = unreadStage(dockerfile, target, { why: build.unread, work: input.work });
    return { stages: [final], final, refusals: [] };
  }
  for (const before of neededStages(evaluation, target)) evaluateStage(evaluation, before);
  const evaluated = evaluateStage(evaluation, target);
  const foreign = givenFrontend(build) ?? foreignFrontend(dockerfile);
  const final =
    foreign === undefined ? evaluated : { ...evaluated, state: forgotten(evaluated.state, foreign) };
  const stages = [...evaluation.done.values()].sort((a, b) => a.stage.index - b.stage.index);
  // Of a template nobody knows the lines yet, and another frontend refuses what it likes.
  const refusals =
    dockerfile.template || foreign !== undefined ? [] : refused.map((one) => refusalProblem(dockerfile, one));
  return { stages, final, refusals, ...(wanted === undefined ? { missingTarget: build.target ?? "" } : {}) };
}

function evaluateStage(evaluation: Evaluation, source: DockerStage): EvaluatedStage {
  const done = evaluation.done.get(source.index);
  if (done !== undefined) return done;
  const { dockerfile, build, globals } = evaluation;
  const at: Place = { file: dockerfile.file, span: source.base.span };
  const { state, base } = startedStage(evaluation, source, at);
  const { index, alias } = source;
  const stage = stageOf({ index, ...(alias && { alias: alias.raw }), source, base, at }, state);
  const origin = originOf(evaluation, source);
  const { failures, budget } = evaluation.work;
  const builder = builderOf(evaluation.policy, build);
  const input = { stage, dockerfile, origin, globals, args: build.args, builder };
  for (const instruction of [...triggersOf(base), ...source.instructions]) {
    const { keyword, span } = instruction;
    const step = recordStep(state, instruction, input);
    failures.attempt(
      { doing: `reading this ${keyword}`, at: { file: dockerfile.file, span } },
      () => {
        budget.spend();
        const { deferredProblem: later } = instruction;
        if (later !== undefined) evaluation.refused.push({ why: later.message, span: source.base.span });
        const refused =
          refusedOrder(evaluation, source, instruction) ??
          refusedValue(state, instruction, { args: build.args, builder });
        if (refused !== undefined) evaluation.refused.push(refused);
        applyStep(state, step, input);
        const failing = keyword === "RUN" ? failingRun(step, state) : undefined;
        if (failing !== undefined) evaluation.refused.push(failing);
      },
      (failure) => leaveOpen(state, step, lostBy(failure)),
    );
  }
  const evaluated = { stage, state };
  evaluation.done.set(source.index, evaluated);
  return evaluated;
}

/** What a stage of this file defers to those that start from it; BuildKit runs it before their own lines. */
function triggersOf(base: Stage["base"]): readonly Instruction[] {
  return base.kind === "stage" ? deferred(base.stage.source) : [];
}

/** The stage at its start; one whose base fails starts from what is not known. */
function startedStage(evaluation: Evaluation, source: DockerStage, at: Place): Start {
  const { work } = evaluation;
  return work.failures.attempt(
    { doing: "reading what this stage starts from", at },
    () => startStage(evaluation, source, at),
    (failure) => unknownStart(newState(beginningAt(evaluation, at)), lostBy(failure)),
  );
}

function startStage(evaluation: Evaluation, source: DockerStage, at: Place): Start {
  const { dockerfile, globals, policy, build, work } = evaluation;
  work.budget.spend();
  const heir = beginningAt(evaluation, at);
  const fresh = () => newState(heir);
  const unknownBase = (why: Unknown) => unknownStart(fresh(), why);
  const ref = referenceOf(source, globals, dockerfile);
  if (!ref.known) return unknownBase(ref);
  const earlier = aliased(evaluation, ref.value, source.index);
  // A context that is called like a stage takes its place (docs.docker.com, "Additional build contexts").
  if (earlier !== undefined && !Object.hasOwn(build.contexts, ref.value)) {
    const { stage, state } = evaluateStage(evaluation, earlier);
    return { state: inherit(state, heir), base: { kind: "stage", stage } };
  }
  if (ref.value.toLowerCase() === "scratch") return { state: scratch(fresh()), base: { kind: "scratch" } };
  const context = namedContext(build, ref.value);
  const replaced = (what: string) => {
    const why = `the named context ${ref.value} replaces the base image with ${what}`;
    return unknownBase(unknown({ key: `named context ${ref.value}`, why }, build.at));
  };
  if (context?.startsWith("./") === true) return replaced(`folder ${context}`);
  const mapped = context?.startsWith("docker-image://") ? context.slice("docker-image://".length) : ref.value;
  if (context === "") return unknownBase(build.contextsRest ?? unknownContext(ref.value, at));
  const other = evaluation.imageNamed(context ?? ref.value, at);
  if (other !== undefined && !("image" in other)) return unknownBase(other);
  if (other !== undefined)
    return { state: heirOf(other.state, heir), base: { kind: "image", image: other.image } };
  if (context !== undefined && !context.startsWith("docker-image://"))
    return replaced(`${context}, which is unknown`);
  const state = fresh();
  return { state, base: { kind: "registry", ref: mapped, ...applyRegistryBase(state, mapped, policy) } };
}

function beginningAt({ dockerfile, work }: Evaluation, from: Place): Required<Beginning> {
  return { file: dockerfile.file, escape: dockerfile.escape, from, work };
}

function originOf(evaluation: Evaluation, source: DockerStage): CopyOrigin {
  const { repo, build, dockerignored } = evaluation;
  const memo = new Map<string, ReturnType<CopyOrigin["other"]>>();
  const other = (name: string) => {
    const known = memo.get(name) ?? otherFiles(evaluation, source, name);
    memo.set(name, known);
    return known;
  };
  return { repo, context: build.context, dockerignored, other, written: build.written ?? NOTHING };
}

/** What `--from=name` stands for: a stage above, a named context, an image. */
function otherFiles(
  evaluation: Evaluation,
  source: DockerStage,
  name: string,
): ReturnType<CopyOrigin["other"]> {
  const { dockerfile, build, policy } = evaluation;
  const at: Place = { file: dockerfile.file, span: source.from.span };
  const { budget } = evaluation.work;
  const stage = stageNamed(evaluation, name, source.index);
  if (stage !== undefined) {
    const evaluated = evaluateStage(evaluation, stage);
    return { files: containerFiles(evaluated.state.layers, budget), stage: evaluated.stage };
  }
  const context = namedContext(build, name);
  if (context === "") return unknownContext(name, at);
  // A folder is written `./path`, from the repo's root.
  const folder = context?.startsWith("./") ? context.slice(2) : undefined;
  if (folder !== undefined) return { folder };
  const image = evaluation.imageNamed(context ?? name, at);
  if (image !== undefined && "image" in image)
    return { files: containerFiles(image.state.layers, budget), stage: image.image.final };
  if (image !== undefined) return image;
  const state = newState(beginningAt(evaluation, at));
  applyRegistryBase(state, context?.replace(/^docker-image:\/\//, "") ?? name, policy);
  // Outside of the folders that the table covers, an image that is only copied from can hold anything.
  const ofBase = state.base !== undefined;
  const key = ofBase ? `files of ${name}` : `strange files of ${name}`;
  const why = `what ${name} has there is unknown`;
  return {
    files: containerFiles(
      new Layers([
        opaqueLayer("/", unknown({ key, why, ...(ofBase && { ofBase }) }, at)),
        ...state.layers.slice(1),
      ]),
    ),
  };
}

function unknownContext(name: string, at: Place): Unknown {
  const why = `what the named context ${name} stands for is unknown`;
  return unknown({ key: `named context ${name}`, why }, at);
}
