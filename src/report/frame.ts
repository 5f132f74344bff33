import { fitted, shown, widthOf } from "../escape/width.ts";
import { lineText, type Place, type Position, rangeOf, type SourceFile } from "../source.ts";
import type { Colors } from "./colors.ts";

/** Lines of a span that are shown before the rest is only counted. */
const MOST_LINES = 4;

/** What a frame is drawn with. */
export interface FrameStyle {
  readonly colors: Colors;
  readonly paint: (text: string) => string;
  /** Cells that a line may take. */
  readonly columns: number;
  /** Lines above and below the place that are shown with it. */
  readonly around: number;
}

interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** The lines of a place and those around it with their numbers, and `^` under what the span covers; nothing for a file as a whole. */
export function codeFrame(place: Place, style: FrameStyle): readonly string[] {
  if (place.span === undefined) return [];
  const range = trimmed(place.file, rangeOf(place));
  const first = Math.max(1, range.start.line - style.around);
  const lastShown = Math.min(range.end.line, range.start.line + MOST_LINES - 1);
  const hidden = range.end.line - lastShown;
  const last = hidden > 0 ? lastShown : Math.min(lastLine(place.file), lastShown + style.around);
  const digits = String(last).length;
  const room = Math.max(20, style.columns - digits - 5);
  const skip = skipped(place.file, range, room);
  const lines: string[] = [];
  for (let line = first; line <= last; line += 1) {
    const marked = line >= range.start.line && line <= range.end.line;
    const text = cropped(lineText(place.file, line), skip, room);
    const mark = marked ? style.paint(">") : " ";
    lines.push(numbered({ line, digits, mark, text }, style.colors));
    if (line === range.start.line) {
      const marker = markerOf(place.file, range, { skip, room });
      const blank = " ".repeat(marker.from);
      lines.push(`${gutter(" ".repeat(digits), " ", style.colors)} ${blank}${style.paint(marker.marks)}`);
    }
  }
  if (hidden > 0)
    lines.push(`${gutter("·".padStart(digits), " ", style.colors)} ${moreLines(hidden, style)}`);
  return lines;
}

/** A span that ends at the very start of a line does not mean that line. */
function trimmed(file: SourceFile, { start, end }: Range): Range {
  if (end.column > 1 || end.line === start.line) return { start, end };
  const line = end.line - 1;
  return { start, end: { line, column: lineText(file, line).length + 1 } };
}

/** The number of the last line that has something to show. */
function lastLine(file: SourceFile): number {
  const last = file.lineStarts.length;
  return last > 1 && lineText(file, last) === "" ? last - 1 : last;
}

/** UTF-16 units left out at the start of every line, so that the marked text of a very long line is seen. */
function skipped(file: SourceFile, { start }: Range, room: number): number {
  const text = lineText(file, start.line);
  if (widthOf(shown(text)) <= room) return 0;
  const before = start.column - 1;
  return before < room / 2 ? 0 : before - Math.floor(room / 3);
}

function cropped(text: string, skip: number, room: number): string {
  if (skip === 0) return fitted(shown(text), room);
  return text.length > skip ? fitted(`…${shown(text.slice(skip + 1), 1)}`, room) : "";
}

/** What of each line is shown. */
interface Window {
  /** UTF-16 units left out at its start. */
  readonly skip: number;
  /** Cells. */
  readonly room: number;
}

/** The `^` for the first line of a range, and the cell that they begin at. */
function markerOf(file: SourceFile, { start, end }: Range, { skip, room }: Window) {
  const text = lineText(file, start.line);
  const to = end.line === start.line ? end.column - 1 : text.length;
  const before = skip === 0 ? shown(text.slice(0, start.column - 1)) : shownAfter(text, skip, start);
  const from = Math.min(widthOf(before), room - 1);
  const cells = widthOf(shown(text.slice(start.column - 1, to), from));
  return { from, marks: "^".repeat(Math.max(1, Math.min(cells, room - from))) };
}

function shownAfter(text: string, skip: number, start: Position): string {
  return `…${shown(text.slice(skip + 1, start.column - 1), 1)}`;
}

interface NumberedLine {
  readonly line: number;
  /** How wide its number is. */
  readonly digits: number;
  readonly mark: string;
  readonly text: string;
}

function numbered({ line, digits, mark, text }: NumberedLine, colors: Colors): string {
  const head = gutter(String(line).padStart(digits), mark, colors);
  return text === "" ? head : `${head} ${text}`;
}

function gutter(number: string, mark: string, colors: Colors): string {
  return `${mark} ${colors.faint(`${number} │`)}`;
}

function moreLines(hidden: number, { colors }: FrameStyle): string {
  return colors.faint(`and ${hidden} more ${hidden === 1 ? "line" : "lines"}`);
}
