import { type Expansion, readPart, type VariableLookup, type WordReader } from "./expand.ts";

/**
 * The words of EXPOSE: blanks that a variable brings end one, those in quotes do not. What stands before a variable with
 * a default (`80${SUFFIX:-80}`) is lost, for BuildKit v0.34 reads the default into the same buffer.
 */
export function expandWords(
  raw: string,
  lookup: VariableLookup,
  escapeChar: "\\" | "`" = "\\",
): { readonly words: readonly string[] } | Exclude<Expansion, { value: string }> {
  const reader: WordReader = { text: raw, escape: escapeChar, lookup, bare: false, at: 0, depth: 0 };
  const words: string[] = [];
  let word = "";
  const end = () => {
    if (word !== "") words.push(word);
    word = "";
  };
  while (reader.at < raw.length) {
    const start = reader.at;
    const part = readPart(reader, raw[start] ?? "", false);
    if (!("value" in part)) return part;
    const splits = raw[start] === "$" || /\s/.test(raw[start] ?? "");
    if (/^\$\{[^}]*[^\p{L}\p{Nd}_}]/u.test(raw.slice(start, reader.at))) word = "";
    for (const char of part.value) {
      if (splits && /\s/.test(char)) end();
      else word += char;
    }
  }
  end();
  return { words };
}
