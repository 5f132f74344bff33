import type { Span } from "../../source.ts";
import { fileSpan, type JoinedText, type LinedText } from "./lines.ts";
import { skipBlanks, wordEnd } from "./words.ts";

/** A heredoc of RUN, COPY or ADD. */
export interface Heredoc {
  /** The word that ends it, without quotes. */
  readonly name: string;
  /** Written `<<-`: tabs at the start of its lines do not count. */
  readonly stripTabs: boolean;
  /** The name is quoted: variables in the body stay as they are. */
  readonly quoted: boolean;
  /** The lines between, the last line end included. */
  readonly body: Span;
  /** `<<EOF` itself. */
  readonly span: Span;
}

/** What `<<EOF` announces. */
export type HeredocStart = Omit<Heredoc, "body">;

const heredocWord = /^\d*<<(-?)([^<]*)$/;

/** The heredocs that an instruction's text announces, in order; words inside quotes announce none. */
export function heredocStarts(joined: JoinedText): HeredocStart[] {
  const starts: HeredocStart[] = [];
  if (!joined.text.includes("<<")) return starts;
  for (let at = skipBlanks(joined.text, 0); at < joined.text.length; ) {
    const end = wordEnd(joined.text, at, "\\");
    const start = heredocStart(joined.text.slice(at, end), fileSpan(joined, { start: at, end }));
    if (start !== undefined) starts.push(start);
    at = skipBlanks(joined.text, end);
  }
  return starts;
}

function heredocStart(raw: string, span: Span): HeredocStart | undefined {
  const [, dash, rest = ""] = heredocWord.exec(raw) ?? [];
  const name = rest.replace(/'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/g, "$1$2$3");
  if (dash === undefined || name === "") return undefined;
  return { name, stripTabs: dash === "-", quoted: name !== rest, span };
}

/** Reads the bodies from a line on; those that never end are `open` and reach to the end of the file. */
export function readHeredocs(
  file: LinedText,
  firstLine: number,
  starts: readonly HeredocStart[],
): { readonly heredocs: Heredoc[]; readonly open: Heredoc[]; readonly nextLine: number } {
  const { text, lines } = file;
  const heredocs: Heredoc[] = [];
  const open: Heredoc[] = [];
  let index = firstLine;
  for (const start of starts) {
    const bodyStart = lines[index]?.start ?? text.length;
    const closing = closingLine(file, index, start);
    const heredoc = { ...start, body: { start: bodyStart, end: lines[closing]?.start ?? text.length } };
    heredocs.push(heredoc);
    if (closing >= lines.length) open.push(heredoc);
    index = Math.min(closing + 1, lines.length);
  }
  return { heredocs, open, nextLine: index };
}

function closingLine({ text, lines }: LinedText, from: number, start: HeredocStart): number {
  for (let index = from; index < lines.length; index++) {
    const line = lines[index];
    if (line === undefined) break;
    const content = text.slice(line.start, line.end);
    if ((start.stripTabs ? content.replace(/^\t+/, "") : content) === start.name) return index;
  }
  return lines.length;
}
