/** Which builds and services a change of bake, compose and workflow files alters, or of what compose files name. */

import { commandKind } from "../builds/command-kinds.ts";
import { isBuildFile } from "../builds/files.ts";
import { foldersOf } from "../builds/scope.ts";
import type { BuildSurvey, ComposeRun } from "../builds/types.ts";
import { baseName } from "../container-path.ts";
import { folderOfFile, joinRepoPath } from "../repo/path.ts";

// Bake files of any name, and what CI may run before it builds.
const MAY_BE_CALLED = /[.](?:hcl|json|py|rb|pl|php|lua|[cm]?[jt]s|go|ps1|ya?ml)$|(?:^|[/])[^./]+$/;

/** Dockerfiles of which the changed files say something else at the two ends. */
export function changedClaims(
  base: BuildSurvey,
  head: BuildSurvey,
  changed: readonly string[],
): ReadonlySet<string> {
  // What is said of a build may hang on another file than the one that names it: an override, a file that a step names.
  const inputs = [base, head].flatMap(({ composeServices }) =>
    composeServices.map(({ project }) => project.inputs),
  );
  const decides = (path: string) =>
    isBuildFile(path) || commandKind(path) !== undefined || MAY_BE_CALLED.test(path);
  if (!changed.some((path) => decides(path) || inputs.some((each) => each.has(path)))) return new Set();
  const files = new Set(changed.filter(isBuildFile));
  const found = new Set<string>();
  const before = wordsByDockerfile(base, files);
  const after = wordsByDockerfile(head, files);
  for (const path of [...before.keys(), ...after.keys()]) {
    if (before.get(path) !== after.get(path)) found.add(path);
  }
  return found;
}

/** What the files say of each Dockerfile, without the places where they say it. */
function wordsByDockerfile(survey: BuildSurvey, files: ReadonlySet<string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const say = (dockerfile: string, words: unknown) =>
    found.set(dockerfile, `${found.get(dockerfile) ?? ""}${JSON.stringify(words, withoutPlaces)}\n`);
  for (const claim of survey.sources.flat()) say(claim.dockerfile, claim);
  for (const { project, service, dockerfile, target } of survey.composeServices) {
    if ([...project.inputs].some((path) => files.has(path))) say(dockerfile, { target, service });
  }
  return found;
}

function withoutPlaces(key: string, value: unknown): unknown {
  if (key === "at" || key === "span" || key === "inline") return undefined;
  return key === "file" && typeof value === "object" ? undefined : value;
}

/** Dockerfiles of services that mount a changed path, or whose compose file takes in a changed file of variables or services. */
export function mountingServices(
  surveys: readonly BuildSurvey[],
  changed: ReadonlySet<string>,
): ReadonlySet<string> {
  const services = surveys.flatMap(({ composeServices }) => composeServices);
  if (services.length === 0 || changed.size === 0) return new Set();
  const touched = new Set([...changed].flatMap((path) => [path, ...foldersOf(path)]));
  const named = [...changed].filter((path) => isVariableFile(path) || isBuildFile(path));
  return new Set(
    services.flatMap((run) =>
      mounted(run).some((path) => touched.has(path)) || named.some((path) => takesIn(run, path))
        ? [run.dockerfile]
        : [],
    ),
  );
}

/** The repo paths that a service mounts and that its `env_file` names, as far as no variable stands in them. */
function mounted({ service }: ComposeRun): readonly string[] {
  const files = service.envFiles.flatMap(({ path: { value, folder } }) =>
    value === null || folder === undefined ? [] : (joinRepoPath(folder, value) ?? []),
  );
  return [...service.mounts.flatMap(({ source, near }) => source ?? near ?? []), ...files];
}

/** `.env` is read from beside the compose file; other files of variables or services are named by it. */
function takesIn({ project: { file, files, inputs } }: ComposeRun, path: string): boolean {
  if (files.includes(path)) return false;
  if (inputs.has(path)) return true;
  const isBeside = isVariableFile(path) && folderOfFile(file.path) === folderOfFile(path);
  return isBeside || file.text.includes(baseName(path));
}

function isVariableFile(path: string): boolean {
  return /^\.env|\.env$/.test(baseName(path));
}
