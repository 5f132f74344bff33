/** What a text may have before the YAML package is asked to read it. The only other user of its lexer is parse.ts. */
import { Lexer } from "yaml";
import type { SyntaxProblem } from "../syntax.ts";

/** Each limit is far above what people write. */
export interface YamlLimits {
  /** UTF-16 units in the file: reading takes some ten microseconds for each. */
  readonly size: number;
  /** Maps and lists in each other, by indentation, by markers on one line and by brackets: the package recurses. */
  readonly depth: number;
  readonly aliases: number;
  /** Documents in the file. */
  readonly documents: number;
  /** Values that aliases stand for, each counted as all that it holds. */
  readonly aliased: number;
}

/** The limits in force. */
export const YAML_LIMITS: YamlLimits = {
  size: 2 * 1024 * 1024,
  depth: 200,
  aliases: 10_000,
  documents: 1_000,
  aliased: 20_000,
};

/** Why a text is not read, at the place where that shows; `undefined` when it may be read. */
export function tooHeavyYaml(text: string, limits: YamlLimits): SyntaxProblem | undefined {
  if (text.length > limits.size) {
    return { message: `longer than ${limits.size} characters, so it is not read`, span: span(0, 1, text) };
  }
  const count = { aliases: 0, documents: 0 };
  const depth = depthCounter();
  let at = 0;
  for (const piece of new Lexer().lex(text)) {
    if (CONTROL.has(piece)) continue;
    const here = span(at, at + piece.length, text);
    at += piece.length;
    if (piece.startsWith("*")) count.aliases += 1;
    if (piece === "---") count.documents += 1;
    if (depth(piece) > limits.depth) return { message: "nested too deeply to be read", span: here };
    if (count.aliases > limits.aliases)
      return { message: `more than ${limits.aliases} aliases, so it is not read`, span: here };
    if (count.documents > limits.documents)
      return { message: `more than ${limits.documents} documents, so it is not read`, span: here };
  }
  return undefined;
}

// The lexer's marks of control, which stand for no text; a scalar's text follows the last.
const CONTROL = new Set(["\x02", "\x18", "\x1f"]);

function span(start: number, end: number, text: string): SyntaxProblem["span"] {
  return { start, end: Math.min(end, text.length) };
}

/** Hears piece by piece of a text and says how many maps and lists are open at most. */
function depthCounter(): (piece: string) => number {
  const indents: number[] = [];
  let column = 0;
  let atStart = true;
  let markers = 0;
  let brackets = 0;
  return (piece) => {
    if (piece === "\n" || piece === "\r\n") {
      column = 0;
      atStart = true;
      markers = 0;
    } else if (atStart && /^ +$/.test(piece)) {
      column += piece.length;
    } else {
      if (atStart && brackets === 0) openAt(indents, column);
      atStart = false;
      if (piece === "-" || piece === "?") markers += 1;
      if (piece === "[" || piece === "{") brackets += 1;
      if ((piece === "]" || piece === "}") && brackets > 0) brackets -= 1;
    }
    return indents.length + markers + brackets;
  };
}

function openAt(indents: number[], column: number): void {
  while ((indents.at(-1) ?? -1) >= column) indents.pop();
  indents.push(column);
}
