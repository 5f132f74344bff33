import type { Span } from "../../source.ts";
import type { Comment } from "../syntax.ts";

/** The text of an instruction as Docker joins it from several lines; its offsets lead back to the file. */
export interface JoinedText {
  readonly text: string;
  /** Where the parts of `text` come from: `at` is an offset in `text`, `start` one in the file; ascending. */
  readonly parts: readonly { readonly at: number; readonly start: number }[];
}

/** A line of the file: `[start, end)` without its line end, and where the next one starts. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** An instruction's joined lines, and the number of the first line behind it. */
export interface JoinedLines {
  readonly joined: JoinedText;
  readonly nextLine: number;
  readonly comments: readonly Comment[];
}

/** The lines as Docker cuts them: at `\n` only, without the `\r` before it. */
export function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const next = newline < 0 ? text.length : newline + 1;
    let end = newline < 0 ? text.length : newline;
    while (end > start && text[end - 1] === "\r") end--;
    lines.push({ start, end, next });
    start = next;
  }
  return lines;
}

/** The offset in the file of an offset in the joined text. */
export function fileOffset(joined: JoinedText, offset: number): number {
  let low = 0;
  let high = joined.parts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((joined.parts[middle]?.at ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const part = joined.parts[low];
  return part === undefined ? offset : part.start + offset - part.at;
}

/** The span in the file of a span in the joined text: from its first to behind its last character. */
export function fileSpan(joined: JoinedText, span: Span): Span {
  const start = fileOffset(joined, span.start);
  return { start, end: span.end > span.start ? fileOffset(joined, span.end - 1) + 1 : start };
}

/** The part of a joined text between two of its offsets. */
export function sliceJoined(joined: JoinedText, start: number, end: number): JoinedText {
  const parts = [{ at: 0, start: fileOffset(joined, start) }];
  for (const part of joined.parts) {
    if (part.at > start && part.at < end) parts.push({ at: part.at - start, start: part.start });
  }
  return { text: joined.text.slice(start, end), parts };
}

/** A stretch of the file as it stands. */
export function unjoinedText(text: string, { start, end }: Span): JoinedText {
  return { text: text.slice(start, end), parts: [{ at: 0, start }] };
}

/** The comment that a line is, or undefined when it is something else. */
export function commentOf(text: string, line: Line): Comment | undefined {
  const content = text.slice(line.start, line.end);
  const indent = content.length - content.trimStart().length;
  if (content[indent] !== "#") return undefined;
  return { text: content.slice(indent + 1).trim(), span: { start: line.start + indent, end: line.end } };
}

/** A file's text, and where its lines are. */
export interface LinedText {
  readonly text: string;
  readonly lines: readonly Line[];
}

// From BuildKit's parser.go: an escape character at the end of a line, blanks behind it allowed, continues it, but
// one that stands behind another escape character does not. Comments and blank lines in between are skipped.
/** Joins a line with those that continue it. */
export function joinLines({ text, lines }: LinedText, first: number, escapeChar: string): JoinedLines {
  const parts: { at: number; start: number }[] = [];
  const comments: Comment[] = [];
  let joined = "";
  let index = first;
  for (let continued = true; continued && index < lines.length; index++) {
    const line = lines[index];
    if (line === undefined) break;
    const comment = index > first ? commentOf(text, line) : undefined;
    if (comment !== undefined) comments.push(comment);
    const content = text.slice(line.start, line.end);
    if (comment !== undefined || (index > first && content.trim() === "")) continue;
    const kept = content.slice(0, contentEnd(content, escapeChar));
    continued = kept.length < content.length;
    if (kept !== "") parts.push({ at: joined.length, start: line.start });
    joined += kept;
  }
  return { joined: { text: joined, parts }, nextLine: index, comments };
}

function contentEnd(content: string, escapeChar: string): number {
  let end = content.length;
  while (content[end - 1] === " " || content[end - 1] === "\t") end--;
  if (content[end - 1] !== escapeChar || content[end - 2] === escapeChar) return content.length;
  return end - 1;
}
