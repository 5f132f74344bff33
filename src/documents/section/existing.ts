/** What the tables of a region say already, by what their rows are about. */

import { portsOf } from "../../model/readme/facts.ts";
import type { Documentation } from "../../model/readme/read.ts";
import { containerPath } from "../../model/readme/tables.ts";
import { folderOfFile, joinRepoPath } from "../../model/repo/path.ts";
import type { MarkdownCell, MarkdownTable } from "../../parsers/markdown/tree.ts";
import type { DocumentedKind } from "../../policy/policy.ts";
import { type Span, textOf } from "../../source.ts";
import { columnsOf, type TableBlock } from "../table-edits.ts";
import type { SectionColumn } from "./types.ts";

/** The column whose cell says what a row is about. */
export const KEY_COLUMNS: Readonly<Record<DocumentedKind, SectionColumn>> = {
  user: "process",
  ports: "port",
  "config files": "file",
  environment: "variable",
  volumes: "volume",
};

/** A row of a table as it stands. */
export interface ExistingRow {
  readonly key: string;
  readonly cells: readonly MarkdownCell[];
  /** Markdown of what it is for; empty where nothing is said. */
  readonly description: string;
  /** The name in its column of images. */
  readonly image?: string;
  /** Cells of columns that are the team's own, as they are written. */
  readonly others: readonly string[];
}

/** A table of a kind as it stands. */
export interface ExistingTable {
  readonly table: MarkdownTable;
  readonly columns: ReturnType<typeof columnsOf>;
  readonly rows: readonly ExistingRow[];
  /** Titles of the columns that are the team's own, as they are written. */
  readonly others: readonly string[];
}

/** The table of a kind within a span of a README. */
export function existingTable(
  readme: Documentation,
  kind: DocumentedKind,
  within: Span,
): ExistingTable | undefined {
  const { file, markdown } = readme;
  const isTable = (block: (typeof markdown.blocks)[number]): block is TableBlock => block.kind === "table";
  const blocks = markdown.blocks
    .filter(isTable)
    .filter(({ span }) => within.start <= span.start && span.end <= within.end);
  const keyColumn = KEY_COLUMNS[kind];
  const block = blocks.find((one) => columnsOf(one).includes(keyColumn));
  if (block === undefined) return undefined;
  const columns = columnsOf(block);
  const written = (cell: MarkdownCell | undefined) =>
    cell === undefined ? "" : textOf(file, cell.span).trim();
  const own = columns.flatMap((column, index) => (column === undefined ? [index] : []));
  const at = (cells: readonly MarkdownCell[], column: SectionColumn) => cells[columns.indexOf(column)];
  const rows = block.table.rows.flatMap((cells) => {
    const keyCell = at(cells, keyColumn);
    const image = at(cells, "image")?.text;
    return keysOf(keyCell, kind, readme).map((key) => ({
      key,
      cells,
      description: columns.includes("use") ? written(at(cells, "use")) : "",
      ...(image !== undefined && image !== "" && { image }),
      others: own.map((index) => written(cells[index])),
    }));
  });
  return {
    table: block.table,
    columns,
    rows,
    others: own.map((index) => written(block.table.header[index])),
  };
}

/** What a first cell is about, in the spelling of a section's keys; several where it names several ports. */
function keysOf(
  cell: MarkdownCell | undefined,
  kind: DocumentedKind,
  readme: Documentation,
): readonly string[] {
  if (cell === undefined) return [];
  const code = cell.codes[0]?.text ?? cell.text;
  if (kind === "user") return [cell.text.toLowerCase()];
  if (kind === "volumes") return [containerPath(code.trim()).replace(/(?<=.)\/$/, "")];
  if (kind === "environment") return /^[^\w]*([A-Za-z_]\w*)/.exec(code)?.slice(1, 2) ?? [];
  if (kind === "config files") {
    const path = joinRepoPath(folderOfFile(readme.file.path), code.trim());
    return path === undefined ? [] : [path];
  }
  const words = cell.text.replace(/\([^)]*\)/g, " ").split(/[\s,;&]+|\band\b/);
  return words.flatMap((word) => {
    const [, range, protocol = "tcp"] = /^(\d+-\d+)(?:\/(\w+))?$/.exec(word) ?? [];
    if (range !== undefined) return [`${range}/${protocol}`];
    return (portsOf(word) ?? []).map((one) => `${one.port}/${one.protocol}`);
  });
}
