/** How a fix ends a directive that nginx reads on behind its line. */
import type { Edit } from "../finding.ts";
import type { Nginx, ServerProblem } from "../model/model.ts";
import { type Place, type SourceFile, textOf } from "../source.ts";
import { insertAt } from "./places.ts";
import type { DraftFix } from "./sources.ts";

/** The semicolon that a message misses: behind the last word of the line before, or at the end of `-g`. */
export function semicolonFix({ command }: Nginx, { at, message }: ServerProblem): DraftFix | undefined {
  const word = /: a ";" is missing after "(.*)"$/s.exec(message)?.[1];
  const isParameters = message.endsWith('the parameter of -g: a ";" is missing at its end');
  const globals = isParameters ? command.globals?.file.text : undefined;
  if (word === undefined && globals === undefined) return undefined;
  const edit = globals === undefined ? behindWord(at, word ?? "") : behindParameter(at, globals);
  return { title: 'add the missing ";"', safe: true, edits: [edit] };
}

/** The edit behind a word that ends a line: the place's own, or the nearest one before a brace or the file's end. */
function behindWord({ file, span }: Place, word: string): Edit | undefined {
  if (span === undefined || word === "") return undefined;
  const marked = textOf(file, span);
  if (isWord(marked, word)) return insertAt(file, span.end, ";");
  const head = file.text.slice(0, /^\}?$/.test(marked) ? span.start : lineEnd(file, span.start));
  for (let end = head.length; end >= 0; ) {
    const start = end === 0 ? 0 : head.lastIndexOf("\n", end - 1) + 1;
    const written = head.slice(start, end).replace(COMMENT, "").trimEnd();
    if (written.trim() !== "")
      return endsIn(written, word) ? insertAt(file, start + written.length, ";") : undefined;
    if (start === 0) return undefined;
    end = start - 1;
  }
  return undefined;
}

const COMMENT = /(^|[ \t])#[^\n]*$/;

function isWord(text: string, word: string): boolean {
  return text === word || text === `"${word}"` || text === `'${word}'`;
}

function endsIn(text: string, word: string): boolean {
  return [word, `"${word}"`, `'${word}'`].some(
    (one) => text.endsWith(one) && /(^|[\s{;])$/.test(text.slice(0, text.length - one.length)),
  );
}

function lineEnd({ text }: SourceFile, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end;
}

/** The edit at the end of what stands behind -g, where the command names it once. */
function behindParameter({ file, span }: Place, globals: string): Edit | undefined {
  if (span === undefined) return undefined;
  const text = textOf(file, span);
  const written = globals.trimEnd();
  const at = text.indexOf(written);
  const isOnce = written !== "" && at >= 0 && text.indexOf(written, at + 1) < 0;
  const isQuoted = /^\s*["']/.test(text.slice(at + written.length));
  return isOnce && isQuoted ? insertAt(file, span.start + at + written.length, ";") : undefined;
}
