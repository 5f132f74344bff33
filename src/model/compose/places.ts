/** Where the characters of a text stand that a compose file holds: a Dockerfile, a configuration. */
import { type Place, type Span, sourceFile } from "../../source.ts";
import type { ComposeText } from "./service.ts";

/**
 * The place of a span of a text. In a block the lines stand in the file one by one; what a variable moves within its line
 * is shown as far as the line goes. Any other text is shown as a whole.
 */
export function placesIn({ value, at }: Pick<ComposeText, "value" | "at">): (span?: Span) => Place {
  const { file, span: whole } = at;
  if (whole === undefined || value === null || !/^[|>]/.test(file.text.slice(whole.start))) return () => at;
  const own = sourceFile(file.path, value);
  const starts = blockLines(file.text, whole);
  const offsetOf = (offset: number) => {
    const line = Math.max(
      0,
      own.lineStarts.findLastIndex((start) => start <= offset),
    );
    const { start, end } = starts[Math.min(line, starts.length - 1)] ?? whole;
    return Math.min(start + offset - (own.lineStarts[line] ?? 0), end);
  };
  return (span) =>
    span === undefined ? at : { file, span: { start: offsetOf(span.start), end: offsetOf(span.end) } };
}

/** The lines of a block without the blanks that all of them begin with. */
function blockLines(text: string, { start, end }: Span): readonly Span[] {
  const lines: Span[] = [];
  let from = text.indexOf("\n", start) + 1;
  let indent: number | undefined;
  while (from > 0 && from < end) {
    const next = text.indexOf("\n", from);
    const stop = next < 0 ? text.length : next;
    const line = text.slice(from, stop).replace(/\r$/, "");
    if (indent === undefined && line.trim() !== "") indent = line.length - line.trimStart().length;
    const cut = Math.min(indent ?? 0, line.length);
    lines.push({ start: from + cut, end: from + line.length });
    from = next < 0 ? 0 : next + 1;
  }
  return lines;
}
