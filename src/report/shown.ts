import type { Finding } from "../finding.ts";
import { type Place, type Position, rangeOf } from "../source.ts";

/** How the lines that were judged stand to the lines that the page of a pull request shows. */
export interface ShownLines {
  /** The line of the shown file for a line of the judged one (1-based); `undefined` where the shown file lacks it. */
  readonly lineOf: (path: string, line: number) => number | undefined;
  /** Whether the change adds or rewrites a line of the judged file. */
  readonly inDiff: (path: string, line: number) => boolean;
}

/** Where a finding is shown. Positions are 1-based, in UTF-16 units; the end is behind the last character. */
export interface ShownAt {
  /** The place that is shown, in the judged file. */
  readonly place: Place;
  readonly path: string;
  /** Absent where the file as a whole is meant, or where the page has no such line. */
  readonly range?: { readonly start: Position; readonly end: Position };
  /** Whether the line is part of the diff. */
  readonly inDiff: boolean;
  /** Present when a related place is shown in place of the finding's own: that place's note. */
  readonly instead?: string;
}

/** The finding's own place where it is in the diff, else the first related place that is, else its own all the same. */
export function shownAt(finding: Finding, lines: ShownLines | undefined): ShownAt {
  const own = placeShown(finding.at, lines);
  if (lines === undefined || own.inDiff) return own;
  for (const { at, note } of finding.related ?? []) {
    const shown = placeShown(at, lines);
    if (shown.inDiff) return { ...shown, instead: note };
  }
  return own;
}

function placeShown(place: Place, lines: ShownLines | undefined): ShownAt {
  const { path } = place.file;
  const { start, end } = rangeOf(place);
  if (lines === undefined)
    return { place, path, inDiff: false, ...(place.span && { range: { start, end } }) };
  const inDiff = touches(place, lines);
  const first = lines.lineOf(path, start.line);
  const last = lines.lineOf(path, end.line);
  if (place.span === undefined || first === undefined)
    return { place, path, inDiff: inDiff && first !== undefined };
  const until = last === undefined ? { line: first, column: start.column } : { ...end, line: last };
  return { place, path, inDiff, range: { start: { ...start, line: first }, end: until } };
}

function touches(place: Place, lines: ShownLines): boolean {
  const { start, end } = rangeOf(place);
  for (let line = start.line; line <= end.line; line++) if (lines.inDiff(place.file.path, line)) return true;
  return false;
}
