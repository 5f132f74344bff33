/**
 * The words of an instruction's line as BuildKit looks for heredocs in them (v0.34: parser.go's heredocsFromLine, by
 * shell/lex.go with quotes and escapes kept and no variable set).
 */

/** A word of a line: half-open offsets, as it is written. */
export interface LineWord {
  readonly start: number;
  readonly end: number;
}

interface Scanner {
  readonly text: string;
  at: number;
}

/** The words; none where a quote or a variable of the line is not closed, for then BuildKit sees no heredoc in it. */
export function lineWords(text: string): readonly LineWord[] {
  const words: LineWord[] = [];
  const scanner: Scanner = { text, at: 0 };
  let start: number | undefined;
  while (scanner.at < text.length) {
    const at = scanner.at;
    const char = text[at] ?? "";
    if (/\s/.test(char)) {
      if (start !== undefined) words.push({ start, end: at });
      start = undefined;
      scanner.at++;
      continue;
    }
    const skipped = skipPart(scanner);
    if (skipped === "open") return [];
    // The default of a variable is read into the same buffer, which loses what was in it.
    start = skipped === "forgets" ? at : (start ?? at);
  }
  if (start !== undefined) words.push({ start, end: text.length });
  return words;
}

type Skipped = "open" | "forgets" | undefined;

function skipPart(scanner: Scanner): Skipped {
  const { text, at } = scanner;
  const char = text[at];
  if (char === "'") return skipTo(scanner, text.indexOf("'", at + 1));
  if (char === '"') return skipDouble(scanner);
  if (char === "$") return skipDollar(scanner);
  if (char === "<" && text[at + 1] === "<") {
    // Blanks behind it belong to the word.
    scanner.at += 2;
    while (/[\t\r ]/.test(text[scanner.at] ?? "")) scanner.at++;
    return undefined;
  }
  scanner.at += char === "\\" ? 2 : 1;
  return undefined;
}

function skipTo(scanner: Scanner, last: number): Skipped {
  if (last < 0) return "open";
  scanner.at = last + 1;
  return undefined;
}

function skipDouble(scanner: Scanner): Skipped {
  const { text } = scanner;
  scanner.at++;
  let found: Skipped;
  while (scanner.at < text.length) {
    const char = text[scanner.at];
    if (char === '"') {
      scanner.at++;
      return found;
    }
    if (char === "$") {
      const skipped = skipDollar(scanner);
      if (skipped === "open") return skipped;
      found = skipped ?? found;
    } else scanner.at += char === "\\" && /["$\\]/.test(text[scanner.at + 1] ?? "") ? 2 : 1;
  }
  return "open";
}

const NAME = /\p{Nd}+|[@*#?\-$!]|[\p{L}\p{Nd}_]+/uy;

function skipDollar(scanner: Scanner): Skipped {
  const { text } = scanner;
  scanner.at++;
  const braced = text[scanner.at] === "{";
  if (braced && /[{}:]|^$/.test(text[scanner.at + 1] ?? "")) return "open";
  if (braced) scanner.at++;
  NAME.lastIndex = scanner.at;
  scanner.at += NAME.exec(text)?.[0].length ?? 0;
  return braced ? skipModifier(scanner) : undefined;
}

function skipModifier(scanner: Scanner): Skipped {
  const { text } = scanner;
  const sign = text[scanner.at] ?? "";
  scanner.at++;
  if (sign === "}") return undefined;
  if (sign === "/") {
    if (text[scanner.at] === "/") scanner.at++;
    return skipUntil(scanner, "/") === "open" ? "open" : skipUntil(scanner, "}");
  }
  const colon = sign === ":";
  const modifier = colon ? (text[scanner.at] ?? "") : sign;
  if (colon) scanner.at++;
  if (modifier === "" || (colon ? /[#%]/ : /[^-+?#%]/).test(modifier)) return "open";
  return skipUntil(scanner, "}");
}

function skipUntil(scanner: Scanner, stop: string): Skipped {
  while (scanner.at < scanner.text.length) {
    if (scanner.text[scanner.at] === stop) {
      scanner.at++;
      return "forgets";
    }
    if (skipPart(scanner) === "open") return "open";
  }
  return "open";
}
