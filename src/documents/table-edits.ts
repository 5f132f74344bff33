/** Rows that are written into, and taken out of, tables that a README has already. */

import { insertAt, lineEndOf, wholeLines } from "../edits/places.ts";
import type { Edit } from "../finding.ts";
import type { Documentation } from "../model/readme/read.ts";
import { once } from "../once.ts";
import type { MarkdownBlock, MarkdownFile, MarkdownTable } from "../parsers/markdown/parse.ts";
import { lastBegun, type Place, type SourceFile } from "../source.ts";
import { COLUMNS, type FactRow, type TableKind } from "./documented-facts.ts";
import { tableRow } from "./markdown-table.ts";
import type { SectionColumn } from "./section/types.ts";

/** A table's column; `protocol` is one that only teams' own tables have. */
type AnyColumn = SectionColumn | "protocol";

const HEADERS: readonly (readonly [RegExp, AnyColumn])[] = [
  [/^((container|internal|image|exposed|listen(ing)?|service|tcp) )?ports?$/, "port"],
  [/^protocols?$/, "protocol"],
  [/^(process(es)?|programs?)$/, "process"],
  [/^((container|runtime) )?users?$|^runs? as$/, "user"],
  [/^(served by|server)$/, "server"],
  [/^(config(uration)? )?(files?|file path)$/, "file"],
  [/^(in the image|(container|image)( path)?|path|target|destination|location)$/, "container"],
  [/^(volumes?|mounts?|mount points?)$/, "volume"],
  [/^((env(ironment)?) )?(variables?|vars?)( names?)?$|^environment$/, "variable"],
  [/^defaults?( values?)?$|^values?$/, "default"],
  [/^(use|usage|used for|description|purpose|meaning|notes?|comments?|remarks?)$/, "use"],
];

const SOURCE = /^((source|repo(sitory)?)( file| path)?|in the repo(sitory)?)$/;

/** A table with the headings above it. */
export type TableBlock = Extract<MarkdownBlock, { readonly kind: "table" }>;

/** The table of a README that tells of a kind: the one with the kind's first column. */
export function tableOf({ markdown }: Documentation, kind: TableKind): MarkdownTable | undefined {
  const [key] = COLUMNS[kind];
  const tables = markdown.blocks.filter((block): block is TableBlock => block.kind === "table");
  return tables.find((block) => columnsOf(block).includes(key))?.table;
}

/** What each column of a table holds; `undefined` for one that is the team's own. */
export function columnsOf({ table, headings }: TableBlock): readonly (AnyColumn | undefined)[] {
  const isOfVariables = headings.some(({ text }) => /environment|variable/i.test(text));
  const titles = table.header.map(({ text }) => text.toLowerCase().trim());
  const namesSource = titles.some((words) => SOURCE.test(words));
  return titles.map((words) => {
    if (words === "name" && isOfVariables) return "variable";
    // Beside the file in the repo, "File" is the one in the image.
    if (namesSource && SOURCE.test(words)) return "file";
    if (namesSource && words === "file") return "container";
    return HEADERS.find(([pattern]) => pattern.test(words))?.[1];
  });
}

/** The edit that adds rows below a table, written as the table's own are. */
export function addRows(
  readme: Documentation,
  table: MarkdownTable,
  rows: readonly Pick<FactRow, "cells">[],
): { readonly offset: number; readonly text: string } {
  const { file, markdown } = readme;
  const block = markdown.blocks.find((one) => one.kind === "table" && one.table === table);
  const columns = block?.kind === "table" ? columnsOf(block) : [];
  const lines = linesOf(file, table);
  const end = lineEndAt(file, table.span.end);
  const text = rows
    .map(({ cells }) => columns.map((column) => cellOf(cells, column)))
    .map((cells) => `${lineEndOf(file)}${styled(cells, lines)}`)
    .join("");
  return { offset: end, text };
}

function cellOf(cells: FactRow["cells"], column: AnyColumn | undefined): string {
  if (column === "protocol") return cells.port?.endsWith("/udp") ? "UDP" : "TCP";
  return column === undefined ? "" : (cells[column] ?? "");
}

function linesOf({ text }: SourceFile, { span }: MarkdownTable): readonly string[] {
  return text.slice(span.start, span.end).trimEnd().split(/\r?\n/);
}

/** Whether a README has tables, and fills the cells of all with blanks up to the width of their columns. */
export function fillsCells({ file, markdown }: Documentation): boolean {
  const tables = markdown.tables.map((table) => linesOf(file, table));
  return tables.length > 0 && tables.every((lines) => isAligned(lines));
}

function isAligned(lines: readonly string[]): boolean {
  const bars = lines.map((line) => [...line.matchAll(/(?<!\\)\|/g)].map(({ index }) => index).join());
  return lines.length > 2 && bars.every((positions) => positions === bars[1]);
}

/** A row with the pipes and the widths of the table's other lines. */
function styled(cells: readonly string[], lines: readonly string[]): string {
  const [head = "", delimiter = ""] = lines;
  const aligned = isAligned(lines);
  const widths = delimiter
    .split("|")
    .filter((part) => part !== "")
    .map((part) => part.length - 2);
  const padded = aligned ? cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)) : cells;
  if (!head.trimStart().startsWith("|")) return padded.join(" | ").trimEnd();
  return aligned ? `| ${padded.join(" | ")} |` : tableRow(padded);
}

function lineEndAt({ text }: SourceFile, offset: number): number {
  const trimmed = text.slice(0, offset).trimEnd().length;
  const newline = text.indexOf("\n", trimmed);
  const end = newline < 0 ? text.length : newline;
  return text[end - 1] === "\r" ? end - 1 : end;
}

/** The edit that takes out the row whose first cell states nothing but this value; none for a table's only row. */
export function removeRow(
  { markdown, file }: Documentation,
  { span }: Place,
  value: string,
): Edit | undefined {
  const row = span && lastBegun(firstCells(markdown), span.start);
  if (row === undefined || span === undefined || span.end > row.span.end) return undefined;
  const { text, isOnly, end } = row;
  if (isOnly || text.trim().replace(/\/(tcp|udp)$/i, "") !== value) return undefined;
  return { replace: { file, span: wholeLines(file, { start: row.span.start, end }) }, text: "" };
}

/** The first cell of every row of every table, with the end of its row. */
const firstCells = once(({ tables }: MarkdownFile) =>
  tables.flatMap(({ rows }) =>
    rows.flatMap((cells) => {
      const [first] = cells;
      const end = cells.at(-1)?.span.end;
      return first && end !== undefined ? [{ ...first, isOnly: rows.length < 2, end }] : [];
    }),
  ),
);

/** Texts that are written at offsets, as edits: one for each offset, in the order in which they were given. */
export function insertions(
  file: SourceFile,
  pieces: readonly { readonly offset: number; readonly text: string }[],
): readonly Edit[] {
  const texts = new Map<number, string>();
  for (const { offset, text } of pieces) texts.set(offset, `${texts.get(offset) ?? ""}${text}`);
  const written = (offset: number, text: string) => (offset === 0 ? text.trimStart() : text);
  const end = file.text === "" ? lineEndOf(file) : "";
  return [...texts].map(([offset, text]) => insertAt(file, offset, `${written(offset, text)}${end}`));
}
