import type { Dockerfile, DockerStage } from "../../parsers/dockerfile/parse.ts";
import { expandWord } from "../../parsers/expand.ts";
import type { Policy } from "../../policy/policy.ts";
import type { Place } from "../../source.ts";
import type { Build } from "../builds/types.ts";
import { type Fact, known, type Unknown, unknown } from "../fact.ts";
import { containerFiles, opaqueLayer } from "../files/layers.ts";
import type { ContainerFiles } from "../files/types.ts";
import type { Repo } from "../repo/tree.ts";
import { applyRegistryBase, applyUnknownBase } from "./base.ts";
import type { CopyOrigin } from "./copy.ts";
import type { Image, Stage, StageBase } from "./image.ts";
import { applyInstruction } from "./instructions.ts";
import { namedContext } from "./named-contexts.ts";
import { inherit, newState, type State } from "./state.ts";
import { type GlobalArgs, globalArgs, mapLookup } from "./variables.ts";

/** Another image of the same repo, as a FROM, `--from` or named context finds it. */
export type OtherImage = { readonly image: Image; readonly state: State } | Unknown;

/** What the evaluation of one Dockerfile for one build needs. */
export interface StagesInput {
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
}

interface Evaluation extends StagesInput {
  readonly globals: GlobalArgs;
  readonly done: Map<number, EvaluatedStage>;
}

/** Evaluates the stages that the build's target needs; `undefined` when there is no stage at all. */
export function evaluateStages(input: StagesInput): EvaluatedStages | undefined {
  const { dockerfile, build } = input;
  const globals = globalArgs(dockerfile.globalArgs, build.args, dockerfile.escape);
  const evaluation: Evaluation = { ...input, globals, done: new Map() };
  const wanted = build.target === undefined ? dockerfile.stages.at(-1) : stageNamed(dockerfile, build.target);
  const target = wanted ?? dockerfile.stages.at(-1);
  if (target === undefined) return undefined;
  if (build.unread !== undefined) {
    const final = unreadStage(evaluation, target, build.unread);
    return { stages: [final], final };
  }
  const final = evaluateStage(evaluation, target);
  const stages = [...evaluation.done.values()].sort((a, b) => a.stage.index - b.stage.index);
  return { stages, final, ...(wanted === undefined ? { missingTarget: build.target ?? "" } : {}) };
}

/** A build of which nobody can tell the stage, or the text: nothing is known of what it makes. */
function unreadStage({ dockerfile }: Evaluation, source: DockerStage, why: Unknown): EvaluatedStage {
  const at: Place = { file: dockerfile.file, span: source.base.span };
  const state = newState(dockerfile.file, dockerfile.escape, at);
  applyUnknownBase(state, why);
  const base: StageBase = {
    kind: "unknown",
    why: why.why,
    ...(why.settle === undefined ? {} : { settle: why.settle }),
  };
  return { stage: { index: source.index, source, base, at }, state };
}

/** A stage by its alias, whatever its case, or by its number. */
function stageNamed(
  dockerfile: Dockerfile,
  name: string,
  before = dockerfile.stages.length,
): DockerStage | undefined {
  const lower = name.toLowerCase();
  const named = dockerfile.stages.findLast(
    (stage) => stage.index < before && stage.alias?.raw.toLowerCase() === lower,
  );
  if (named !== undefined) return named;
  return /^\d+$/.test(name) && Number(name) < before ? dockerfile.stages[Number(name)] : undefined;
}

function evaluateStage(evaluation: Evaluation, source: DockerStage): EvaluatedStage {
  const done = evaluation.done.get(source.index);
  if (done !== undefined) return done;
  const { dockerfile, build, globals } = evaluation;
  const at: Place = { file: dockerfile.file, span: source.base.span };
  const { state, base } = startStage(evaluation, source, at);
  const stage: Stage = {
    index: source.index,
    ...(source.alias === undefined ? {} : { alias: source.alias.raw }),
    source,
    base,
    at,
  };
  const origin = originOf(evaluation, source);
  for (const instruction of source.instructions) {
    applyInstruction(state, instruction, { stage, origin, globals, args: build.args });
  }
  const evaluated = { stage, state };
  evaluation.done.set(source.index, evaluated);
  return evaluated;
}

function startStage(
  evaluation: Evaluation,
  source: DockerStage,
  at: Place,
): { readonly state: State; readonly base: StageBase } {
  const { dockerfile, globals, policy, build } = evaluation;
  const heir = { file: dockerfile.file, escape: dockerfile.escape, from: at };
  const fresh = () => newState(heir.file, heir.escape, at);
  const unknownBase = (why: Unknown): { state: State; base: StageBase } => {
    const state = fresh();
    applyUnknownBase(state, why);
    return {
      state,
      base: { kind: "unknown", why: why.why, ...(why.settle === undefined ? {} : { settle: why.settle }) },
    };
  };
  const ref = referenceOf(source, globals, dockerfile);
  if (!ref.known) return unknownBase(ref);
  const earlier = aliased(dockerfile, ref.value, source.index);
  if (earlier !== undefined) {
    const { stage, state } = evaluateStage(evaluation, earlier);
    return { state: heirOf(state, heir), base: { kind: "stage", stage } };
  }
  if (ref.value.toLowerCase() === "scratch") return { state: scratch(fresh()), base: { kind: "scratch" } };
  const context = namedContext(build, ref.value);
  const mapped = context?.startsWith("docker-image://") ? context.slice("docker-image://".length) : ref.value;
  if (context === "") return unknownBase(build.contextsRest ?? unknownContext(ref.value, at));
  const other = evaluation.imageNamed(context ?? ref.value, at);
  if (other !== undefined && !("image" in other)) return unknownBase(other);
  if (other !== undefined)
    return { state: heirOf(other.state, heir), base: { kind: "image", image: other.image } };
  const state = fresh();
  const { family } = applyRegistryBase(state, mapped, policy);
  return { state, base: { kind: "registry", ref: mapped, ...(family === undefined ? {} : { family }) } };
}

/** The state of a stage that starts from another; what ONBUILD would do to it is not read. */
function heirOf(from: State, heir: Pick<State, "file" | "escape" | "from">): State {
  const state = inherit(from, heir);
  const [trigger] = from.triggers;
  if (trigger === undefined) return state;
  const why = unknown(
    { key: "ONBUILD", why: "the base runs ONBUILD instructions first, which are not read" },
    heir.from,
  );
  state.layers.push(opaqueLayer("/", why));
  state.otherAccounts ??= why;
  if (from.triggers.some(({ onbuild }) => onbuild?.keyword === "USER"))
    state.user = { spec: null, at: heir.from, own: false };
  return state;
}

function aliased(dockerfile: Dockerfile, name: string, before: number): DockerStage | undefined {
  const lower = name.toLowerCase();
  return dockerfile.stages.findLast(
    (stage) => stage.index < before && stage.alias?.raw.toLowerCase() === lower,
  );
}

function scratch(state: State): State {
  state.system = "none";
  state.users.push({ name: "root", uid: 0, group: "root", from: "base", at: state.from });
  return state;
}

function referenceOf(source: DockerStage, globals: GlobalArgs, dockerfile: Dockerfile): Fact<string> {
  const at: Place = { file: dockerfile.file, span: source.base.span };
  const result = expandWord(source.base.raw, mapLookup(globals), dockerfile.escape);
  if ("value" in result && !lacksPart(result.value)) return known(result.value, at);
  const name =
    "value" in result ? (/\$\{?(\w+)/.exec(source.base.raw)?.[1] ?? source.base.raw) : result.unresolved;
  return unknown(
    {
      key: `variable ${name}`,
      why: `the base image is ${source.base.raw}, but ${name} has no value in this file`,
    },
    at,
    `give ${name} a default above the FROM, or set it under builds: args: in .github/keelcheck.yml`,
  );
}

/** `nginx:${TAG}` without a TAG: no builder takes it, so that the value comes from outside. */
function lacksPart(ref: string): boolean {
  return ref === "" || /^[:/@]|[:/@]$|[:/@][:/@]/.test(ref);
}

function originOf(evaluation: Evaluation, source: DockerStage): CopyOrigin {
  const { repo, build, dockerignored } = evaluation;
  const memo = new Map<string, ReturnType<CopyOrigin["other"]>>();
  const other = (name: string) => {
    const known = memo.get(name) ?? otherFiles(evaluation, source, name);
    memo.set(name, known);
    return known;
  };
  return { repo, context: build.context, dockerignored, other };
}

/** What `--from=name` stands for: a stage above, a named context, an image. */
function otherFiles(
  evaluation: Evaluation,
  source: DockerStage,
  name: string,
): { readonly files: ContainerFiles } | { readonly folder: string } | Unknown {
  const { dockerfile, build, policy } = evaluation;
  const at: Place = { file: dockerfile.file, span: source.from.span };
  const stage = stageNamed(dockerfile, name, source.index);
  if (stage !== undefined) return { files: containerFiles(evaluateStage(evaluation, stage).state.layers) };
  const context = namedContext(build, name);
  if (context === "") return unknownContext(name, at);
  // A folder is written `./path`, from the repo's root.
  const folder = context?.startsWith("./") ? context.slice(2) : undefined;
  if (folder !== undefined) return { folder };
  const image = evaluation.imageNamed(context ?? name, at);
  if (image !== undefined) return "image" in image ? { files: containerFiles(image.state.layers) } : image;
  const state = newState(dockerfile.file, dockerfile.escape, at);
  applyRegistryBase(state, context?.replace(/^docker-image:\/\//, "") ?? name, policy);
  // Outside of the folders that the table covers, an image that is only copied from can hold anything.
  return {
    files: containerFiles([
      opaqueLayer("/", unknown({ key: `files of ${name}`, why: `what ${name} has there is unknown` }, at)),
      ...state.layers.slice(1),
    ]),
  };
}

function unknownContext(name: string, at: Place): Unknown {
  const why = `what the named context ${name} stands for is unknown`;
  return unknown({ key: `named context ${name}`, why }, at);
}
