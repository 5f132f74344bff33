import { offsetAt, type SourceFile, type Span } from "../../source.ts";

/** What is used of a micromark token; lines and columns are 1-based and count from behind the front matter. */
export interface Token {
  readonly type: string;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly children: readonly Token[];
}

/** Where tokens come from: the file, and the lines of front matter that they do not count. */
export interface Origin {
  readonly file: SourceFile;
  readonly frontMatterLines: number;
}

/** The UTF-16 offset of a 1-based line and column of markdownlint, which counts lines as the file does but drops a byte order mark. */
export function offsetOf(file: SourceFile, line: number, column: number): number {
  const mark = line === 1 && file.text.startsWith("\uFEFF") ? 1 : 0;
  return offsetAt(file, { line, column: column + mark });
}

/** The span of a token in its file. */
export function tokenSpan(origin: Origin, token: Token): Span {
  const { file, frontMatterLines } = origin;
  const start = offsetOf(file, token.startLine + frontMatterLines, token.startColumn);
  const end = offsetOf(file, token.endLine + frontMatterLines, token.endColumn);
  return { start, end: Math.max(start, end) };
}

/** The source text of a token; unlike the token's own text it keeps the file's line ends. */
export function sourceOf(origin: Origin, token: Token): string {
  const { start, end } = tokenSpan(origin, token);
  return origin.file.text.slice(start, end);
}

/** The first token of a type among some tokens and what is inside them. */
export function findToken(tokens: readonly Token[], type: string): Token | undefined {
  for (const token of tokens) {
    const found = token.type === type ? token : findToken(token.children, type);
    if (found) return found;
  }
  return undefined;
}
