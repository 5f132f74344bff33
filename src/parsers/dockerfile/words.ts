import type { Span } from "../../source.ts";
import { fileSpan, type JoinedText, sliceJoined } from "./lines.ts";

/** A word of an instruction as written, quotes and `$` included (decoded in a JSON array), and where it stands. */
export interface Word {
  readonly raw: string;
  readonly span: Span;
}

/** A flag: `--chown=web:web`, `--link`. */
export interface Flag {
  /** Without the dashes. */
  readonly name: string;
  readonly value?: Word;
  /** The value stands behind a blank, and not behind a "=". */
  readonly unjoined?: true;
  readonly span: Span;
}

/** A name with its value: of ENV, ARG and LABEL. */
export interface Pair {
  readonly name: Word;
  readonly value?: Word;
  readonly span: Span;
}

const blank = /\s/;

/** The word between two offsets of a joined text. */
export function wordAt(joined: JoinedText, start: number, end: number): Word {
  return { raw: joined.text.slice(start, end), span: fileSpan(joined, { start, end }) };
}

/** A joined text without the blanks around it. */
export function trimJoined(joined: JoinedText): JoinedText {
  const start = joined.text.length - joined.text.trimStart().length;
  return sliceJoined(joined, start, Math.max(start, joined.text.trimEnd().length));
}

/** The whole text as one word (USER, WORKDIR, a shell command); none when it is empty. */
export function wholeWord(joined: JoinedText): Word[] {
  const { text, parts } = trimJoined(joined);
  return text === "" ? [] : [wordAt({ text, parts }, 0, text.length)];
}

/** The words between blanks; quotes mean nothing here (FROM, EXPOSE, COPY, VOLUME). */
export function blankWords(joined: JoinedText): Word[] {
  return Array.from(joined.text.matchAll(/[^\t\v\f\r ]+/g), (match) =>
    wordAt(joined, match.index, match.index + match[0].length),
  );
}

/** The words between blanks that are not quoted or escaped (ENV, ARG, LABEL); quotes stay. */
export function quotedWords(joined: JoinedText, escapeChar: string): Word[] {
  const words: Word[] = [];
  let at = skipBlanks(joined.text, 0);
  while (at < joined.text.length) {
    const end = wordEnd(joined.text, at, escapeChar);
    words.push(wordAt(joined, at, end));
    at = skipBlanks(joined.text, end);
  }
  return words;
}

/** Where a word ends that may hold quotes and escapes; a quote that is not closed reaches to the end. */
export function wordEnd(text: string, start: number, escapeChar: string): number {
  let quote = "";
  let at = start;
  for (; at < text.length; at++) {
    const char = text[at] ?? "";
    if (char === escapeChar && quote !== "'") at++;
    else if (quote !== "") quote = char === quote ? "" : quote;
    else if (char === "'" || char === '"') quote = char;
    else if (blank.test(char)) return at;
  }
  return Math.min(at, text.length);
}

/** The offset of the first character from `start` on that is not blank. */
export function skipBlanks(text: string, start: number): number {
  let at = start;
  while (at < text.length && blank.test(text[at] ?? "")) at++;
  return at;
}

/** Takes the flags off the front of an instruction's arguments; `--` ends them. */
export function cutFlags(
  joined: JoinedText,
  escapeChar: string,
): { readonly flags: Flag[]; readonly rest: JoinedText } {
  const flags: Flag[] = [];
  let at = skipBlanks(joined.text, 0);
  while (joined.text.startsWith("--", at)) {
    const { end, text } = flagText(joined.text, at, escapeChar);
    if (text !== "--") flags.push(flagOf(joined, text, { start: at, end }));
    const last = text === "--" && end < joined.text.length;
    at = skipBlanks(joined.text, end);
    if (last) break;
  }
  return { flags, rest: trimJoined(sliceJoined(joined, at, joined.text.length)) };
}

// BuildKit's extractBuilderFlags: quotes and escapes go away before anything is read of a flag.
function flagText(
  text: string,
  start: number,
  escapeChar: string,
): { readonly end: number; readonly text: string } {
  let quote = "";
  let read = "";
  let at = start;
  for (; at < text.length; at++) {
    const char = text[at] ?? "";
    if (quote === "" ? char === "'" || char === '"' : char === quote) quote = quote === "" ? char : "";
    else if (quote === "" && blank.test(char)) break;
    else if (char === escapeChar) read += text[++at] ?? "";
    else read += char;
  }
  return { end: Math.min(at, text.length), text: read };
}

function flagOf(joined: JoinedText, text: string, { start, end }: Span): Flag {
  const equals = text.indexOf("=");
  const span = fileSpan(joined, { start, end });
  if (equals < 0) return { name: text.slice(2), span };
  const name = text.slice(2, equals);
  const raw = text.slice(equals + 1);
  // With quotes or escapes in it the value does not stand in the file as it is read.
  const plain = raw.length === end - start - equals - 1;
  return { name, value: plain ? wordAt(joined, start + equals + 1, end) : { raw, span }, span };
}

/** The strings of a JSON array, `"other"` for an array that holds anything else, undefined when it is no array. */
export function jsonWords(joined: JoinedText): Word[] | "other" | undefined {
  const { text } = joined;
  if (!text.startsWith("[")) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(value) || !value.every((item) => typeof item === "string")) return "other";
  return value.length === 0 ? [] : stringsIn(joined, value);
}

// The array is valid JSON here, so that the strings are all that stands between its quotes.
function stringsIn(joined: JoinedText, values: readonly string[]): Word[] {
  const strings = Array.from(joined.text.matchAll(/"(?:[^"\\]|\\.)*"/g));
  return values.map((raw, index) => {
    const start = strings[index]?.index ?? 0;
    const end = start + (strings[index]?.[0].length ?? 0);
    return { raw, span: fileSpan(joined, { start, end }) };
  });
}

/** The pairs of ENV, LABEL and ARG; undefined when a word lacks the `=` that it needs. */
export function pairsOf(joined: JoinedText, keyword: string, escapeChar: string): Pair[] | undefined {
  const words = quotedWords(joined, escapeChar);
  if (keyword === "ARG") return cutPairs(joined, escapeChar);
  if (words[0] === undefined) return [];
  if (!words[0].raw.includes("=")) return oldPair(joined);
  return words.every((word) => word.raw.includes("=")) ? cutPairs(joined, escapeChar) : undefined;
}

function cutPairs(joined: JoinedText, escapeChar: string): Pair[] {
  const pairs: Pair[] = [];
  let at = skipBlanks(joined.text, 0);
  while (at < joined.text.length) {
    const end = wordEnd(joined.text, at, escapeChar);
    const equals = joined.text.slice(at, end).indexOf("=");
    const span = fileSpan(joined, { start: at, end });
    if (equals < 0) pairs.push({ name: wordAt(joined, at, end), span });
    else
      pairs.push({
        name: wordAt(joined, at, at + equals),
        value: wordAt(joined, at + equals + 1, end),
        span,
      });
    at = skipBlanks(joined.text, end);
  }
  return pairs;
}

/** `ENV NAME the rest`: the old spelling, one pair. */
function oldPair(joined: JoinedText): Pair[] | undefined {
  const match = /^(\S+)[\t\v\f\r ]+(?=\S)/.exec(joined.text);
  const name = match?.[1];
  if (match === null || name === undefined) return undefined;
  const end = joined.text.length;
  return [
    {
      name: wordAt(joined, 0, name.length),
      value: wordAt(joined, match[0].length, end),
      span: fileSpan(joined, { start: 0, end }),
    },
  ];
}
