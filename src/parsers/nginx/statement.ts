import { ownValue } from "../../names.ts";
import type { SourceFile, Span } from "../../source.ts";
import { positionAt } from "../../source.ts";
import type { Comment, SyntaxProblem } from "../syntax.ts";

/** A word as nginx reads it: quotes removed, escapes replaced. */
export interface NginxWord {
  readonly value: string;
  /** With the quotes. */
  readonly span: Span;
  readonly quoted: boolean;
  /** Only blanks stand before it on its line: where a `;` was forgotten, such a word is a directive's name. */
  readonly startsLine: boolean;
}

/** What stands next in a configuration: a directive's words up to its `;` or `{`, the `}` of a block, the end, or an error. */
export type Statement =
  | {
      readonly kind: ";" | "{";
      readonly name: NginxWord;
      readonly args: readonly NginxWord[];
      readonly end: number;
    }
  | { readonly kind: "}"; readonly end: number }
  | { readonly kind: "file end" }
  | { readonly kind: "error"; readonly problem: SyntaxProblem };

type Read<T> = T | SyntaxProblem;
type Word = Omit<NginxWord, "startsLine">;

// NGX_CONF_BUFFER in ngx_conf_file.c: a word or a comment must fit into the buffer, in bytes.
const buffer = 4096;

/** Reads the words of one directive from an offset on, adding the comments among them; after ngx_conf_read_token of nginx 1.31. */
export function readStatement(file: SourceFile, from: number, comments: Comment[]): Statement {
  const { text } = file;
  const words: NginxWord[] = [];
  let startsLine = from === 0;
  for (let at = from; at < text.length; ) {
    const char = text[at] ?? "";
    if (isBlank(char)) {
      if (char === "\n") startsLine = true;
      at++;
    } else if (char === "#") {
      const comment = readComment(text, at);
      if ("message" in comment) return { kind: "error", problem: comment };
      comments.push(comment);
      at = lineFeed(text, at);
    } else if (char === ";" || char === "{" || char === "}") {
      return endStatement(file, { at, char }, words);
    } else {
      const word = char === '"' || char === "'" ? readQuoted(file, at, char) : readBare(file, at, words);
      if ("message" in word) return { kind: "error", problem: word };
      words.push({ ...word, startsLine });
      startsLine = false;
      at = word.span.end;
    }
  }
  if (words.length === 0) return { kind: "file end" };
  return { kind: "error", problem: unfinished(file, missingSemicolon(words)) };
}

/** The error of a character that may not stand where it does, with what to do about it. */
export function unexpected(file: SourceFile, at: number, hint?: string): SyntaxProblem {
  const char = String.fromCodePoint(file.text.codePointAt(at) ?? 0);
  const message = `unexpected "${char}"${hint === undefined ? "" : `: ${hint}`}`;
  return { message, span: { start: at, end: at + char.length } };
}

interface End {
  readonly at: number;
  readonly char: ";" | "{" | "}";
}

function endStatement(file: SourceFile, { at, char }: End, words: NginxWord[]): Statement {
  const [name, ...args] = words;
  if (char === "}") {
    if (!name) return { kind: "}", end: at + 1 };
    return { kind: "error", problem: unexpected(file, at, missingSemicolon(words)) };
  }
  if (!name)
    return { kind: "error", problem: unexpected(file, at, "a directive's name must stand before it") };
  return { kind: char, name, args, end: at + 1 };
}

function readQuoted(file: SourceFile, start: number, quote: string): Read<Word> {
  const { text } = file;
  let at = start + 1;
  while (at < text.length && text[at] !== quote) at += text[at] === "\\" ? 2 : 1;
  const end = Math.min(at + 1, text.length);
  const follower = text[end];
  // The buffer is let go of when the next word, or the blank before it, is read.
  const needed = isBlank(follower) ? end + 1 : end;
  if (overflows(text, start + 1, at < text.length ? needed : at)) {
    const message = `too long parameter, probably missing terminating "${quote}" character`;
    return { message, span: { start, end: start + 1 } };
  }
  if (at >= text.length) {
    return unfinished(file, `the quote of line ${positionAt(file, start).line} is not closed`);
  }
  if (follower !== undefined && !isBlank(follower) && !";{)".includes(follower)) {
    return unexpected(file, end, 'a blank or a ";" must follow the closing quote');
  }
  return { value: unescaped(text.slice(start + 1, at)), span: { start, end }, quoted: true };
}

function readBare(file: SourceFile, start: number, before: readonly Word[]): Read<Word> {
  const { text } = file;
  let variable = false;
  let at = start;
  for (; at < text.length; at++) {
    const char = text[at] ?? "";
    if (char === "{" && variable) continue;
    if (isBlank(char) || char === ";" || char === "{") break;
    variable = char === "$";
    if (char === "\\") at++;
  }
  const end = Math.min(at, text.length);
  if (overflows(text, start, isBlank(text[end]) ? end + 1 : end)) {
    const message = `too long parameter "${text.slice(start, start + 10)}..." started`;
    return { message, span: { start, end } };
  }
  const word = { value: unescaped(text.slice(start, end)), span: { start, end }, quoted: false };
  return end < text.length ? word : unfinished(file, missingSemicolon([...before, word]));
}

function readComment(text: string, start: number): Read<Comment> {
  const raw = text.slice(start, lineFeed(text, start));
  const span = { start, end: start + raw.trimEnd().length };
  if (overflows(text, start, start + raw.length)) {
    return { message: `too long parameter "${raw.slice(0, 10)}..." started`, span };
  }
  return { text: raw.replace(/^#+/, "").trim(), span };
}

/** Where the line ends for nginx, which knows no lone carriage return. */
function lineFeed(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

/** Whether nginx's buffer is full before it can read the character at `needed`. */
function overflows(text: string, start: number, needed: number): boolean {
  if ((needed - start) * 3 < buffer) return false;
  const bytes = new TextEncoder().encode(text.slice(start, needed)).length;
  return bytes > buffer || (bytes === buffer && needed < text.length);
}

function unescaped(raw: string): string {
  const special: Readonly<Record<string, string>> = { t: "\t", r: "\r", n: "\n" };
  return raw.replace(/\\(["'\\trn])/g, (_, char: string) => ownValue(special, char) ?? char);
}

function unfinished(file: SourceFile, hint: string): SyntaxProblem {
  const end = file.text.length;
  return { message: `unexpected end of file, expecting ";" or "}": ${hint}`, span: { start: end, end } };
}

function missingSemicolon(words: readonly Word[]): string {
  return `a ";" is missing after "${words.at(-1)?.value}"`;
}

function isBlank(char: string | undefined): boolean {
  return char === " " || char === "\t" || char === "\r" || char === "\n";
}
