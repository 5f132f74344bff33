import { joinRepoPath } from "../repo/path.ts";
import type { RepoTree } from "../repo/tree.ts";
import type { ComposeRun, FoundBuild } from "./types.ts";

/** The files that say which others a build sees, and with what a service starts; those that are there. */
export function filesBeside(
  tree: RepoTree,
  builds: readonly FoundBuild[],
  services: readonly ComposeRun[],
): readonly string[] {
  const dockerfiles = new Set(builds.map(({ dockerfile }) => dockerfile));
  const ignores = builds.flatMap(({ dockerfile, context }) => [
    `${dockerfile}.dockerignore`,
    ...(context.known ? [inFolder(context.value, ".dockerignore")] : []),
  ]);
  // What a project is loaded from besides its compose files: those have problems of their own.
  const environments = services.flatMap(({ project, service, dockerfile }) => {
    if (!dockerfiles.has(dockerfile)) return [];
    const variables = [...project.inputs].filter((path) => !/\.ya?ml$/i.test(path));
    const named = service.envFiles.flatMap(({ path: { value, folder } }) =>
      value === null || folder === undefined ? [] : (joinRepoPath(folder, value) ?? []),
    );
    return [...variables, ...named];
  });
  return [...new Set([...ignores, ...environments])].filter((path) => {
    const entry = tree.entry(path);
    return entry !== undefined && entry.kind !== "submodule";
  });
}

function inFolder(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}
