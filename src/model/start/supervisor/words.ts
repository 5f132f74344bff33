/** Splits a command as Python's shlex.split does, which is no shell; `undefined` where a quote or an escape has no end. */
export function commandWords(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (/[ \t\r\n]/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (char === "\\") {
      if (++at >= text.length) return undefined;
      word = (word ?? "") + text[at];
    } else if (char === "'" || char === '"') {
      const quoted = quotedText(text, at);
      if (quoted === undefined) return undefined;
      word = (word ?? "") + quoted.value;
      at = quoted.end;
    } else word = (word ?? "") + char;
  }
  return word === undefined ? words : [...words, word];
}

/** A quotation from its first sign on; in double quotes a backslash escapes those and itself. */
function quotedText(
  text: string,
  start: number,
): { readonly value: string; readonly end: number } | undefined {
  const quote = text[start];
  let value = "";
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at] ?? "";
    if (char === quote) return { value, end: at };
    const next = text[at + 1];
    if (char === "\\" && quote === '"' && (next === '"' || next === "\\")) {
      value += next;
      at++;
    } else value += char;
  }
  return undefined;
}
