/** Texts that commands print. */
import { ownValue } from "../../../names.ts";
import { type Place, type Span, sourceFile } from "../../../source.ts";
import { type Fact, known } from "../../fact.ts";
import type { FileContent } from "../../files/types.ts";

/** The text of a heredoc; where nothing was replaced in it a place is exact, else it is the line's. */
export function heredocContent(
  text: string,
  exact: boolean,
  { place, span }: { place: (span: Span) => Place; span: Span },
): Fact<FileContent> {
  const at = place(span);
  const file = sourceFile(at.file.path, text);
  const shown = at.file.text.slice(at.span?.start ?? 0, at.span?.end ?? 0);
  if (exact && shown === text) {
    return known(
      {
        file,
        place: (part) =>
          part === undefined ? at : place({ start: span.start + part.start, end: span.start + part.end }),
      },
      at,
    );
  }
  const rows = sourceFile("", shown);
  const byLine = (part?: Span): Place => {
    if (part === undefined || at.span === undefined) return at;
    const row = file.lineStarts.findLastIndex((start) => start <= part.start);
    const start = at.span.start + (rows.lineStarts[row] ?? 0);
    const line = at.file.text.slice(start, at.span.end).split(/\r?\n/, 1)[0] ?? "";
    return {
      file: at.file,
      span: { start: start + line.length - line.trimStart().length, end: start + line.trimEnd().length },
    };
  };
  return known({ file, place: byLine }, at);
}

/** A text, with where its parts stand. */
export function textContent(text: string, at: Place, place: FileContent["place"]): Fact<FileContent> {
  return known({ file: sourceFile(at.file.path, text), place }, at);
}

// dash's echo knows escapes, bash's only with -e: a text with a backslash is not read.
/** What `echo` prints of its words; `undefined` where shells differ. */
export function echoed(words: readonly string[]): string | undefined {
  const plain = words[0] === "-n" || words[0] === "-e" || words[0] === "-ne" ? words.slice(1) : words;
  const text = plain.join(" ");
  if (/\\[^ntr"$]/.test(text)) return undefined;
  const escapes = text.replace(/\\n/g, "\n").replace(/\\t/g, "\t").replace(/\\r/g, "\r");
  return words[0]?.includes("n") && words[0].startsWith("-") ? escapes : `${escapes}\n`;
}

/** What `printf` prints of a format and texts. */
export function printed([format = "", ...values]: readonly string[]): string | undefined {
  if (/%[^s%]/.test(format.replaceAll("%%", "")) || /\\[^nt\\"]/.test(format)) return undefined;
  const unescaped = (text: string) =>
    text.replace(/\\(n|t|\\|")/g, (_, char: string) => ownValue({ n: "\n", t: "\t" }, char) ?? char);
  const count = format.match(/%s/g)?.length ?? 0;
  const rounds = count === 0 ? 1 : Math.max(1, Math.ceil(values.length / count));
  let next = 0;
  let text = "";
  for (let i = 0; i < rounds; i++)
    text += unescaped(format).replace(/%([s%])/g, (_, kind: string) =>
      kind === "%" ? "%" : (values[next++] ?? ""),
    );
  return text;
}
