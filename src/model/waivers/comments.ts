/** The comments of a file by its kind, and the lines that a waiver among them speaks for. */
import { type ApacheDirective, parseApache } from "../../parsers/apache/parse.ts";
import { type Dockerfile, parseDockerfile } from "../../parsers/dockerfile/parse.ts";
import { parseHcl } from "../../parsers/hcl/parse.ts";
import { parseNginx, walk } from "../../parsers/nginx/parse.ts";
import { parseShell } from "../../parsers/shell/parse.ts";
import { parseSupervisor } from "../../parsers/supervisor.ts";
import type { Comment } from "../../parsers/syntax.ts";
import { parseYaml } from "../../parsers/yaml/parse.ts";
import { lineText, positionAt, type SourceFile, type Span } from "../../source.ts";
import type { WaiverFile } from "./files.ts";

/** A file's comments, and what in it may stretch over several lines. */
export interface Commented {
  readonly comments: readonly Comment[];
  /** Instructions, directives and commands. */
  readonly statements: readonly Span[];
  /** Whether blank lines may stand between a comment and what it speaks for: Markdown wants them. */
  readonly skipsBlank: boolean;
}

/** Reads a file's comments as its own parser sees them: what looks like one in a text or a heredoc is none. */
export function readCommented(source: WaiverFile): Commented {
  const { file } = source;
  const plain = { statements: [], skipsBlank: false };
  switch (source.kind) {
    case "dockerfile": {
      const dockerfile = parseDockerfile(file);
      return { ...plain, comments: dockerfile.comments, statements: instructionSpans(dockerfile) };
    }
    case "nginx": {
      const { comments, directives } = parseNginx(file);
      return { ...plain, comments, statements: [...walk(directives)].map((step) => step.directive.span) };
    }
    case "apache": {
      const { comments, directives } = parseApache(file);
      return { ...plain, comments, statements: apacheSpans(directives) };
    }
    case "shell": {
      const { comments, commands } = parseShell(file.text, "start");
      return { ...plain, comments, statements: commands.map(({ span }) => span) };
    }
    case "yaml":
      return { ...plain, comments: parseYaml(file).comments };
    case "hcl":
      return { ...plain, comments: parseHcl(file).comments };
    case "ini":
      return { ...plain, comments: parseSupervisor(file).comments };
    case "markdown":
      return { ...plain, comments: source.markdown.comments, skipsBlank: true };
  }
}

/**
 * What each comment of a file speaks for: its own line when something else stands there, else the next line, further
 * comments in between left out; and the whole of what begins on that line.
 */
export function covering(file: SourceFile, commented: Commented): (comment: Comment) => Span {
  const spokenFor = linesSpokenFor(file, commented);
  const ends = new Map<number, number>();
  for (const { start, end } of commented.statements) {
    const { line } = positionAt(file, start);
    ends.set(line, Math.max(end, ends.get(line) ?? 0));
  }
  return ({ span }) => {
    const line = spokenFor(positionAt(file, span.start).line);
    if (line > file.lineStarts.length || isBlank(file, line)) return { start: span.end, end: span.end };
    const start = file.lineStarts[line - 1] ?? 0;
    return { start, end: Math.max(start + lineText(file, line).length, ends.get(line) ?? 0) };
  };
}

/** From the line of a comment to the line that it speaks for; behind the last one where there is none. */
function linesSpokenFor(file: SourceFile, { comments, skipsBlank }: Commented): (line: number) => number {
  const alone = new Set(
    comments.filter((comment) => standsAlone(file, comment)).flatMap((comment) => linesOf(file, comment)),
  );
  const last = file.lineStarts.length;
  // From the end on: what is not passed over is spoken for by what stands above it.
  const next = [last + 1];
  for (let line = last; line >= 1; line--) {
    const passed = alone.has(line) || (skipsBlank && isBlank(file, line));
    next.push(passed ? (next.at(-1) ?? line) : line);
  }
  return (line) => (alone.has(line) ? (next[last - line + 1] ?? line) : line);
}

/** The comment with the blanks before it, or with its whole line where nothing else stands on it. */
export function removalOf(file: SourceFile, comment: Comment): Span {
  const first = positionAt(file, comment.span.start).line;
  const last = positionAt(file, comment.span.end).line;
  if (standsAlone(file, comment)) {
    return { start: file.lineStarts[first - 1] ?? 0, end: file.lineStarts[last] ?? file.text.length };
  }
  const before = file.text.slice(file.lineStarts[first - 1] ?? 0, comment.span.start);
  return { start: comment.span.start - (before.length - before.trimEnd().length), end: comment.span.end };
}

function standsAlone(file: SourceFile, { span }: Comment): boolean {
  const first = positionAt(file, span.start).line;
  const last = positionAt(file, span.end).line;
  const before = file.text.slice(file.lineStarts[first - 1] ?? 0, span.start);
  const behind = file.text.slice(span.end, file.lineStarts[last] ?? file.text.length);
  return before.trim() === "" && behind.trim() === "";
}

function linesOf(file: SourceFile, { span }: Comment): readonly number[] {
  const first = positionAt(file, span.start).line;
  const last = positionAt(file, span.end).line;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function isBlank(file: SourceFile, line: number): boolean {
  return lineText(file, line).trim() === "";
}

function instructionSpans({ globalArgs, stages }: Dockerfile): readonly Span[] {
  const instructions = [...globalArgs, ...stages.flatMap((stage) => [stage.from, ...stage.instructions])];
  return instructions.map(({ span }) => span);
}

function apacheSpans(directives: readonly ApacheDirective[]): readonly Span[] {
  return directives.flatMap(({ span, block }) => [span, ...apacheSpans(block ?? [])]);
}
