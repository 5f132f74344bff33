/** GitHub workflows and composite actions: the images that their steps build. */
import type { SourceFile, Span } from "../../source.ts";
import type { Comment, SyntaxProblem } from "../syntax.ts";
import type { YamlNode } from "../yaml/parse.ts";
import { asString, entriesOf, get, itemsOf, parseYaml } from "../yaml/parse.ts";
import { readBuildCommands } from "./workflow-run.ts";
import type { WorkflowBuild, WorkflowText } from "./workflow-tree.ts";

export interface WorkflowFile {
  readonly file: SourceFile;
  readonly builds: readonly WorkflowBuild[];
  /** Steps that call bake. */
  readonly bakes: readonly Span[];
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
}

/** Reads the builds of a workflow's jobs, or of a composite action's steps. */
export function parseWorkflow(file: SourceFile): WorkflowFile {
  const { root, comments, problems } = parseYaml(file);
  const whole = workingDirectory(get(root, "defaults", "run"));
  const jobs = entriesOf(get(root, "jobs")).map(({ value }) => ({
    steps: itemsOf(get(value, "steps")),
    folder: workingDirectory(get(value, "defaults", "run")) ?? whole,
  }));
  jobs.push({ steps: itemsOf(get(root, "runs", "steps")), folder: undefined });
  const steps = jobs.flatMap(({ steps, folder }) => steps.map((step) => ({ step, folder })));
  return {
    file,
    builds: steps.flatMap(({ step, folder }) => readStep(file, step, folder)),
    bakes: steps.flatMap(({ step }) => {
      const uses = get(step, "uses");
      return uses && /^docker\/bake-action(\/|@)/.test(asString(uses) ?? "") ? [uses.span] : [];
    }),
    comments,
    problems,
  };
}

function readStep(
  file: SourceFile,
  step: YamlNode,
  folder: WorkflowText | undefined,
): readonly WorkflowBuild[] {
  const uses = get(step, "uses");
  if (uses && /^docker\/build-push-action@/.test(asString(uses) ?? "")) {
    return [readAction(get(step, "with"), uses.span)];
  }
  const run = get(step, "run");
  const shell = asString(get(step, "shell"));
  if (run === undefined || (shell !== undefined && !/^(ba)?sh\b/.test(shell))) return [];
  const own = workingDirectory(step) ?? folder;
  return readBuildCommands(file, run, own === undefined ? "" : own.text);
}

function workingDirectory(node: YamlNode | undefined): WorkflowText | undefined {
  return textOf(get(node, "working-directory"));
}

function readAction(inputs: YamlNode | undefined, span: Span): WorkflowBuild {
  const context = textOf(get(inputs, "context"));
  const file = textOf(get(inputs, "file"));
  const target = textOf(get(inputs, "target"));
  return {
    by: "build-push-action",
    ...(context === undefined ? {} : { context: defaultContext(context) }),
    ...(file === undefined ? {} : { file }),
    ...(target === undefined ? {} : { target }),
    args: readLines(get(inputs, "build-args")),
    contexts: readLines(get(inputs, "build-contexts")),
    folder: "",
    span,
  };
}

// The action's own Handlebars name for the repo at the commit; `{{defaultContext}}:sub` is a folder of it.
function defaultContext(context: WorkflowText): WorkflowText {
  const [, folder] = /^\{\{\s*defaultContext\s*\}\}(?::(.*))?$/.exec(context.text ?? "") ?? [null, null];
  if (folder === null) return context;
  return { text: folder === undefined || folder === "" ? "." : folder, span: context.span };
}

/** `name=value` lines, as the action's list inputs take them. */
function readLines(node: YamlNode | undefined): Readonly<Record<string, string | null>> {
  const pairs: [string, string | null][] = [];
  for (const line of (asString(node) ?? "").split("\n")) {
    const [, name, value = ""] = /^\s*"?([\w.-]+)=(.*?)"?\s*$/.exec(line) ?? [];
    if (name !== undefined) pairs.push([name, literal(value)]);
  }
  return Object.fromEntries(pairs);
}

function textOf(node: YamlNode | undefined): WorkflowText | undefined {
  const text = asString(node);
  return node === undefined || text === undefined || text === ""
    ? undefined
    : { text: literal(text), span: node.span };
}

function literal(text: string): string | null {
  return text.includes("${{") ? null : text;
}
