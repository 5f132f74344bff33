/** Fixes that put statements of a server's configuration beside others, or take them out, in the text's own style. */
import type { Edit } from "../finding.ts";
import type { Place, SourceFile, Span } from "../source.ts";
import { indentAt, insertAt, lineEndOf, wholeLines } from "./places.ts";

type Replace = Extract<Edit, { readonly replace: Place }>;

// What may stand behind a statement on its line: blanks, or a comment on it.
const REST = /^[ \t]*(?:#[^\r\n]*)?(?=\r|\n|$)/;

/** The edit that writes statements behind another: each on a line of its own where that one has its own. */
export function statementsBehind({ file, span = whole(file) }: Place, texts: readonly string[]): Replace {
  const rest = REST.exec(file.text.slice(span.end));
  if (!startsLine(file, span) || rest === null)
    return insertAt(file, span.end, texts.map((text) => ` ${text}`).join(""));
  const line = `${lineEndOf(file)}${indentAt(file, span.start)}`;
  return insertAt(file, span.end + rest[0].length, texts.map((text) => `${line}${text}`).join(""));
}

/** The edit that writes statements before another, and behind the comments above it. */
export function statementsBefore({ file, span = whole(file) }: Place, texts: readonly string[]): Replace {
  if (!startsLine(file, span)) return insertAt(file, span.start, texts.map((text) => `${text} `).join(""));
  const line = `${lineEndOf(file)}${indentAt(file, span.start)}`;
  return insertAt(file, span.start, texts.map((text) => `${text}${line}`).join(""));
}

/** The edit that takes a statement out: with its line and the comment on it, where the line is its own. */
export function withoutStatement({ file, span = whole(file) }: Place): Replace {
  if (startsLine(file, span) && REST.test(file.text.slice(span.end))) {
    return { replace: { file, span: wholeLines(file, span) }, text: "" };
  }
  let ahead = 0;
  while (/^[ \t]$/.test(file.text[span.start - ahead - 1] ?? "")) ahead++;
  const behind = ahead > 0 ? 0 : (/^[ \t]+/.exec(file.text.slice(span.end))?.[0].length ?? 0);
  return { replace: { file, span: { start: span.start - ahead, end: span.end + behind } }, text: "" };
}

/** The edit that writes statements at the start of a block, whose `{` ends the span; `first` is what stands in it. */
export function statementsInside(
  { file, span = whole(file) }: Place,
  first: Span | undefined,
  texts: readonly string[],
): Replace {
  const rest = REST.exec(file.text.slice(span.end));
  if (rest === null) {
    const close = file.text[span.end] === "}" ? " " : "";
    return insertAt(file, span.end, `${texts.map((text) => ` ${text}`).join("")}${close}`);
  }
  const own = indentAt(file, span.start);
  const indent =
    first !== undefined && startsLine(file, first) ? indentAt(file, first.start) : `${own}${stepOf(file)}`;
  const line = `${lineEndOf(file)}${indent}`;
  return insertAt(file, span.end + rest[0].length, texts.map((text) => `${line}${text}`).join(""));
}

/** How far the text's own blocks are indented; four blanks where none shows it. */
function stepOf({ text }: SourceFile): string {
  return /\{[ \t]*(?:#[^\r\n]*)?\r?\n([ \t]+)\S/.exec(text)?.[1] ?? "    ";
}

function startsLine({ text }: SourceFile, { start }: Span): boolean {
  return /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, text.lastIndexOf("\n", start - 1)), start));
}

function whole({ text }: SourceFile): Span {
  return { start: 0, end: text.length };
}
