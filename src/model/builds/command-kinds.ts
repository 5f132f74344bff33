/** The kinds of files whose commands may build images, bake's, compose's and GitHub's own aside. */
import { parseCloudBuild, parseGitlab } from "../../parsers/builds/ci.ts";
import type { BuildCommandFile } from "../../parsers/builds/command-tree.ts";
import { parseJenkinsfile } from "../../parsers/builds/jenkinsfile.ts";
import { parseBuildScript, parseMakefile } from "../../parsers/builds/makefile.ts";
import { parseJustfile, parsePackageScripts, parseUnit } from "../../parsers/builds/task-runners.ts";
import { parseYamlCi } from "../../parsers/builds/yaml-ci.ts";
import type { SourceFile } from "../../source.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { baseName } from "../container-path.ts";
import { folderOfFile } from "../repo/path.ts";

/** A kind of file, by its path. */
export interface CommandKind {
  readonly path: RegExp;
  readonly parse: (file: SourceFile) => BuildCommandFile;
  /** CI runs it by itself, from the repo's root, or somebody calls it. */
  readonly from: "workflow" | "script";
  /** How CI calls a runner, which runs in the folder of its file; without it a script is called by its name. */
  readonly runner?: RegExp;
}

const KINDS: readonly CommandKind[] = [
  { path: /(?:^|[/])[.]gitlab-ci(?:[.-][^/]*)?[.]ya?ml$/i, parse: parseGitlab, from: "workflow" },
  { path: /(?:^|[/])cloudbuild(?:[.-][^/]*)?[.]ya?ml$/i, parse: parseCloudBuild, from: "workflow" },
  { path: /(?:^|[/])jenkinsfile(?:[.-][^/]*)?$/i, parse: parseJenkinsfile, from: "workflow" },
  {
    path: /(?:^|[/])(?:[.](?:circleci|buildkite|woodpecker|semaphore|azure-pipelines|azuredevops)[/].+|azure-pipelines?(?:[.-][^/]*)?|bitbucket-pipelines|buildspec(?:[.-][^/]*)?|[.]?appveyor|[.](?:travis|drone|woodpecker|cirrus))[.]ya?ml$/i,
    parse: parseYamlCi,
    from: "workflow",
  },
  {
    path: /(?:^|[/])(?:(?:gnu)?makefile(?:[.][^/]+)?|[^/]+[.]mk)$/i,
    parse: parseMakefile,
    from: "script",
    runner: /\bmake\b/,
  },
  {
    path: /(?:^|[/])taskfile(?:[.]dist)?[.]ya?ml$/i,
    parse: parseYamlCi,
    from: "script",
    runner: /\b(?:go-)?task\s/,
  },
  {
    path: /(?:^|[/])(?:[.]?justfile|[^/]+[.]just)$/i,
    parse: parseJustfile,
    from: "script",
    runner: /\bjust\s/,
  },
  {
    path: /(?:^|[/])package[.]json$/,
    parse: parsePackageScripts,
    from: "script",
    runner: /\b(?:npm|pnpm|yarn|bun)\s/,
  },
  { path: /[.](?:sh|bash)$/i, parse: parseBuildScript, from: "script" },
  { path: /[.]service$/, parse: parseUnit, from: "script" },
];

/** Names of the files that are no CI's, as `Workspace.search` takes them. */
const COMMAND_FILES: readonly string[] = [
  "*makefile*",
  "*.mk",
  "taskfile*",
  "*justfile",
  "*.just",
  "package.json",
  "*.sh",
  "*.bash",
  "*.service",
];

// What is asked of paths above is asked of their names first.
const commandName =
  /[.](?:ya?ml|mk|sh|bash|just|service)$|^(?:gnu)?makefile|^[.]?justfile$|^jenkinsfile|^package[.]json$/i;

/** Whether a path may be of one of the kinds, by its last part alone. */
export function isCommandName(name: string): boolean {
  return commandName.test(name);
}

/** The kind of a file whose commands may build images; undefined for any other. */
export function commandKind(path: string): CommandKind | undefined {
  return KINDS.find((kind) => kind.path.test(path));
}

/** A runner runs in the folder of its file; a script mostly in the repo's root. */
export function scriptFolders({ file: { path }, start }: BuildCommandFile): readonly string[] {
  if (start !== undefined) return [start];
  const own = folderOfFile(path);
  return commandKind(path)?.runner === undefined ? [...new Set(["", own])] : [own];
}

/** Whether a workflow or another CI's file names a script, or calls the runner of its kind. */
export function calledScripts(workflows: readonly BuildCommandFile[]): (path: string) => boolean {
  return scriptsNamedIn(workflows.map(ranByDefault));
}

/** Whether one of the texts names a script, or calls the runner of its kind. */
export function scriptsNamedIn(texts: readonly string[]): (path: string) => boolean {
  return (path) => {
    const runner = commandKind(path)?.runner;
    const name = baseName(path);
    return texts.some((text) => (runner === undefined ? text.includes(name) : runner.test(text)));
  };
}

/** A file's text without the steps that are run only where somebody asks for them. */
export function ranByDefault({ file: { text }, off = [] }: BuildCommandFile): string {
  return off.reduce(
    (left, { start, end }) => left.slice(0, start) + " ".repeat(end - start) + left.slice(end),
    text,
  );
}

/** What a text has in it that builds images or calls scripts or make: these then say what CI builds. */
export const buildsOrCalls =
  /docker|podman|buildah|kaniko|nerdctl|\b(?:depot|img build|buildctl|make|task|just|npm|pnpm|yarn|bun)\b|[.](?:sh|bash)\b/i;
/** What a text has in it that builds images, or starts compose with files of its choice. */
export const buildCommand =
  /\b(?:docker|podman|nerdctl)\b[^\n]*\b(?:build|bake)\b|\bbuildah\b|\bkaniko\b|\$[({]?\w*(?:docker|podman|engine)\w*[)}]?\s+(?:buildx\s+)?build|(?:docker|podman|nerdctl)[ -]compose\b[^\n]* -|COMPOSE_FILE/i;

/** What a Makefile has in it that calls others. */
export const callsMake = /\$[({]MAKE[)}]|\bmake\s+-/;

/** Scripts that may build, where the workspace can say so without reading all of them. */
export function buildingScripts(workspace: Workspace): ReadonlySet<string> | undefined {
  const words = ["docker", "podman", "buildah", "nerdctl", "kaniko", "DOCKER", "ENGINE"];
  const found = workspace.search?.(words, { names: COMMAND_FILES });
  return found && new Set(found);
}
