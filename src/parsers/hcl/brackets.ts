/** Lists, maps and `for`: what stands in `[]` and `{}`. */
import type { HclToken } from "./lexer.ts";
import type { HclTokenReader } from "./reader.ts";
import { expectMark, fault, isMark, lastEnd, NotRead, peek, skipNewlines, withLines } from "./reader.ts";
import type { HclExpression, HclFor, HclMapEntry } from "./tree.ts";

/** How expressions are read: one that may fail by itself, or one whose failure is its surroundings'. */
export interface ExpressionReaders {
  readonly whole: (reader: HclTokenReader) => HclExpression;
  readonly part: (reader: HclTokenReader) => HclExpression;
}

/** What begins with the bracket that was just read. */
export function readBracket(reader: HclTokenReader, open: HclToken, read: ExpressionReaders): HclExpression {
  const isList = isMark(open, "[");
  if (!isList && !isMark(open, "{")) throw new NotRead();
  const { start } = open.span;
  if (beginsFor(reader)) return withLines(reader, false, () => readFor(reader, read, { isList, start }));
  return isList
    ? withLines(reader, false, () => readList(reader, read, start))
    : withLines(reader, true, () => readMap(reader, read, start));
}

function beginsFor(reader: HclTokenReader): boolean {
  let at = reader.at;
  while (reader.tokens[at]?.kind === "newline") at++;
  const first = reader.tokens[at];
  return first?.kind === "name" && first.text === "for" && reader.tokens[at + 1]?.kind === "name";
}

function readFor(
  reader: HclTokenReader,
  read: ExpressionReaders,
  { isList, start }: { readonly isList: boolean; readonly start: number },
): HclFor {
  peek(reader);
  reader.at++;
  const names = [nameHere(reader)];
  if (isMark(peek(reader), ",")) {
    reader.at++;
    names.push(nameHere(reader));
  }
  if (nameHere(reader) !== "in") throw new NotRead();
  const of = read.part(reader);
  expectMark(reader, ":");
  const first = read.part(reader);
  if (!isList) expectMark(reader, "=>");
  const result = isList ? first : read.part(reader);
  const grouped = isMark(peek(reader), "...");
  if (grouped) reader.at++;
  const test = readTest(reader, read);
  expectMark(reader, isList ? "]" : "}");
  const [item = "", second] = names;
  return {
    kind: "for",
    ...(second === undefined ? { item } : { key: item, item: second }),
    of,
    ...(isList ? {} : { resultKey: first }),
    result,
    grouped,
    ...(test === undefined ? {} : { test }),
    span: { start, end: lastEnd(reader) },
  };
}

function readTest(reader: HclTokenReader, read: ExpressionReaders): HclExpression | undefined {
  const token = peek(reader);
  if (token.kind !== "name" || token.text !== "if") return undefined;
  reader.at++;
  return read.part(reader);
}

function nameHere(reader: HclTokenReader): string {
  const token = peek(reader);
  if (token.kind !== "name") throw new NotRead();
  reader.at++;
  return token.text;
}

function readList(reader: HclTokenReader, read: ExpressionReaders, start: number): HclExpression {
  const items: HclExpression[] = [];
  for (;;) {
    const token = peek(reader);
    if (token.kind === "end") fault(reader, token, 'a list is not closed: "]" is missing');
    if (isMark(token, "]")) reader.at++;
    if (isMark(token, "]") || token.kind === "end") {
      return { kind: "list", items, span: { start, end: lastEnd(reader) } };
    }
    items.push(read.whole(reader));
    if (isMark(peek(reader), ",")) reader.at++;
    else if (!isMark(peek(reader), "]")) step(reader, '"," or "]" is expected here');
  }
}

function readMap(reader: HclTokenReader, read: ExpressionReaders, start: number): HclExpression {
  const entries: HclMapEntry[] = [];
  for (;;) {
    skipNewlines(reader);
    const token = peek(reader);
    if (token.kind === "end") fault(reader, token, 'a map is not closed: "}" is missing');
    if (isMark(token, "}")) reader.at++;
    if (isMark(token, "}") || token.kind === "end") {
      return { kind: "map", entries, span: { start, end: lastEnd(reader) } };
    }
    readEntry(reader, read, entries);
    if (isMark(peek(reader), ",")) reader.at++;
  }
}

function readEntry(reader: HclTokenReader, read: ExpressionReaders, entries: HclMapEntry[]): void {
  const token = peek(reader);
  const key = readKey(reader, read, token);
  const sign = peek(reader);
  if (key === undefined || (!isMark(sign, "=") && !isMark(sign, ":"))) {
    step(reader, `"=" is expected after "${"text" in token ? token.text : "…"}"`);
    return;
  }
  reader.at++;
  entries.push({ key, value: read.whole(reader) });
}

/** A bare word is a text; what is computed stands in brackets or in a text. */
function readKey(
  reader: HclTokenReader,
  read: ExpressionReaders,
  token: HclToken,
): HclExpression | undefined {
  if (token.kind === "string" || isMark(token, "(")) return read.part(reader);
  reader.at++;
  if (token.kind !== "name" && token.kind !== "number") return undefined;
  return { kind: "text", parts: [{ text: token.text }], span: token.span };
}

function step(reader: HclTokenReader, message: string): void {
  if (peek(reader).kind === "end") return;
  fault(reader, peek(reader), message);
  reader.at++;
}
