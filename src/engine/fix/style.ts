import type { Replacement } from "../../edits/replacements.ts";

const BOM = "\uFEFF";

/** A replacement in the manner of the text that it goes into: its line ends, its BOM, its missing last line end. */
export function styled(whole: string, { start, end, text }: Replacement): Replacement {
  const from = whole.startsWith(BOM) ? Math.max(start, BOM.length) : start;
  const bare = from > start && text.startsWith(BOM) ? text.slice(BOM.length) : text;
  const lines = withoutLastEnd(whole, { start: from, end: Math.max(from, end), text: bare });
  return { ...lines, text: lines.text.replace(/\r?\n/g, lineEndOf(whole)) };
}

/** The line end that most lines of a text have. */
function lineEndOf(text: string): "\n" | "\r\n" {
  const all = text.split("\n").length - 1;
  const carriage = text.split("\r\n").length - 1;
  return carriage * 2 > all ? "\r\n" : "\n";
}

/**
 * A last line without an end stays without: lines that are written behind it begin with the end that it lacks, and lack
 * their own. A text of line ends alone is meant to be one.
 */
function withoutLastEnd(whole: string, replacement: Replacement): Replacement {
  const { start, end, text } = replacement;
  const unended = whole.length > 0 && !whole.endsWith("\n") && end === whole.length;
  if (!unended || !/[^\r\n]/.test(text) || !text.endsWith("\n")) return replacement;
  const cut = text.replace(/\r?\n$/, "");
  const glued = start === whole.length && !/^\r?\n/.test(text);
  return { ...replacement, text: glued ? `\n${cut}` : cut };
}
