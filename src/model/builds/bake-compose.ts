import type { BakeLayer, BakePairs } from "../bake/layers.ts";
import { emptyLayer } from "../bake/layers.ts";
import type { OuterTarget } from "../bake/targets.ts";
import type { ComposeProject } from "../compose/projects.ts";
import type { ComposeBuild, ComposePair, ComposeService, ComposeText } from "../compose/service.ts";
import { isTold } from "../compose/variables.ts";
import { baseName } from "../container-path.ts";
import { type Fact, known, unknown } from "../fact.ts";
import { folderOfFile, joinRepoPath } from "../repo/path.ts";
import { isRemote } from "./claims.ts";

// What bake reads of a folder before its own files (compose-go, `DefaultFileNames`).
const usual = /^(?:docker-)?compose[.]ya?ml$/;

/** The services that bake takes for targets, which its own files are laid over; each project is one file. */
export function outerTargets(projects: readonly ComposeProject[], folder: string): readonly OuterTarget[] {
  return projects
    .filter(({ file }) => usual.test(baseName(file.path)) && folderOfFile(file.path) === folder)
    .flatMap((project) =>
      project.services.flatMap((service) => {
        const { name, at, build } = service;
        return build === undefined
          ? []
          : [{ name: bakeName(name), at, layer: layerOf(project, service, build) }];
      }),
    );
}

/** bake's names have no dots. */
function bakeName(service: string): string {
  return service.replaceAll(".", "_");
}

function layerOf(project: ComposeProject, service: ComposeService, build: ComposeBuild): BakeLayer {
  const { context, dockerfile, inline, target, args, contexts } = build;
  return {
    ...emptyLayer,
    ...(context && { context: pathFact(context, project) }),
    ...(dockerfile && { dockerfile: textFact(dockerfile) }),
    ...(inline && { inline: textFact(inline) }),
    ...(target && { target: textFact(target) }),
    args: pairsOf(args, (pair) => argument(pair, project, service)),
    contexts: pairsOf(contexts, ({ value, at }) =>
      value === undefined ? unknown(OUTSIDE, at) : contextFact(value, project),
    ),
  };
}

const OUTSIDE = { key: "compose environment", why: "its value comes from where compose is started" };
const VARIABLE = { key: "compose variable", why: "it contains a compose variable" };
const ELSEWHERE = { key: "folder outside", why: "it is relative to a folder outside the repo" };

function textFact({ value, at }: ComposeText): Fact<string> {
  return value === null ? unknown(VARIABLE, at) : known(value, at);
}

function pairsOf(list: readonly ComposePair[], map: (pair: ComposePair) => Fact<string>): BakePairs {
  return { values: new Map(list.map((pair) => [pair.name, map(pair)])) };
}

/** Without a value it is the service's variable of that name, then the project's (buildx 0.38, `ParseCompose`). */
function argument(
  { name, value, at }: ComposePair,
  project: ComposeProject,
  service: ComposeService,
): Fact<string> {
  const given = value ?? service.environment.find((pair) => pair.name === name)?.value;
  if (given !== undefined) return textFact(given);
  const told = project.variables.get(name);
  return told !== undefined && isTold(told) ? known(told, at) : unknown(OUTSIDE, at);
}

function contextFact(text: ComposeText, project: ComposeProject): Fact<string> {
  const [, named] = /^(?:service|target):(.*)$/.exec(text.value ?? "") ?? [];
  return named === undefined ? pathFact(text, project) : known(`target:${bakeName(named)}`, text.at);
}

/** A path that counts from another file's folder, as from the project's. */
function pathFact(text: ComposeText, project: ComposeProject): Fact<string> {
  const { value, folder, at } = text;
  if (value === null || folder === project.folder || isRemote(value) || value.startsWith("/"))
    return textFact(text);
  const path = folder === undefined ? undefined : joinRepoPath(folder, value);
  if (path === undefined) return unknown(ELSEWHERE, at);
  const up = project.folder === "" ? "" : "../".repeat(project.folder.split("/").length);
  return known(`${up}${path}` || ".", at);
}
