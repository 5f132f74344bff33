import type { Span } from "../../source.ts";

/** A word as Apache reads it: quotes removed, escapes replaced, a `\` and the line end behind it left out. */
export interface ApacheWord {
  readonly value: string;
  /** With the quotes. */
  readonly span: Span;
  readonly quoted: boolean;
}

/** One line as Apache reads it: lines that end in `\` are joined with the next, blanks at both ends are cut. */
export interface LogicalLine {
  readonly text: string;
  /** The offset in the file of each character of `text`. */
  readonly offsets: readonly number[];
}

/** The lines of a configuration, after ap_cfg_getline of httpd 2.4; empty ones are left out. */
export function* logicalLines(text: string): Generator<LogicalLine> {
  let joined = "";
  let offsets: number[] = [];
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf("\n", start);
    const next = feed < 0 ? text.length : feed + 1;
    const raw = text.slice(start, next);
    // Only a line that does end can be continued: httpd keeps a `\` before the end of the file.
    const continued = /\\\r?\n$/.test(raw);
    const part = continued ? raw.replace(/\\\r?\n$/, "") : raw;
    for (let index = 0; index < part.length; index++) offsets.push(start + index);
    joined += part;
    start = next;
    if (continued && next < text.length) continue;
    const line = trimmed(joined, offsets);
    if (line.text !== "") yield line;
    joined = "";
    offsets = [];
  }
}

/** The words of a part of a line, after ap_getword_conf of httpd 2.4: a quote that is never closed ends with the line. */
export function wordsOfPart(line: LogicalLine, from: number, to: number): readonly ApacheWord[] {
  const words: ApacheWord[] = [];
  for (let at = from; at < to; ) {
    if (isBlank(line.text[at])) {
      at++;
      continue;
    }
    const end = wordEnd(line.text, at, to);
    words.push(wordAt(line, at, end));
    at = end;
  }
  return words;
}

/** The place in the file of a part of a line that is not empty. */
export function spanOf({ offsets }: LogicalLine, from: number, to: number): Span {
  const start = offsets[from] ?? 0;
  return { start, end: (offsets[to - 1] ?? start) + 1 };
}

function wordEnd(text: string, from: number, to: number): number {
  const quote = text[from];
  let at = from;
  if (quote !== '"' && quote !== "'") {
    while (at < to && !isBlank(text[at])) at++;
    return at;
  }
  for (at++; at < to && text[at] !== quote; at++) {
    if (text[at] === "\\" && (text[at + 1] === "\\" || text[at + 1] === quote)) at++;
  }
  return Math.min(at + 1, to);
}

function wordAt(line: LogicalLine, from: number, end: number): ApacheWord {
  const raw = line.text.slice(from, end);
  const span = spanOf(line, from, end);
  const quote = raw[0];
  if (quote !== '"' && quote !== "'") return { value: raw.replaceAll("\\\\", "\\"), span, quoted: false };
  const body = raw.slice(1).replace(/\\[\\"']|["']/g, (part) => {
    if (part === quote) return "";
    return part === "\\\\" || part === `\\${quote}` ? part.slice(1) : part;
  });
  return { value: body, span, quoted: true };
}

function trimmed(text: string, offsets: readonly number[]): LogicalLine {
  let from = 0;
  let to = text.length;
  while (from < to && isBlank(text[from])) from++;
  while (to > from && isBlank(text[to - 1])) to--;
  return { text: text.slice(from, to), offsets: offsets.slice(from, to) };
}

function isBlank(char: string | undefined): boolean {
  return char !== undefined && " \t\n\v\f\r".includes(char);
}
