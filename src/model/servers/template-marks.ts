import type { SourceFile, Span } from "../../source.ts";

// Jinja, Helm, Go templates, gomplate; Liquid and Jinja statements; ERB.
const MARKS = /\{\{[^{}\n]*\}\}|\{%.*?%\}|<%.*?%>/;

/** The first mark of a template language in a text, some parts of it left out. */
export function templateMark(file: SourceFile, left: readonly Span[]): string | undefined {
  let text = "";
  let at = 0;
  for (const { start, end } of [...left].sort((one, other) => one.start - other.start)) {
    text += file.text.slice(at, Math.max(at, start));
    at = Math.max(at, end);
  }
  return MARKS.exec(text + file.text.slice(at))?.[0];
}
