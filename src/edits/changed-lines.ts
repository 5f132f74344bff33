/** What edits make of a file, as the lines that go and come. */
import type { Edit } from "../finding.ts";
import type { SourceFile } from "../source.ts";
import { withReplacements } from "./replacements.ts";

const MOST_LINES = 20;

/** The lines that edits of a file take away (`- `) and bring (`+ `), in the order of the file; of many the first. */
export function changedLines(file: SourceFile, edits: readonly Edit[]): readonly string[] {
  const before = linesOf(file.text);
  const after = linesOf(textAfter(file, edits));
  const lines = difference(before, after);
  if (lines.length <= MOST_LINES) return lines;
  return [...lines.slice(0, MOST_LINES), `and ${lines.length - MOST_LINES} more lines`];
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/).map((line) => line.trimEnd());
}

function textAfter({ path, text }: SourceFile, edits: readonly Edit[]): string {
  const replaced = edits.flatMap((edit) => {
    if (!("replace" in edit) || edit.replace.file.path !== path) return [];
    const { start, end } = edit.replace.span ?? { start: 0, end: text.length };
    return [{ start, end, text: edit.text }];
  });
  return withReplacements(text, replaced);
}

/** The lines between the common beginning and end; of those, what both have in the same order is left out. */
function difference(before: readonly string[], after: readonly string[]): readonly string[] {
  const shortest = Math.min(before.length, after.length);
  let head = 0;
  while (head < shortest && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shortest - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const gone = before.slice(head, before.length - tail);
  const come = after.slice(head, after.length - tail);
  const [kept, stays] = [new Set(come), new Set(gone)];
  return [
    ...gone.filter((line) => line !== "" && !kept.has(line)).map((line) => `- ${line}`),
    ...come.filter((line) => line !== "" && !stays.has(line)).map((line) => `+ ${line}`),
  ];
}
