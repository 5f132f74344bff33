import { type Span, sourceFile } from "../../source.ts";
import { known } from "../fact.ts";
import type { ContainerFile, FileContent } from "../files/types.ts";
import type { Filter } from "./entrypoint-filter.ts";

interface Rendering {
  /** The template's text. */
  readonly content: FileContent;
  /** Where the result goes. */
  readonly path: string;
  readonly environment: ReadonlyMap<string, string | null>;
  readonly filter: Filter;
}

/** What envsubst makes of a template. */
export function renderedFile(
  template: ContainerFile,
  { content, path, environment, filter }: Rendering,
): ContainerFile {
  const { path: from, because } = template;
  const { source: _, ...rest } = template;
  return {
    ...rest,
    path,
    content: known(substituted(content, environment, filter), content.place()),
    because: [...because, { at: content.place(), note: `${from} is rendered to ${path} at the start` }],
  };
}

interface Piece {
  /** In the rendered text. */
  readonly at: Span;
  /** In the template. */
  readonly from: Span;
  readonly replaced: boolean;
}

/** envsubst: `$NAME` and `${NAME}` of variables that are defined and let through; every other text stays. */
export function substituted(
  content: FileContent,
  environment: ReadonlyMap<string, string | null>,
  filter: Filter = () => true,
): FileContent {
  return replacedIn(content, /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/g, ([, plain, braced]) => {
    const name = plain ?? braced ?? "";
    return filter(name) ? (environment.get(name) ?? undefined) : undefined;
  });
}

/** A text in which matches of a pattern are replaced, with the places of what stood there; `undefined` leaves one. */
export function replacedIn(
  content: FileContent,
  pattern: RegExp,
  by: (match: RegExpExecArray) => string | undefined,
): FileContent {
  const { text, path } = content.file;
  const pieces: Piece[] = [];
  let out = "";
  let last = 0;
  const add = (value: string, from: Span, replaced: boolean) => {
    pieces.push({ at: { start: out.length, end: out.length + value.length }, from, replaced });
    out += value;
  };
  for (const match of text.matchAll(pattern)) {
    const value = by(match);
    if (value === undefined) continue;
    add(text.slice(last, match.index), { start: last, end: match.index }, false);
    last = match.index + match[0].length;
    add(value, { start: match.index, end: last }, true);
  }
  add(text.slice(last), { start: last, end: text.length }, false);
  return {
    file: sourceFile(path, out),
    place: (span) => content.place(span === undefined ? undefined : spanIn(pieces, span)),
  };
}

function spanIn(pieces: readonly Piece[], { start, end }: Span): Span {
  const first = pieces.findLast(({ at }) => at.start <= start && (at.end > start || at.start === start));
  const last = pieces.find(({ at }) => at.end >= end && at.start <= end);
  const from = first ?? pieces.at(-1);
  const to = last ?? pieces.at(-1);
  return {
    start: from === undefined ? 0 : from.replaced ? from.from.start : from.from.start + start - from.at.start,
    end: to === undefined ? 0 : to.replaced ? to.from.end : to.from.start + end - to.at.start,
  };
}
