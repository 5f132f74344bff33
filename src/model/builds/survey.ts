/** Finds out what is built: the images root, its Dockerfiles, and the builds that make images of them. */
import { type Dockerfile, parseDockerfile } from "../../parsers/dockerfile/parse.ts";
import type { Policy } from "../../policy/policy.ts";
import { sourceFile } from "../../source.ts";
import { Failures } from "../../work.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { lostBy, type Unknown } from "../fact.ts";
import { guardedWorkspace } from "../repo/guarded.ts";
import type { FileProblem } from "../repo/problem.ts";
import { type RepoTree, repoTree } from "../repo/tree.ts";
import { fullReference } from "../stock/references.ts";
import { filesBeside } from "./beside.ts";
import { policyClaims } from "./claims.ts";
import { collectClaims } from "./collect.ts";
import { composeRuns, projectClaims, withoutRepeats } from "./compose-claims.ts";
import { declaredBuilds, defaultBuilds } from "./declared.ts";
import { builtElsewhere } from "./elsewhere.ts";
import { isBuildFile, type ParsedBuildFiles, READING, readBuildFiles, unreadableFiles } from "./files.ts";
import { lastStage } from "./final-stage.ts";
import { type LinkedFolders, linkedFolders } from "./linked-folders.ts";
import { findRoot } from "./root.ts";
import { sourceTest } from "./source-test.ts";
import type {
  BuildSurvey,
  Claim,
  ComposeRun,
  DockerfileReader,
  FoundBuild,
  Hint,
  NamedBuild,
} from "./types.ts";

export interface Builds {
  /** Why not all is known of what is built: reading a build file failed. */
  readonly incomplete?: Unknown;
  readonly root: string;
  readonly rootFrom: "policy" | "default";
  /** Every Dockerfile under the root, by its name or because something builds it; sorted. */
  readonly dockerfiles: readonly string[];
  /** Other names of folders, by links. */
  readonly linkedFolders: LinkedFolders;
  /** The Dockerfiles that were asked for. */
  readonly asked: readonly string[];
  /** Of the Dockerfiles that were asked for, sorted by them; those of one in the order in which their files name them. */
  readonly builds: readonly FoundBuild[];
  readonly composeServices: readonly ComposeRun[];
  readonly otherServices: readonly ComposeRun[];
  readonly composeProjects: BuildSurvey["composeProjects"];
  readonly elsewhere: BuildSurvey["elsewhere"];
  readonly named: readonly NamedBuild[];
  /** What is wrong in the policy: a glob that matches nothing, a build of a file that is not there. */
  readonly problems: readonly FileProblem[];
  /** Bake, compose and workflow files that cannot be read or parsed, and Dockerfiles that cannot be read. */
  readonly fileProblems: readonly FileProblem[];
  /** Whether anything in the repo says what is built. */
  readonly declaresBuilds: boolean;
}

export interface BuildsInput {
  readonly workspace: Workspace;
  readonly policy: Policy;
  /** The workspace's tree, when it is made already. */
  readonly tree?: RepoTree;
  /** Reads a Dockerfile, for callers that keep what they parsed; `undefined` when it cannot be read. */
  readonly dockerfile?: DockerfileReader;
  /** What was surveyed already. */
  readonly survey?: BuildSurvey;
  /** Which Dockerfiles are asked for; all of them when it is absent. */
  readonly asked?: (dockerfile: string) => boolean;
}

/** How a tree is surveyed. */
export interface SurveyOptions {
  /** Leaves some of the build files out. */
  readonly reads?: (path: string) => boolean;
  /** Those that were parsed already. */
  readonly parsed?: ParsedBuildFiles;
  /** Takes what fails. */
  readonly failures?: Failures;
}

/** Reads what bake, compose, workflows and the policy say is built. */
export function surveyBuilds(
  { workspace: bare, policy, tree: made }: Pick<BuildsInput, "workspace" | "policy" | "tree">,
  { reads, parsed, failures = new Failures() }: SurveyOptions = {},
): BuildSurvey {
  const workspace = guardedWorkspace(bare, failures);
  const entries = workspace.list();
  const tree = made ?? repoTree(entries);
  const images = findRoot(workspace, policy, entries);
  const { root, rootFrom, holds } = images;
  const files = readBuildFiles(workspace, entries, {
    failures,
    ...(reads && { asked: reads }),
    ...(parsed && { parsed }),
  });
  const declared = policyClaims(policy, tree);
  const compose = files.compose.projects.flatMap((project) =>
    failures.attempt(
      { doing: READING, at: { file: project.file } },
      () => {
        const own = projectClaims(tree, project);
        return [{ project, claims: own, runs: composeRuns(project, own) }];
      },
      () => [],
    ),
  );
  const collected = collectClaims(files, { tree, workspace, compose, failures, ...(parsed && { parsed }) });
  const sources = [declared.claims, ...collected.sources];
  const lost = failures.list.find(
    ({ at: { file } }) => isBuildFile(file.path) || files.compose.inputs.has(file.path),
  );
  // The policy's own builds count wherever they are; what others build outside of the root is not this check's.
  const claims = sources.flat();
  const inside = claims
    .filter((claim) => claim.from === "policy" || holds(claim.dockerfile) || isOfImage(claim, holds))
    .map((claim) => claim.dockerfile);
  const dockerfiles = [...new Set([...images.dockerfiles, ...inside])].sort();
  const runs = withoutRepeats(compose.flatMap(({ runs: own }) => own));
  const inCheck = new Set(dockerfiles);
  const isOurs = ({ build }: ComposeRun) => build.inCompose === undefined && inCheck.has(build.dockerfile);
  return {
    root,
    rootFrom,
    dockerfiles,
    linkedFolders: linkedFolders({ entries, dockerfiles, read: workspace.read }),
    tags: new Set(claims.flatMap(({ tags }) => tags.map(fullReference))),
    sources,
    hints: collected.hints,
    composeServices: runs.filter(isOurs),
    // Globs of the policy say what the team wants checked: what is built outside of them it does not.
    otherServices: runs.filter(
      (run) => !isOurs(run) && (run.build.inCompose !== undefined || rootFrom === "default"),
    ),
    composeProjects: files.compose.projects,
    elsewhere: builtElsewhere(claims, inCheck),
    problems: [...images.problems, ...declared.problems],
    fileProblems: [...files.problems, ...images.noFiles],
    declaresBuilds:
      claims.length > 0 || collected.hints.some(({ nameOnly }) => nameOnly !== true) || files.others,
    ...(lost === undefined ? {} : { incomplete: lostBy(lost) }),
    failures,
  };
}

/** A Dockerfile that lies elsewhere and is built of an image's folder. */
function isOfImage({ context }: Claim, holds: (path: string) => boolean): boolean {
  return context?.known === true && context.value !== "" && holds(`${context.value}/Dockerfile`);
}

/** The builds of the Dockerfiles under the images root. */
export function findBuilds(input: BuildsInput): Builds {
  const { policy, asked: isAsked = () => true } = input;
  const tree = input.tree ?? repoTree(input.workspace.list());
  const survey = input.survey ?? surveyBuilds({ workspace: input.workspace, policy, tree });
  const { failures, incomplete } = survey;
  const workspace = guardedWorkspace(input.workspace, failures);
  const { root, rootFrom, dockerfiles, sources, hints, composeServices, otherServices, elsewhere } = survey;
  const read: DockerfileReader = input.dockerfile ?? ((path) => readDockerfile(workspace, path));
  const exists = sourceTest({ tree, workspace, policy, dockerfiles });
  const grouped = sources.map(groupByDockerfile);
  const asked = dockerfiles.filter(isAsked);
  let lost: Unknown | undefined = incomplete;
  const builds = asked.flatMap((path) => {
    const at = { file: sourceFile(path, "") };
    return failures.attempt(
      { doing: "finding out how this is built", at },
      () => buildsOf(path, { grouped, hints }, { read, exists }),
      (failure): readonly FoundBuild[] => {
        const context = lostBy(failure);
        lost ??= context;
        const build = { dockerfile: path, context, args: {}, contexts: {}, tags: [], at };
        return [{ ...build, from: "default", standsForAll: true }];
      },
    );
  });
  return {
    root,
    rootFrom,
    dockerfiles,
    linkedFolders: survey.linkedFolders,
    asked,
    builds,
    composeServices,
    otherServices,
    composeProjects: survey.composeProjects,
    elsewhere,
    named: sources.flat().flatMap(nameOf),
    problems: survey.problems,
    fileProblems: [
      ...survey.fileProblems,
      ...unreadableFiles(workspace, [...asked, ...filesBeside(tree, builds, composeServices)]),
    ],
    // What nothing seems to build may be built by what was not read.
    declaresBuilds: survey.declaresBuilds && lost === undefined,
    ...(incomplete === undefined ? {} : { incomplete }),
  };
}

interface SaidOfBuilds {
  /** Claims by Dockerfile, for each source. */
  readonly grouped: readonly ReadonlyMap<string, readonly Claim[]>[];
  readonly hints: readonly Hint[];
}

/** The builds of one Dockerfile: of the first source that names it, or as nothing names it. */
function buildsOf(
  path: string,
  { grouped, hints }: SaidOfBuilds,
  reading: Parameters<typeof declaredBuilds>[1],
): readonly FoundBuild[] {
  const [first, ...lesser] = grouped
    .map((source) => source.get(path))
    .filter((claims) => claims !== undefined);
  if (first === undefined) return defaultBuilds(path, hints, reading);
  const dockerfile = first.some(({ from }) => from === "compose") ? reading.read(path) : undefined;
  const last = dockerfile && lastStage(first, lesser.flat(), dockerfile);
  return declaredBuilds(last === undefined ? first : [...first, last], reading);
}

function groupByDockerfile(claims: readonly Claim[]): ReadonlyMap<string, readonly Claim[]> {
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) {
    const group = groups.get(claim.dockerfile);
    if (group === undefined) groups.set(claim.dockerfile, [claim]);
    else group.push(claim);
  }
  return groups;
}

function readDockerfile(workspace: Workspace, path: string): Dockerfile | undefined {
  const content = workspace.read(path);
  return content !== undefined && "text" in content
    ? parseDockerfile(sourceFile(path, content.text))
    : undefined;
}

function nameOf({ from, at, label, names, dockerfile, target }: Claim): readonly NamedBuild[] {
  if (label === undefined || (from !== "bake" && from !== "compose")) return [];
  return [
    {
      from,
      file: names ?? at.file.path,
      name: label,
      dockerfile,
      ...(target === undefined ? {} : { target }),
    },
  ];
}
