import type { Dockerfile } from "../../parsers/dockerfile/parse.ts";
import type { Policy } from "../../policy/policy.ts";
import type { Place } from "../../source.ts";
import { Budget } from "../../work.ts";
import type { ComposeRun, FoundBuild } from "../builds/types.ts";
import { lostBy, type Unknown, unknown } from "../fact.ts";
import { allOf } from "../handed.ts";
import { unclearPermissions } from "../permissions/unclear.ts";
import type { FileProblem } from "../repo/problem.ts";
import { mountedOver, serviceState } from "../runs/compose.ts";
import { environmentOf } from "../runs/environment.ts";
import { type RunFacts, readRun } from "../runs/read.ts";
import type { Run } from "../runs/types.ts";
import { unknownsOf } from "../runs/unknowns.ts";
import { type EvaluatedStages, evaluateStages, type OtherImage } from "../stages/evaluate.ts";
import type { Copy, Image } from "../stages/image.ts";
import { accountsOf } from "../stages/users.ts";
import { failedImage, failedService } from "./failed-image.ts";
import { ignoreOf, type LeftOut } from "./ignores.ts";
import { inOrder } from "./link-order.ts";
import type { BuildReading, Linked, LinkInput } from "./linked.ts";
import { type BuildFinder, buildFinder } from "./named-builds.ts";
import { withReadOnly } from "./read-only.ts";
import { writing } from "./writing.ts";

/** Evaluates every build, each once, those that others start from first. */
export function linkImages(input: LinkInput): ReadonlyMap<FoundBuild, Linked> {
  const linked = new Map<FoundBuild, Linked>();
  const busy = new Set<FoundBuild>();
  const ignores = new Map<string, LeftOut>();
  const finder = buildFinder(input);
  const link = (build: FoundBuild): Linked | Unknown | undefined => {
    const done = linked.get(build);
    if (done !== undefined) return done;
    const dockerfile = input.dockerfile(build);
    if (dockerfile === undefined || dockerfile.stages.length === 0) return undefined;
    if (busy.has(build)) {
      const name = input.nameOf(build);
      const why = `${name} starts from itself through other images`;
      return unknown({ key: `circle ${name}`, why }, { file: dockerfile.file });
    }
    busy.add(build);
    const result = linkSafely(input, { build, dockerfile }, { link, ignores, finder });
    busy.delete(build);
    if (result !== undefined) linked.set(build, result);
    return result;
  };
  for (const build of [...input.builds.builds, ...input.others])
    for (const one of inOrder(build, finder.bases, linked)) link(one);
  return linked;
}

interface Linking {
  readonly finder: BuildFinder;
  readonly link: (build: FoundBuild) => Linked | Unknown | undefined;
  readonly ignores: Map<string, LeftOut>;
}

/** The image, or what stands for it where reading it fails: all that hangs on it cannot be told. */
function linkSafely(
  input: LinkInput,
  { build, dockerfile }: Pick<BuildReading, "build" | "dockerfile">,
  linking: Linking,
): Linked | undefined {
  const images = [input.nameOf(build)];
  const budget = new Budget(input.stepsFor(dockerfile.file.text.length));
  const work = { failures: input.failures.about(images), budget };
  const lost = input.unread(build.dockerfile);
  if (lost !== undefined) return failedImage(input, { build, dockerfile, work }, lost);
  return work.failures.attempt(
    { doing: "reading this image", at: placeOf(dockerfile) },
    () => linkBuild(input, { build, dockerfile, work }, linking),
    (failure) => failedImage(input, { build, dockerfile, work }, lostBy(failure)),
  );
}

/** The final FROM. */
function placeOf({ file, stages }: Dockerfile): Place {
  const span = stages.at(-1)?.base.span;
  return span === undefined ? { file } : { file, span };
}

function linkBuild(
  input: LinkInput,
  { build, dockerfile, work }: BuildReading,
  { link, ignores, finder }: Linking,
): Linked | undefined {
  const { repo, policy } = input;
  const { budget } = work;
  const bases = new Set<Linked>();
  const imageNamed = (name: string, at: Place): OtherImage | undefined => {
    const other = finder.find(build, name);
    if (other === undefined) return finder.likely(build, name, at);
    const result = link(other);
    if (result !== undefined && "image" in result && !bases.has(result)) {
      bases.add(result);
      budget.allow(result.steps);
    }
    const why = `${name} is an image of this repo whose Dockerfile cannot be read`;
    return result ?? unknown({ key: `unreadable image ${name}`, why }, at);
  };
  const { ignores: dockerignored, problems } = ignoreOf(repo, build, ignores);
  const stages = evaluateStages({ work, dockerfile, build, repo, policy, dockerignored, imageNamed });
  if (stages === undefined) return undefined;
  const copies = allCopies(stages);
  const { state } = stages.final;
  const services = input.servicesOf(build);
  const layers = state.layers.copy();
  for (const one of mountedOver(services)) layers.push(one);
  const facts = readRun({ ...state, layers }, copies, policy.runtime);
  const image = withUnclear(
    imageOf(input, { build, dockerfile, stages, copies, facts, problems, services }),
    policy,
  );
  const around = { fleet: { composeServices: services }, policy };
  const own = writing(runOf(image, facts), around);
  const judge = (compose: ComposeRun): Run => {
    const own = serviceState(state, compose, repo);
    const started = { ...own, work: { ...work, budget: new Budget(budget.limit) } };
    const onHost = compose.service.networkMode?.value === "host";
    const read = readRun(started, copies, onHost ? "host" : policy.runtime);
    const mounts = mountTargets([compose]);
    const unknowns = unknownsOf({ dockerfile, build, state: started, facts: read, stages, mounts });
    const run = runOf(image, read);
    const limit = compose.project.override ? ({ atMost: "warning" } as const) : {};
    return withReadOnly(
      writing({ ...run, service: compose.service.name, compose, unknowns, ...limit }, around),
    );
  };
  const started = services
    .filter(({ development }) => !development)
    .map((compose) =>
      work.failures.attempt(
        { doing: "reading this service", at: compose.service.at },
        () => judge(compose),
        (failure) => failedService(image, compose, lostBy(failure)),
      ),
    );
  return { image, runs: [own, ...started], state, steps: budget.limit };
}

function withUnclear(image: Image, policy: Policy): Image {
  return { ...image, unknowns: [...image.unknowns, ...unclearPermissions(image, policy)] };
}

function runOf(image: Image, { files: _, scripts: __, ...run }: RunFacts): Run {
  return { name: image.name, image, unknowns: [], ...run };
}

function imageOf(
  input: LinkInput,
  {
    build,
    dockerfile,
    stages,
    copies,
    facts,
    problems,
    services,
  }: {
    build: FoundBuild;
    dockerfile: Dockerfile;
    stages: EvaluatedStages;
    copies: readonly Copy[];
    facts: RunFacts;
    problems: readonly FileProblem[];
    services: readonly ComposeRun[];
  },
): Image {
  const { stage, state } = stages.final;
  return {
    name: input.nameOf(build),
    folder: input.folderOf(build),
    build,
    file: dockerfile.file,
    dockerfile,
    stages: stages.stages.map((evaluated) => evaluated.stage),
    final: stage,
    copies,
    files: facts.files,
    accounts: accountsOf(state),
    exposes: state.exposes.all.map((exposed) => ({
      ...exposed,
      own: exposed.own && exposed.at.file === state.file,
    })),
    environment: environmentOf(state, facts),
    volumes: state.volumes.all,
    refusals: [...problems, ...stages.refusals],
    work: state.work,
    unknowns: [
      ...unknownsOf({ dockerfile, build, state, facts, stages, mounts: mountTargets(services) }),
      ...(build.from === "default" && input.builds.incomplete !== undefined
        ? [{ fact: "how it is built", reason: input.builds.incomplete }]
        : []),
    ],
  };
}

/** Where services that are not for development mount something. */
function mountTargets(services: readonly ComposeRun[]): readonly string[] {
  const told = services.filter(({ development }) => !development);
  return told.flatMap(({ service }) => service.mounts.flatMap(({ target }) => target ?? []));
}

/** Copies of every stage, each once: a stage that starts from another repeats what it inherits. */
function allCopies({ stages, final }: EvaluatedStages): readonly Copy[] {
  const inFinal = new Set(final.state.copies.all.map(({ instruction }) => instruction));
  const found = new Map<Copy["instruction"], Copy>();
  for (const copy of allOf(stages.map(({ state }) => state.copies)))
    found.set(copy.instruction, { ...copy, inFinalChain: inFinal.has(copy.instruction) });
  return [...found.values()];
}
