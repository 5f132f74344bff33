import { type Dockerfile, parseDockerfile } from "../../parsers/dockerfile/parse.ts";
import { type MarkdownFile, parseMarkdown } from "../../parsers/markdown/parse.ts";
import type { Policy } from "../../policy/policy.ts";
import { type SourceFile, sourceFile } from "../../source.ts";
import type { Entry, Workspace } from "../../workspace/workspace.ts";
import { isBuildFile } from "../builds/files.ts";
import { imageFolders, imageNames } from "../builds/image-names.ts";
import { asksOf, type FleetScope, foldersOf, nearestFolder, readDockerfiles } from "../builds/scope.ts";
import { type Builds, findBuilds, surveyBuilds } from "../builds/survey.ts";
import type { BuildSurvey, FoundBuild } from "../builds/types.ts";
import { dockerfileInCompose } from "../compose/dockerfile.ts";
import { baseName } from "../container-path.ts";
import { type Documentation, readDocumentation } from "../readme/read.ts";
import { mentions } from "../repo/mentions.ts";
import { folderOfFile } from "../repo/path.ts";
import type { FileProblem } from "../repo/problem.ts";
import type { Repo } from "../repo/tree.ts";
import { type RepoTree, repoTree } from "../repo/tree.ts";
import { servicesByBuild } from "../runs/compose.ts";
import type { Image, ImageFolder } from "../stages/image.ts";
import { type Linked, linkImages } from "./link-images.ts";
import { fleetLinks } from "./links.ts";
import { emptyFolder, isRun, matters, otherName, withOthers } from "./other-runs.ts";
import type { Fleet } from "./types.ts";

/** What the fleet is read from. */
export interface FleetInput {
  readonly workspace: Workspace;
  readonly policy: Policy;
  /** How Markdown is read; parsed in place where nothing was parsed ahead. */
  readonly markdown?: (file: SourceFile) => MarkdownFile;
  /** The part of the fleet that is asked for; all of it when it is absent. */
  readonly scope?: FleetScope;
  /** What was surveyed already of this tree, in this scope. */
  readonly survey?: BuildSurvey;
  /** The workspace's tree, when it is made already. */
  readonly tree?: RepoTree;
}

/** Reads every image of a workspace that is asked for, and links them. */
export function readFleet(input: FleetInput): Fleet {
  const { workspace, policy, markdown = parseMarkdown, scope } = input;
  const entries = workspace.list();
  const tree = input.tree ?? repoTree(entries);
  const repo = readRepo(workspace, tree);
  const parsed = new Map<string, Dockerfile | undefined>();
  const dockerfile = (path: string): Dockerfile | undefined => {
    if (!parsed.has(path)) parsed.set(path, readDockerfile(repo, path));
    return parsed.get(path);
  };
  const survey = input.survey ?? surveyBuilds({ workspace, policy, tree }, scope?.reads, scope?.parsed);
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
  const readme = readmeReader(repo, tree, markdown);
  const folders = new Map<string, MutableFolder>();
  const names = imageNames(builds, (build) => folderOf(build.dockerfile));
  const services = servicesByBuild(builds.builds, builds.composeServices);
  const others = [...services.others, ...builds.otherServices].filter((run) => isRun(run, policy));
  const serviceOf = new Map(others.map((run) => [run.build, run]));
  const linked = linkImages({
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
    readmeOf: (build) =>
      serviceOf.has(build) ? {} : readme.nearest(folderOfFile(build.dockerfile), folderOf(build.dockerfile)),
  });
  const checked = new Map([...linked].filter(([build]) => !serviceOf.has(build)));
  fillFolders(folders, checked, readme.below);
  const images = [...checked.values()].map(({ image }) => image);
  const started = [...linked].filter(([build]) => serviceOf.has(build)).map(([, one]) => one);
  const otherRuns = started.flatMap(({ runs: all }) => all.filter(matters));
  const runs = [...[...checked.values()].flatMap((one) => one.runs), ...otherRuns];
  return {
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
    problems: [...builds.fileProblems, ...syntaxProblems(builds, dockerfile), ...unreadableNames(workspace)],
    policyProblems: builds.problems,
    composeServices: builds.composeServices,
    declaresBuilds: builds.declaresBuilds,
    read: repo.read,
    holding: (strings, among) => {
      // A part of a fleet has few files; to search them costs less than to search all.
      if (scope !== undefined && among !== undefined)
        return entries.filter(({ path }) => among(path) && (scope.reads(path) || !isBuildFile(path)));
      return holding(workspace, tree, strings);
    },
    ignored: repo.ignored,
    mentioned: mentions(entries, repo, workspace),
  };
}

function holding(workspace: Workspace, tree: RepoTree, strings: readonly string[]): readonly Entry[] {
  const found = workspace.search?.(strings).flatMap((path) => tree.entry(path) ?? []);
  return found ?? workspace.list();
}

type MutableFolder = { -readonly [Key in keyof ImageFolder]: ImageFolder[Key] } & { images: Image[] };

function readRepo(workspace: Workspace, tree: RepoTree): Repo {
  const files = new Map<string, ReturnType<Repo["read"]>>();
  const read = (path: string): ReturnType<Repo["read"]> => {
    if (files.has(path)) return files.get(path);
    const content = workspace.read(path);
    const file = content === undefined || "unreadable" in content ? content : sourceFile(path, content.text);
    files.set(path, file);
    return file;
  };
  return { tree, read, ignored: (path) => workspace.ignored(path) };
}

function textAt(repo: Repo, path: string): string | undefined {
  const file = repo.read(path);
  return file === undefined || "unreadable" in file ? undefined : file.text;
}

function readDockerfile(repo: Repo, path: string): Dockerfile | undefined {
  const file = repo.read(path);
  return file === undefined || "unreadable" in file ? undefined : parseDockerfile(file);
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
  below: (folder: string, entries: readonly Entry[]) => readonly Documentation[],
): void {
  for (const { image } of linked.values())
    if (image.build.aside !== true) folders.get(image.folder.path)?.images.push(image);
  for (const folder of folders.values()) {
    const [first] = folder.images;
    if (first !== undefined) folder.at = first.final.at;
    folder.readmes = below(folder.path, folder.entries);
  }
}

/** Finds and reads READMEs, each once. */
function readmeReader(repo: Repo, tree: RepoTree, markdown: (file: SourceFile) => MarkdownFile) {
  const read = new Map<string, Documentation | undefined>();
  const at = (path: string): Documentation | undefined => {
    if (!read.has(path)) {
      const file = repo.read(path);
      read.set(
        path,
        file === undefined || "unreadable" in file ? undefined : readDocumentation(markdown(file)),
      );
    }
    return read.get(path);
  };
  const inFolder = (folder: string): string | undefined => {
    const names = ["README.md", "readme.md", "Readme.md", "README.markdown"];
    return names
      .map((name) => (folder === "" ? name : `${folder}/${name}`))
      .find((path) => tree.entry(path) !== undefined);
  };
  return {
    nearest: (from: string, top: string): { readme?: Documentation } => {
      for (let folder = from; ; folder = folderOfFile(folder)) {
        const path = inFolder(folder);
        const readme = path === undefined ? undefined : at(path);
        if (readme !== undefined) return { readme };
        if (folder === top || folder === "") return {};
      }
    },
    below: (_folder: string, entries: readonly Entry[]): readonly Documentation[] =>
      entries.flatMap(({ path }) => {
        if (!/(^|\/)readme\.(md|markdown)$/i.test(path)) return [];
        const readme = at(path);
        return readme === undefined ? [] : [readme];
      }),
  };
}

function syntaxProblems(builds: Builds, dockerfile: (path: string) => Dockerfile | undefined): FileProblem[] {
  return builds.asked.flatMap((path) => {
    const parsed = dockerfile(path);
    return (parsed?.problems ?? []).map(({ message, span }) => ({
      at: { file: (parsed as Dockerfile).file, span },
      message,
    }));
  });
}

/** Nobody can tell whether a change touches a file whose name cannot be read. */
function withUnreadable(scope: FleetScope, { unreadableNames: names }: Workspace): FleetScope {
  const unreadable = new Set(names);
  return { ...scope, covers: (path) => unreadable.has(path) || scope.covers(path) };
}

function unreadableNames(workspace: Workspace): FileProblem[] {
  return workspace.unreadableNames.map((name) => ({
    at: { file: sourceFile(name, "") },
    message: "the name of this file is not UTF-8, so it was not read",
  }));
}
