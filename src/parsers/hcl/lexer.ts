/** The tokens of HCL, as far as build definitions use it. */
import { ownValue } from "../../names.ts";
import type { SourceFile, Span } from "../../source.ts";
import type { Comment, SyntaxProblem } from "../syntax.ts";

/** A part of a text: what stands there, or what is written in a `${}` and where; no text for a `%{}`. */
export type HclTokenPart =
  | { readonly text: string }
  | { readonly source: string | undefined; readonly start: number };

export type HclToken =
  | { readonly kind: "name" | "number" | "mark"; readonly text: string; readonly span: Span }
  | {
      readonly kind: "string";
      readonly parts: readonly HclTokenPart[];
      readonly heredoc: boolean;
      readonly span: Span;
    }
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
export function readHclTokens({ text }: Pick<SourceFile, "text">): HclTokens {
  const lexer: Lexer = { text, tokens: [], comments: [], problems: [], at: 0 };
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
  if (word !== undefined) readHeredoc(lexer, start, { word, indented: indented === "-" });
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
  const end = endOfText(lexer.text, start + 1);
  const closed = lexer.text[end] === '"';
  lexer.at = closed ? end + 1 : end;
  const span = { start, end: lexer.at };
  if (!closed) lexer.problems.push({ message: 'a text is not closed: " is missing', span });
  const parts = templateParts(lexer.text.slice(start + 1, end), true, start + 1);
  lexer.tokens.push({ kind: "string", parts, heredoc: false, span });
}

/** Where the quote is that ends a text, or its line; a quote or a brace inside a `${}` ends only what it belongs to. */
function endOfText(text: string, from: number): number {
  const open: ("text" | "{" | "${")[] = ["text"];
  for (let at = from; at < text.length; at++) {
    const inText = open.at(-1) === "text";
    const char = text[at];
    if (inText && char === "\\") at++;
    else if (inText && /^([$%])\1\{/.test(text.slice(at, at + 3))) at += 2;
    else if (inText && /^[$%]\{/.test(text.slice(at, at + 2))) {
      open.push("${");
      at++;
    } else if (char === '"') {
      if (inText && open.length === 1) return at;
      if (inText) open.pop();
      else open.push("text");
    } else if (!inText && char === "{") open.push("{");
    else if (!inText && char === "}") open.pop();
    else if (char === "\n" && open.length === 1) return at;
  }
  const line = text.indexOf("\n", from);
  return line < 0 ? text.length : line;
}

interface HeredocMark {
  readonly word: string;
  /** `<<-`: the body's common indentation does not count. */
  readonly indented: boolean;
}

function readHeredoc(lexer: Lexer, start: number, { word, indented }: HeredocMark): void {
  const lines: string[] = [];
  while (lexer.at < lexer.text.length) {
    const end = lexer.text.indexOf("\n", lexer.at);
    const line = lexer.text.slice(lexer.at, end < 0 ? lexer.text.length : end).replace(/\r$/, "");
    lexer.at = end < 0 ? lexer.text.length : end;
    if (line.trim() === word) {
      const body = `${(indented ? outdent(lines) : lines).join("\n")}\n`;
      lexer.tokens.push({
        kind: "string",
        // The body's own places are lost with its indentation.
        parts: templateParts(body, false, start),
        heredoc: true,
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

/** Cuts a text, which begins at `start`, at its `${}`; `$${` is a `${` that is meant as such. */
export function templateParts(text: string, escapes: boolean, start: number): readonly HclTokenPart[] {
  const parts: HclTokenPart[] = [];
  let plain = "";
  let from = 0;
  for (;;) {
    const at = nextTemplate(text, from, escapes);
    plain += unescaped(text.slice(from, at), escapes);
    if (at >= text.length) break;
    if (text[at] === text[at + 1]) {
      plain += text.slice(at + 1, at + 3);
      from = at + 3;
      continue;
    }
    const end = endOfTemplate(text, at + 2);
    if (plain !== "") parts.push({ text: plain });
    plain = "";
    parts.push({ source: text[at] === "$" ? text.slice(at + 2, end) : undefined, start: start + at + 2 });
    from = end + 1;
  }
  return plain === "" && parts.length > 0 ? parts : [...parts, { text: plain }];
}

function nextTemplate(text: string, from: number, escapes: boolean): number {
  const found = escapes ? /\\[\s\S]|([$%])\1?\{/g : /([$%])\1?\{/g;
  found.lastIndex = from;
  for (let next = found.exec(text); next !== null; next = found.exec(text)) {
    if (next[1] !== undefined) return next.index;
  }
  return text.length;
}

/** Where the brace is that ends a `${` whose inside begins at `from`. */
function endOfTemplate(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '"') at = endOfText(text, at + 1);
    else if (text[at] === "{") depth++;
    else if (text[at] === "}" && depth-- === 0) return at;
  }
  return text.length;
}

function unescaped(text: string, escapes: boolean): string {
  if (!escapes) return text;
  const named: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_, code: string | undefined, char: string) =>
    code === undefined ? (ownValue(named, char) ?? char) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
