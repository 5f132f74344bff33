/** Reads templates of Go's text/template; what they define and call by `template` and `block` is not read. */
import type { Span } from "../../source.ts";
import { type Chunk, chunksOf, type TemplateToken } from "./lexer.ts";
import type { Operand, Pipeline, TemplateNode, TemplateProblem } from "./tree.ts";

interface Reader {
  readonly chunks: readonly Chunk[];
  at: number;
}

class Unread extends Error {
  readonly span: Span;

  constructor(message: string, span: Span) {
    super(message);
    this.span = span;
  }
}

/** The nodes of a template, or why it is not read. */
export function parseGoTemplate(text: string): readonly TemplateNode[] | TemplateProblem {
  const reader: Reader = { chunks: chunksOf(text), at: 0 };
  try {
    const { nodes, end } = listOf(reader, 0);
    if (end !== undefined) throw new Unread(`"${end.word}" without its beginning`, end.span);
    return nodes;
  } catch (error) {
    if (!(error instanceof Unread)) throw error;
    return { message: error.message, span: error.span };
  }
}

interface End {
  readonly word: "end" | "else";
  readonly rest: readonly TemplateToken[];
  readonly span: Span;
}

// Ours: what is nested deeper is not read.
const DEEPEST = 100;

function listOf(
  reader: Reader,
  depth: number,
): { readonly nodes: readonly TemplateNode[]; readonly end?: End } {
  const nodes: TemplateNode[] = [];
  while (reader.at < reader.chunks.length) {
    const chunk = reader.chunks[reader.at++] as Chunk;
    if (chunk.kind === "text") {
      nodes.push(chunk);
      continue;
    }
    const { span } = chunk;
    const tokens = chunk.tokens ?? fail("this action cannot be read", span);
    const [first] = tokens;
    const word = first?.kind === "name" ? first.text : undefined;
    const rest = tokens.slice(1);
    if (word === "end" || word === "else") return { nodes, end: { word, rest, span } };
    if (word === "if" || word === "range" || word === "with")
      nodes.push(branch(reader, { kind: word, tokens: rest, span, depth }));
    else if (/^(template|define|block|break|continue)$/.test(word ?? ""))
      fail(`what "${word}" does is not read`, span);
    else nodes.push({ kind: "action", pipeline: pipelineOf(tokens, span), span });
  }
  return { nodes };
}

interface Opened {
  readonly kind: "if" | "range" | "with";
  readonly tokens: readonly TemplateToken[];
  readonly span: Span;
  readonly depth: number;
}

function branch(reader: Reader, { kind, tokens, span, depth }: Opened): TemplateNode {
  if (depth > DEEPEST) fail("it is nested too deeply", span);
  const pipeline = pipelineOf(tokens, span);
  const { nodes: body, end } = listOf(reader, depth + 1);
  if (end === undefined) return fail(`"${kind}" without its "end"`, span);
  if (end.word === "end") return { kind, pipeline, body, otherwise: [], span };
  // `else if` shares the `end` of the first.
  const next = end.rest.find((token) => !isBlank(token));
  if (next?.kind === "name" && /^(if|with)$/.test(next.text)) {
    const inner = end.rest.slice(end.rest.indexOf(next) + 1);
    const other = branch(reader, {
      kind: next.text as "if" | "with",
      tokens: inner,
      span: end.span,
      depth: depth + 1,
    });
    return { kind, pipeline, body, otherwise: [other], span };
  }
  const { nodes: otherwise, end: last } = listOf(reader, depth + 1);
  if (last?.word !== "end") return fail(`"else" without its "end"`, end.span);
  return { kind, pipeline, body, otherwise, span };
}

function fail(message: string, span: Span): never {
  throw new Unread(message, span);
}

interface Words {
  readonly tokens: readonly TemplateToken[];
  readonly span: Span;
  at: number;
}

function pipelineOf(tokens: readonly TemplateToken[], span: Span): Pipeline {
  const words: Words = { tokens, span, at: 0 };
  const pipeline = wordsOfPipeline(words);
  if (peek(words) !== undefined) fail("this action cannot be read", span);
  return pipeline;
}

/** The next word, blanks left out. */
function peek(words: Words): TemplateToken | undefined {
  while (isBlank(words.tokens[words.at])) words.at++;
  return words.tokens[words.at];
}

function isBlank(token: TemplateToken | undefined): boolean {
  return token?.kind === "mark" && token.text === " ";
}

function take(words: Words, text: string): boolean {
  const next = peek(words);
  if (next?.kind !== "mark" || next.text !== text) return false;
  words.at++;
  return true;
}

function wordsOfPipeline(words: Words): Pipeline {
  const { sets, declares } = setsOf(words);
  const commands: (readonly Operand[])[] = [];
  do commands.push(command(words));
  while (take(words, "|"));
  return { commands, sets, declares };
}

/** `$x :=`, `$i, $x :=`, `$x =`. */
function setsOf(words: Words): Pick<Pipeline, "sets" | "declares"> {
  const start = words.at;
  const sets: string[] = [];
  for (let next = peek(words); next?.kind === "variable"; next = peek(words)) {
    sets.push(next.text);
    words.at++;
    if (take(words, ":=")) return { sets, declares: true };
    if (take(words, "=")) return { sets, declares: false };
    if (!take(words, ",")) break;
  }
  words.at = start;
  return { sets: [], declares: false };
}

function command(words: Words): readonly Operand[] {
  const operands: Operand[] = [];
  for (let next = peek(words); next !== undefined; next = peek(words)) {
    if (next.kind === "mark" && (next.text === "|" || next.text === ")")) break;
    operands.push(operand(words, next));
  }
  return operands.length === 0 ? fail("this action cannot be read", words.span) : operands;
}

function operand(words: Words, token: TemplateToken): Operand {
  words.at++;
  switch (token.kind) {
    case "string":
      return { kind: "value", value: token.text };
    case "number":
      return { kind: "value", value: Number(token.text) };
    case "name":
      return named(words, token.text);
    case "field":
      return { kind: "fields", of: "cursor", names: [token.text.slice(1), ...fields(words)] };
    case "variable":
      return { kind: "fields", of: { variable: token.text }, names: fields(words) };
    default:
      if (token.text === ".") return { kind: "fields", of: "cursor", names: [] };
      if (token.text !== "(") return fail("this action cannot be read", words.span);
      return inBrackets(words);
  }
}

function inBrackets(words: Words): Operand {
  const inner = wordsOfPipeline(words);
  if (!take(words, ")")) fail("a bracket is not closed", words.span);
  return { kind: "fields", of: { inner }, names: fields(words) };
}

function named(words: Words, name: string): Operand {
  if (name === "true" || name === "false") return { kind: "value", value: name === "true" };
  if (name === "nil") return { kind: "value", value: null };
  // `strings.ToLower`: a function of a name space, as gomplate has them.
  return { kind: "function", name: [name, ...fields(words)].join(".") };
}

/** Fields that follow at once, without a blank between. */
function fields(words: Words): readonly string[] {
  const names: string[] = [];
  for (let next = words.tokens[words.at]; next?.kind === "field"; next = words.tokens[++words.at])
    names.push(next.text.slice(1));
  return names;
}
