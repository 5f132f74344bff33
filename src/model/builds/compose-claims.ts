/** What compose projects say is built, and what their services start. */
import type { ComposeProject } from "../compose/projects.ts";
import type { ComposeBuild, ComposePair, ComposeService } from "../compose/service.ts";
import { isTold } from "../compose/variables.ts";
import { known, unknown } from "../fact.ts";
import type { RepoTree } from "../repo/tree.ts";
import { parseReference } from "../stock/references.ts";
import { contextFact, fileNamed, folderNamed, namedContext } from "./claims.ts";
import type { Claim, ComposeRun, FoundBuild } from "./types.ts";

/** The build that each service of a project names, where that can be read. */
export function projectClaims(tree: RepoTree, project: ComposeProject): ReadonlyMap<ComposeService, Claim> {
  const claims = new Map<ComposeService, Claim>();
  for (const service of project.services) {
    const claim = service.build && composeClaim(tree, project, service.build, service.name);
    if (claim !== undefined) claims.set(service, claim);
  }
  return claims;
}

function composeClaim(
  tree: RepoTree,
  { variables }: ComposeProject,
  build: ComposeBuild,
  label: string,
): Claim | undefined {
  if (build.inline !== undefined) return undefined;
  const context = contextFolder(build);
  const name = build.dockerfile === undefined ? "Dockerfile" : build.dockerfile.value;
  const target = build.target === undefined ? undefined : build.target.value;
  if (context === undefined || name === null || target === null) return undefined;
  const dockerfile = fileNamed(tree, context, name);
  if (dockerfile === undefined) return undefined;
  const at = (build.dockerfile ?? build.context)?.at ?? build.at;
  return {
    from: "compose",
    dockerfile,
    ...(target ? { target } : {}),
    context: contextFact(tree, context, build.context?.at ?? build.at),
    args: argsOf(build, variables),
    contexts: contextsOf(build),
    at,
    label,
  };
}

function contextFolder({ context }: ComposeBuild): string | undefined {
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
    value?.folder === undefined ? "" : namedContext(value.folder, value.value),
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
  const { context } = claim;
  return context && { ...claim, context };
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
  if (build !== undefined && inline === undefined) return undefined;
  const text = inline ?? image;
  if (text === undefined || text.value === null) return undefined;
  const context = build === undefined ? folder : contextFolder(build);
  return {
    from: "compose",
    dockerfile: text.at.file.path,
    ...(build?.target?.value ? { target: build.target.value } : {}),
    context:
      context === undefined
        ? unknown("the build context is not a folder of the repo", text.at)
        : known(context, text.at),
    args: build === undefined ? {} : argsOf(build, variables),
    contexts: build === undefined ? {} : contextsOf(build),
    at: text.at,
    label: name,
    inCompose: { kind: inline === undefined ? "stock" : "inline", text },
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
