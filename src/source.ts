/** A text file of the checked repo (or of a base image), with the offsets at which its lines start. */
export interface SourceFile {
  /** Path from the repo's root, with `/`. */
  readonly path: string;
  readonly text: string;
  /** UTF-16 offset of the first character of each line; the first is always 0. */
  readonly lineStarts: readonly number[];
}

/** A half-open range of UTF-16 offsets: `end` is the offset behind the last character. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where something stands. Without a span the file as a whole is meant. */
export interface Place {
  readonly file: SourceFile;
  readonly span?: Span;
}

/** A 1-based line and a 1-based column, counted in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Makes a source file; lines end at `\n` alone, as git, GitHub and the builders count them. */
export function sourceFile(path: string, text: string): SourceFile {
  const lineStarts = [0];
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) lineStarts.push(end + 1);
  return { path, text, lineStarts };
}

/** The line and column of a UTF-16 offset; an offset behind the end is the end's. */
export function positionAt(file: SourceFile, offset: number): Position {
  const at = Math.max(0, Math.min(offset, file.text.length));
  let low = 0;
  let high = file.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((file.lineStarts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: at - (file.lineStarts[low] ?? 0) + 1 };
}

/** The UTF-16 offset of a 1-based line and column; a line behind the last is the end of the file. */
export function offsetAt(file: SourceFile, { line, column }: Position): number {
  const start = file.lineStarts[line - 1];
  return start === undefined ? file.text.length : Math.min(start + column - 1, file.text.length);
}

/** The text of a line without its line end; `line` is 1-based; empty behind the last line. */
export function lineText(file: SourceFile, line: number): string {
  const start = file.lineStarts[line - 1];
  if (start === undefined) return "";
  return file.text.slice(start, file.lineStarts[line] ?? file.text.length).replace(/[\r\n]+$/, "");
}

const LONGEST = 80;

/** The first characters (at most 80) of the line at which a place starts, without blanks around; empty for a file as a whole. */
function lineAt({ file, span }: Place): string {
  return span === undefined ? "" : lineText(file, positionAt(file, span.start).line).trim().slice(0, LONGEST);
}

/** A finding's key that stays when lines move: what is wrong, and the line as it is written. */
export function lineKey(what: string, place: Place): string {
  return `${what} ${lineAt(place)}`.trimEnd();
}

/** The start and end positions of a place; a place without a span is line 1, column 1. */
export function rangeOf(place: Place): { readonly start: Position; readonly end: Position } {
  const { start, end } = place.span ?? { start: 0, end: 0 };
  return { start: positionAt(place.file, start), end: positionAt(place.file, end) };
}

/** The text that a span covers. */
export function textOf(file: SourceFile, span: Span): string {
  return file.text.slice(span.start, span.end);
}

/** Whether two places are the same part of the same file. */
export function isSamePlace(one: Place, other: Place): boolean {
  return isSameStart(one, other) && one.span?.end === other.span?.end;
}

/** Lines of a file, 1-based, both ends included. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** A text that two places have in common when they are the same: to look a place up by. */
export function placeKey({ file, span }: Place): string {
  return `${span?.start}-${span?.end} ${file.path}`;
}

/** Whether two places begin at the same point of the same file; of two files as a whole, whether they are the same. */
export function isSameStart(one: Place, other: Place): boolean {
  return one.file.path === other.file.path && one.span?.start === other.span?.start;
}

/** How many of what stands in a file, in its order, begin before an offset. */
export function beginBefore(list: readonly { readonly span: Span }[], offset: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.span.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The last of what stands in a file, in its order, that begins at an offset or before it. */
export function lastBegun<One extends { readonly span: Span }>(
  list: readonly One[],
  offset: number,
): One | undefined {
  return list[beginBefore(list, offset + 1) - 1];
}
