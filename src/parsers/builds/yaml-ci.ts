/**
 * CI in YAML whose commands stand under keys that are known: CircleCI, Azure Pipelines, Bitbucket, Travis, Drone,
 * Woodpecker, Buildkite, Cirrus, Semaphore, CodeBuild, and the tasks of a Taskfile. A list of commands is one shell.
 */
import type { SourceFile } from "../../source.ts";
import {
  asString,
  entriesOf,
  get,
  itemsOf,
  parseYaml,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
} from "../yaml/parse.ts";
import { azureBuilds } from "./azure-tasks.ts";
import { type BuildCommandFile, type BuildCommands, joinedCommands } from "./command-tree.ts";
import { withoutTemplates } from "./templates.ts";
import { readLines } from "./yaml-script.ts";

interface Around {
  readonly file: SourceFile;
  readonly variables: ReadonlyMap<string, string | null>;
  /** Folder that commands run in; null when it cannot be told. */
  readonly folder: string | null;
  /** The key of the map around. */
  readonly within: string;
}

// Whatever holds commands in the documentation of one of them.
const SCRIPTS = new Set([
  "bash",
  "before_deploy",
  "before_install",
  "before_script",
  "cmd",
  "cmds",
  "command",
  "commands",
  "inlineScript",
  "install",
  "run",
  "script",
  "sh",
]);
const VARIABLES = ["variables", "env", "environment", "env_vars", "vars"];
const FOLDERS = ["dir", "working_directory", "workingDirectory"];
// `<< parameters.x >>` of CircleCI, `${{ x }}` and `$(x)` of Azure, `{{.X}}` of a Taskfile.
const TEMPLATES = /(?:<<|\$?\{\{)([^<>{}\n]*)(?:>>|\}\})|\$\(([\w.]+)\)/g;

/** Reads the commands of a CI file or a Taskfile. */
export function parseYamlCi(file: SourceFile): BuildCommandFile {
  const { root, comments, problems } = parseYaml(file);
  const start: Around = { file, variables: new Map(), folder: "", within: "" };
  return { file, ...joinedCommands([...commandsOf(root, start)]), comments, problems };
}

function* commandsOf(node: YamlNode | undefined, around: Around): Generator<BuildCommands> {
  for (const item of itemsOf(node)) yield* commandsOf(item, { ...around, within: "" });
  if (node?.kind !== "map") return;
  const inner = inside(node, around);
  const builds = azureBuilds(node);
  if (builds.length > 0) yield { ...joinedCommands([]), builds };
  for (const { key, value } of node.entries) {
    // A task of a Taskfile may be its commands alone.
    const holds = SCRIPTS.has(key.text) || around.within === "tasks";
    const lines = holds ? linesOf(value) : [];
    if (lines.length > 0) yield readScript(lines, inner);
    yield* commandsOf(value, { ...inner, within: key.text });
  }
}

function inside(node: YamlMap, around: Around): Around {
  const variables = new Map(around.variables);
  for (const [name, value] of VARIABLES.flatMap((key) => assigned(get(node, key))))
    variables.set(name, value);
  const folder = FOLDERS.flatMap((key) => get(node, key) ?? []).at(0);
  return { ...around, variables, ...(folder && { folder: literal(folder) }) };
}

/** `NAME: value`, or a list of maps with `name` and `value`, or of such maps. */
function assigned(node: YamlNode | undefined): readonly (readonly [string, string | null])[] {
  const listed = itemsOf(node).flatMap((item) => {
    const name = asString(get(item, "name"));
    return name === undefined ? assigned(item) : [[name, literal(get(item, "value"))] as const];
  });
  return [...entriesOf(node).map(({ key, value }) => [key.text, literal(value)] as const), ...listed];
}

function literal(node: YamlNode | undefined): string | null {
  return node?.kind === "scalar" && !/[$`]|<<|\{\{/.test(node.text) ? node.text : null;
}

function linesOf(node: YamlNode): readonly YamlScalar[] {
  const all = node.kind === "list" ? node.items : [node];
  return all.filter((item) => item.kind === "scalar" && typeof item.value === "string") as YamlScalar[];
}

function readScript(lines: readonly YamlScalar[], { file, variables, folder }: Around): BuildCommands {
  const set = new Map(variables);
  const meaning = (name: string) => variables.get(name.trim().replace(/^(?:variables)?[.]/, ""));
  const written = lines.map((line) => ({
    ...line,
    text: withoutTemplates(line.text, { pattern: TEMPLATES, meaning, variables: set }),
  }));
  return readLines(file, written, { folder, variables: set });
}
