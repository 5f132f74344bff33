import { safe } from "./safe.ts";

const TAB = 4;

/** Marks that stand on the character before them: general categories Mn and Me. */
const MARK = /^[\p{Mn}\p{Me}]$/u;

/** Two cells wide: Unicode 16, EastAsianWidth W and F in the blocks that people write, and emoji shown as pictures. */
const WIDE =
  /^(?:\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}])$/u;

/** The number of terminal cells that a text takes; the text must be safe to show. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += cellsOf(character);
  return width;
}

function cellsOf(character: string): number {
  if (character >= " " && character <= "~") return 1;
  if (MARK.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** Text of a line as it is shown, from a given cell on: tabs reach to the next multiple of four, the rest is made safe. */
export function shown(text: string, from = 0): string {
  let out = "";
  let width = from;
  for (const part of text.split(/(\t)/)) {
    const piece = part === "\t" ? " ".repeat(TAB - (width % TAB)) : safe(part);
    out += piece;
    width += widthOf(piece);
  }
  return out;
}

/** As much of the text as fits into the cells, with `…` at its end where something was left out. */
export function fitted(text: string, cells: number): string {
  if (widthOf(text) <= cells) return text;
  let out = "";
  let width = 0;
  for (const character of text) {
    width += cellsOf(character);
    if (width > cells - 1) break;
    out += character;
  }
  return `${out}…`;
}

/** Breaks a text at its blanks into lines of at most so many cells; a longer word keeps a line of its own. */
export function wrapped(text: string, cells: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  let width = 0;
  for (const word of text.split(" ")) {
    const more = widthOf(word);
    if (line !== "" && width + 1 + more > cells) {
      lines.push(line);
      [line, width] = [word, more];
    } else if (line === "") [line, width] = [word, more];
    else [line, width] = [`${line} ${word}`, width + 1 + more];
  }
  return [...lines, line];
}
