import type { Span } from "../../source.ts";
import { lineWords } from "./heredoc-words.ts";
import { fileSpan, type JoinedText, type LinedText } from "./lines.ts";

/** A heredoc of RUN, COPY or ADD. */
export interface Heredoc {
  /** The word that ends it, without quotes. */
  readonly name: string;
  /** Written `<<-`: tabs at the start of its lines do not count. */
  readonly stripTabs: boolean;
  /** The name is in quotes: COPY and ADD leave the variables of the body as they are. */
  readonly quoted: boolean;
  /** The lines between, the last line end included. */
  readonly body: Span;
  /** `<<EOF` itself, with blanks between. */
  readonly span: Span;
}

/** What `<<EOF` announces. */
export type HeredocStart = Omit<Heredoc, "body">;

// The word itself, of which the shell of a RUN reads more than BuildKit does.
const HEREDOC = /^\d*<<(-?)\s*([^<]*)$/;

/** The heredocs that an instruction's line announces, in order; words inside quotes announce none. */
export function heredocStarts(joined: JoinedText): HeredocStart[] {
  if (!joined.text.includes("<<")) return [];
  return lineWords(joined.text).flatMap(({ start, end }) => {
    const read = heredocWord(joined.text.slice(start, end));
    return read === undefined ? [] : { ...read, span: fileSpan(joined, { start, end }) };
  });
}

/** A word that announces a heredoc, by itself: `<<EOF`, `<<-"EOF"`, and `<< EOF` where blanks do not end words. */
export function heredocWord(raw: string): Omit<HeredocStart, "span"> | undefined {
  const [, dash, rest = ""] = HEREDOC.exec(raw) ?? [];
  if (dash === undefined || rest === "") return undefined;
  const words = lineWords(rest);
  if (words.length !== 1) return undefined;
  // A backslash goes away as quotes do, but does not keep the body as it stands.
  const name = rest
    .trim()
    .replace(/\\.|'[^']*'|"(?:[^"\\]|\\.)*"/g, (part) =>
      part.startsWith("\\") || part.startsWith("'")
        ? part.slice(1).replace(/'$/, "")
        : part.slice(1, -1).replace(/\\(["$\\])/g, "$1"),
    );
  return name === ""
    ? undefined
    : { name, stripTabs: dash === "-", quoted: /['"]/.test(rest.replace(/\\./g, "")) };
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
