/** One end of a change, as far as names and build files tell. */
import type { Policy } from "../../policy/policy.ts";
import type { Failures } from "../../work.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { buildEntries, type ParsedBuildFiles } from "../builds/files.ts";
import { imageFolders } from "../builds/image-names.ts";
import { claimsByDockerfile } from "../builds/own-images.ts";
import { findRoot } from "../builds/root.ts";
import { nearestFolder } from "../builds/scope.ts";
import { surveyBuilds } from "../builds/survey.ts";
import type { BuildSurvey, Claim } from "../builds/types.ts";
import { type RepoTree, repoTree } from "../repo/tree.ts";
import { linksTo } from "./links.ts";

/** One end while it is looked at. */
export interface End {
  readonly workspace: Workspace;
  readonly policy: Policy;
  readonly tree: RepoTree;
  readonly survey: BuildSurvey;
  readonly claimsOf: (dockerfile: string) => readonly Claim[];
  readonly folderOf: (dockerfile: string) => string;
  /** Image folder to its Dockerfiles. */
  readonly folders: ReadonlyMap<string, readonly string[]>;
  /** Paths of this end that the change touches, and links that lead to a path that it touches at either end. */
  readonly changed: ReadonlySet<string>;
  /** Whether a build file is among those that were surveyed. */
  readonly reads: (path: string) => boolean;
  /** Bake and compose files in image folders that were not surveyed, because they speak of their own folder first. */
  readonly inner: readonly string[];
  readonly parsed: ParsedBuildFiles;
}

/** What one end is looked at for. */
export interface EndInput {
  readonly workspace: Workspace;
  readonly policy: Policy;
  /** The paths of this end that the change touches. */
  readonly changed: readonly string[];
  /** Those of both ends. */
  readonly both: ReadonlySet<string>;
  /** Build files that were parsed already. */
  readonly parsed: ParsedBuildFiles;
  /** Makes what takes an end's failures. */
  readonly newFailures: () => Failures;
}

/** Surveys one end: all of its build files but those in image folders, of which only those that may look outside. */
export function endOf({ workspace, policy, changed: own, both, parsed, newFailures }: EndInput): End {
  const entries = workspace.list();
  const tree = repoTree(entries);
  const { root, dockerfiles } = findRoot(workspace, policy, entries);
  const holding = new Set(dockerfiles.map(imageFolders({ root, dockerfiles })));
  const changed = new Set([...own, ...linksTo(both, entries)]);
  const inner = buildEntries(entries).flatMap(({ path }) => (isInside(path, holding) ? [path] : []));
  const looking = new Set(searched(workspace, inner, ["../"]));
  const left = new Set(inner.filter((path) => !looking.has(path) && !changed.has(path)));
  const reads = (path: string) => !left.has(path);
  const survey = surveyBuilds({ workspace, policy, tree }, { reads, parsed, failures: newFailures() });
  const folderOf = imageFolders(survey);
  const folders = new Map<string, string[]>();
  for (const path of survey.dockerfiles) {
    const folder = folderOf(path);
    const same = folders.get(folder);
    if (same === undefined) folders.set(folder, [path]);
    else same.push(path);
  }
  const claimsOf = claimsByDockerfile(survey);
  return {
    workspace,
    policy,
    tree,
    survey,
    claimsOf,
    folderOf,
    folders,
    changed,
    reads,
    inner: [...left],
    parsed,
  };
}

/** Whether a path lies in one of the folders; the repo's own folder holds everything, and so nothing in particular. */
function isInside(path: string, folders: ReadonlySet<string>): boolean {
  return nearestFolder(path, (folder) => folder !== "" && folders.has(folder)) !== undefined;
}

/** The image folder that a path belongs to: the nearest one that holds it. */
export function folderHolding(path: string, folders: ReadonlyMap<string, unknown>): string | undefined {
  return nearestFolder(path, (folder) => folders.has(folder));
}

/** Those of the build files whose text holds one of the strings: by the workspace's own search, else by reading them. */
export function searched(
  workspace: Workspace,
  paths: readonly string[],
  strings: readonly string[],
): readonly string[] {
  if (strings.length === 0 || paths.length === 0) return [];
  const found = workspace.search?.(strings, { names: ["*compose*", "*bake*"] });
  if (found !== undefined) {
    const holding = new Set(found);
    return paths.filter((path) => holding.has(path));
  }
  return paths.filter((path) => {
    const content = workspace.read(path);
    return content !== undefined && "text" in content && strings.some((one) => content.text.includes(one));
  });
}
