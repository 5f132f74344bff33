/** What a declaration is for, in the words of the comment beside it. */
import { readable } from "../../escape/markdown-text.ts";
import type { Run } from "../../model/runs/types.ts";
import type { Comment } from "../../parsers/syntax.ts";
import { lineText, type Place, positionAt, type SourceFile, textOf } from "../../source.ts";

/** The comments of the Dockerfile and of the configuration of some runs, by path and by line. */
export type Comments = ReadonlyMap<string, ReadonlyMap<number, BesideComment>>;

interface BesideComment {
  readonly text: string;
  /** Whether the line holds nothing else. */
  readonly alone: boolean;
}

/** Collects the comments of what images are made of. */
export function commentsOf(runs: readonly Run[]): Comments {
  const found = new Map<string, Map<number, BesideComment>>();
  const add = (comment: Comment, { file, span }: Place) => {
    // What a base brings stands at its FROM.
    if (span === undefined || !textOf(file, span).startsWith("#")) return;
    const { line, column } = positionAt(file, span.start);
    const lines = found.get(file.path) ?? new Map<number, BesideComment>();
    found.set(file.path, lines);
    const alone =
      lineText(file, line)
        .slice(0, column - 1)
        .trim() === "";
    lines.set(line, { text: comment.text, alone });
  };
  for (const { image, nginx, apache } of runs) {
    const { comments, file } = image.dockerfile;
    for (const comment of comments) add(comment, { file, span: comment.span });
    for (const { content, parsed } of [...(nginx?.loaded ?? []), ...(apache?.loaded ?? [])])
      for (const comment of parsed.comments) add(comment, content.place(comment.span));
  }
  return found;
}

/**
 * What the comment above a place, or behind it on its line, says of it, as Markdown. `shared`: the place is one of several
 * of a statement, so that what stands above the statement is about all of them.
 */
export function describedBeside(
  comments: Comments,
  { file, span }: Place,
  shared: boolean,
): string | undefined {
  const lines = comments.get(file.path);
  if (lines === undefined || span === undefined) return undefined;
  const { line } = positionAt(file, span.start);
  const behind = lines.get(line);
  if (behind !== undefined && !behind.alone && isBehind(file, line, span.start))
    return wordsOf([behind.text]);
  if (shared) return undefined;
  const above: string[] = [];
  for (let at = line - 1; ; at--) {
    const comment = lines.get(at);
    if (comment?.alone !== true || !isDescription(comment.text)) break;
    above.unshift(comment.text);
  }
  return wordsOf(above);
}

/** Whether what is behind a place on its line is a comment at once: `listen 80; # plain HTTP`. */
function isBehind(file: SourceFile, line: number, offset: number): boolean {
  const rest = file.text.slice(offset, (file.lineStarts[line - 1] ?? 0) + lineText(file, line).length);
  return /^[^#;{}]*;?[ \t]*#/.test(rest);
}

const LONGEST = 300;

function wordsOf(lines: readonly string[]): string | undefined {
  const said = lines.filter(isDescription).map(trimmed);
  if (said.length === 0 || said.length < lines.length) return undefined;
  const text = said.join(" ").replace(/\s+/g, " ");
  if (text.length <= LONGEST) return readable(text);
  const sentences = text.slice(0, LONGEST).match(/^.*[.!?](?=\s)/)?.[0];
  return sentences === undefined ? undefined : readable(sentences);
}

function trimmed(text: string): string {
  return text.replace(/^[#=*~_<>\s-]+(?=\s)|(?<=\s)[#=*~_<>-]+$/g, "").trim();
}

// Words to other tools, and waivers.
const TO_TOOLS =
  /^(?:keelcheck|hadolint|shellcheck|checkov|trivy|semgrep|nosemgrep|snyk|kics|dockle|renovate|noqa|nosec|prettier|yamllint|cspell|codespell|vim?|-\*-)\b|^(?:syntax|escape|check)\s*=/i;
// A line that was one of the file's own.
const CODE =
  /[;{}\\]\s*$|^[A-Za-z_][\w-]*=|^(?:FROM|RUN|CMD|LABEL|EXPOSE|ENV|ADD|COPY|ENTRYPOINT|VOLUME|USER|WORKDIR|ARG|ONBUILD|STOPSIGNAL|HEALTHCHECK|SHELL)\s|^<\/?\w/;
const OF_NOBODY = /^(?:todo|fixme|xxx|hack)\b|copyright|licen[sc]ed?\b|spdx|do not edit|managed by/i;

/** Whether a comment says something of what it stands beside, and is no code, rule or word to a tool. */
function isDescription(text: string): boolean {
  return /\p{L}{2}/u.test(text) && !TO_TOOLS.test(text) && !CODE.test(text) && !OF_NOBODY.test(text);
}
