/** GitHub workflows and composite actions: the images that their steps build. */
import type { SourceFile } from "../../source.ts";
import type { YamlNode } from "../yaml/parse.ts";
import { asString, entriesOf, get, itemsOf, parseYaml } from "../yaml/parse.ts";
import { commandBuild } from "./command-builds.ts";
import {
  type BuildCommandFile,
  type BuildCommands,
  type BuildText,
  type CommandBuild,
  joinedCommands,
} from "./command-tree.ts";
import { assignedValues, type CommandWord, readCommandOptions } from "./command-words.ts";
import { type BuildAction, buildAction } from "./workflow-actions.ts";
import { stepEffects, type Uploads, uploadsOf } from "./workflow-effects.ts";
import { inputText, isOffByDefault, linesOf, readBakeAction } from "./workflow-inputs.ts";
import { readStepText } from "./workflow-text.ts";
import {
  matrixValues,
  resolved,
  resolvedLike,
  type WorkflowValues,
  withEnvironment,
} from "./workflow-values.ts";

export type WorkflowFile = BuildCommandFile;

interface Step {
  readonly file: SourceFile;
  readonly node: YamlNode;
  readonly values: WorkflowValues;
  /** Of `defaults.run`. */
  readonly folder: BuildText | undefined;
  readonly shell: string | undefined;
  readonly uploads: Uploads;
}

const nothing = joinedCommands([]);

/** Reads the builds of a workflow's jobs, each once for every job of its matrix, or of a composite action's steps. */
export function parseWorkflow(file: SourceFile): WorkflowFile {
  const { root, comments, problems } = parseYaml(file);
  const steps = stepsOf(file, root);
  const off = steps.filter(({ node }) => isOffByDefault(node, root));
  const read = steps.map((step) => (off.includes(step) ? withoutEffects(readStep(step)) : readStep(step)));
  const jobs = entriesOf(get(root, "jobs")).map(({ value }) => value.span);
  return { file, ...joinedCommands(read), jobs, off: off.map(({ node }) => node.span), comments, problems };
}

/** What it does to files is done only where somebody asks for it: what is built without is what counts. */
function withoutEffects(commands: BuildCommands): BuildCommands {
  return { ...commands, edits: [], calls: [] };
}

function stepsOf(file: SourceFile, root: YamlNode | undefined): readonly Step[] {
  const outer = withEnvironment(root, new Map());
  const whole = workingDirectory(get(root, "defaults", "run"), outer);
  const shellOf = (node: YamlNode | undefined) => asString(get(node, "defaults", "run", "shell"));
  const uploads = uploadsOf(root);
  const inJobs = entriesOf(get(root, "jobs")).flatMap(({ value: job }) =>
    matrixValues(get(job, "strategy", "matrix")).flatMap((matrix, index) => {
      const values = withEnvironment(job, new Map([...outer, ...matrix]));
      const folder = workingDirectory(get(job, "defaults", "run"), values) ?? whole;
      const differs = (node: YamlNode | undefined) => node !== undefined && names(file, node, "matrix");
      const all = index === 0 || differs(get(job, "env")) || differs(get(job, "defaults"));
      const steps = itemsOf(get(job, "steps")).filter((node) => all || differs(node));
      const shell = shellOf(job) ?? shellOf(root);
      return steps.map((node) => ({ file, node, values, folder, shell, uploads }));
    }),
  );
  const inAction = itemsOf(get(root, "runs", "steps")).map((node) => ({
    file,
    node,
    values: outer,
    folder: undefined,
    shell: undefined,
    uploads,
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
  const action = uses && buildAction(name);
  if (action) return { ...nothing, builds: actionBuilds(action, { inputs, values, span: uses.span }) };
  if (uses && /^(?:docker|depot)\/bake-action(\/|@)/.test(name))
    return { ...nothing, bakes: [readBakeAction(inputs, values, uses.span)] };
  if (uses && /^docker:\/\/.*kaniko/.test(name)) return readKaniko(step, values);
  const given = uses && COMMANDS.map((key) => get(inputs, key)).find((one) => one !== undefined);
  if (given !== undefined && !/ssh/i.test(name)) return readText(step, given, values);
  if (uses) return stepEffects(uses, { inputs, values, uploads: step.uploads }) ?? nothing;
  return readText(step, get(node, "run"), values);
}

// What actions that run a command call it: `nick-fields/retry`, `addnab/docker-run-action`.
const COMMANDS = ["run", "command", "commands", "cmd"];

/** kaniko's own image as a step: its arguments are the builder's. */
function readKaniko({ node }: Step, values: WorkflowValues): BuildCommands {
  const args = get(node, "with", "args");
  const span = args?.span ?? node.span;
  const words = optionWords(asString(args) ?? "", values, span);
  const program = { value: "executor", like: "executor", raw: "executor", span };
  const build = commandBuild({ words: [program, ...words], folder: "", span });
  return { ...nothing, builds: build ? [build] : [] };
}

function readText(
  { file, node, folder, shell }: Step,
  run: YamlNode | undefined,
  values: WorkflowValues,
): BuildCommands {
  const around = {
    folder: workingDirectory(node, values) ?? folder,
    shell: asString(get(node, "shell")) ?? shell,
  };
  return run === undefined ? nothing : readStepText({ file, run, ...around }, values);
}

function workingDirectory(node: YamlNode | undefined, values: WorkflowValues): BuildText | undefined {
  return inputText(get(node, "working-directory"), values);
}

interface ActionInputs {
  readonly inputs: YamlNode | undefined;
  readonly values: WorkflowValues;
  readonly span: CommandBuild["span"];
}

/** The builds of an action's step: none where it is given no Dockerfile and would need one. */
function actionBuilds(action: BuildAction, { inputs, values, span }: ActionInputs): readonly CommandBuild[] {
  const input = (name: string | undefined) => (name === undefined ? undefined : get(inputs, name));
  const words = linesOf(input(action.options)).flatMap((line) => optionWords(line, values, span));
  const { named, open } = readCommandOptions(words);
  const context = inputText(input(action.context), values) ?? elseText(action.contextElse, span);
  const option = named.get("--target")?.at(-1);
  const target = inputText(input(action.target), values) ?? (option && { text: option.value, span });
  const given = input(action.file.find((name) => get(inputs, name) !== undefined));
  const files = linesOf(given).filter((line) => line.trim() !== "");
  if (files.length === 0 && action.needsFile) return [];
  const file = files.length === 1 ? inputText(given, values) : given && { text: null, span: given.span };
  return [
    {
      by: "action",
      ...(action.buildah && { buildah: true }),
      ...(context && { context: defaultContext(context) }),
      ...(files.length > 0 && file && { file: { ...file, text: file.text?.trim() ?? null } }),
      ...(action.fileInContext && { fileInContext: true }),
      ...(target && { target }),
      args: {
        ...assignedValues(named.get("--build-arg")),
        ...readPairs(input(action.args), values, action.commas),
      },
      contexts: readPairs(input(action.contexts), values),
      tags: actionTags(action, inputs, values),
      ...(open && { open }),
      folder: "",
      span,
    },
  ];
}

function elseText(text: string | undefined, span: CommandBuild["span"]): BuildText | undefined {
  return text === undefined ? undefined : { text, span };
}

/** The words of a line of options; quotes are not undone, since no action's documentation has any. */
function optionWords(
  line: string,
  values: WorkflowValues,
  span: CommandBuild["span"],
): readonly CommandWord[] {
  const raws = line.match(/(?:\$\{\{[\s\S]*?\}\}|\S)+/g) ?? [];
  return raws.map((raw) => ({
    value: resolved(raw, values),
    like: resolvedLike(raw, values),
    raw,
    span,
  }));
}

/** Tags of the name that an action is given; such as name an image themselves stay. */
function actionTags(
  { image, tags }: BuildAction,
  inputs: YamlNode | undefined,
  values: WorkflowValues,
): readonly string[] {
  const list = linesOf(tags === undefined ? undefined : get(inputs, tags))
    .flatMap((line) => resolvedLike(line, values).split(/[\s,]+/))
    .filter((tag) => tag !== "" && tag !== "*");
  const name = image === undefined ? undefined : asString(get(inputs, image));
  if (name === undefined) return list;
  const own = resolvedLike(name, values);
  if (list.length === 0) return [own];
  return list.map((tag) => (/[/:]/.test(tag) ? tag : `${own}:${tag}`));
}

// The action's own Handlebars name for the repo at the commit; `{{defaultContext}}:sub` is a folder of it.
function defaultContext(context: BuildText): BuildText {
  const [, folder] = /^\{\{\s*defaultContext\s*\}\}(?::(.*))?$/.exec(context.text ?? "") ?? [null, null];
  if (folder === null) return context;
  return { text: folder === undefined || folder === "" ? "." : folder, span: context.span };
}

/** `name=value` lines, as the action's list inputs take them, or names alone; the name of a context may be a reference. */
function readPairs(
  node: YamlNode | undefined,
  values: WorkflowValues,
  commas = false,
): Readonly<Record<string, string | null>> {
  const pairs: [string, string | null][] = [];
  const lines = linesOf(node).flatMap((line) => (commas ? line.split(",") : [line]));
  for (const line of lines) {
    // A name alone takes its value from the environment of the step.
    const [, name, value] = /^\s*"?([^\s"=]+)(?:=(.*?))?"?\s*$/.exec(line) ?? [];
    const key = name === undefined ? null : resolved(name, values);
    if (key !== null && key !== "") pairs.push([key, value === undefined ? null : resolved(value, values)]);
  }
  return Object.fromEntries(pairs);
}
