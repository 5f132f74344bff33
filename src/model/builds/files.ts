/** The files of the repo that say what is built, parsed. */
import type { BakeFile } from "../../parsers/builds/bake.ts";
import { parseBake } from "../../parsers/builds/bake.ts";
import type { ComposeFile } from "../../parsers/builds/compose.ts";
import { parseCompose } from "../../parsers/builds/compose.ts";
import type { WorkflowFile } from "../../parsers/builds/workflow.ts";
import { parseWorkflow } from "../../parsers/builds/workflow.ts";
import type { SyntaxProblem } from "../../parsers/syntax.ts";
import type { SourceFile } from "../../source.ts";
import { sourceFile } from "../../source.ts";
import type { Entry, Workspace } from "../../workspace/workspace.ts";
import { type ComposeProjects, composeProjects } from "../compose/projects.ts";
import { baseName } from "../container-path.ts";
import type { FileProblem } from "../repo/problem.ts";

export interface BuildFiles {
  readonly bake: readonly BakeFile[];
  readonly compose: ComposeProjects;
  readonly workflow: readonly WorkflowFile[];
  readonly problems: readonly FileProblem[];
  /** Whether there are files of these kinds that were not asked for. */
  readonly others: boolean;
}

interface Read {
  readonly file: SourceFile;
  readonly problems: readonly SyntaxProblem[];
}

const bakeName = /^(?:.+[.-])?bake(?:[.-].+)?[.](?:hcl|json)$/i;
const composeName = /compose.*[.]ya?ml$/i;
const workflowPath = /^[.]github[/](?:workflows[/][^/]+[.]ya?ml|actions[/](?:.+[/])?action[.]ya?ml)$/;

/** Whether a path is called like a bake definition, a compose file or a workflow. */
export function isBuildFile(path: string): boolean {
  const name = baseName(path);
  return bakeName.test(name) || isComposeFile(path) || workflowPath.test(path);
}

function isComposeFile(path: string): boolean {
  return composeName.test(baseName(path));
}

/** The compose files of a tree whose text has what is wanted of them, parsed. */
export function composeFilesWith(
  entries: readonly Entry[],
  read: (path: string) => SourceFile | { readonly unreadable: string } | undefined,
  wanted: RegExp,
): readonly ComposeFile[] {
  return entries.flatMap(({ path, kind }) => {
    const file = kind !== "submodule" && isComposeFile(path) ? read(path) : undefined;
    return file !== undefined && "text" in file && wanted.test(file.text) ? [parseCompose(file)] : [];
  });
}

/** Build files as they were parsed, by path and text: two trees of one change share nearly all of them. */
export type ParsedBuildFiles = Map<string, BakeFile | ComposeFile | WorkflowFile>;

/** Reads every bake definition, compose file and workflow that is asked for and whose text can say what is built. */
export function readBuildFiles(
  workspace: Workspace,
  entries: readonly Entry[],
  asked: (path: string) => boolean = () => true,
  parsed: ParsedBuildFiles = new Map(),
): BuildFiles {
  let others = false;
  const bake: BakeFile[] = [];
  const compose = new Map<string, ComposeFile>();
  const workflow: WorkflowFile[] = [];
  const problems: FileProblem[] = [];
  const keep = <File extends Read>(list: File[], read: File) => {
    // With template marks in it, it is not yet what bake or compose would read.
    const template =
      read.problems.length > 0 && /\{\{(?!defaultContext)|\{%|<%/.test(read.file.text.replaceAll("${{", ""));
    if (template) return;
    list.push(read);
    for (const { message, span } of read.problems) problems.push({ at: { file: read.file, span }, message });
  };
  for (const { path, kind } of entries) {
    if (kind === "submodule" || !isBuildFile(path)) continue;
    if (!asked(path)) {
      others = true;
      continue;
    }
    const name = baseName(path);
    problems.push(...unreadable(workspace, [path]));
    if (bakeName.test(name)) {
      const file = fileWith(workspace, path, /\btarget\b/);
      if (file !== undefined) keep(bake, parsedOnce(parsed, file, parseBake));
    } else if (workflowPath.test(path)) {
      const file = fileWith(workspace, path, /docker|podman|buildah/);
      if (file !== undefined) keep(workflow, parsedOnce(parsed, file, parseWorkflow));
    } else {
      const file = fileWith(workspace, path, /\b(?:services|include)["']?\s*:/);
      const list: ComposeFile[] = [];
      if (file !== undefined) keep(list, parsedOnce(parsed, file, parseCompose));
      for (const read of list) compose.set(path, read);
    }
  }
  const projects = composeProjects({
    paths: entries.flatMap(({ path, kind }) => (kind !== "submodule" && isComposeOnly(path) ? [path] : [])),
    asked: (path) => compose.has(path),
    ignored: (path) => workspace.ignored(path),
    isFile: (path) => fileWith(workspace, path, /^/) !== undefined,
    read: (path) => compose.get(path)?.file ?? fileWith(workspace, path, /^/),
    parsed: (file) => parsedOnce(parsed, file, parseCompose),
  });
  return { bake, compose: projects, workflow, problems: unique([...problems, ...projects.problems]), others };
}

/** What is called like a bake definition or a workflow is read as one. */
function isComposeOnly(path: string): boolean {
  return isComposeFile(path) && !bakeName.test(baseName(path)) && !workflowPath.test(path);
}

function unique(problems: readonly FileProblem[]): readonly FileProblem[] {
  const keyOf = ({ at, message }: FileProblem) => JSON.stringify([at.file.path, at.span, message]);
  return [...new Map(problems.map((one) => [keyOf(one), one])).values()];
}

function parsedOnce<File extends BakeFile | ComposeFile | WorkflowFile>(
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

function fileWith(workspace: Workspace, path: string, wanted: RegExp): SourceFile | undefined {
  const content = workspace.read(path);
  if (content === undefined || !("text" in content) || !wanted.test(content.text)) return undefined;
  return sourceFile(path, content.text);
}

/** Those of the paths that cannot be read as text, each a problem. */
export function unreadable(
  workspace: Pick<Workspace, "read">,
  paths: readonly string[],
): readonly FileProblem[] {
  return paths.flatMap((path) => {
    const content = workspace.read(path);
    if (content !== undefined && "text" in content) return [];
    const why = content?.unreadable ?? "it is not there";
    return [{ at: { file: sourceFile(path, "") }, message: `cannot be read: ${why}` }];
  });
}
