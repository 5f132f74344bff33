import { joinRepoPath } from "../repo/path.ts";
import type { RepoTree } from "../repo/tree.ts";
import { composeFolder } from "./compose-variables.ts";
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
  const environments = services.flatMap(({ compose, service, dockerfile }) => {
    if (!dockerfiles.has(dockerfile)) return [];
    const folder = composeFolder(compose);
    const named = service.envFiles.flatMap(({ value }) => joinRepoPath(folder, value) ?? []);
    return [inFolder(folder, ".env"), ...named];
  });
  return [...new Set([...ignores, ...environments])].filter((path) => {
    const entry = tree.entry(path);
    return entry !== undefined && entry.kind !== "submodule";
  });
}

function inFolder(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}
