/** Texts that a program makes of others, with where each part of them stands in the repo. */
import { type Span, sourceFile } from "../../source.ts";
import type { FileContent } from "../files/types.ts";

interface Piece {
  /** In the rendered text. */
  readonly at: Span;
  /** In the template. */
  readonly from: Span;
  readonly replaced: boolean;
}

/** A text that is made piece by piece of a template's. */
export class RenderedText {
  readonly #pieces: Piece[] = [];
  readonly #template: FileContent;
  #text = "";

  constructor(template: FileContent) {
    this.#template = template;
  }

  get text(): string {
    return this.#text;
  }

  /** A part of the template as it stands. */
  copy(from: Span): void {
    this.#add(this.#template.file.text.slice(from.start, from.end), { from, replaced: false });
  }

  /** What stands for a part of the template. */
  replace(from: Span, value: string): void {
    this.#add(value, { from, replaced: true });
  }

  /** The text so far. */
  content(): FileContent {
    const pieces = [...this.#pieces];
    const { place, file } = this.#template;
    return {
      file: sourceFile(file.path, this.#text),
      place: (span) => place(span === undefined ? undefined : spanIn(pieces, span)),
    };
  }

  #add(value: string, { from, replaced }: Pick<Piece, "from" | "replaced">): void {
    const start = this.#text.length;
    this.#pieces.push({ at: { start, end: start + value.length }, from, replaced });
    this.#text += value;
  }
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

/** A text in which matches of a pattern are replaced, with the places of what stood there; `undefined` leaves one. */
export function replacedIn(
  content: FileContent,
  pattern: RegExp,
  by: (match: RegExpExecArray) => string | undefined,
): FileContent {
  const { text } = content.file;
  const out = new RenderedText(content);
  let last = 0;
  for (const match of text.matchAll(pattern)) {
    const value = by(match);
    if (value === undefined) continue;
    out.copy({ start: last, end: match.index });
    last = match.index + match[0].length;
    out.replace({ start: match.index, end: last }, value);
  }
  out.copy({ start: last, end: text.length });
  return out.content();
}
