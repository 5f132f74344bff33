/** What a README holds and its page does not show, or shows struck out. */
import type { MarkdownFile } from "../../parsers/markdown/tree.ts";
import type { Span } from "../../source.ts";
import { unshownSpans } from "./unshown.ts";

// GFM, "Strikethrough": one or two tildes next to the text; a cell's border ends it, and so does a blank line.
const STRUCK = /(?<![~\\\p{L}\p{N}])(~{1,2})(?![~\s])([^~|]*?)(?<![\s\\])\1(?![~\p{L}\p{N}])/gu;

const STRIKING_TAG = /<(\/?)(?:del|s|strike)(?:\s[^<>]*)?>/gi;

// `[//]: # (a note)`: a definition that no link uses is how some write a comment.
const NOTE = /^ {0,3}\[[^\]\n]+\]:[ \t]+<?#>?[ \t]+(?:\([^\n]*\)|"[^\n]*"|'[^\n]*')[ \t]*\r?$/gm;

/** Comments and struck text, sorted by place; what stands in code is there as it is. */
export function hiddenSpans(
  markdown: Pick<MarkdownFile, "file" | "comments" | "codes" | "fences">,
): readonly Span[] {
  const { file, comments, codes, fences } = markdown;
  const bare = blanked(
    file.text,
    [...codes, ...fences].map(({ span }) => span),
    "x",
  );
  const struck = [...matches(bare, STRUCK)].filter(
    ({ start, end }) => !/\n[ \t]*\r?\n/.test(bare.slice(start, end)),
  );
  const all = [...comments.map(({ span }) => span), ...struck, ...matches(bare, NOTE), ...betweenTags(bare)];
  return merged([...all, ...openComment(bare), ...unshownSpans(blanked(bare, all))]);
}

function merged(spans: readonly Span[]): readonly Span[] {
  const found: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else found.push({ start, end });
  }
  return found;
}

function* matches(text: string, pattern: RegExp): Generator<Span> {
  for (const { 0: found, index } of text.matchAll(pattern)) yield { start: index, end: index + found.length };
}

function* betweenTags(text: string): Generator<Span> {
  let depth = 0;
  let start = 0;
  for (const { 0: tag, 1: closing, index } of text.matchAll(STRIKING_TAG)) {
    if (closing === "") {
      if (depth === 0) start = index;
      depth += 1;
    } else if (depth > 0) {
      depth -= 1;
      if (depth === 0) yield { start, end: index + tag.length };
    }
  }
}

/** A comment at the beginning of a line that nothing closes takes all that follows (CommonMark, "HTML blocks"). */
function openComment(text: string): readonly Span[] {
  const start = text.indexOf("<!--", Math.max(0, text.lastIndexOf("-->")));
  if (start < 0 || !/(?:^|\n) {0,3}$/.test(text.slice(Math.max(0, start - 4), start))) return [];
  return [{ start, end: text.length }];
}

/** A text with another sign for each character of some spans; line ends stay. */
export function blanked(text: string, spans: readonly Span[], sign = " "): string {
  let out = "";
  let at = 0;
  for (const { start, end } of merged(spans)) {
    out += text.slice(at, start) + text.slice(start, end).replace(/[^\r\n]/g, sign);
    at = end;
  }
  return out + text.slice(at);
}

/** Whether a span begins in one of those that are hidden, which are sorted and apart from each other. */
export function isHidden({ start }: Span, hidden: readonly Span[]): boolean {
  let [low, high] = [0, hidden.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hidden[middle]?.end ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return (hidden[low]?.start ?? start + 1) <= start;
}
