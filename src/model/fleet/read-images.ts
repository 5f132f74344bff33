import type { Dockerfile } from "../../parsers/dockerfile/parse.ts";
import type { Policy } from "../../policy/policy.ts";
import { type SourceFile, sourceFile } from "../../source.ts";
import type { Failures } from "../../work.ts";
import type { Entry, Workspace } from "../../workspace/workspace.ts";
import { isBuildFile } from "../builds/files.ts";
import { imageFolders, imageNames } from "../builds/image-names.ts";
import { asksOf, type FleetScope, foldersOf, nearestFolder, readDockerfiles } from "../builds/scope.ts";
import { type Builds, findBuilds, surveyBuilds } from "../builds/survey.ts";
import type { BuildSurvey, FoundBuild } from "../builds/types.ts";
import { dockerfileInCompose } from "../compose/dockerfile.ts";
import { baseName } from "../container-path.ts";
import { guardedWorkspace } from "../repo/guarded.ts";
import { isOwnFile, mentions } from "../repo/mentions.ts";
import type { FileProblem } from "../repo/problem.ts";
import { type RepoTree, repoTree } from "../repo/tree.ts";
import { servicesByBuild } from "../runs/compose.ts";
import { stageCircles } from "../stages/circles.ts";
import { giveReadmes, type MutableFolder } from "./give-readmes.ts";
import { linkImages } from "./link-images.ts";
import type { Linked } from "./linked.ts";
import { fleetLinks } from "./links.ts";
import { emptyFolder, isWorthReading, matters, otherName, withOthers } from "./other-runs.ts";
import {
  dockerfileReader,
  type MarkdownReader,
  readmeFiles,
  readmeReader,
  readRepo,
  textAt,
} from "./readers.ts";
import type { Fleet } from "./types.ts";

/** What the fleet is read from. */
export interface FleetInput {
  readonly workspace: Workspace;
  readonly policy: Policy;
  /** The part of the fleet that is asked for; all of it when it is absent. */
  readonly scope?: FleetScope;
  /** What was surveyed already of this tree, in this scope. */
  readonly survey?: BuildSurvey;
  /** The workspace's tree, when it is made already. */
  readonly tree?: RepoTree;
  /** Takes what fails, where nothing was surveyed yet. */
  readonly failures?: Failures;
  /** How many steps the reading of an image may take, by the characters of its Dockerfile. */
  readonly stepsFor?: (characters: number) => number;
}

// Healthy images take some ten thousand; 100,000 commands, all that this allows, are some ten seconds.
const MOST_STEPS = 20_000_000;
const STEPS_A_CHARACTER = 50;

function usualSteps(characters: number): number {
  return MOST_STEPS + characters * STEPS_A_CHARACTER;
}

/** A fleet without its READMEs: to parse those takes long enough to be done elsewhere. */
export interface ReadImages {
  /** The READMEs that may be asked for. */
  readonly readmes: () => readonly SourceFile[];
  /** The whole fleet; how Markdown is read is asked for these READMEs alone. */
  readonly withReadmes: (markdown: MarkdownReader) => Fleet;
}

/** Reads every image of a workspace that is asked for, and links them. */
export function readImages(input: FleetInput): ReadImages {
  const { policy, scope, stepsFor = usualSteps } = input;
  const entries = input.workspace.list();
  const tree = input.tree ?? repoTree(entries);
  const survey =
    input.survey ??
    surveyBuilds(
      { workspace: input.workspace, policy, tree },
      { ...scope, ...(input.failures && { failures: input.failures }) },
    );
  const { failures } = survey;
  const workspace = guardedWorkspace(input.workspace, failures);
  const repo = readRepo(workspace, tree);
  const { dockerfile, unread } = dockerfileReader(repo, failures);
  const folderOf = imageFolders(survey);
  const read =
    scope && readDockerfiles(scope, { survey, policy, folderOf, textOf: (path) => textAt(repo, path) });
  const asked = read === undefined ? {} : { asked: (path: string) => read.has(path) };
  const builds = findBuilds({ workspace, policy, tree, dockerfile, survey, ...asked });
  const folderPaths = new Set(survey.dockerfiles.map(folderOf));
  let folderParents: ReadonlySet<string> | undefined;
  const above = () => {
    folderParents ??= new Set([...folderPaths].flatMap((path) => (path === "" ? [] : foldersOf(path))));
    return folderParents;
  };
  const folders = new Map<string, MutableFolder>();
  const names = imageNames(builds, (build) => folderOf(build.dockerfile));
  const services = servicesByBuild(builds.builds, builds.composeServices);
  const others = [...services.others, ...builds.otherServices].filter((run) => isWorthReading(run, policy));
  const serviceOf = new Map(others.map((run) => [run.build, run]));
  const linked = linkImages({
    failures,
    stepsFor,
    unread,
    repo,
    policy,
    builds,
    others: others.map(({ build }) => build),
    dockerfile: (build) =>
      build.inCompose === undefined ? dockerfile(build.dockerfile) : dockerfileInCompose(build.inCompose),
    nameOf: (build) => names.get(build) ?? otherName(build, builds.builds, names),
    folderOf: (build) =>
      serviceOf.has(build) ? emptyFolder(build) : folderFor(folders, tree, folderOf(build.dockerfile)),
    servicesOf: (build) => services.of.get(build) ?? [serviceOf.get(build) ?? []].flat(),
  });
  const checked = new Map([...linked].filter(([build]) => !serviceOf.has(build)));
  fillFolders(folders, checked);
  const images = [...checked.values()].map(({ image }) => image);
  const started = [...linked].filter(([build]) => serviceOf.has(build)).map(([, one]) => one);
  const otherRuns = started.flatMap(({ runs: all }) => all.filter(matters));
  const runs = [...[...checked.values()].flatMap((one) => one.runs), ...otherRuns];
  const problems = [
    ...builds.fileProblems,
    ...syntaxProblems(builds, dockerfile),
    ...[...linked.values()].flatMap(({ image }) => image.refusals ?? []),
    ...unreadablePaths(workspace),
  ];
  const fleet: Fleet = {
    root: builds.root,
    rootFrom: builds.rootFrom,
    entries,
    folders: [...folders.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    images,
    others: otherRuns.map(({ image }) => image),
    runs,
    links: fleetLinks({ images, runs }),
    asks: withOthers(
      asksOf(scope && withUnreadable(scope, workspace), folderOf, (path) => folderPaths.has(path)),
      otherRuns,
      scope,
    ),
    holdsImageFolders: (folder) => above().has(folder),
    isInImageFolder: (path) => nearestFolder(path, (folder) => folderPaths.has(folder)) !== undefined,
    // Asked for at last: of files that only rules read, conflicts are known then.
    problems: () => uniqueProblems([...problems, ...repo.conflicts]),
    failures,
    policyProblems: builds.problems,
    composeServices: builds.composeServices,
    composeProjects: builds.composeProjects,
    elsewhere: builds.elsewhere,
    declaresBuilds: builds.declaresBuilds,
    read: repo.read,
    holding: (strings, among) => {
      // A part of a fleet has few files; to search them costs less than to search all.
      if (scope !== undefined && among !== undefined)
        return [...new Set(among())]
          .filter((path) => scope.reads(path) || !isBuildFile(path))
          .sort()
          .flatMap((path) => tree.entry(path) ?? []);
      return holding(workspace, tree, strings).filter(({ path }) => !isOwnFile(path));
    },
    ignored: repo.ignored,
    mentioned: mentions(entries, repo, workspace),
  };
  return {
    readmes: () => readmeFiles(folders.values(), repo),
    withReadmes: (markdown) => {
      giveReadmes({ linked: checked, folders, folderOf }, readmeReader({ repo, markdown, failures }));
      return fleet;
    },
  };
}

function holding(workspace: Workspace, tree: RepoTree, strings: readonly string[]): readonly Entry[] {
  const found = workspace.search?.(strings).flatMap((path) => tree.entry(path) ?? []);
  return found ?? workspace.list();
}

function folderFor(folders: Map<string, MutableFolder>, tree: RepoTree, path: string): MutableFolder {
  const known = folders.get(path);
  if (known !== undefined) return known;
  const folder: MutableFolder = {
    path,
    name: path === "" ? "." : baseName(path),
    images: [],
    entries: tree.under(path),
    readmes: [],
    at: { file: sourceFile(path, "") },
  };
  folders.set(path, folder);
  return folder;
}

function fillFolders(
  folders: ReadonlyMap<string, MutableFolder>,
  linked: ReadonlyMap<FoundBuild, Linked>,
): void {
  for (const { image } of linked.values())
    if (image.build.aside !== true) folders.get(image.folder.path)?.images.push(image);
  for (const folder of folders.values()) {
    const [first] = folder.images;
    if (first !== undefined) folder.at = first.final.at;
  }
}

function syntaxProblems(builds: Builds, dockerfile: (path: string) => Dockerfile | undefined): FileProblem[] {
  const replacedIn = new Map<string, Set<string>>();
  for (const { dockerfile: path, contexts } of builds.builds) {
    const names = replacedIn.get(path) ?? new Set();
    for (const name of Object.keys(contexts)) names.add(name);
    replacedIn.set(path, names);
  }
  return builds.asked.flatMap((path) => {
    const parsed = dockerfile(path);
    if (parsed === undefined) return [];
    const isReplaced = (name: string) => replacedIn.get(path)?.has(name) === true;
    return [...parsed.problems, ...stageCircles(parsed, isReplaced)].map(({ message, span }) => ({
      at: { file: parsed.file, span },
      message,
    }));
  });
}

/** What two images of a Dockerfile have in common is one problem. */
function uniqueProblems(problems: readonly FileProblem[]): readonly FileProblem[] {
  const key = ({ at: { file, span }, message }: FileProblem) =>
    JSON.stringify([file.path, span?.start, span?.end, message]);
  return [...new Map(problems.map((one) => [key(one), one])).values()];
}

/** Nobody can tell whether a change touches a file whose name cannot be read. */
function withUnreadable(scope: FleetScope, { unreadableNames: names }: Workspace): FleetScope {
  const unreadable = new Set(names);
  return { ...scope, covers: (path) => unreadable.has(path) || scope.covers(path) };
}

function unreadablePaths({ unreadableNames, closedFolders = [] }: Workspace): FileProblem[] {
  const problem = (path: string, message: string) => ({ at: { file: sourceFile(path, "") }, message });
  return [
    ...unreadableNames.map((name) => problem(name, "the name of this file is not UTF-8, so it was not read")),
    ...closedFolders.map((path) => problem(path, "this folder may not be opened, so nothing in it was read")),
  ];
}
