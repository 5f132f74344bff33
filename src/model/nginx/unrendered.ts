import { type NginxFile, walk } from "../../parsers/nginx/parse.ts";
import type { SourceFile, Span } from "../../source.ts";

// Jinja, Helm, Go templates, gomplate; Liquid and Jinja statements; ERB.
const MARKS = /\{\{[^{}\n]*\}\}|\{%.*?%\}|<%.*?%>/;

/** The mark of a template language that stands in a configuration outside of comments and Lua, if there is one. */
export function unrenderedIn({ file, comments, directives }: NginxFile): string | undefined {
  const left = comments.map(({ span }) => span);
  for (const { directive } of walk(directives)) if (directive.lua !== undefined) left.push(directive.lua);
  return templateMark(file, left);
}

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
