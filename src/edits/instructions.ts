/** What a fix writes into Dockerfiles: whole lines, and flags. */
import type { Edit } from "../finding.ts";
import type { Image } from "../model/stages/image.ts";
import type { Dockerfile, Instruction } from "../parsers/dockerfile/parse.ts";
import { type SourceFile, textOf } from "../source.ts";
import { indentAt, insertAt, lineEndOf, wholeLines } from "./places.ts";

/**
 * The edit that takes an instruction's lines out, and the empty line behind it where one stands before it too; with the
 * comments right above it where nothing else follows them.
 */
export function removeInstruction({ file, comments }: Dockerfile, { span }: Instruction): Edit {
  const own = wholeLines(file, span);
  const start = /^[ \t]*(\r?\n|$)/.test(file.text.slice(own.end))
    ? startWith(comments, file, own.start)
    : own.start;
  const lines = { start, end: own.end };
  const isBetween = /\n\r?\n$/.test(file.text.slice(0, lines.start));
  const empty = isBetween ? /^\r?\n/.exec(file.text.slice(lines.end)) : null;
  return { replace: { file, span: { ...lines, end: lines.end + (empty?.[0].length ?? 0) } }, text: "" };
}

/** The edit that gives COPY or ADD another flag, before all others. */
export function addFlag(file: SourceFile, { keywordSpan }: Instruction, flag: string): Edit {
  return insertAt(file, keywordSpan.end, ` --${flag}`);
}

/**
 * The edit that makes a name the user whom the image ends as: in the last USER line where no RUN stands behind it,
 * else on a line of its own before the CMD. `undefined` where the file is a template.
 */
export function endAsUser(image: Image, name: string): Edit | undefined {
  const { file, dockerfile, final } = image;
  if (dockerfile.template) return undefined;
  const { instructions, from } = final.source;
  const last = instructions.findLast(({ keyword }) => keyword === "USER" || keyword === "RUN");
  const [word] = last?.keyword === "USER" ? last.words : [];
  if (word !== undefined)
    return textOf(file, word.span) === word.raw
      ? { replace: { file, span: word.span }, text: name }
      : undefined;
  const behind = instructions.filter(({ span }) => last === undefined || span.start > last.span.start);
  const start = behind.find(({ keyword }) => keyword === "CMD" || keyword === "ENTRYPOINT");
  if (start !== undefined) return insertLineBefore(dockerfile, start, `USER ${name}`);
  const { span } = instructions.at(-1) ?? from;
  return insertAt(file, span.end, `${lineEndOf(file)}${indentAt(file, from.span.start)}USER ${name}`);
}

/** The edit that puts a line behind an instruction, with an empty one between where one stands there already. */
export function insertLineBehind({ file }: Dockerfile, { span }: Instruction, line: string): Edit {
  const end = lineEndOf(file);
  const gap = /^[ \t]*\r?\n[ \t]*\r?\n/.test(file.text.slice(span.end)) ? end : "";
  return insertAt(file, span.end, `${end}${gap}${indentAt(file, span.start)}${line}`);
}

/** The edit that puts a line before an instruction and the comments right above it, which belong to it. */
export function insertLineBefore({ file, comments }: Dockerfile, { span }: Instruction, line: string): Edit {
  const start = startWith(comments, file, wholeLines(file, span).start);
  return insertAt(file, start, `${indentAt(file, span.start)}${line}${lineEndOf(file)}`);
}

/** Where the comments start that end at the start of a line. */
function startWith(comments: Dockerfile["comments"], file: SourceFile, line: number): number {
  let start = line;
  for (const comment of [...comments].reverse()) {
    const lines = wholeLines(file, comment.span);
    if (lines.end === start) start = lines.start;
  }
  return start;
}

/** The last USER line of the final stage, where it makes root of a user that the stage named before, and no RUN stands behind it. */
export function uselessUser({ final, dockerfile }: Image): Instruction | undefined {
  const { instructions } = final.source;
  const lines = instructions.filter(({ keyword }) => keyword === "USER");
  const [before, last] = lines.slice(-2);
  const isRoot = (line: Instruction | undefined) =>
    /^["']?(root|0)(:|["']?$)/.test(line?.words[0]?.raw ?? "root");
  if (dockerfile.template || last === undefined || isRoot(before) || !isRoot(last)) return undefined;
  const isLast = !instructions.some(({ keyword, span }) => keyword === "RUN" && span.start > last.span.start);
  return isLast && /^[\w.:-]+$/.test(before?.words[0]?.raw ?? "") ? last : undefined;
}
