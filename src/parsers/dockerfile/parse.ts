import type { SourceFile } from "../../source.ts";
import type { Comment, SyntaxProblem } from "../syntax.ts";
import { heredocStarts, readHeredocs } from "./heredoc.ts";
import { type Instruction, keywordOf, readInstruction } from "./instruction.ts";
import {
  commentOf,
  fileSpan,
  type JoinedText,
  joinLines,
  type Line,
  type LinedText,
  sliceJoined,
  splitLines,
} from "./lines.ts";
import { refusals } from "./refused.ts";
import { cutFlags, jsonWords, trimJoined, type Word } from "./words.ts";

export type { Heredoc } from "./heredoc.ts";
export type { Instruction } from "./instruction.ts";
export type { Mount } from "./mounts.ts";
export type { ShellFormText } from "./shell.ts";
export type { Flag, Pair, Word } from "./words.ts";

/** A stage: a FROM and what follows it. */
export interface DockerStage {
  /** 0-based. */
  readonly index: number;
  readonly from: Instruction;
  /** The image or stage as written; empty, at the keyword, when it is missing. */
  readonly base: Word;
  readonly alias?: Word;
  readonly platform?: Word;
  /** Without the FROM. */
  readonly instructions: readonly Instruction[];
}

/** A Dockerfile as BuildKit's own parser cuts it. */
export interface Dockerfile {
  readonly file: SourceFile;
  readonly escape: "\\" | "`";
  /** The value of `# syntax=`. */
  readonly syntax?: string;
  /** ARG before the first FROM. */
  readonly globalArgs: readonly Instruction[];
  readonly stages: readonly DockerStage[];
  /** Comment lines, also those between continued lines; never parser directives. */
  readonly comments: readonly Comment[];
  /** Text that a template engine renders first (`{{ }}`, `{% %}`, `<% %>`); then nothing is a problem. */
  readonly template: boolean;
  readonly problems: readonly SyntaxProblem[];
}

/** Whether a frontend is one of Docker's own, from whichever registry mirrors it. */
export function isDockersFrontend(reference: string): boolean {
  return /(?:^|\/)docker\/dockerfile(?:-upstream)?(?:[:@].*)?$/.test(reference);
}

interface Directives {
  readonly escape: "\\" | "`";
  readonly syntax?: string;
  readonly firstLine: number;
  readonly problems: readonly SyntaxProblem[];
}

/** Reads a Dockerfile; never throws, what is wrong is in `problems`. */
export function parseDockerfile(file: SourceFile): Dockerfile {
  const lines = splitLines(file.text);
  const directives = readDirectives(file.text, lines);
  const problems = [...directives.problems];
  const { instructions, comments } = readInstructions({ text: file.text, lines }, directives, problems);
  const { globalArgs, stages } = groupStages(instructions, problems);
  const { syntax } = directives;
  // Another frontend refuses what it likes.
  if (syntax === undefined || isDockersFrontend(syntax))
    problems.push(...refusals({ text: file.text, lines, instructions }));
  // A first word that is none is the mistake; what follows from it is not said besides.
  if (stages.length === 0 && problems.length === 0)
    problems.push({ message: "there is no FROM instruction", span: { start: 0, end: 0 } });
  const template = isTemplate(file.text, instructions);
  const read = { file, escape: directives.escape, globalArgs, stages, comments, template };
  const found = template ? [] : problems.sort((a, b) => a.span.start - b.span.start);
  return { ...read, ...(syntax === undefined ? {} : { syntax }), problems: found };
}

// Parser directives stand before everything else; the first other line ends them, an unknown directive included.
// `syntax` is looked for in the file as it is, before it is parsed (BuildKit's DetectSyntax): there an indented line
// ends them already, and an interpreter's `#!` may stand above them.
function readDirectives(text: string, lines: readonly Line[]): Directives {
  const seen = new Map<string, string>();
  const problems: SyntaxProblem[] = [];
  for (const line of lines) {
    const { name, value } = directiveIn(text.slice(line.start, line.end).trimStart());
    if (name === undefined || value === undefined) break;
    const span = { start: line.start, end: line.end };
    if (seen.has(name))
      problems.push({
        message: `the parser directive ${name} may stand only once: the build stops here`,
        span,
      });
    else if (name === "escape" && value !== "\\" && value !== "`")
      problems.push({ message: `escape must be \\ or \`, not "${value}"`, span });
    if (!seen.has(name)) seen.set(name, value);
  }
  const firstLine = lines.findIndex(
    ({ start, end }) => directiveIn(text.slice(start, end).trimStart()).name === undefined,
  );
  const syntax = frontendOf(text, lines);
  return {
    escape: seen.get("escape") === "`" ? "`" : "\\",
    firstLine: firstLine < 0 ? lines.length : firstLine,
    problems,
    ...(syntax === undefined ? {} : { syntax }),
  };
}

function frontendOf(text: string, lines: readonly Line[]): string | undefined {
  const [first] = lines;
  const below = first !== undefined && text.startsWith("#!", first.start) ? 1 : 0;
  for (const { start, end } of lines.slice(below)) {
    const { name, value } = directiveIn(text.slice(start, end));
    if (name === undefined || name === "syntax") return value;
  }
  return undefined;
}

function directiveIn(line: string): { readonly name?: string; readonly value?: string } {
  const [, key, value] = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/.exec(line) ?? [];
  const name = key?.toLowerCase();
  if (name === undefined || value === undefined || !["escape", "syntax", "check"].includes(name)) return {};
  return { name, value };
}

function readInstructions(
  file: LinedText,
  { escape: escapeChar, firstLine }: Directives,
  problems: SyntaxProblem[],
): { readonly instructions: Instruction[]; readonly comments: Comment[] } {
  const { text, lines } = file;
  const instructions: Instruction[] = [];
  const comments: Comment[] = [];
  for (let index = firstLine; index < lines.length; ) {
    const line = lines[index];
    const comment = line && commentOf(text, line);
    if (comment !== undefined) comments.push(comment);
    if (line === undefined || comment !== undefined || text.slice(line.start, line.end).trim() === "") {
      index++;
      continue;
    }
    const logical = joinLines(file, index, escapeChar);
    for (const one of logical.comments) comments.push(one);
    index = logical.nextLine;
    const { joined } = logical;
    if (joined.text.trim() === "") {
      const span = { start: line.start, end: line.end };
      problems.push({ message: `no instruction begins here: ${escapeChar} only continues one`, span });
      continue;
    }
    const starts = holdsHeredocs(joined, escapeChar) ? heredocStarts(joined) : [];
    const { heredocs, open, nextLine } = readHeredocs(file, index, starts);
    for (const { name, span } of open) {
      problems.push({
        message: `heredoc "${name}" is not closed: a line with ${name} alone is missing`,
        span,
      });
    }
    const written = fileSpan(joined, { start: 0, end: joined.text.trimEnd().length });
    const end = heredocs.length > 0 ? (lines[nextLine - 1]?.end ?? text.length) : written.end;
    index = nextLine;
    instructions.push(readInstruction({ file: text, joined, heredocs, end, escape: escapeChar, problems }));
  }
  return { instructions, comments };
}

function holdsHeredocs(joined: JoinedText, escapeChar: string): boolean {
  const text = trimJoined(joined);
  const keyword = keywordOf(text.text);
  const { rest } = cutFlags(sliceJoined(text, keyword.length, text.text.length), escapeChar);
  if (keyword === "ONBUILD") return !/^ONBUILD(?!\S)/i.test(rest.text) && holdsHeredocs(rest, escapeChar);
  return /^(?:RUN|COPY|ADD)$/.test(keyword) && !Array.isArray(jsonWords(rest));
}

function groupStages(
  instructions: readonly Instruction[],
  problems: SyntaxProblem[],
): { readonly globalArgs: Instruction[]; readonly stages: DockerStage[] } {
  const globalArgs: Instruction[] = [];
  const stages: { from: Instruction; instructions: Instruction[] }[] = [];
  for (const instruction of instructions) {
    const stage = stages.at(-1);
    if (instruction.keyword === "FROM") stages.push({ from: instruction, instructions: [] });
    else if (stage !== undefined) stage.instructions.push(instruction);
    else if (instruction.keyword === "ARG") globalArgs.push(instruction);
    else if (problems.length === 0)
      problems.push({
        message: `${instruction.keyword} stands before the first FROM`,
        span: instruction.keywordSpan,
      });
  }
  return {
    globalArgs,
    stages: stages.map((stage, index) => dockerStage(index, stage.from, stage.instructions)),
  };
}

function dockerStage(index: number, from: Instruction, instructions: readonly Instruction[]): DockerStage {
  const base = from.words[0] ?? { raw: "", span: from.keywordSpan };
  const named = from.words[1]?.raw.toUpperCase() === "AS" ? from.words[2] : undefined;
  const platform = from.flags.find((flag) => flag.name === "platform")?.value;
  return {
    index,
    from,
    base,
    ...(named === undefined ? {} : { alias: named }),
    ...(platform === undefined ? {} : { platform }),
    instructions,
  };
}

// In a command `{{.State}}` may be a Go template for docker or dpkg, and `<%` a printf format: only what looks like
// Jinja or ERB itself counts there. A heredoc's body is another file's text.
function isTemplate(text: string, instructions: readonly Instruction[]): boolean {
  return instructions.some(({ keyword, shell, span, heredocs, json }) => {
    const written = text.slice(span.start, heredocs[0]?.body.start ?? span.end).replace(/^[ \t]*#.*$/gm, "");
    const command = shell !== undefined || json !== undefined || keyword === "LABEL";
    if (!command) return /\{\{|\{%|<%/.test(written);
    return /\{\{-?\s*[A-Za-z_][\w.]*\s*(\||-?\}\})|\{%-?\s*\w+.*%\}|<%=?\s.*%>/.test(written);
  });
}
