/** How a fix writes another text into a README, and leaves the columns of its tables where they are. */
import type { Edit } from "../finding.ts";
import type { Place, SourceFile } from "../source.ts";

/** The edit that writes a text in place of another; in an aligned table the blanks behind it give way. */
export function rewritten(place: Place, text: string): Edit {
  const { file, span } = place;
  const plain = { replace: place, text };
  if (span === undefined) return plain;
  const [all, rest = "", blanks = ""] = /^([^|\\\r\n]*?)([ \t]+)(?=\|)/.exec(file.text.slice(span.end)) ?? [];
  if (all === undefined || !isAligned(file, span.end + all.length)) return plain;
  const width = Math.max(1, blanks.length - (text.length - (span.end - span.start)));
  const end = span.end + all.length;
  return {
    replace: { file, span: { start: span.start, end } },
    text: `${text}${rest}${" ".repeat(width)}`,
  };
}

/** Whether every line of the table that a bar stands in has one right above or below it. */
function isAligned({ text }: SourceFile, bar: number): boolean {
  const start = text.lastIndexOf("\n", bar) + 1;
  const above = text.slice(0, start).split("\n").slice(0, -1).reverse();
  const below = text.slice(start).split("\n").slice(1);
  const table = [...untilNone(above), ...untilNone(below)];
  return table.length > 1 && table.every((line) => line[bar - start] === "|");
}

function untilNone(lines: readonly string[]): readonly string[] {
  const end = lines.findIndex((line) => !line.includes("|"));
  return end < 0 ? lines : lines.slice(0, end);
}
