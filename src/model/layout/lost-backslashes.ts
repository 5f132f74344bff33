/** What heredocs of COPY and ADD lose on the way into the image. */
import type { Place } from "../../source.ts";
import type { Image } from "../stages/image.ts";

/** A backslash that is not in the file that is written. */
export interface LostBackslash {
  /** The backslash and the character behind it. */
  readonly text: string;
  readonly at: Place;
  /** How many more the heredoc loses. */
  readonly more: number;
  /** The word that begins it, as it is written. */
  readonly word: string;
}

// What nobody escapes but to keep the backslash; `\$` keeps a variable from being replaced, and `\\` a backslash.
const LOST = /\\(?:\\|[$"'`\r\n]|([^\\$"'`\r\n]))/g;

/** The first lost backslash of each heredoc whose word is not quoted (BuildKit v0.34: the text is expanded like a word). */
export function lostBackslashes({ copies, file }: Image): readonly LostBackslash[] {
  return copies
    .filter(({ at }) => at.file.path === file.path)
    .flatMap(({ instruction }) => instruction.heredocs)
    .filter(({ quoted }) => !quoted)
    .flatMap(({ body, span }): readonly LostBackslash[] => {
      const lost = Array.from(file.text.slice(body.start, body.end).matchAll(LOST)).filter(([, one]) => one);
      const [first] = lost;
      if (first === undefined) return [];
      const start = body.start + first.index;
      const at = { file, span: { start, end: start + first[0].length } };
      return [{ text: first[0], at, more: lost.length - 1, word: file.text.slice(span.start, span.end) }];
    });
}
