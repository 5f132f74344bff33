/** supervisord's configuration: INI as Python's RawConfigParser reads it for supervisor 4. */
import type { SourceFile, Span } from "../source.ts";
import type { Comment, SyntaxProblem } from "./syntax.ts";

/** A value as it is written, comments left out; the lines that go on are joined by line feeds. */
export interface SupervisorValue {
  readonly raw: string;
  readonly span: Span;
}

export interface SupervisorSection {
  /** The whole head: `supervisord`, `program:web`. Case and blanks count. */
  readonly name: string;
  /** The name between the brackets. */
  readonly span: Span;
  /** By the key in lower case; of one that stands twice the last. */
  readonly values: ReadonlyMap<string, SupervisorValue>;
}

export interface SupervisorFile {
  readonly file: SourceFile;
  /** In the order of the file; one that stands twice is there twice. */
  readonly sections: readonly SupervisorSection[];
  readonly comments: readonly Comment[];
  /** What supervisord stops at. */
  readonly problems: readonly SyntaxProblem[];
}

interface Value {
  readonly lines: string[];
  readonly start: number;
  end: number;
}

interface Section {
  readonly name: string;
  readonly span: Span;
  readonly values: Map<string, Value>;
}

interface Reader {
  readonly sections: Section[];
  readonly comments: Comment[];
  readonly problems: SyntaxProblem[];
  /** The value that an indented line goes on with, and how far its own line is indented. */
  last: Value | undefined;
  indent: number;
}

/** Reads supervisord's configuration; a line that is none of it is a problem, the rest is still read. */
export function parseSupervisor(file: SourceFile): SupervisorFile {
  const reader: Reader = { sections: [], comments: [], problems: [], last: undefined, indent: 0 };
  file.lineStarts.forEach((start, index) => {
    const line = file.text.slice(start, file.lineStarts[index + 1] ?? file.text.length);
    readLine(reader, line.replace(/[\r\n]+$/, ""), start);
  });
  const { comments, problems } = reader;
  return { file, sections: reader.sections.map(finishSection), comments, problems };
}

function readLine(reader: Reader, line: string, start: number): void {
  const cut = commentStart(line);
  if (cut >= 0) {
    const text = line
      .slice(cut)
      .replace(/^[;#]+/, "")
      .trim();
    reader.comments.push({ text, span: { start: start + cut, end: start + line.length } });
  }
  const content = (cut >= 0 ? line.slice(0, cut) : line).trimEnd();
  if (content === "") {
    if (cut < 0) reader.last?.lines.push("");
    return;
  }
  const indent = content.search(/\S/);
  if (reader.last !== undefined && indent > reader.indent) {
    reader.last.lines.push(content.trim());
    reader.last.end = start + content.length;
    return;
  }
  reader.indent = indent;
  const [, head] = /^\[(.+)\]/.exec(content.slice(indent)) ?? [];
  if (head === undefined) return readKey(reader, content, start);
  const from = start + indent + 1;
  reader.sections.push({ name: head, span: { start: from, end: from + head.length }, values: new Map() });
  reader.last = undefined;
}

/** Where a comment starts, after RawConfigParser with `;` and `#` for both kinds; -1 without one. */
function commentStart(line: string): number {
  if (/^\s*[;#]/.test(line)) return line.search(/[;#]/);
  // It looks for the next one of each sign at a time, and takes the first that stands behind a blank.
  let open = [";", "#"].map((sign) => ({ sign, at: -1 }));
  while (open.length > 0) {
    open = open.map(({ sign, at }) => ({ sign, at: line.indexOf(sign, at + 1) })).filter(({ at }) => at >= 0);
    const found = open.filter(({ at }) => /\s/.test(line[at - 1] ?? "")).map(({ at }) => at);
    if (found.length > 0) return Math.min(...found);
  }
  return -1;
}

function readKey(reader: Reader, content: string, start: number): void {
  const cut = content.search(/[:=]/);
  const key = content.slice(0, Math.max(cut, 0)).trim();
  const section = reader.sections.at(-1);
  const span = { start: start + content.search(/\S/), end: start + content.length };
  if (section === undefined) {
    reader.problems.push({ message: `"${content.trim()}" stands before the first [section]`, span });
  } else if (key === "") {
    reader.problems.push({ message: `"${content.trim()}" is neither a [section] nor name=value`, span });
  } else {
    const raw = content.slice(cut + 1).trimStart();
    reader.last = { lines: [raw], start: span.end - raw.length, end: span.end };
    section.values.set(key.toLowerCase(), reader.last);
  }
}

function finishSection({ name, span, values }: Section): SupervisorSection {
  const finished = [...values].map(([key, { lines, start, end }]): [string, SupervisorValue] => [
    key,
    { raw: lines.join("\n").trimEnd(), span: { start, end } },
  ]);
  return { name, span, values: new Map(finished) };
}
