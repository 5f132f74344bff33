/** supervisord's configuration: INI as Python's ConfigParser reads it for supervisor 4. */
import type { SourceFile, Span } from "../source.ts";
import type { Comment, SyntaxProblem } from "./syntax.ts";

/** A value; `text` is null when it holds `%(ENV_X)s` or another expansion that cannot be read here. */
export interface SupervisorValue {
  readonly text: string | null;
  readonly raw: string;
  readonly span: Span;
}

export interface SupervisorSection {
  /** The whole head: `supervisord`, `program:web`. */
  readonly name: string;
  /** The name between the brackets. */
  readonly span: Span;
  readonly values: ReadonlyMap<string, SupervisorValue>;
}

export interface SupervisorProgram {
  readonly name: string;
  readonly span: Span;
  readonly command?: SupervisorValue;
  readonly user?: SupervisorValue;
  /** False only when `autostart` says so. */
  readonly autostart: boolean;
}

export interface SupervisorFile {
  readonly file: SourceFile;
  readonly sections: readonly SupervisorSection[];
  readonly programs: readonly SupervisorProgram[];
  /** `user` of `[supervisord]`. */
  readonly user?: SupervisorValue;
  /** Patterns of `[include] files`. */
  readonly includes: readonly string[];
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
}

interface Value {
  raw: string;
  start: number;
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
  last?: Value;
}

/** Reads supervisord's configuration; a line that is none of it is a problem, the rest is still read. */
export function parseSupervisor(file: SourceFile): SupervisorFile {
  const reader: Reader = { sections: [], comments: [], problems: [] };
  file.lineStarts.forEach((start, index) => {
    const line = file.text.slice(start, file.lineStarts[index + 1] ?? file.text.length);
    readLine(reader, line.replace(/[\r\n]+$/, ""), start);
  });
  const sections = reader.sections.map(finishSection);
  const user = sections.find(({ name }) => name === "supervisord")?.values.get("user");
  const include = sections.find(({ name }) => name === "include")?.values.get("files")?.text ?? "";
  return {
    file,
    sections,
    programs: sections.flatMap(readProgram),
    ...(user === undefined ? {} : { user }),
    includes: include.split(/\s+/).filter((pattern) => pattern !== ""),
    comments: reader.comments,
    problems: reader.problems,
  };
}

function readLine(reader: Reader, line: string, start: number): void {
  // Supervisor 4 sets inline_comment_prefixes to both: at the start of a line, or behind a blank.
  const cut = line.search(/(?<=^|\s)[;#]/);
  if (cut >= 0) {
    const text = line
      .slice(cut)
      .replace(/^[;#]+/, "")
      .trim();
    reader.comments.push({ text, span: { start: start + cut, end: start + line.length } });
  }
  const content = (cut >= 0 ? line.slice(0, cut) : line).trimEnd();
  if (content === "") return;
  if (/^\s/.test(content) && reader.last !== undefined) {
    continueValue(reader.last, content, start);
    return;
  }
  const [, head] = /^\[([^\]]+)\]/.exec(content) ?? [];
  if (head !== undefined) {
    const span = { start: start + 1, end: start + 1 + head.length };
    reader.sections.push({ name: head.trim(), span, values: new Map() });
    delete reader.last;
    return;
  }
  readKey(reader, content, start);
}

function readKey(reader: Reader, content: string, start: number): void {
  const [before = "", key = ""] = /^\s*([^:=\s][^:=]*?)\s*[:=]\s*/.exec(content) ?? [];
  const raw = content.slice(before.length);
  const section = reader.sections.at(-1);
  const span = { start, end: start + content.length };
  if (key === "") {
    reader.problems.push({ message: `"${content.trim()}" is neither a [section] nor name=value`, span });
  } else if (section === undefined) {
    reader.problems.push({ message: `"${key}" stands before the first [section]`, span });
  } else {
    const from = start + before.length;
    reader.last = { raw, start: from, end: from + raw.length };
    section.values.set(key.toLowerCase(), reader.last);
  }
}

function continueValue(value: Value, content: string, start: number): void {
  value.raw = value.raw === "" ? content.trim() : `${value.raw}\n${content.trim()}`;
  value.end = start + content.length;
}

function finishSection({ name, span, values }: Section): SupervisorSection {
  const finished = [...values].map(([key, { raw, start, end }]): [string, SupervisorValue] => {
    const text = raw.replaceAll("%%", "").includes("%(") ? null : raw.replaceAll("%%", "%");
    return [key, { text, raw, span: { start, end } }];
  });
  return { name, span, values: new Map(finished) };
}

function readProgram({ name, span, values }: SupervisorSection): readonly SupervisorProgram[] {
  const [, program] = /^(?:program|fcgi-program|eventlistener):(.+)$/.exec(name) ?? [];
  if (program === undefined) return [];
  const command = values.get("command");
  const user = values.get("user");
  const autostart = !/^(false|no|off|0)$/i.test(values.get("autostart")?.text ?? "");
  return [
    {
      name: program.trim(),
      span,
      ...(command === undefined ? {} : { command }),
      ...(user === undefined ? {} : { user }),
      autostart,
    },
  ];
}
