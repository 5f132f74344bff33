/** The tokens of HCL, as far as build definitions use it. */
import { ownValue } from "../../names.ts";
import type { SourceFile, Span } from "../../source.ts";
import type { Comment, SyntaxProblem } from "../syntax.ts";

/** A part of a text: what stands there, or the expression of a `${}`. */
export type HclPart = { readonly text: string } | { readonly expression: string };

export type HclToken =
  | { readonly kind: "name" | "number" | "mark"; readonly text: string; readonly span: Span }
  | { readonly kind: "string"; readonly parts: readonly HclPart[]; readonly span: Span }
  | { readonly kind: "newline" | "end"; readonly text: ""; readonly span: Span };

export interface HclTokens {
  readonly tokens: readonly HclToken[];
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
}

interface Lexer {
  readonly text: string;
  readonly tokens: HclToken[];
  readonly comments: Comment[];
  readonly problems: SyntaxProblem[];
  at: number;
}

const pattern = {
  blank: /[ \t\r]+/y,
  newline: /\n/y,
  comment: /(?:#|\/\/)[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$)/y,
  heredoc: /<<(-?)([\p{L}_][\p{L}\p{N}_-]*)[ \t\r]*\n/uy,
  name: /[\p{L}_][\p{L}\p{N}_-]*/uy,
  number: /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y,
  mark: /\.\.\.|=>|==|!=|<=|>=|&&|\|\||[\s\S]/y,
};

/** Cuts a text into tokens; the last one is always `end`. */
export function readHclTokens(file: SourceFile): HclTokens {
  const lexer: Lexer = { text: file.text, tokens: [], comments: [], problems: [], at: 0 };
  if (lexer.text.startsWith("\uFEFF")) lexer.at = 1;
  while (lexer.at < lexer.text.length) readToken(lexer);
  lexer.tokens.push({ kind: "end", text: "", span: { start: lexer.text.length, end: lexer.text.length } });
  return lexer;
}

function readToken(lexer: Lexer): void {
  const start = lexer.at;
  if (match(lexer, pattern.blank) !== undefined) return;
  const comment = match(lexer, pattern.comment)?.[0];
  if (comment !== undefined) {
    const text = comment.replace(/^(#+|\/\/+|\/\*+)/, "").replace(/\*\/$/, "");
    lexer.comments.push({ text: text.trim(), span: { start, end: lexer.at } });
    return;
  }
  const [, indented, word] = match(lexer, pattern.heredoc) ?? [];
  if (word !== undefined) readHeredoc(lexer, start, word, indented === "-");
  else if (lexer.text[start] === '"') readString(lexer, start);
  else push(lexer, readPlain(lexer), start);
}

function readPlain(lexer: Lexer): "name" | "number" | "mark" | "newline" {
  for (const kind of ["newline", "name", "number"] as const) {
    if (match(lexer, pattern[kind]) !== undefined) return kind;
  }
  match(lexer, pattern.mark);
  return "mark";
}

function match(lexer: Lexer, expression: RegExp): RegExpExecArray | undefined {
  expression.lastIndex = lexer.at;
  const found = expression.exec(lexer.text);
  if (found === null) return undefined;
  lexer.at += found[0].length;
  return found;
}

function push(lexer: Lexer, kind: "name" | "number" | "mark" | "newline", start: number): void {
  const span = { start, end: lexer.at };
  if (kind === "newline") lexer.tokens.push({ kind, text: "", span });
  else lexer.tokens.push({ kind, text: lexer.text.slice(start, lexer.at), span });
}

function readString(lexer: Lexer, start: number): void {
  let depth = 0;
  let end = start + 1;
  // A quote inside `${}` does not end the text.
  for (; end < lexer.text.length; end++) {
    const two = lexer.text.slice(end, end + 2);
    if (two === "${" || two === "%{") depth++;
    else if (depth > 0 && two[0] === "}") depth--;
    else if (two[0] === "\\") end++;
    else if (two[0] === "\n" || (two[0] === '"' && depth === 0)) break;
  }
  const closed = lexer.text[end] === '"';
  lexer.at = closed ? end + 1 : end;
  const span = { start, end: lexer.at };
  if (!closed) lexer.problems.push({ message: 'a text is not closed: " is missing', span });
  lexer.tokens.push({ kind: "string", parts: templateParts(lexer.text.slice(start + 1, end), true), span });
}

function readHeredoc(lexer: Lexer, start: number, word: string, indented: boolean): void {
  const lines: string[] = [];
  while (lexer.at < lexer.text.length) {
    const end = lexer.text.indexOf("\n", lexer.at);
    const line = lexer.text.slice(lexer.at, end < 0 ? lexer.text.length : end).replace(/\r$/, "");
    lexer.at = end < 0 ? lexer.text.length : end;
    if (line.trim() === word) {
      const body = `${(indented ? outdent(lines) : lines).join("\n")}\n`;
      lexer.tokens.push({
        kind: "string",
        parts: templateParts(body, false),
        span: { start, end: lexer.at },
      });
      return;
    }
    lines.push(line);
    lexer.at++;
  }
  lexer.problems.push({
    message: `heredoc "${word}" is not closed`,
    span: { start, end: start + 2 + word.length },
  });
  lexer.at = lexer.text.length;
}

function outdent(lines: readonly string[]): readonly string[] {
  const widths = lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/));
  const width = Math.min(...widths, Number.MAX_SAFE_INTEGER);
  return lines.map((line) => line.slice(Math.min(width, line.length)));
}

/** Cuts a text at its `${}`; `$${` is a `${` that is meant as such. A `%{}` is an expression that nobody resolves. */
export function templateParts(text: string, escapes: boolean): readonly HclPart[] {
  const parts: HclPart[] = [];
  let plain = "";
  let from = 0;
  for (const found of text.matchAll(/[$%]{2}\{|[$%]\{((?:[^{}]|\{[^{}]*\})*)\}/g)) {
    plain += unescaped(text.slice(from, found.index), escapes);
    from = found.index + found[0].length;
    if (found[1] === undefined) plain += found[0].slice(1);
    else {
      parts.push({ text: plain }, { expression: found[0].startsWith("$") ? found[1].trim() : "%" });
      plain = "";
    }
  }
  parts.push({ text: plain + unescaped(text.slice(from), escapes) });
  return parts.filter((part) => !("text" in part) || part.text !== "" || parts.length === 1);
}

function unescaped(text: string, escapes: boolean): string {
  if (!escapes) return text;
  const named: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_, code: string | undefined, char: string) =>
    code === undefined ? (ownValue(named, char) ?? char) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
