import { dockerignore } from "../../parsers/dockerfile/dockerignore.ts";
import type { Dockerfile } from "../../parsers/dockerfile/parse.ts";
import type { Policy } from "../../policy/policy.ts";
import type { Place } from "../../source.ts";
import type { Builds } from "../builds/survey.ts";
import type { Build, ComposeRun, FoundBuild } from "../builds/types.ts";
import { baseName } from "../container-path.ts";
import { known, type Unknown, unknown } from "../fact.ts";
import { unwritablePaths } from "../nginx-start/unwritable.ts";
import type { Repo } from "../repo/tree.ts";
import { mountedOver, serviceState } from "../runs/compose.ts";
import { environmentOf } from "../runs/environment.ts";
import { type RunFacts, readRun } from "../runs/read.ts";
import type { Run } from "../runs/types.ts";
import { unknownsOf } from "../runs/unknowns.ts";
import {
  type EvaluatedStage,
  type EvaluatedStages,
  evaluateStages,
  type OtherImage,
} from "../stages/evaluate.ts";
import type { Copy, Image, ImageFolder } from "../stages/image.ts";
import type { State } from "../stages/state.ts";
import { accountsOf } from "../stages/users.ts";
import { ownImageName } from "../stock/references.ts";

/** An image as it was evaluated, before READMEs are looked at. */
export interface Linked {
  readonly image: Image;
  /** The image by itself, then as each compose service starts it; development services left out. */
  readonly runs: readonly Run[];
  readonly state: State;
}

/** What linking needs of the repo. */
export interface LinkInput {
  readonly repo: Repo;
  readonly policy: Policy;
  readonly builds: Builds;
  readonly dockerfile: (path: string) => Dockerfile | undefined;
  readonly nameOf: (build: FoundBuild) => string;
  readonly folderOf: (build: FoundBuild) => ImageFolder;
  /** The compose services that start the build's image. */
  readonly servicesOf: (build: FoundBuild) => readonly ComposeRun[];
  readonly readmeOf: (build: FoundBuild) => Pick<Image, "readme">;
}

/** Evaluates every build, each once, those that others start from first. */
export function linkImages(input: LinkInput): ReadonlyMap<FoundBuild, Linked> {
  const linked = new Map<FoundBuild, Linked>();
  const busy = new Set<FoundBuild>();
  const ignores = new Map<string, (path: string) => boolean>();
  const link = (build: FoundBuild): Linked | Unknown | undefined => {
    const done = linked.get(build);
    if (done !== undefined) return done;
    const dockerfile = input.dockerfile(build.dockerfile);
    if (dockerfile === undefined || dockerfile.stages.length === 0) return undefined;
    if (busy.has(build)) {
      return unknown(
        {
          key: `circle ${input.nameOf(build)}`,
          why: `${input.nameOf(build)} starts from itself through other images`,
        },
        {
          file: dockerfile.file,
        },
      );
    }
    busy.add(build);
    const result = linkBuild(input, build, dockerfile, { link, ignores });
    busy.delete(build);
    if (result !== undefined) linked.set(build, result);
    return result;
  };
  for (const build of input.builds.builds) link(build);
  return linked;
}

interface Linking {
  readonly link: (build: FoundBuild) => Linked | Unknown | undefined;
  readonly ignores: Map<string, (path: string) => boolean>;
}

function linkBuild(
  input: LinkInput,
  build: FoundBuild,
  dockerfile: Dockerfile,
  { link, ignores }: Linking,
): Linked | undefined {
  const { repo, policy } = input;
  const imageNamed = (name: string, at: Place): OtherImage | undefined => {
    const other = buildNamed(input, build, name);
    if (other === undefined) return undefined;
    const result = link(other);
    return (
      result ??
      unknown(
        {
          key: `unreadable image ${name}`,
          why: `${name} is an image of this repo whose Dockerfile cannot be read`,
        },
        at,
      )
    );
  };
  const dockerignored = ignoreOf(repo, build, ignores);
  const stages = evaluateStages({ dockerfile, build, repo, policy, dockerignored, imageNamed });
  if (stages === undefined) return undefined;
  const copies = allCopies(stages);
  const { state } = stages.final;
  const services = input.servicesOf(build);
  const facts = readRun(
    { ...state, layers: [...state.layers, ...mountedOver(services, repo)] },
    copies,
    policy.runtime,
  );
  const image = imageOf(input, { build, dockerfile, stages, copies, facts });
  const around = { fleet: { composeServices: services }, policy };
  const own = writing(runOf(image, facts), around);
  const started = services
    .filter(({ development }) => !development)
    .map((service) => {
      const run = runOf(image, readRun(serviceState(state, service, repo), copies, policy.runtime));
      return writing({ ...run, service: service.service.name }, around);
    });
  return { image, runs: [own, ...started], state };
}

/** The run, its nginx turned to "does not start" where it cannot write what it must. */
function writing(run: Run, around: Parameters<typeof unwritablePaths>[1]): Run {
  const { nginx } = run;
  const blocked = nginx?.starts.known === true && nginx.starts.value ? unwritablePaths(run, around) : [];
  if (nginx === undefined || blocked.length === 0) return run;
  const because = blocked.map(({ at, who, path, why }) => ({
    at,
    note: `${who} cannot write ${path}: ${why}`,
  }));
  const starts = known(false, blocked[0]?.at ?? nginx.master.at, because);
  return {
    ...run,
    nginx: { ...nginx, starts },
    listeners: run.listeners.filter(({ server }) => server !== "nginx"),
  };
}

function runOf(image: Image, { files: _, scripts: __, ...run }: RunFacts): Run {
  return { name: image.name, image, ...run };
}

function imageOf(
  input: LinkInput,
  {
    build,
    dockerfile,
    stages,
    copies,
    facts,
  }: {
    build: FoundBuild;
    dockerfile: Dockerfile;
    stages: EvaluatedStages;
    copies: readonly Copy[];
    facts: RunFacts;
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
    ...input.readmeOf(build),
    copies,
    files: facts.files,
    accounts: accountsOf(state),
    exposes: state.exposes.map((exposed) => ({
      ...exposed,
      own: exposed.own && exposed.at.file === state.file,
    })),
    environment: environmentOf(state, facts),
    volumes: state.volumes,
    unknowns: unknownsOf({ dockerfile, build, state, facts, stages }),
  };
}

/** Copies of every stage, each once: a stage that starts from another repeats what it inherits. */
function allCopies({ stages, final }: EvaluatedStages): readonly Copy[] {
  const inFinal = new Set(final.state.copies.map(({ instruction }) => instruction));
  const found = new Map<Copy["instruction"], Copy>();
  for (const { state } of stages as readonly EvaluatedStage[]) {
    for (const copy of state.copies)
      found.set(copy.instruction, { ...copy, inFinalChain: inFinal.has(copy.instruction) });
  }
  return [...found.values()];
}

/** The build that a name stands for: another bake target or compose service, or an image of the repo's own registry. */
function buildNamed(
  { builds, policy, nameOf }: LinkInput,
  build: Build,
  name: string,
): FoundBuild | undefined {
  const [, kind, label] = /^(target|service):(.+)$/.exec(name) ?? [];
  if (label !== undefined) {
    const from = kind === "target" ? "bake" : "compose";
    const file = build.names ?? build.at.file.path;
    const named = builds.named.find(
      (candidate) => candidate.from === from && candidate.name === label && candidate.file === file,
    );
    return builds.builds.find(
      (candidate) => candidate.dockerfile === named?.dockerfile && candidate.target === named.target,
    );
  }
  const own = ownImageName(name, policy.registries);
  if (own === undefined) return undefined;
  return builds.builds.find(
    (candidate) =>
      nameOf(candidate) === own || candidate.label === own || baseName(nameOf(candidate)) === own,
  );
}

/** `<Dockerfile>.dockerignore` goes before the context's own. */
function ignoreOf(
  repo: Repo,
  build: Build,
  memo: Map<string, (path: string) => boolean>,
): (path: string) => boolean {
  if (!build.context.known) return () => false;
  const context = build.context.value;
  const candidates = [
    `${build.dockerfile}.dockerignore`,
    context === "" ? ".dockerignore" : `${context}/.dockerignore`,
  ];
  const path = candidates.find((candidate) => repo.tree.entry(candidate) !== undefined);
  if (path === undefined) return () => false;
  const known = memo.get(path);
  if (known !== undefined) return known;
  const file = repo.read(path);
  const test = file === undefined || "unreadable" in file ? () => false : dockerignore(file.text);
  memo.set(path, test);
  return test;
}
