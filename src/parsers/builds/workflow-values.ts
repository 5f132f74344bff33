/** Values of a workflow's expressions, as far as the file itself gives them: `matrix.x` and `env.X`. */
import type { YamlNode } from "../yaml/parse.ts";
import { asString, entriesOf, get, itemsOf } from "../yaml/parse.ts";
import { withoutTemplates } from "./templates.ts";

/** By their names, `matrix.os.name` or `env.TAG`; null for a value that cannot be told. */
export type WorkflowValues = ReadonlyMap<string, string | null>;

// Ours: GitHub's own limit is 256 jobs of one matrix.
const mostJobs = 256;

/** A text with the expressions that have a value put in; null when another is left. */
export function resolved(text: string, values: WorkflowValues): string | null {
  const value = text.replace(
    /\$\{\{([\s\S]*?)\}\}/g,
    (whole, name: string) => expressionValue(name, values) ?? whole,
  );
  return value.includes("${{") ? null : value;
}

/** A text with `*` for every expression that has no value. */
export function resolvedLike(text: string, values: WorkflowValues): string {
  return text.replace(/\$\{\{([\s\S]*?)\}\}/g, (_, name: string) => expressionValue(name, values) ?? "*");
}

function expressionValue(expression: string, values: WorkflowValues): string | undefined {
  const name = expression.trim().replace(/\[['"]([\w-]+)['"]\]/g, ".$1");
  if (name === "github.workspace") return ".";
  return values.get(name) ?? undefined;
}

/** A script with each expression as a variable of the same length, so that every place stays. */
export function asVariables(
  script: string,
  values: WorkflowValues,
): { readonly text: string; readonly variables: ReadonlyMap<string, string | null> } {
  const variables = new Map<string, string | null>();
  const pattern = /\$\{\{([\s\S]*?)\}\}/g;
  const text = withoutTemplates(script, {
    pattern,
    meaning: (name) => expressionValue(name, values),
    variables,
  });
  return { text, variables };
}

/** The variables of `env:`, over those of outside; `env.X` and `X` alike. */
export function withEnvironment(node: YamlNode | undefined, values: WorkflowValues): WorkflowValues {
  const found = new Map(values);
  for (const { key, value } of entriesOf(get(node, "env"))) {
    const text = asString(value) ?? "";
    found.set(`env.${key.text}`, resolved(text, values));
  }
  return found;
}

/** The values of each job that a matrix makes; one without values where there is none or it cannot be told. */
export function matrixValues(matrix: YamlNode | undefined): readonly WorkflowValues[] {
  const axes = entriesOf(matrix).filter(({ key }) => key.text !== "include" && key.text !== "exclude");
  let jobs: readonly WorkflowValues[] = axes.length === 0 ? [] : [new Map()];
  for (const { key, value } of axes) {
    const choices = literals(value);
    if (choices === undefined) return [new Map()];
    jobs = jobs.flatMap((job) =>
      choices.map((choice) => new Map([...job, ...flat(`matrix.${key.text}`, choice)])),
    );
    if (jobs.length > mostJobs) return [new Map()];
  }
  const excluded = itemsOf(get(matrix, "exclude")).map((node) => flat("matrix", node));
  jobs = jobs.filter(
    (job) => !excluded.some((each) => each.every(([name, value]) => job.get(name) === value)),
  );
  const include = get(matrix, "include");
  const more = include === undefined ? [] : literals(include);
  if (more === undefined) return [new Map()];
  return included(jobs, more);
}

/** An entry of `include` goes to every job whose own values it does not change; else it is a job by itself. */
function included(jobs: readonly WorkflowValues[], more: readonly YamlNode[]): readonly WorkflowValues[] {
  const originals = jobs.map((job) => new Map(job));
  const grown = jobs.map((job) => new Map(job));
  const own: WorkflowValues[] = [];
  for (const node of more) {
    const values = flat("matrix", node);
    const fitting = grown.filter((_, index) =>
      values.every(([name, value]) => (originals[index]?.get(name) ?? value) === value),
    );
    for (const job of fitting) for (const [name, value] of values) job.set(name, value);
    if (fitting.length === 0) own.push(new Map(values));
  }
  const all = [...grown, ...own];
  return all.length === 0 ? [new Map()] : all;
}

/** The items of a list that is written out. */
function literals(node: YamlNode): readonly YamlNode[] | undefined {
  if (node.kind !== "list") return undefined;
  return node.items.some(holdsExpression) ? undefined : node.items;
}

function holdsExpression(node: YamlNode): boolean {
  if (node.kind === "scalar") return node.text.includes("${{");
  return node.kind === "list"
    ? node.items.some(holdsExpression)
    : node.entries.some(({ value }) => holdsExpression(value));
}

function flat(name: string, node: YamlNode): readonly (readonly [string, string | null])[] {
  if (node.kind === "scalar") return [[name, node.text]];
  if (node.kind === "list") return [[name, null]];
  return node.entries.flatMap(({ key, value }) => flat(`${name}.${key.text}`, value));
}
