/** Tables, links and prose as a README has them. */
import { readable } from "../escape/markdown-text.ts";

/** A link to a file, by its path from the README's folder. */
export function relativeLink(path: string): string {
  const target = path
    .split("/")
    .map((part) => encodeURIComponent(part).replace(/[()]/g, (sign) => (sign === "(" ? "%28" : "%29")))
    .join("/");
  return `[${readable(path)}](${target})`;
}

/** The line of a table with these cells. */
export function tableRow(cells: readonly string[]): string {
  return `|${cells.map((cell) => (cell === "" ? " " : ` ${cell} `)).join("|")}|`;
}

/** A table, a line each. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [header, header.map(() => "---"), ...rows].map(tableRow);
}

/** The lines of a table, or others, with every cell as wide as its column. */
export function filled(lines: readonly string[]): readonly string[] {
  const rows = lines.map((line) => (line.startsWith("| ") ? line.slice(2, -2).split(" | ") : undefined));
  const widths = (rows.find((row) => row !== undefined) ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row?.[column]?.length ?? 0)),
  );
  return lines.map((line, index) => {
    const cells = rows[index]?.map((cell, column) =>
      /^-+$/.test(cell) ? "-".repeat(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
    );
    return cells === undefined ? line : `| ${cells.join(" | ")} |`;
  });
}

// The longest line that markdownlint's MD013 takes.
const WIDTH = 80;

/** Prose in lines that are not too long. */
export function wrappedProse(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= WIDTH)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}
