import { posix } from "node:path";
import type { Span } from "../../../source.ts";
import type { SyntaxProblem } from "../../syntax.ts";
import { splitLines } from "../lines.ts";
import { type PatternTest, patternTest } from "./pattern.ts";
import { isPattern } from "./syntax.ts";

/** A `.dockerignore`, as moby reads it (patternmatcher v0.6.1, fsutil's walk of the context). */
export interface Dockerignore {
  /** Whether a path (relative to the context, with `/`) is left out of it. */
  readonly ignores: (path: string) => boolean;
  /** Patterns that no build gets past. */
  readonly problems: readonly SyntaxProblem[];
}

interface Pattern {
  readonly exception: boolean;
  /** Absent where moby stops when it asks the pattern. */
  readonly test: PatternTest | undefined;
  readonly span: Span;
}

/** Reads a `.dockerignore`. */
export function dockerignore(text: string): Dockerignore {
  const patterns: Pattern[] = [];
  const problems: SyntaxProblem[] = [];
  for (const { start, end } of splitLines(text)) {
    const line = text.slice(start, end);
    const written = patternIn(start === 0 ? line.replace(/^\uFEFF/, "") : line);
    if (written === undefined) continue;
    const { pattern, exception } = written;
    const blank = /^\uFEFF?\s*/.exec(line)?.[0].length ?? 0;
    const span = { start: start + blank, end: start + line.trimEnd().length };
    if (pattern !== "" && isPattern(pattern)) patterns.push({ exception, test: patternTest(pattern), span });
    else problems.push(refusal(text, span));
  }
  const asked = patterns.find((one, index) => one.test === undefined && isAsked(patterns, index));
  if (asked !== undefined) problems.push(refusal(text, asked.span));
  return { ignores: matcher(patterns), problems };
}

function refusal(text: string, span: Span): SyntaxProblem {
  const pattern = text.slice(span.start, span.end);
  return { message: `the build stops here: "${pattern}" is not a valid pattern`, span };
}

/** Whether a pattern is asked of a path that is always there: the `.dockerignore` itself. */
function isAsked(patterns: readonly Pattern[], index: number): boolean {
  let out = false;
  for (const { exception, test } of patterns.slice(0, index))
    if (exception === out && test?.(".dockerignore") === true) out = !exception;
  return patterns[index]?.exception === out;
}

// ignorefile.ReadAll: a comment's `#` is the line's very first character, blanks around patterns do not count, and a
// leading slash means nothing. Behind it patternmatcher.New looks for "!" once more.
function patternIn(line: string): { readonly pattern: string; readonly exception: boolean } | undefined {
  const trimmed = line.startsWith("#") ? "" : line.trim();
  if (trimmed === "") return undefined;
  const excepted = trimmed.startsWith("!");
  const written = excepted ? trimmed.slice(1).trim() : trimmed;
  const clean = written === "" ? "" : cleanPath(written);
  const plain = clean.length > 1 && clean.startsWith("/") ? clean.slice(1) : clean;
  const whole = cleanPath(excepted ? `!${plain}` : plain.trim());
  const exception = whole.startsWith("!");
  return { pattern: exception ? whole.slice(1) : whole, exception };
}

/** Go's filepath.Clean. */
function cleanPath(path: string): string {
  return posix.normalize(path).replace(/(?<=.)\/$/, "");
}

/** What is known of a folder, for what lies in it. */
interface Above {
  /** Of each pattern, whether it was seen to match the folder or one above it while the context was walked. */
  readonly walked: readonly boolean[];
  /** Whether it matches the folder or one above it. */
  readonly matched: readonly boolean[];
}

/**
 * A path is left out where the walk of the context passes over it, and where it cannot be opened: the two go by other
 * rules. The walk asks an exception of a folder only where the folder itself is left out.
 */
function matcher(patterns: readonly Pattern[]): (path: string) => boolean {
  const folders = new Map<string, Above>();
  const judge = (path: string, above: Above | undefined): Above & { readonly out: boolean } => {
    const walked: boolean[] = [];
    const matched: boolean[] = [];
    let passed = false;
    let closed = false;
    for (const [index, { exception, test }] of patterns.entries()) {
      const own = test?.(path) === true;
      const inherited = above?.walked[index] === true;
      const asked = inherited || (exception === passed && own);
      walked.push(asked);
      if (asked) passed = !exception;
      const here = own || above?.matched[index] === true;
      matched.push(here);
      if (here) closed = !exception;
    }
    return { walked, matched, out: passed || closed };
  };
  const aboveOf = (path: string): Above | undefined => {
    let above: Above | undefined;
    for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", slash + 1)) {
      const folder = path.slice(0, slash);
      const known = folders.get(folder) ?? judge(folder, above);
      folders.set(folder, known);
      above = known;
    }
    return above;
  };
  return (path) => path !== "" && patterns.length > 0 && judge(path, aboveOf(path)).out;
}
