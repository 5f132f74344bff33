import type { Edit } from "../../finding.ts";
import { positionAt, type SourceFile, type Span, textOf } from "../../source.ts";

/** One replacement within a file; offsets are the file's. */
export interface FileReplacement extends Span {
  readonly text: string;
}

/** Whole lines of a file and what is to stand in their place. */
export interface LineBlock {
  /** 1-based, both ends included. */
  readonly first: number;
  readonly last: number;
  /** Lines without their ends; none to delete the block. */
  readonly lines: readonly string[];
}

/** Separate edits of one fix share a suggestion only as long as a reader sees at once what changes. */
const LONGEST_MIXED = 10;

/** The replacements of a fix in its one file, in order, or why they cannot be a suggestion. */
export function replacementsOf(
  edits: readonly Edit[],
): { readonly file: SourceFile; readonly replacements: readonly FileReplacement[] } | string {
  const [first] = edits;
  if (first === undefined) return "the fix changes nothing";
  if (!("replace" in first)) return "it adds, moves or removes a file";
  const { file } = first.replace;
  const replacements: FileReplacement[] = [];
  for (const edit of edits) {
    if (!("replace" in edit)) return "it adds, moves or removes a file";
    if (edit.replace.file.path !== file.path) return "it changes several files";
    const { start, end } = edit.replace.span ?? { start: 0, end: file.text.length };
    replacements.push({ start, end, text: edit.text });
  }
  return { file, replacements: inOrder(replacements) };
}

/** Both lists as one, equal replacements once; `undefined` where two of them touch the same text. */
export function joinedReplacements(
  a: readonly FileReplacement[],
  b: readonly FileReplacement[],
): readonly FileReplacement[] | undefined {
  const added = b.filter((one) => !a.some((other) => isEqual(one, other)));
  const all = inOrder([...a, ...added]);
  const collides = all.some((one, index) => {
    const next = all[index + 1];
    return next !== undefined && (next.start < one.end || next.start === one.start);
  });
  return collides ? undefined : all;
}

function isEqual(a: FileReplacement, b: FileReplacement): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text;
}

function inOrder(replacements: readonly FileReplacement[]): FileReplacement[] {
  return replacements.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/**
 * The lines that the replacements touch and what becomes of them; what is put between two lines can be said of the one
 * below and of the one above, and then both are handed back. Or why it cannot be said in whole lines.
 */
export function lineBlocks(
  file: SourceFile,
  replacements: readonly FileReplacement[],
): readonly LineBlock[] | string {
  if ([file, ...replacements].some(({ text }) => text.includes("\r")))
    return "its file has line endings that a suggestion would change";
  const start = replacements[0]?.start;
  const end = replacements.at(-1)?.end;
  if (start === undefined || end === undefined) return "the fix changes nothing";
  const blocks = linesAt(file, start).flatMap((first) =>
    linesAt(file, end).flatMap((last) => blockOf(file, replacements, { first, last }) ?? []),
  );
  const size = Math.min(...blocks.map(sizeOf));
  if (blocks.length === 0) return "it changes no whole lines";
  if (replacements.length > 1 && size > LONGEST_MIXED)
    return `it changes places that are more than ${LONGEST_MIXED} lines apart`;
  return blocks.filter((block) => sizeOf(block) === size);
}

function sizeOf({ first, last }: Pick<LineBlock, "first" | "last">): number {
  return last - first + 1;
}

/** The line of an offset, and the one above where the offset is between the two; only lines that are there. */
function linesAt(file: SourceFile, offset: number): number[] {
  const { line, column } = positionAt(file, offset);
  const isBehindAll = column === 1 && offset === file.text.length;
  return [...(isBehindAll ? [] : [line]), ...(column === 1 && line > 1 ? [line - 1] : [])];
}

function blockOf(
  file: SourceFile,
  replacements: readonly FileReplacement[],
  { first, last }: { readonly first: number; readonly last: number },
): LineBlock | undefined {
  if (first > last) return undefined;
  const span = { start: file.lineStarts[first - 1] ?? 0, end: file.lineStarts[last] ?? file.text.length };
  if (replacements.some(({ start, end }) => start < span.start || end > span.end)) return undefined;
  const before = textOf(file, span);
  const after = replaced(file.text, replacements, span);
  // A block that loses its last line end would swallow the line below.
  if (after !== "" && before.endsWith("\n") && !after.endsWith("\n")) return undefined;
  // A line end that is missing or new at the end of the file cannot be said.
  if (after !== "" && withoutEnd(after) === withoutEnd(before)) return undefined;
  return { first, last, lines: after === "" ? [] : withoutEnd(after).split("\n") };
}

function withoutEnd(text: string): string {
  return text.replace(/\n$/, "");
}

function replaced(text: string, replacements: readonly FileReplacement[], { start, end }: Span): string {
  let at = start;
  let result = "";
  for (const one of replacements) {
    result += text.slice(at, one.start) + one.text;
    at = one.end;
  }
  return result + text.slice(at, end);
}
