/** Walks the tokens of HCL: what the readers of blocks and expressions share. */
import type { Span } from "../../source.ts";
import type { SyntaxProblem } from "../syntax.ts";
import type { HclToken, HclTokenPart, HclTokens } from "./lexer.ts";

export interface HclTokenReader {
  readonly tokens: readonly HclToken[];
  readonly problems: SyntaxProblem[];
  /** The place of everything, where no token has its own. */
  readonly fixed?: Span;
  at: number;
  depth: number;
  /** Whether a line end is one: inside of brackets it is a blank. */
  lines: boolean;
}

/** Thrown where an expression is not one; `readExpression` alone catches it. */
export class NotRead extends Error {}

// Ours: nobody nests this deep, and the readers work by recursion.
export const deepest = 100;

/** A reader of tokens that begin at an offset of the file, or that all have one place. */
export function tokenReader(
  { tokens, problems }: Pick<HclTokens, "tokens" | "problems">,
  depth = 0,
  place: number | Span = 0,
): HclTokenReader {
  const fixed = typeof place === "number" ? undefined : place;
  const moved = place === 0 ? tokens : tokens.map((token) => movedBy(token, place));
  return {
    tokens: moved,
    problems: [...problems],
    ...(fixed === undefined ? {} : { fixed }),
    at: 0,
    depth,
    lines: true,
  };
}

function movedBy(token: HclToken, place: number | Span): HclToken {
  if (typeof place !== "number") return { ...token, span: place };
  const span = { start: token.span.start + place, end: token.span.end + place };
  if (token.kind !== "string") return { ...token, span };
  const parts = token.parts.map(
    (part): HclTokenPart => ("text" in part ? part : { ...part, start: part.start + place }),
  );
  return { ...token, parts, span };
}

export function peek(reader: HclTokenReader): HclToken {
  if (!reader.lines) skipNewlines(reader);
  const end = { start: 0, end: 0 };
  return reader.tokens[Math.min(reader.at, reader.tokens.length - 1)] ?? { kind: "end", text: "", span: end };
}

/** Where the last token that was read ends. */
export function lastEnd(reader: HclTokenReader): number {
  for (let at = reader.at - 1; at >= 0; at--) {
    const token = reader.tokens[at];
    if (token !== undefined && token.kind !== "newline") return token.span.end;
  }
  return 0;
}

export function isMark(token: HclToken, text: string): boolean {
  return token.kind === "mark" && token.text === text;
}

export function markOf(token: HclToken): string {
  return token.kind === "mark" ? token.text : "";
}

export function expectMark(reader: HclTokenReader, text: string): void {
  if (!isMark(peek(reader), text)) throw new NotRead();
  reader.at++;
}

export function endsExpression(token: HclToken): boolean {
  return token.kind === "newline" || token.kind === "end" || /^[,)\]}]$/.test(markOf(token));
}

/** To the end of an expression: brackets in pairs, then a line end, a comma or a closing bracket. */
export function skipExpression(reader: HclTokenReader): void {
  let depth = 0;
  for (let token = peek(reader); token.kind !== "end"; token = peek(reader)) {
    if (depth === 0 && endsExpression(token)) return;
    if (/^[([{]$/.test(markOf(token))) depth++;
    if (/^[)\]}]$/.test(markOf(token))) depth--;
    reader.at++;
  }
}

export function skipNewlines(reader: HclTokenReader): void {
  while (reader.tokens[reader.at]?.kind === "newline") reader.at++;
}

export function skipLine(reader: HclTokenReader): void {
  while (peek(reader).kind !== "newline" && peek(reader).kind !== "end") reader.at++;
}

export function fault(reader: HclTokenReader, token: HclToken, message: string): void {
  reader.problems.push({ message, span: token.span });
}

/** One level deeper, for what is read by recursion. */
export function deeper<T>(reader: HclTokenReader, read: () => T): T {
  if (reader.depth >= deepest) throw new NotRead();
  reader.depth++;
  const result = read();
  reader.depth--;
  return result;
}

/** Line ends mean nothing inside of brackets and `${}`, but they part the entries of a map. */
export function withLines<T>(reader: HclTokenReader, lines: boolean, read: () => T): T {
  const before = reader.lines;
  reader.lines = lines;
  const result = read();
  reader.lines = before;
  return result;
}
