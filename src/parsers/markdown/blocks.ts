import type { Span } from "../../source.ts";
import type { Comment } from "../syntax.ts";
import {
  type Definitions,
  destination,
  htmlComments,
  type Inline,
  labelKey,
  plainText,
  readInline,
} from "./inline.ts";
import { findToken, type Origin, sourceOf, type Token, tokenSpan } from "./tokens.ts";
import type {
  MarkdownBlock,
  MarkdownCell,
  MarkdownContent,
  MarkdownFence,
  MarkdownHeading,
  MarkdownTable,
  MarkdownText,
} from "./tree.ts";

/** What is read so far; `above` holds the headings that the next block stands under. */
interface Reader {
  readonly origin: Origin;
  readonly definitions: Definitions;
  readonly found: { readonly [K in keyof MarkdownContent]: MarkdownContent[K][number][] };
  above: readonly MarkdownHeading[];
}

/** Reads a document's tokens: blocks, headings, tables, code, links and comments. */
export function readContent(origin: Origin, tokens: readonly Token[]): MarkdownContent {
  const definitions = new Map<string, MarkdownText>();
  collectDefinitions(origin, tokens, definitions);
  const found = { headings: [], blocks: [], tables: [], codes: [], fences: [], links: [], comments: [] };
  const reader: Reader = { origin, definitions, found, above: [] };
  readBlocks(reader, tokens);
  return reader.found;
}

// The first definition of a label counts (CommonMark, "Link reference definitions").
function collectDefinitions(origin: Origin, tokens: readonly Token[], into: Map<string, MarkdownText>): void {
  for (const token of tokens) {
    if (token.type !== "definition") {
      collectDefinitions(origin, token.children, into);
      continue;
    }
    const label = findToken(token.children, "definitionLabelString");
    const target = findToken(token.children, "definitionDestinationString");
    const key = label && labelKey(sourceOf(origin, label));
    if (key && target && !into.has(key)) into.set(key, destination(origin, target));
  }
}

function readBlocks(reader: Reader, tokens: readonly Token[]): void {
  let item = false;
  for (const token of tokens) {
    if (token.type === "listItemPrefix") item = true;
    const prose = readBlock(reader, token, item);
    if (prose) item = false;
  }
}

/** Reads one token; true when it was the prose that begins a list item. */
function readBlock(reader: Reader, token: Token, item: boolean): boolean {
  switch (token.type) {
    case "atxHeading":
    case "setextHeading":
      readHeading(reader, token);
      return false;
    case "content":
      for (const child of token.children) readBlock(reader, child, item);
      return true;
    case "paragraph":
      readProse(reader, token, item);
      return true;
    case "codeFenced":
    case "codeIndented":
      readFence(reader, token);
      return true;
    case "table":
      readTable(reader, token);
      return true;
    case "htmlFlow":
      readHtml(reader, token);
      return false;
    // markdownlint's own addition behind the document: text that stands elsewhere already.
    case "undefinedReferenceShortcut":
    case "undefinedReferenceCollapsed":
    case "undefinedReferenceFull":
    case "definition":
      return false;
    default:
      readBlocks(reader, token.children);
      return false;
  }
}

function readHeading(reader: Reader, token: Token): void {
  const { origin, found } = reader;
  const content = token.children.filter((child) => child.type.endsWith("HeadingText"));
  const sequence = findToken(token.children, "atxHeadingSequence");
  const line = findToken(token.children, "setextHeadingLineSequence");
  const setext = line && sourceOf(origin, line).startsWith("=") ? 1 : 2;
  const level = sequence ? sequence.endColumn - sequence.startColumn : setext;
  const heading = { level, text: plainText(origin, content), span: tokenSpan(origin, token) };
  inlineOf(reader, content);
  found.headings.push(heading);
  reader.above = [...reader.above.filter((above) => above.level < level), heading];
}

function inlineOf(reader: Reader, tokens: readonly Token[]): Inline {
  const inline = readInline(reader.origin, tokens, reader.definitions);
  for (const one of inline.codes) reader.found.codes.push(one);
  for (const one of inline.links) reader.found.links.push(one);
  for (const comment of inline.comments) addComment(reader, comment);
  return inline;
}

function addComment(reader: Reader, comment: Comment): void {
  reader.found.comments.push(comment);
  addBlock(reader, { kind: "comment", comment, span: comment.span, headings: reader.above });
}

function addBlock(reader: Reader, block: MarkdownBlock): void {
  reader.found.blocks.push(block);
}

function readProse(reader: Reader, token: Token, item: boolean): void {
  const { codes } = inlineOf(reader, token.children);
  const text = plainText(reader.origin, token.children);
  const span = tokenSpan(reader.origin, token);
  addBlock(reader, { kind: item ? "item" : "paragraph", text, codes, span, headings: reader.above });
}

function readFence(reader: Reader, token: Token): void {
  const { origin, found, above } = reader;
  const info = findToken(token.children, "codeFencedFenceInfo");
  const values = token.children.filter((child) => child.type === "codeFlowValue");
  const lines = values.map((value) => ({ text: sourceOf(origin, value), span: tokenSpan(origin, value) }));
  const span = tokenSpan(origin, token);
  const fence: MarkdownFence = {
    lang: info ? sourceOf(origin, info) : "",
    text: joined(values, lines),
    lines,
    span,
  };
  found.fences.push(fence);
  addBlock(reader, { kind: "fence", fence, span, headings: above });
}

// Blank lines have no token of their own.
function joined(values: readonly Token[], lines: readonly MarkdownText[]): string {
  let last = values[0]?.startLine ?? 0;
  let text = "";
  for (const [index, value] of values.entries()) {
    text += "\n".repeat(value.startLine - last) + (lines[index]?.text ?? "");
    last = value.startLine;
  }
  return text;
}

function readTable(reader: Reader, token: Token): void {
  const rows = rowsOf(token).map((row) => row.children.filter(isCell).map((cell) => readCell(reader, cell)));
  const span = tokenSpan(reader.origin, token);
  const table: MarkdownTable = { header: rows[0] ?? [], rows: rows.slice(1), span };
  reader.found.tables.push(table);
  addBlock(reader, { kind: "table", table, span, headings: reader.above });
}

function rowsOf(table: Token): Token[] {
  return table.children.flatMap((part) => part.children.filter((row) => row.type === "tableRow"));
}

function isCell(token: Token): boolean {
  return token.type === "tableHeader" || token.type === "tableData";
}

function readCell(reader: Reader, cell: Token): MarkdownCell {
  const content = cell.children.find((child) => child.type === "tableContent");
  if (!content) return { text: "", codes: [], span: emptyCell(reader.origin, cell) };
  const { codes } = inlineOf(reader, content.children);
  return { text: plainText(reader.origin, content.children), codes, span: tokenSpan(reader.origin, content) };
}

function emptyCell(origin: Origin, cell: Token): Span {
  const blank = cell.children.find((child) => child.type === "whitespace");
  if (blank) return tokenSpan(origin, blank);
  const { start, end } = tokenSpan(origin, cell);
  const at = Math.min(start + 1, end);
  return { start: at, end: at };
}

function readHtml(reader: Reader, token: Token): void {
  const span = tokenSpan(reader.origin, token);
  if (!reader.origin.file.text.startsWith("<!--", span.start)) {
    readBlocks(reader, token.children);
    return;
  }
  for (const comment of htmlComments(reader.origin, span)) addComment(reader, comment);
}
