/** GitLab CI and Google Cloud Build: the images that their scripts and steps build. */
import type { SourceFile } from "../../source.ts";
import { expandWord } from "../expand.ts";
import type { YamlNode } from "../yaml/parse.ts";
import { asString, entriesOf, get, itemsOf, parseYaml } from "../yaml/parse.ts";
import { commandBake, commandBuild } from "./command-builds.ts";
import { readCommands } from "./command-script.ts";
import { type BuildCommandFile, type BuildCommands, joinedCommands } from "./command-tree.ts";
import type { CommandWord } from "./command-words.ts";
import { placeIn, readLines } from "./yaml-script.ts";

type Variables = ReadonlyMap<string, string | null>;

// No jobs, though maps (docs.gitlab.com, "Global keywords").
const noJobs = new Set(["variables", "stages", "workflow", "include", "image", "cache", "pages:deploy"]);

/** Reads `.gitlab-ci.yml`: each job's scripts are one shell. */
export function parseGitlab(file: SourceFile): BuildCommandFile {
  const { root, comments, problems } = parseYaml(file);
  const outer = variablesOf(get(root, "variables"), new Map([["CI_PROJECT_DIR", "."]]));
  const shared = get(root, "default", "before_script") ?? get(root, "before_script");
  const jobs = entriesOf(root).filter(({ key, value }) => value.kind === "map" && !noJobs.has(key.text));
  const found = jobs.map(({ value: job }) => {
    const parents = parentsOf(root, job);
    const inForce = (key: string) => [...parents].reverse().find((one) => get(one, key) !== undefined);
    const variables = parents.reduce((set, one) => variablesOf(get(one, "variables"), set), outer);
    const lines = ["before_script", "script"].flatMap((key) =>
      scriptLines(root, get(inForce(key), key) ?? (key === "script" ? undefined : shared)),
    );
    return readLines(file, lines, { folder: "", variables });
  });
  return { file, ...joinedCommands(found), comments, problems };
}

// GitLab allows eleven levels of `extends`, and ten of `!reference`.
const DEEPEST = 11;

/** The jobs of the file that a job extends, the farthest first, and itself (docs.gitlab.com, "extends"). */
function parentsOf(root: YamlNode | undefined, job: YamlNode, depth = 0): readonly YamlNode[] {
  const said = get(job, "extends");
  const names = said?.kind === "list" ? said.items : said === undefined ? [] : [said];
  if (depth >= DEEPEST) return [job];
  const parents = names.flatMap((name) => get(root, asString(name) ?? "") ?? []);
  return [...parents.flatMap((parent) => parentsOf(root, parent, depth + 1)), job];
}

/** The lines of a script; `!reference [JOB, KEY]` is what stands there. */
function scriptLines(
  root: YamlNode | undefined,
  node: YamlNode | undefined,
  depth = 0,
): readonly (YamlNode & { kind: "scalar" })[] {
  if (node?.kind === "list" && node.tag === "!reference") {
    const path = node.items.flatMap((item) => asString(item) ?? []);
    return depth >= DEEPEST ? [] : scriptLines(root, get(root, ...path), depth + 1);
  }
  if (node?.kind === "list") return node.items.flatMap((item) => scriptLines(root, item, depth));
  return node?.kind === "scalar" && typeof node.value === "string" ? [node] : [];
}

/** A variable may be a map with its `value`; what CI itself sets is not told. */
function variablesOf(node: YamlNode | undefined, outer: Variables): Variables {
  const found = new Map(outer);
  for (const { key, value } of entriesOf(node)) {
    const text = asString(value) ?? asString(get(value, "value"));
    found.set(key.text, text === undefined ? null : expanded(text, found));
  }
  return found;
}

function expanded(text: string, variables: Variables): string | null {
  const result = expandWord(text, (name) => variables.get(name) ?? { unresolved: true });
  return "value" in result ? result.value : null;
}

/** Reads `cloudbuild.yaml`: the arguments of a step are those of its image's program. */
export function parseCloudBuild(file: SourceFile): BuildCommandFile {
  const { root, comments, problems } = parseYaml(file);
  const substitutions = variablesOf(get(root, "substitutions"), new Map());
  const found = itemsOf(get(root, "steps")).map((step) => readStep(file, step, substitutions));
  return { file, ...joinedCommands(found), comments, problems };
}

function readStep(file: SourceFile, step: YamlNode, variables: Variables): BuildCommands {
  const program = /docker|kaniko/.exec(asString(get(step, "name")) ?? "")?.[0];
  const entrypoint = asString(get(step, "entrypoint"));
  const args = itemsOf(get(step, "args"));
  const folder = asString(get(step, "dir")) ?? "";
  const script =
    get(step, "script") ?? (/^(?:\/bin\/)?(?:ba)?sh$/.test(entrypoint ?? "") ? args.at(-1) : undefined);
  if (script?.kind === "scalar") {
    const place = (span: { start: number; end: number }) => placeIn(file, script, span);
    // Cloud Build itself replaces its substitutions; `$$` is the shell's `$`.
    return readCommands({ text: script.text.replaceAll("$$", " $"), place, folder, variables });
  }
  if (program === undefined || (entrypoint !== undefined && !/docker$/.test(entrypoint)))
    return joinedCommands([]);
  const words = args.map((node) => wordOf(node, variables));
  const first = { ...wordOf(undefined, variables), value: program === "docker" ? "docker" : "executor" };
  const command = { words: [first, ...words], folder, span: step.span };
  const build = commandBuild(command);
  const bake = commandBake(command);
  return { ...joinedCommands([]), builds: build ? [build] : [], bakes: bake ? [bake] : [] };
}

function wordOf(node: YamlNode | undefined, variables: Variables): CommandWord {
  const raw = asString(node) ?? "";
  const isLiteral = !raw.includes("$");
  const value = isLiteral ? raw : expanded(raw, variables);
  const like = raw.replace(/\$\{?(\w+)\}?/g, (_, name: string) => variables.get(name) ?? "*");
  return { value, like: value ?? like, raw, span: node?.span ?? { start: 0, end: 0 } };
}
