/** A reader for the part of HCL that build definitions use: blocks, attributes, literals, lists, maps, texts with `${}`. */
import type { SourceFile, Span } from "../../source.ts";
import type { SyntaxProblem } from "../syntax.ts";
import type { HclPart, HclToken } from "./lexer.ts";
import { readHclTokens } from "./lexer.ts";
import type { HclBlock, HclEntry, HclFile, HclValue } from "./tree.ts";

interface Parser {
  readonly tokens: readonly HclToken[];
  readonly problems: SyntaxProblem[];
  at: number;
  depth: number;
}

// Ours: nobody nests this deep, and the reader works by recursion.
const deepest = 100;

/** Reads a file; what cannot be read is a problem, and the next line is tried. */
export function parseHcl(file: SourceFile): HclFile {
  const { tokens, comments, problems } = readHclTokens(file);
  const parser: Parser = { tokens, problems: [...problems], at: 0, depth: 0 };
  const body = readBody(parser, "end");
  return { file, body, comments, problems: parser.problems };
}

function readBody(parser: Parser, close: "end" | "}"): Pick<HclBlock, "attributes" | "blocks"> {
  const attributes: HclEntry[] = [];
  const blocks: HclBlock[] = [];
  for (;;) {
    skipNewlines(parser);
    const token = peek(parser);
    if (token.kind === "end") {
      if (close === "}") fault(parser, token, 'a block is not closed: "}" is missing');
      return { attributes, blocks };
    }
    if (close === "}" && isMark(token, "}")) {
      parser.at++;
      return { attributes, blocks };
    }
    if (token.kind !== "name") {
      fault(parser, token, "a name is wanted here");
      skipLine(parser);
      continue;
    }
    parser.at++;
    if (isMark(peek(parser), "=")) attributes.push(readAttribute(parser, token));
    else readBlock(parser, token, blocks);
  }
}

function readAttribute(parser: Parser, name: HclToken & { kind: "name" | "number" | "mark" }): HclEntry {
  parser.at++;
  return { key: { text: name.text, span: name.span }, value: readExpression(parser) };
}

function readBlock(
  parser: Parser,
  type: HclToken & { kind: "name" | "number" | "mark" },
  blocks: HclBlock[],
): void {
  const labels: { text: string; span: Span }[] = [];
  for (;;) {
    const token = peek(parser);
    if (token.kind === "string") labels.push({ text: plainText(token.parts), span: token.span });
    else if (token.kind === "name") labels.push({ text: token.text, span: token.span });
    else break;
    parser.at++;
  }
  const open = peek(parser);
  if (!isMark(open, "{") || parser.depth >= deepest) {
    fault(parser, open, `"=" or "{" is wanted behind "${type.text}"`);
    skipLine(parser);
    return;
  }
  parser.at++;
  parser.depth++;
  const body = readBody(parser, "}");
  parser.depth--;
  blocks.push({ type: type.text, labels, ...body, span: { start: type.span.start, end: lastEnd(parser) } });
}

/** One value; when anything but its end follows, the whole expression is `other`. */
function readExpression(parser: Parser): HclValue {
  const start = peek(parser).span.start;
  const value = parser.depth >= deepest ? undefined : readPrimary(parser);
  if (value !== undefined && endsExpression(peek(parser))) return value;
  if (value === undefined && endsExpression(peek(parser)))
    fault(parser, peek(parser), "a value is missing here");
  skipExpression(parser);
  return { kind: "other", span: { start, end: Math.max(start, lastEnd(parser)) } };
}

function readPrimary(parser: Parser): HclValue | undefined {
  const token = peek(parser);
  if (token.kind === "string") {
    parser.at++;
    return { kind: "text", parts: token.parts, span: token.span };
  }
  if (token.kind === "number" || token.kind === "name") {
    parser.at++;
    if (token.text === "null") return { kind: "null", span: token.span };
    if (token.kind === "number" || /^(true|false)$/.test(token.text)) {
      return { kind: "word", text: token.text, span: token.span };
    }
    return { kind: "name", name: token.text, span: token.span };
  }
  if (!isMark(token, "[") && !isMark(token, "{")) return undefined;
  parser.at++;
  parser.depth++;
  const value = isMark(token, "[") ? readList(parser, token.span.start) : readMap(parser, token.span.start);
  parser.depth--;
  return value;
}

function readList(parser: Parser, start: number): HclValue {
  const items: HclValue[] = [];
  for (;;) {
    skipNewlines(parser);
    const token = peek(parser);
    if (token.kind === "end") fault(parser, token, 'a list is not closed: "]" is missing');
    if (isMark(token, "]")) parser.at++;
    if (isMark(token, "]") || token.kind === "end") {
      return { kind: "list", items, span: { start, end: lastEnd(parser) } };
    }
    // `[for x in y : z]` is one expression.
    items.push(token.kind === "name" && token.text === "for" ? skipFor(parser) : readExpression(parser));
    skipNewlines(parser);
    if (isMark(peek(parser), ",")) parser.at++;
    else if (!isMark(peek(parser), "]")) step(parser, '"," or "]" is wanted here');
  }
}

function readMap(parser: Parser, start: number): HclValue {
  const entries: HclEntry[] = [];
  for (;;) {
    skipNewlines(parser);
    const token = peek(parser);
    if (token.kind === "end") fault(parser, token, 'a map is not closed: "}" is missing');
    if (isMark(token, "}")) parser.at++;
    if (isMark(token, "}") || token.kind === "end") {
      return { kind: "map", entries, span: { start, end: lastEnd(parser) } };
    }
    if (token.kind === "name" && token.text === "for") {
      skipFor(parser);
      parser.at += isMark(peek(parser), "}") ? 1 : 0;
      return { kind: "other", span: { start, end: lastEnd(parser) } };
    }
    readEntry(parser, token, entries);
    if (isMark(peek(parser), ",")) parser.at++;
  }
}

function readEntry(parser: Parser, token: HclToken, entries: HclEntry[]): void {
  const key = token.kind === "string" ? plainText(token.parts) : token.text;
  parser.at++;
  const sign = peek(parser);
  if (token.kind === "mark" || (!isMark(sign, "=") && !isMark(sign, ":"))) {
    step(parser, `"=" is wanted behind "${key}"`);
    return;
  }
  parser.at++;
  entries.push({ key: { text: key, span: token.span }, value: readExpression(parser) });
}

function skipFor(parser: Parser): HclValue {
  const start = peek(parser).span.start;
  while (peek(parser).kind !== "end") {
    skipExpression(parser);
    if (/^[\]}]$/.test(markOf(peek(parser)))) break;
    parser.at++;
  }
  return { kind: "other", span: { start, end: lastEnd(parser) } };
}

// To the end of an expression: brackets in pairs, then a line end, a comma or a closing bracket.
function skipExpression(parser: Parser): void {
  let depth = 0;
  for (let token = peek(parser); token.kind !== "end"; token = peek(parser)) {
    if (depth === 0 && endsExpression(token)) return;
    if (/^[([{]$/.test(markOf(token))) depth++;
    if (/^[)\]}]$/.test(markOf(token))) depth--;
    parser.at++;
  }
}

function endsExpression(token: HclToken): boolean {
  return token.kind === "newline" || token.kind === "end" || /^[,)\]}]$/.test(markOf(token));
}

function step(parser: Parser, message: string): void {
  if (peek(parser).kind === "end") return;
  fault(parser, peek(parser), message);
  parser.at++;
}

function skipLine(parser: Parser): void {
  while (peek(parser).kind !== "newline" && peek(parser).kind !== "end") parser.at++;
}

function skipNewlines(parser: Parser): void {
  while (peek(parser).kind === "newline") parser.at++;
}

function peek(parser: Parser): HclToken {
  const end = { start: 0, end: 0 };
  return parser.tokens[Math.min(parser.at, parser.tokens.length - 1)] ?? { kind: "end", text: "", span: end };
}

function lastEnd(parser: Parser): number {
  return parser.tokens[parser.at - 1]?.span.end ?? 0;
}

function fault(parser: Parser, token: HclToken, message: string): void {
  parser.problems.push({ message, span: token.span });
}

function isMark(token: HclToken, text: string): boolean {
  return token.kind === "mark" && token.text === text;
}

function markOf(token: HclToken): string {
  return token.kind === "mark" ? token.text : "";
}

function plainText(parts: readonly HclPart[]): string {
  return parts.map((part) => ("text" in part ? part.text : `\${${part.expression}}`)).join("");
}
