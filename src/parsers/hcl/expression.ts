/** Expressions of HCL, after its specification: operators by their precedence, paths, calls, conditions. */
import { ownValue } from "../../names.ts";
import type { Span } from "../../source.ts";
import { readBracket } from "./brackets.ts";
import type { HclToken, HclTokenPart } from "./lexer.ts";
import { readHclTokens } from "./lexer.ts";
import type { HclTokenReader } from "./reader.ts";
import {
  deeper,
  deepest,
  endsExpression,
  expectMark,
  fault,
  isMark,
  lastEnd,
  markOf,
  NotRead,
  peek,
  skipExpression,
  tokenReader,
  withLines,
} from "./reader.ts";
import type { HclExpression, HclPart } from "./tree.ts";

// Lower binds less.
const precedence: Readonly<Record<string, number>> = {
  "||": 1,
  "&&": 2,
  "==": 3,
  "!=": 3,
  "<": 4,
  ">": 4,
  "<=": 4,
  ">=": 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
  "%": 6,
};

/** One expression; when anything but its end follows, the whole is `other`. */
export function readExpression(reader: HclTokenReader): HclExpression {
  const first = peek(reader);
  const { start } = first.span;
  const { at, depth, lines } = reader;
  if (endsExpression(first)) fault(reader, first, "a value is missing here");
  else {
    try {
      const value = readCondition(reader);
      if (endsExpression(peek(reader))) return value;
    } catch (error) {
      if (!(error instanceof NotRead)) throw error;
    }
  }
  Object.assign(reader, { at, depth, lines });
  skipExpression(reader);
  return { kind: "other", span: { start, end: Math.max(start, lastEnd(reader)) } };
}

/** The parts of a text, with what its `${}` hold; `fixed` is the place of all of it where no part has its own. */
export function readParts(
  parts: readonly HclTokenPart[],
  depth: number,
  fixed: Span | undefined,
): readonly HclPart[] {
  return parts.map((part) => ("text" in part ? part : { value: readTemplate(part, depth, fixed) }));
}

function readTemplate(
  { source, start }: { readonly source: string | undefined; readonly start: number },
  depth: number,
  fixed: Span | undefined,
): HclExpression {
  const span = fixed ?? { start, end: start + (source?.length ?? 0) };
  if (source === undefined || depth >= deepest) return { kind: "other", span };
  const reader = tokenReader(readHclTokens({ text: source }), depth + 1, fixed ?? start);
  reader.lines = false;
  const value = readExpression(reader);
  return peek(reader).kind === "end" ? value : { kind: "other", span };
}

function readCondition(reader: HclTokenReader): HclExpression {
  return deeper(reader, () => {
    const test = readBinary(reader, 1);
    if (!isMark(peek(reader), "?")) return test;
    reader.at++;
    const yes = readCondition(reader);
    expectMark(reader, ":");
    const no = readCondition(reader);
    return { kind: "condition", test, yes, no, span: { start: test.span.start, end: no.span.end } };
  });
}

function readBinary(reader: HclTokenReader, least: number): HclExpression {
  let left = readUnary(reader);
  for (;;) {
    const operator = markOf(peek(reader));
    const level = ownValue(precedence, operator) ?? 0;
    if (level < least) return left;
    reader.at++;
    const right = readBinary(reader, level + 1);
    left = { kind: "binary", operator, left, right, span: { start: left.span.start, end: right.span.end } };
  }
}

function readUnary(reader: HclTokenReader): HclExpression {
  const token = peek(reader);
  const operator = markOf(token);
  if (operator !== "!" && operator !== "-") return readPath(reader);
  reader.at++;
  const value = deeper(reader, () => readUnary(reader));
  return { kind: "unary", operator, value, span: { start: token.span.start, end: value.span.end } };
}

/** A value, and what is asked of it behind: `.name`, `[key]`, `[*]`. */
function readPath(reader: HclTokenReader): HclExpression {
  let value = readPrimary(reader);
  const { start } = value.span;
  for (;;) {
    const mark = markOf(peek(reader));
    if (mark !== "." && mark !== "[") return value;
    const key = readKey(reader, mark);
    const span = { start, end: lastEnd(reader) };
    // Behind `.*` names alone belong to each item, behind `[*]` indices too.
    const full = mark === "[";
    if (key === "*") value = { kind: "splat", from: value, keys: [], full, span };
    else if (value.kind === "splat" && (value.full || mark === "."))
      value = { ...value, keys: [...value.keys, key], span };
    else value = { kind: "get", from: value, key, span };
  }
}

function readKey(reader: HclTokenReader, mark: string): HclExpression | "*" {
  reader.at++;
  const token = peek(reader);
  if (mark === "." || isMark(token, "*")) {
    reader.at++;
    if (mark === "[") expectMark(reader, "]");
    if (isMark(token, "*")) return "*";
    if (token.kind === "name") return { kind: "text", parts: [{ text: token.text }], span: token.span };
    if (token.kind === "number") return { kind: "number", value: Number(token.text), span: token.span };
    throw new NotRead();
  }
  return withLines(reader, false, () => {
    const key = readCondition(reader);
    expectMark(reader, "]");
    return key;
  });
}

function readPrimary(reader: HclTokenReader): HclExpression {
  const token = peek(reader);
  const { span } = token;
  if (token.kind === "newline" || token.kind === "end") throw new NotRead();
  reader.at++;
  if (token.kind === "string") {
    const fixed = reader.fixed ?? (token.heredoc ? span : undefined);
    return { kind: "text", parts: readParts(token.parts, reader.depth, fixed), span };
  }
  if (token.kind === "number") return { kind: "number", value: Number(token.text), span };
  if (token.kind === "name") return isMark(peek(reader), "(") ? readCall(reader, token) : word(token);
  if (isMark(token, "(")) {
    return withLines(reader, false, () => {
      const value = readCondition(reader);
      expectMark(reader, ")");
      return value;
    });
  }
  return deeper(reader, () => readBracket(reader, token, { whole: readExpression, part: readCondition }));
}

function readCall(
  reader: HclTokenReader,
  name: HclToken & { kind: "name" | "number" | "mark" },
): HclExpression {
  reader.at++;
  return withLines(reader, false, () => {
    const items: HclExpression[] = [];
    let spread = false;
    while (!isMark(peek(reader), ")")) {
      items.push(readCondition(reader));
      spread = isMark(peek(reader), "...");
      if (spread) reader.at++;
      if (isMark(peek(reader), ",")) reader.at++;
      else if (!isMark(peek(reader), ")")) throw new NotRead();
    }
    reader.at++;
    const span = { start: name.span.start, end: lastEnd(reader) };
    return { kind: "call", name: name.text, items, spread, span };
  });
}

function word({ text, span }: { readonly text: string; readonly span: Span }): HclExpression {
  if (text === "null") return { kind: "null", span };
  if (text === "true" || text === "false") return { kind: "bool", value: text === "true", span };
  return { kind: "name", name: text, span };
}
