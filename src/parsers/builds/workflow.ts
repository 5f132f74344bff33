/** GitHub workflows and composite actions: the images that their steps build. */
import type { SourceFile } from "../../source.ts";
import type { YamlNode } from "../yaml/parse.ts";
import { asString, entriesOf, get, itemsOf, parseYaml } from "../yaml/parse.ts";
import { bakeSettings } from "./command-builds.ts";
import { readCommands } from "./command-script.ts";
import type { BakeCall, BuildCommandFile, BuildCommands, BuildText, CommandBuild } from "./command-tree.ts";
import {
  asVariables,
  matrixValues,
  resolved,
  resolvedLike,
  type WorkflowValues,
  withEnvironment,
} from "./workflow-values.ts";
import { placeIn } from "./yaml-script.ts";

export type WorkflowFile = BuildCommandFile;

interface Step {
  readonly file: SourceFile;
  readonly node: YamlNode;
  readonly values: WorkflowValues;
  /** Of `defaults.run`. */
  readonly folder: BuildText | undefined;
}

const nothing: BuildCommands = { builds: [], bakes: [], edits: [], retags: [] };

/** Reads the builds of a workflow's jobs, each once for every job of its matrix, or of a composite action's steps. */
export function parseWorkflow(file: SourceFile): WorkflowFile {
  const { root, comments, problems } = parseYaml(file);
  const steps = stepsOf(file, root).map(readStep);
  return {
    file,
    builds: steps.flatMap((step) => step.builds),
    bakes: steps.flatMap((step) => step.bakes),
    edits: steps.flatMap((step) => step.edits),
    retags: steps.flatMap((step) => step.retags),
    comments,
    problems,
  };
}

function stepsOf(file: SourceFile, root: YamlNode | undefined): readonly Step[] {
  const outer = withEnvironment(root, new Map());
  const whole = workingDirectory(get(root, "defaults", "run"), outer);
  const inJobs = entriesOf(get(root, "jobs")).flatMap(({ value: job }) =>
    matrixValues(get(job, "strategy", "matrix")).flatMap((matrix, index) => {
      const values = withEnvironment(job, new Map([...outer, ...matrix]));
      const folder = workingDirectory(get(job, "defaults", "run"), values) ?? whole;
      const differs = (node: YamlNode | undefined) => node !== undefined && names(file, node, "matrix");
      const all = index === 0 || differs(get(job, "env")) || differs(get(job, "defaults"));
      const steps = itemsOf(get(job, "steps")).filter((node) => all || differs(node));
      return steps.map((node) => ({ file, node, values, folder }));
    }),
  );
  const inAction = itemsOf(get(root, "runs", "steps")).map((node) => ({
    file,
    node,
    values: outer,
    folder: undefined,
  }));
  return [...inJobs, ...inAction];
}

function names({ text }: SourceFile, { span }: YamlNode, word: string): boolean {
  return text.slice(span.start, span.end).includes(word);
}

function readStep(step: Step): BuildCommands {
  const { node } = step;
  const uses = get(node, "uses");
  const name = asString(uses) ?? "";
  const inputs = get(node, "with");
  const values = withEnvironment(node, step.values);
  if (uses && /^docker\/build-push-action@/.test(name))
    return { ...nothing, builds: [readBuildPush(inputs, values, uses.span)] };
  if (uses && /^docker\/bake-action(\/|@)/.test(name))
    return { ...nothing, bakes: [readBakeAction(inputs, values, uses.span)] };
  return readRun(step, values);
}

function readRun({ file, node, folder }: Step, values: WorkflowValues): BuildCommands {
  const run = get(node, "run");
  const shell = asString(get(node, "shell"));
  if (run?.kind !== "scalar" || typeof run.value !== "string") return nothing;
  if (shell !== undefined && !/^(ba)?sh\b/.test(shell)) return nothing;
  const { text, variables } = asVariables(run.value, values);
  const environment = [...values].flatMap(([name, value]) =>
    name.startsWith("env.") ? [[name.slice(4), value] as const] : [],
  );
  const own = workingDirectory(node, values) ?? folder;
  return readCommands({
    text,
    place: (span) => placeIn(file, run, span),
    folder: own === undefined ? "" : own.text,
    variables: new Map([["GITHUB_WORKSPACE", "."], ...environment, ...variables]),
  });
}

function workingDirectory(node: YamlNode | undefined, values: WorkflowValues): BuildText | undefined {
  return textOf(get(node, "working-directory"), values);
}

function readBuildPush(
  inputs: YamlNode | undefined,
  values: WorkflowValues,
  span: CommandBuild["span"],
): CommandBuild {
  const context = textOf(get(inputs, "context"), values);
  const file = textOf(get(inputs, "file"), values);
  const target = textOf(get(inputs, "target"), values);
  return {
    by: "build-push-action",
    ...(context && { context: defaultContext(context) }),
    ...(file && { file }),
    ...(target && { target }),
    args: readPairs(get(inputs, "build-args"), values),
    contexts: readPairs(get(inputs, "build-contexts"), values),
    tags: linesOf(get(inputs, "tags"))
      .flatMap((line) => line.split(","))
      .map((tag) => resolvedLike(tag.trim(), values))
      .filter((tag) => tag !== "" && tag !== "*"),
    folder: "",
    span,
  };
}

// The action's own Handlebars name for the repo at the commit; `{{defaultContext}}:sub` is a folder of it.
function defaultContext(context: BuildText): BuildText {
  const [, folder] = /^\{\{\s*defaultContext\s*\}\}(?::(.*))?$/.exec(context.text ?? "") ?? [null, null];
  if (folder === null) return context;
  return { text: folder === undefined || folder === "" ? "." : folder, span: context.span };
}

function readBakeAction(
  inputs: YamlNode | undefined,
  values: WorkflowValues,
  span: BakeCall["span"],
): BakeCall {
  const list = (name: string) =>
    linesOf(get(inputs, name))
      .flatMap((line) => line.split(","))
      .map((each) => each.trim())
      .filter((each) => each !== "");
  const files = list("files").map((name) => resolved(name, values)?.replace(/^cwd:\/\//, "") ?? null);
  const folder = textOf(get(inputs, "workdir"), values);
  return {
    files: files.flatMap((name) => name ?? []),
    moreFiles: files.includes(null),
    targets: list("targets").flatMap((name) => resolved(name, values) ?? []),
    settings: linesOf(get(inputs, "set")).flatMap((line) =>
      bakeSettings(resolvedLike(line.trim(), values), resolved(line, values) === null),
    ),
    folder: folder === undefined ? "" : folder.text,
    span,
  };
}

/** `name=value` lines, as the action's list inputs take them; the name of a context may be a reference. */
function readPairs(
  node: YamlNode | undefined,
  values: WorkflowValues,
): Readonly<Record<string, string | null>> {
  const pairs: [string, string | null][] = [];
  for (const line of linesOf(node)) {
    const [, name, value = ""] = /^\s*"?([^\s"=]+)=(.*?)"?\s*$/.exec(line) ?? [];
    const key = name === undefined ? null : resolved(name, values);
    if (key !== null) pairs.push([key, resolved(value, values)]);
  }
  return Object.fromEntries(pairs);
}

function linesOf(node: YamlNode | undefined): readonly string[] {
  if (node?.kind === "list") return node.items.flatMap((item) => asString(item) ?? []);
  return (asString(node) ?? "").split("\n");
}

function textOf(node: YamlNode | undefined, values: WorkflowValues): BuildText | undefined {
  const text = asString(node);
  if (node === undefined || text === undefined || text === "") return undefined;
  const value = resolved(text, values);
  // An expression that comes to nothing is as if it were not written.
  return value === "" ? undefined : { text: value, span: node.span };
}
