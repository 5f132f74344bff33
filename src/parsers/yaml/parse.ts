/** YAML as a small tree of our own with exact spans. Only this folder uses the `yaml` package. */
import type { Document, Node, Pair } from "yaml";
import { isAlias, isMap, isNode, isScalar, isSeq, Lexer, parseAllDocuments } from "yaml";
import type { SourceFile, Span } from "../../source.ts";
import type { Comment, SyntaxProblem } from "../syntax.ts";
import { tooHeavyYaml, YAML_LIMITS, type YamlLimits } from "./screen.ts";
import type { YamlEntry, YamlNode, YamlScalar } from "./tree.ts";

export type { YamlEntry, YamlList, YamlMap, YamlNode, YamlScalar } from "./tree.ts";
export { asString, entriesOf, entryOf, get, itemsOf, plainData } from "./tree.ts";

export interface YamlFile {
  readonly file: SourceFile;
  /** The first document's content; absent when the file holds nothing. */
  readonly root?: YamlNode;
  readonly documents: readonly YamlNode[];
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
}

// Ours: far above what people write.
const deepest = 200;

/** Reads all documents of a file; what cannot be read is a problem, the rest still has its place in the tree. */
export function parseYaml(file: SourceFile, limits: YamlLimits = YAML_LIMITS): YamlFile {
  const problems: SyntaxProblem[] = [];
  const heavy = tooHeavyYaml(file.text, limits);
  const comments = file.text.length > limits.size ? [] : readComments(file.text);
  if (heavy !== undefined) return { file, documents: [], comments, problems: [heavy] };
  const parsed = readDocuments(file.text);
  if (parsed === undefined) {
    const span = { start: 0, end: Math.min(1, file.text.length) };
    return { file, documents: [], comments, problems: [{ message: "nested too deeply to be read", span }] };
  }
  const documents: YamlNode[] = [];
  for (const document of parsed) {
    for (const error of document.errors) problems.push(syntaxProblem(file.text, error.message, error.pos));
    if (document.contents !== null)
      documents.push(convertDocument({ text: file.text, problems, limits }, document));
  }
  const [root] = documents;
  return root === undefined
    ? { file, documents, comments, problems }
    : { file, root, documents, comments, problems };
}

// The last guard: the package reads by recursion, and what exhausts the stack it throws or reports.
function readDocuments(text: string): readonly Document.Parsed[] | undefined {
  try {
    const parsed = parseAllDocuments(text, {
      prettyErrors: false,
      uniqueKeys: false,
      merge: false,
      logLevel: "silent",
    });
    const documents = Array.isArray(parsed) ? parsed : [];
    const exhausted = ({ errors }: Document.Parsed) =>
      errors.some(({ message }) => /call stack/i.test(message));
    return documents.some(exhausted) ? undefined : documents;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function syntaxProblem(
  text: string,
  message: string,
  [start, end]: readonly [number, number],
): SyntaxProblem {
  const first = message.charAt(0).toLowerCase() + message.slice(1);
  const from = Math.min(start, text.length);
  return {
    message: first.replace(/\.$/, ""),
    span: { start: from, end: Math.min(Math.max(end, from), text.length) },
  };
}

// The lexer gives the text back piece by piece; its four marks of control stand for no text, but for the byte order mark.
function readComments(text: string): readonly Comment[] {
  const comments: Comment[] = [];
  let at = 0;
  let scalar = false;
  for (const piece of new Lexer().lex(text)) {
    if (piece === "\x02" || piece === "\x18" || piece === "\x1f") {
      scalar = piece === "\x1f";
      continue;
    }
    if (!scalar && piece.startsWith("#")) {
      comments.push({ text: piece.replace(/^#+/, "").trim(), span: { start: at, end: at + piece.length } });
    }
    at += piece.length;
    scalar = false;
  }
  return comments;
}

interface Converted {
  readonly text: string;
  readonly problems: SyntaxProblem[];
  readonly limits: YamlLimits;
}

interface Conversion extends Converted {
  /** What an anchor names, and how many nodes it stands for. */
  readonly anchors: Map<string, { readonly node: YamlNode; readonly size: number }>;
  /** Nodes made so far, an alias counted as all that it stands for. */
  size: number;
  aliased: number;
  /** Whether that is more than it may be. */
  spent: boolean;
}

function convertDocument(converted: Converted, document: Document.Parsed): YamlNode {
  const conversion: Conversion = { ...converted, anchors: new Map(), size: 0, aliased: 0, spent: false };
  return convert(document.contents, conversion, { at: 0, depth: 0 });
}

/** Where a node stands that may have no place of its own, and how deep. */
interface Spot {
  readonly at: number;
  readonly depth: number;
}

function convert(node: unknown, conversion: Conversion, { at, depth }: Spot): YamlNode {
  if (!isNode(node)) return missing(at);
  const span = spanOf(node, at);
  if (depth > deepest) {
    conversion.problems.push({
      message: `more than ${deepest} levels deep`,
      span: { start: span.start, end: span.start + 1 },
    });
    return missing(span.start);
  }
  if (isAlias(node)) return resolve(node.source, span, conversion);
  const before = conversion.size;
  conversion.size += 1;
  const bare = convertValue(node, conversion, { span, depth });
  const tag = isScalar(node) || isMap(node) || isSeq(node) ? node.tag : undefined;
  const converted = tag === undefined ? bare : { ...bare, tag };
  const anchor = (isScalar(node) || isMap(node) || isSeq(node)) && node.anchor;
  if (anchor) conversion.anchors.set(anchor, { node: converted, size: conversion.size - before });
  return converted;
}

function convertValue(
  node: Node,
  conversion: Conversion,
  { span, depth }: { readonly span: Span; readonly depth: number },
): YamlNode {
  const at = span.start;
  if (isMap(node)) return { kind: "map", entries: convertPairs(node.items, conversion, { at, depth }), span };
  if (isSeq(node)) {
    return {
      kind: "list",
      items: node.items.map((item) => convert(item, conversion, { at, depth: depth + 1 })),
      span,
    };
  }
  if (!isScalar(node)) return missing(at);
  const block = node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED";
  const { value, source } = node;
  const plain = node.type === "PLAIN" && conversion.text.slice(span.start, span.end) === source;
  const simple = typeof value === "number" || typeof value === "boolean" || typeof value === "string";
  const text = source ?? (simple ? String(value) : "");
  return { kind: "scalar", value: simple ? value : value === null ? null : text, text, span, plain, block };
}

function convertPairs(
  pairs: readonly Pair<unknown, unknown>[],
  conversion: Conversion,
  { at, depth }: Spot,
): readonly YamlEntry[] {
  const entries = new Map<string, YamlEntry>();
  const merged: YamlNode[] = [];
  for (const pair of pairs) {
    const key = keyOf(pair, at, conversion);
    const value = convert(pair.value, conversion, { at: key.span.end, depth: depth + 1 });
    if (key.text === "<<") {
      if (merged.length > 0)
        conversion.problems.push({ message: `"<<" stands twice in one map`, span: key.span });
      merged.push(value);
    } else if (entries.has(key.text)) {
      conversion.problems.push({ message: `"${key.text}" stands twice in one map`, span: key.span });
    } else entries.set(key.text, { key, value });
  }
  for (const value of merged) mergeInto(entries, value, conversion);
  return [...entries.values()];
}

function keyOf(pair: Pair<unknown, unknown>, at: number, conversion: Conversion): YamlEntry["key"] {
  // A map or a list is not gone into: it cannot be a key, however deep it is.
  const isOne = isMap(pair.key) || isSeq(pair.key);
  const key = isOne ? missing(at) : convert(pair.key, conversion, { at, depth: 0 });
  if (!isOne && key.kind === "scalar") return { text: key.text, span: key.span };
  const span = isNode(pair.key) ? spanOf(pair.key, at) : key.span;
  conversion.problems.push({ message: "a map or list cannot be a key here", span });
  return { text: conversion.text.slice(span.start, span.end), span };
}

// YAML 1.1's merge type: the map's own keys win, then the earlier of several maps.
function mergeInto(entries: Map<string, YamlEntry>, value: YamlNode, conversion: Conversion): void {
  const sources = value.kind === "list" ? value.items : [value];
  for (const source of sources) {
    if (source.kind !== "map") {
      conversion.problems.push({ message: "`<<` takes a map or a list of maps", span: source.span });
      continue;
    }
    for (const entry of source.entries) if (!entries.has(entry.key.text)) entries.set(entry.key.text, entry);
  }
}

function resolve(name: string, span: Span, conversion: Conversion): YamlNode {
  const anchor = conversion.anchors.get(name);
  if (anchor === undefined) {
    conversion.problems.push({ message: `no anchor "&${name}" stands before this alias`, span });
    return missing(span.start);
  }
  conversion.size += anchor.size;
  conversion.aliased += anchor.size;
  const { aliased: most } = conversion.limits;
  if (conversion.aliased <= most) return anchor.node;
  // Said where it becomes too much: of the aliases behind that one nothing else is to be said.
  if (!conversion.spent)
    conversion.problems.push({ message: `aliases stand for more than ${most} values`, span });
  conversion.spent = true;
  return missing(span.start);
}

function missing(at: number): YamlScalar {
  return { kind: "scalar", value: null, text: "", span: { start: at, end: at }, plain: true, block: false };
}

function spanOf(node: Node, at: number): Span {
  const range = node.range;
  return range ? { start: range[0], end: range[1] } : { start: at, end: at };
}
