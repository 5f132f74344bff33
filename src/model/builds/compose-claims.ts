/** What compose projects say is built, and what their services start. */
import type { ComposeProject } from "../compose/projects.ts";
import type { ComposeBuild, ComposePair, ComposeService } from "../compose/service.ts";
import { isTold } from "../compose/variables.ts";
import { known, unknown } from "../fact.ts";
import type { RepoTree } from "../repo/tree.ts";
import { parseReference } from "../stock/references.ts";
import { contextFact, declaredContext, fileNamed, folderNamed } from "./claims.ts";
import type { Claim, ClaimDetails, ComposeRun, FoundBuild, Hint } from "./types.ts";

/** A project, and the claims of those of its services that build. */
export interface ProjectClaims {
  readonly project: ComposeProject;
  readonly claims: ReadonlyMap<ComposeService, Claim>;
}

/** The build that each service of a project names, where that can be read. */
export function projectClaims(tree: RepoTree, project: ComposeProject): ReadonlyMap<ComposeService, Claim> {
  const claims = new Map<ComposeService, Claim>();
  for (const service of project.services) {
    const claim = composeClaim(tree, project, service);
    if (claim !== undefined) claims.set(service, claim);
  }
  return claims;
}

function composeClaim(
  tree: RepoTree,
  { variables }: ComposeProject,
  { name: label, image, build }: ComposeService,
): Claim | undefined {
  if (build === undefined || build.inline !== undefined) return undefined;
  const context = contextFolder(build);
  const name = build.dockerfile === undefined ? "Dockerfile" : build.dockerfile.value;
  if (context === undefined || name === null) return undefined;
  const dockerfile = fileNamed(tree, context, name);
  if (dockerfile === undefined) return undefined;
  return {
    from: "compose",
    dockerfile,
    ...detailsOf(build, { label, image, variables }),
    context: contextFact(tree, context, build.context?.at ?? build.at),
    label,
  };
}

interface Around {
  readonly label: string;
  readonly image: ComposeService["image"];
  readonly variables: ComposeProject["variables"];
}

function detailsOf(build: ComposeBuild, { label, image, variables }: Around): ClaimDetails {
  return {
    ...stageOf(build, label),
    args: argsOf(build, variables),
    contexts: contextsOf(build),
    tags: tagsOf(image),
    at: (build.dockerfile ?? build.context)?.at ?? build.at,
  };
}

/** The builds of a project whose Dockerfile a variable from outside names. */
export function composeHints({ project, claims }: ProjectClaims): readonly Hint[] {
  const included = project.unread.map(
    (why): Hint => ({
      ...{ from: "compose", why, at: why.at, args: {}, contexts: {}, tags: [] },
      ...{ unreadStage: why, argsRest: why, contextsRest: why },
    }),
  );
  const own = project.services.flatMap((service): readonly Hint[] => {
    const { build, name: label, image } = service;
    if (build === undefined || build.inline !== undefined || claims.has(service)) return [];
    const unread = [build.dockerfile, build.context].find((text) => text?.value === null);
    if (unread === undefined) return [];
    const folder = build.context?.value == null ? undefined : contextFolder(build);
    // An address, or a folder outside, holds no Dockerfile of the repo.
    if (build.context?.value != null && folder === undefined) return [];
    const file = build.dockerfile === undefined ? "Dockerfile" : build.dockerfile.value;
    const why = `the Dockerfile that the compose service "${label}" builds comes from outside the repo`;
    return [
      {
        from: "compose",
        why: unknown({ key: `Dockerfile of ${label}`, why }, unread.at, SETTLE_FILE),
        ...(folder === undefined ? {} : { folder }),
        ...(file === null ? {} : { file: file.replace(/^(?:\.\.?\/)+/, "") }),
        ...detailsOf(build, { label, image, variables: project.variables }),
      },
    ];
  });
  return [...included, ...own];
}

const SETTLE_FILE =
  'give its variable a default, as in "${FILE:-Dockerfile}", or set it in the .env next to the compose file';

function stageOf({ target }: ComposeBuild, service: string): Pick<Claim, "target" | "unreadStage"> {
  if (target === undefined) return {};
  if (target.value !== null) return { target: target.value };
  const why = `the stage that the compose service "${service}" builds comes from outside the repo`;
  return { unreadStage: unknown({ key: `stage of ${service}`, why }, target.at, SETTLE_STAGE) };
}

const SETTLE_STAGE =
  'give its variable a default, as in "${STAGE:-prod}", or set it in the .env next to the compose file';

function tagsOf(image: ComposeService["image"]): readonly string[] {
  const tag = image?.value ?? image?.pattern;
  return tag === undefined ? [] : [tag];
}

/** The folder of the repo that a service is built of; `undefined` where it is none, or cannot be told. */
export function contextFolder({ context }: ComposeBuild): string | undefined {
  return context?.folder === undefined ? undefined : folderNamed(context.folder, context.value, false);
}

function argsOf({ args }: ComposeBuild, variables: ComposeProject["variables"]): Claim["args"] {
  return record(args, ({ name, value }) => (value === undefined ? told(variables.get(name)) : value.value));
}

function told(value: string | undefined): string | null {
  return value !== undefined && isTold(value) ? value : null;
}

function contextsOf({ contexts }: ComposeBuild): Claim["contexts"] {
  return record(contexts, ({ value }) =>
    value?.folder === undefined ? "" : declaredContext(value.folder, value.value),
  );
}

function record<To>(list: readonly ComposePair[], map: (pair: ComposePair) => To): Record<string, To> {
  return Object.fromEntries(list.map((pair) => [pair.name, map(pair)]));
}

/** What the services of a project start; those whose build cannot be read are left out. */
export function composeRuns(
  project: ComposeProject,
  claims: ReadonlyMap<ComposeService, Claim>,
): readonly ComposeRun[] {
  const builtAs = new Map<string, ComposeService>();
  for (const [service] of claims) {
    if (typeof service.image?.value === "string") builtAs.set(imageKey(service.image.value), service);
  }
  return project.services.flatMap((service): readonly ComposeRun[] => {
    const { image } = service;
    const shares = service.build === undefined && typeof image?.value === "string";
    const builder = shares ? builtAs.get(imageKey(image.value ?? "")) : undefined;
    const claim = claims.get(builder ?? service);
    const build = claim === undefined ? buildInCompose(project, service) : buildOf(claim);
    if (build === undefined) return [];
    const { dockerfile, target } = build;
    const { development } = project;
    return [
      { project, service, build, dockerfile, ...(target === undefined ? {} : { target }), development },
    ];
  });
}

/** A claim of compose says its context always. */
function buildOf(claim: Claim): FoundBuild | undefined {
  const { context, unreadStage: unread, ...build } = claim;
  return context && { ...build, context, ...(unread && { unread }) };
}

function imageKey(reference: string): string {
  const { registry, repository, tag, digest } = parseReference(reference);
  return JSON.stringify([registry, repository, tag ?? "latest", digest]);
}

/** An image of a registry, or a Dockerfile in the compose file. */
function buildInCompose(
  { folder, variables }: ComposeProject,
  service: ComposeService,
): FoundBuild | undefined {
  const { build, image, name } = service;
  const inline = build?.inline;
  if (build !== undefined && inline === undefined) return buildOutside(build, name);
  const text = inline ?? image;
  if (text === undefined || text.value === null) return undefined;
  const context = build === undefined ? folder : contextFolder(build);
  const { unreadStage: unread, ...stage } = build === undefined ? {} : stageOf(build, name);
  return {
    from: "compose",
    dockerfile: text.at.file.path,
    ...stage,
    ...(unread && { unread }),
    context:
      context === undefined
        ? unknown({ key: "context", why: "the build context is not a folder of the repo" }, text.at)
        : known(context, text.at),
    args: build === undefined ? {} : argsOf(build, variables),
    contexts: build === undefined ? {} : contextsOf(build),
    tags: build === undefined ? [] : tagsOf(image),
    at: text.at,
    label: name,
    inCompose: { kind: inline === undefined ? "stock" : "inline", text },
  };
}

/** What a service is built from lies outside the repo, or is not there: nothing is known of it, whatever it is given. */
function buildOutside(build: ComposeBuild, name: string): FoundBuild | undefined {
  const unread =
    build.dockerfile?.value === null || build.context === undefined || build.context.value === null;
  if (unread || build.context === undefined) return undefined;
  const text = build.dockerfile ?? build.context;
  const why = unknown(
    {
      key: `build of ${name}`,
      why: `the Dockerfile that the compose service "${name}" builds is not in the repo`,
    },
    text.at,
  );
  return {
    from: "compose",
    dockerfile: text.at.file.path,
    context: unknown({ key: "context", why: why.why }, text.at),
    ...{ args: {}, contexts: {}, tags: [], at: text.at, label: name, unread: why },
    inCompose: { kind: "stock", text: { ...text, value: "scratch" } },
  };
}

/** Without the services that an override file leaves as they are. */
export function withoutRepeats(runs: readonly ComposeRun[]): readonly ComposeRun[] {
  const alone = new Map(
    runs.flatMap((run) => (run.project.override ? [] : [[keyOf(run), saidOf(run)] as const])),
  );
  return runs.filter((run) => !run.project.override || alone.get(keyOf(run)) !== saidOf(run));
}

function keyOf({ project, service }: ComposeRun): string {
  return JSON.stringify([project.file.path, service.name]);
}

function saidOf({ service, build }: ComposeRun): string {
  return JSON.stringify([service, build], (key, value) => (key === "at" ? undefined : value));
}
