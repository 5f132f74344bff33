/** Where a fix writes in a text, with the text's own line ends and indentation. */
import type { Edit } from "../finding.ts";
import { type Place, type SourceFile, type Span, textOf } from "../source.ts";

type Replace = Extract<Edit, { readonly replace: Place }>;

/** The line end that a text uses. */
export function lineEndOf({ text }: SourceFile): "\r\n" | "\n" {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** The edit that writes a text at an offset, and takes nothing away. */
export function insertAt(file: SourceFile, offset: number, text: string): Replace {
  return { replace: { file, span: { start: offset, end: offset } }, text };
}

/** The lines that a span touches, the last one's line end included. */
export function wholeLines(file: SourceFile, { start, end }: Span): Span {
  const first = file.text.lastIndexOf("\n", start - 1) + 1;
  const last = file.text.indexOf("\n", Math.max(start, end - 1));
  return { start: start === 0 ? 0 : first, end: last < 0 ? file.text.length : last + 1 };
}

/** The blanks that the line of an offset starts with. */
export function indentAt({ text }: SourceFile, offset: number): string {
  const start = offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? "";
}

/** Which of several places of a word is meant; `only`: none where there are several. */
export type Which = "only" | "first" | "last";

/** The place in a longer one where a word stands as a whole; `undefined` when it does not. */
export function wordIn({ file, span }: Place, word: string, which: Which = "only"): Place | undefined {
  if (span === undefined || word === "") return undefined;
  const text = textOf(file, span);
  const found: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const around = `${text[at - 1] ?? " "}${text[at + word.length] ?? " "}`;
    if (!/[\w.$-]/.test(around)) found.push(at);
  }
  const at = which === "last" ? found.at(-1) : found[0];
  if (at === undefined || (which === "only" && found.length > 1)) return undefined;
  return { file, span: { start: span.start + at, end: span.start + at + word.length } };
}

/** A word, and what is written instead. */
interface OtherWord {
  readonly from: string;
  readonly to: string;
  readonly which?: Which;
}

/** The edit that writes another word where one stands in a place. */
export function replaceWord(place: Place, { from, to, which }: OtherWord): Replace | undefined {
  const replace = wordIn(place, from, which);
  return replace && { replace, text: to };
}
