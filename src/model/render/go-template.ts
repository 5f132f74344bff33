/** What a template of Go's comes to with the environment that is known. */
import { parseGoTemplate } from "../../parsers/go-template/parse.ts";
import type { Operand, Pipeline, TemplateNode } from "../../parsers/go-template/tree.ts";
import type { Span } from "../../source.ts";
import type { Budget } from "../../work.ts";
import type { FileContent } from "../files/types.ts";
import { functionsFor, openArgument, type TemplateFunction } from "./functions.ts";
import { RenderedText } from "./text.ts";
import {
  environmentValue,
  isEvery,
  isOpenValue,
  isTrue,
  type RenderEnvironment,
  type Value,
} from "./values.ts";

/** What a template is rendered with. */
export interface Rendering {
  /** The program, for the functions that it has. */
  readonly program: string;
  readonly environment: RenderEnvironment;
  readonly budget?: Budget;
}

/** A text with a mark `${NAME}` for each word that cannot be told, or why the text as a whole cannot be. */
export type Rendered =
  | { readonly content: FileContent; readonly open: readonly string[] }
  | { readonly why: string; readonly span: Span };

class Unclear extends Error {
  readonly span: Span;

  constructor(message: string, span: Span) {
    super(message);
    this.span = span;
  }
}

interface Walk extends Rendering {
  readonly functions: ReadonlyMap<string, TemplateFunction>;
  readonly out: RenderedText;
  readonly template: string;
  readonly open: Set<string>;
  /** The scopes of variables, the innermost last. */
  readonly scopes: Map<string, Value>[];
  cursor: Value;
}

/** Renders a template. */
export function renderGoTemplate(template: FileContent, rendering: Rendering): Rendered {
  const { text } = template.file;
  const nodes = parseGoTemplate(text);
  if (!Array.isArray(nodes)) {
    const { message: why, span } = nodes as Exclude<typeof nodes, readonly TemplateNode[]>;
    return { why, span };
  }
  const { program, environment } = rendering;
  const every: Value = { every: "variable" };
  const walk: Walk = {
    ...rendering,
    functions: functionsFor(program, environment),
    out: new RenderedText(template),
    template: text,
    open: new Set(),
    scopes: [new Map([["$", every]])],
    cursor: every,
  };
  try {
    renderNodes(walk, nodes);
  } catch (error) {
    if (!(error instanceof Unclear)) throw error;
    return { why: error.message, span: error.span };
  }
  return { content: walk.out.content(), open: [...walk.open] };
}

function renderNodes(walk: Walk, nodes: readonly TemplateNode[]): void {
  for (const node of nodes) {
    walk.budget?.spend();
    if (node.kind === "text") {
      walk.budget?.spend(node.text.length);
      walk.out.copy(node.span);
    } else if (node.kind === "action") renderAction(walk, node);
    else renderBranch(walk, node);
  }
}

function renderAction(walk: Walk, { pipeline, span }: Extract<TemplateNode, { kind: "action" }>): void {
  const value = pipelineValue(walk, pipeline, span);
  if (pipeline.sets.length > 0) return;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    walk.budget?.spend(String(value).length);
    return walk.out.replace(span, String(value));
  }
  if (!isOpenValue(value) && value !== null) throw new Unclear("it prints no text", span);
  // What is not set is there to be set when the container is run.
  const name =
    value === null ? walk.template.slice(span.start, span.end).replaceAll(/[{}\s]/g, "") : value.open;
  // By itself on a line it may be anything: statements, a block.
  if (standsAlone(walk.template, span)) throw new Unclear(`the value of ${name} is unknown`, span);
  walk.open.add(name);
  walk.out.replace(span, `\${${name.replaceAll(/\W/g, "_")}}`);
}

function standsAlone(text: string, { start, end }: Span): boolean {
  const before = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  const [after = ""] = text.slice(end).split("\n", 1);
  return before.trim() === "" && after.trim() === "";
}

function renderBranch(
  walk: Walk,
  { kind, pipeline, body, otherwise, span }: Exclude<TemplateNode, { kind: "text" | "action" }>,
): void {
  walk.scopes.push(new Map());
  const value = pipelineValue(walk, pipeline, span);
  if (isOpenValue(value))
    throw new Unclear(`what "${kind}" does hangs on ${value.open}, which is unknown`, span);
  const cursor = walk.cursor;
  if (kind !== "range") {
    if (kind === "with" && isTrue(value)) walk.cursor = value;
    renderNodes(walk, isTrue(value) ? body : otherwise);
  } else if (Array.isArray(value)) renderRange(walk, { value, pipeline, body, otherwise });
  else throw new Unclear("what it goes over is no list", span);
  walk.cursor = cursor;
  walk.scopes.pop();
}

interface Range {
  readonly value: readonly Value[];
  readonly pipeline: Pipeline;
  readonly body: readonly TemplateNode[];
  readonly otherwise: readonly TemplateNode[];
}

function renderRange(walk: Walk, { value, pipeline: { sets }, body, otherwise }: Range): void {
  if (value.length === 0) return renderNodes(walk, otherwise);
  for (const [index, one] of value.entries()) {
    walk.scopes.push(new Map());
    walk.cursor = one;
    const [first, second] = sets;
    if (first !== undefined) declare(walk, first, second === undefined ? one : index);
    if (second !== undefined) declare(walk, second, one);
    renderNodes(walk, body);
    walk.scopes.pop();
  }
}

function declare({ scopes }: Walk, name: string, value: Value): void {
  scopes.at(-1)?.set(name, value);
}

function pipelineValue(walk: Walk, pipeline: Pipeline, span: Span): Value {
  const { commands, sets, declares } = pipeline;
  let value: Value | undefined;
  for (const command of commands) value = called(walk, command, { piped: value, span });
  const result = value ?? null;
  const [name] = sets;
  if (name === undefined || sets.length > 1) return result;
  const scope = declares ? walk.scopes.at(-1) : walk.scopes.findLast((one) => one.has(name));
  scope?.set(name, result);
  return result;
}

interface Piped {
  /** What the command before gives. */
  readonly piped: Value | undefined;
  readonly span: Span;
}

function called(walk: Walk, [head, ...rest]: readonly Operand[], { piped, span }: Piped): Value {
  if (head === undefined) return null;
  const args = [...rest.map((one) => operandOf(walk, one, span)), ...(piped === undefined ? [] : [piped])];
  if (head.kind === "function") return callOf(walk, head.name, { args, span });
  if (args.length > 0) throw new Unclear("a call of something else than a function is not read", span);
  return operandOf(walk, head, span);
}

interface RendererCall {
  readonly args: readonly Value[];
  readonly span: Span;
}

function callOf({ functions }: Walk, name: string, { args, span }: RendererCall): Value {
  const open = openArgument(args);
  if (open !== undefined) return open;
  const own = functions.get(name);
  if (own === undefined) return { open: name };
  const value = own(args);
  if (value === undefined) throw new Unclear(`what "${name}" gives here is unknown`, span);
  return value;
}

function operandOf(walk: Walk, operand: Operand, span: Span): Value {
  if (operand.kind === "value") return operand.value;
  if (operand.kind === "function") return callOf(walk, operand.name, { args: [], span });
  const { of, names } = operand;
  const start =
    of === "cursor"
      ? walk.cursor
      : "inner" in of
        ? pipelineValue(walk, of.inner, span)
        : varOf(walk, of.variable);
  return names.reduce<Value>((value, name) => fieldOf(walk, value, name), start);
}

function varOf({ scopes }: Walk, name: string): Value {
  return scopes.findLast((one) => one.has(name))?.get(name) ?? { open: name };
}

/** `.Env.NAME`; envtpl has the variables at once. */
function fieldOf({ program, environment }: Walk, value: Value, name: string): Value {
  if (!isEvery(value)) return isOpenValue(value) ? value : { open: name };
  if (name === "Env" && program !== "envtpl") return value;
  return environmentValue(environment, name, null);
}
