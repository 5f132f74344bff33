/** The files of the repo that say what is built, parsed. */
import type { BakeFile } from "../../parsers/builds/bake.ts";
import { parseBake } from "../../parsers/builds/bake.ts";
import type { BuildCommandFile } from "../../parsers/builds/command-tree.ts";
import type { ComposeFile } from "../../parsers/builds/compose.ts";
import { parseCompose } from "../../parsers/builds/compose.ts";
import { parseWorkflow } from "../../parsers/builds/workflow.ts";
import type { SyntaxProblem } from "../../parsers/syntax.ts";
import type { SourceFile } from "../../source.ts";
import { sourceFile } from "../../source.ts";
import { type Failures, within } from "../../work.ts";
import { type Entry, entriesCalled, type Workspace } from "../../workspace/workspace.ts";
import { type ComposeProjects, composeProjects } from "../compose/projects.ts";
import { baseName } from "../container-path.ts";
import { type FileProblem, unreadProblem } from "../repo/problem.ts";
import { calledProjects } from "./calls/compose-calls.ts";
import { calledMakefiles } from "./calls/make-calls.ts";
import {
  buildCommand,
  buildingScripts,
  buildsOrCalls,
  type CommandKind,
  calledScripts,
  callsMake,
  commandKind,
  isCommandName,
} from "./command-kinds.ts";

export interface BuildFiles {
  readonly bake: readonly BakeFile[];
  readonly compose: ComposeProjects;
  /** Workflows and the files of other CI. */
  readonly workflow: readonly BuildCommandFile[];
  /** Makefiles, shell scripts and what else runs commands without being CI. */
  readonly scripts: readonly BuildCommandFile[];
  readonly problems: readonly FileProblem[];
  /** Whether there are files of these kinds that were not asked for. */
  readonly others: boolean;
}

interface Read {
  readonly file: SourceFile;
  readonly problems: readonly SyntaxProblem[];
}

/** What failures call the reading of a build file. */
export const READING = "reading what this file builds";

const bakeName = /^(?:.+[.-])?bake(?:[.-].+)?[.](?:hcl|json)$/i;
const composeName = /compose.*[.]ya?ml$/i;
const workflowPath =
  /^[.](?:github|gitea|forgejo)[/](?:workflows[/][^/]+[.]ya?ml|actions[/](?:.+[/])?action[.]ya?ml)$/;

/** Whether a path is called like a bake definition, a compose file or a workflow. */
export function isBuildFile(path: string): boolean {
  const name = baseName(path);
  return bakeName.test(name) || isComposeFile(path) || workflowPath.test(path);
}

const isComposeFile = (path: string) => composeName.test(baseName(path));

/** The compose files of a tree whose text has what is wanted of them, parsed. */
export function composeFilesWith(
  entries: readonly Entry[],
  read: (path: string) => SourceFile | { readonly unreadable: string } | undefined,
  wanted: RegExp,
): readonly ComposeFile[] {
  return entriesCalled(entries, (name) => composeName.test(name)).flatMap(({ path, kind }) => {
    const file = kind === "submodule" ? undefined : read(path);
    return file !== undefined && "text" in file && wanted.test(file.text)
      ? [within({ doing: READING, at: { file } }, () => parseCompose(file))]
      : [];
  });
}

/** The entries that are called like files that say what is built, sorted by path. */
export function buildEntries(entries: readonly Entry[]): readonly Entry[] {
  const called = entriesCalled(entries, (name) => bakeName.test(name) || isCommandName(name));
  return called.filter(({ path }) => isBuildFile(path) || commandKind(path) !== undefined);
}

/** Build files as they were parsed, by path and text: two trees of one change share nearly all of them. */
export type ParsedBuildFiles = Map<string, BakeFile | ComposeFile | BuildCommandFile>;

/** How build files are read. */
export interface BuildFilesOptions {
  /** Takes those that fail: nothing is known of them. */
  readonly failures: Failures;
  /** Which are asked for; all without it. */
  readonly asked?: (path: string) => boolean;
  readonly parsed?: ParsedBuildFiles;
}

/** Reads every bake definition, compose file and workflow that is asked for and whose text can say what is built. */
export function readBuildFiles(
  workspace: Workspace,
  entries: readonly Entry[],
  { failures, asked = () => true, parsed = new Map() }: BuildFilesOptions,
): BuildFiles {
  let others = false;
  const bake: BakeFile[] = [];
  const compose = new Map<string, ComposeFile>();
  const workflow: BuildCommandFile[] = [];
  const scripts: BuildCommandFile[] = [];
  const problems: FileProblem[] = [];
  const keep = <File extends Read>(list: File[], read: File) => {
    // With template marks in it, it is not yet what bake or compose would read.
    const template =
      read.problems.length > 0 && /\{\{(?!defaultContext)|\{%|<%/.test(read.file.text.replaceAll("${{", ""));
    if (template) return;
    list.push(read);
    for (const { message, span } of read.problems) problems.push({ at: { file: read.file, span }, message });
  };
  const building = buildingScripts(workspace);
  const attempt = (file: SourceFile, work: () => void) =>
    failures.attempt({ doing: READING, at: { file } }, work, () => {});
  const read = <File extends BakeFile | ComposeFile | BuildCommandFile>(
    list: File[],
    file: SourceFile,
    parse: (file: SourceFile) => File,
  ) => attempt(file, () => keep(list, parsedOnce(parsed, file, parse)));
  // What is wrong in a command file is none of this check's: it is no file of Docker's.
  const readCommands = (path: string, { from, parse }: CommandKind, wanted: RegExp) => {
    const file = fileWith(workspace, path, wanted);
    const list = from === "script" ? scripts : workflow;
    if (file !== undefined) attempt(file, () => list.push(parsedOnce(parsed, file, parse)));
    // What CI runs may build anything, where nobody can read it.
    else if (wanted !== buildCommand && wanted !== callsMake && workspace.read(path) !== undefined)
      problems.push(...unreadableFiles(workspace, [path]));
  };
  const found: (readonly [string, CommandKind])[] = [];
  const build = buildEntries(entries);
  for (const { path, kind: entryKind } of build) {
    if (entryKind === "submodule") continue;
    if (!isBuildFile(path)) {
      const kind = asked(path) ? commandKind(path) : undefined;
      if (kind?.from === "workflow") readCommands(path, kind, buildsOrCalls);
      else if (kind !== undefined) found.push([path, kind]);
      continue;
    }
    if (!asked(path)) {
      others = true;
      continue;
    }
    const name = baseName(path);
    problems.push(...unreadableFiles(workspace, [path]));
    if (bakeName.test(name)) {
      const file = fileWith(workspace, path, /\b(?:target|variable|function|group)\b|=/);
      if (file !== undefined) read(bake, file, parseBake);
    } else if (workflowPath.test(path)) {
      const file = fileWith(workspace, path, buildsOrCalls);
      if (file !== undefined) read(workflow, file, parseWorkflow);
    } else {
      const file = fileWith(workspace, path, /\b(?:services|include)["']?\s*:/);
      const list: ComposeFile[] = [];
      if (file !== undefined) read(list, file, parseCompose);
      for (const each of list) compose.set(path, each);
    }
  }
  // What CI calls before it builds matters for what it writes.
  const isCalled = calledScripts(workflow);
  for (const [path, kind] of found) {
    if (isCalled(path)) readCommands(path, kind, /^/);
    else if (building?.has(path) !== false) readCommands(path, kind, buildCommand);
  }
  // What calls a Makefile that builds says with what, whether it builds itself or not.
  const makefile = scripts.find((script) => script.makefile !== undefined)?.file;
  const inHand = new Set(scripts.map(({ file }) => file.path));
  for (const [path, kind] of makefile === undefined ? [] : found)
    if (kind.runner?.test("make") && !inHand.has(path)) readCommands(path, kind, callsMake);
  let called: readonly BuildCommandFile[] = scripts;
  if (makefile !== undefined) attempt(makefile, () => (called = calledMakefiles(scripts)));
  const isFile = (path: string) => fileWith(workspace, path, /^/) !== undefined;
  const projects = composeProjects({
    paths: build.flatMap(({ path, kind }) => (kind !== "submodule" && isComposeOnly(path) ? [path] : [])),
    asked: (path) => compose.has(path),
    // A file that fails to be read is there.
    ignored: (path) => workspace.ignored(path) || isFailed(workspace, path),
    called: calledProjects({ workflow, scripts: called }, isFile),
    isFile,
    read: (path) => compose.get(path)?.file ?? fileWith(workspace, path, /^/),
    parsed: (file) => within({ doing: READING, at: { file } }, () => parsedOnce(parsed, file, parseCompose)),
    attempt: (file, work, otherwise) => failures.attempt({ doing: READING, at: { file } }, work, otherwise),
  });
  return {
    bake,
    compose: projects,
    workflow,
    scripts: called,
    problems: unique([...problems, ...projects.problems]),
    others,
  };
}

/** What is called like a bake definition or a workflow is read as one. */
function isComposeOnly(path: string): boolean {
  return isComposeFile(path) && !bakeName.test(baseName(path)) && !workflowPath.test(path);
}

function unique(problems: readonly FileProblem[]): readonly FileProblem[] {
  const keyOf = ({ at, message }: FileProblem) => JSON.stringify([at.file.path, at.span, message]);
  return [...new Map(problems.map((one) => [keyOf(one), one])).values()];
}

/** A bake definition that a command names, whatever it is called. */
export function readBakeFile(
  workspace: Pick<Workspace, "read">,
  path: string,
  parsed: ParsedBuildFiles = new Map(),
): BakeFile | undefined {
  if (composeName.test(baseName(path)) || /[.]ya?ml$/i.test(path)) return undefined;
  const file = fileWith(workspace, path, /[\s\S]/);
  return file && parsedOnce(parsed, file, parseBake);
}

function parsedOnce<File extends BakeFile | ComposeFile | BuildCommandFile>(
  parsed: ParsedBuildFiles,
  file: SourceFile,
  parse: (file: SourceFile) => File,
): File {
  const key = JSON.stringify([file.path, file.text]);
  // What is called like this is read by this parser alone.
  const before = parsed.get(key) as File | undefined;
  const read = before ?? parse(file);
  if (before === undefined) parsed.set(key, read);
  return read;
}

function fileWith(workspace: Pick<Workspace, "read">, path: string, wanted: RegExp): SourceFile | undefined {
  const content = workspace.read(path);
  if (content === undefined || !("text" in content) || !wanted.test(content.text)) return undefined;
  return sourceFile(path, content.text);
}

function isFailed(workspace: Pick<Workspace, "read">, path: string): boolean {
  const content = workspace.read(path);
  return content !== undefined && "failed" in content && content.failed === true;
}

/** Those of the paths that cannot be read as text, each a problem. */
export function unreadableFiles(
  workspace: Pick<Workspace, "read">,
  paths: readonly string[],
): readonly FileProblem[] {
  return paths.flatMap((path) => {
    const content = workspace.read(path);
    if (content !== undefined && ("text" in content || content.failed)) return [];
    return [unreadProblem(path, content ?? { unreadable: "does not exist" })];
  });
}
