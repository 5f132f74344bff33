/** The text of a region: a table for each kind, and what is not known. */

import { readableCode } from "../../escape/markdown-text.ts";
import type { Documentation } from "../../model/readme/read.ts";
import type { ReadmeInUse } from "../../model/readme-checks/in-use.ts";
import type { MarkdownHeading } from "../../parsers/markdown/tree.ts";
import type { DocumentedKind } from "../../policy/policy.ts";
import type { Span } from "../../source.ts";
import { listed, table, wrappedProse } from "../markdown-table.ts";
import { kindOfTitle } from "../titles.ts";
import { type ExistingRow, type ExistingTable, existingTable } from "./existing.ts";
import { kindFacts } from "./rows.ts";
import type { SectionColumn, SectionRow } from "./types.ts";

/** The titles of the columns. */
export const HEADS: Readonly<Record<SectionColumn, string>> = {
  process: "Process",
  user: "User",
  port: "Port",
  server: "Served by",
  file: "File",
  container: "In the image",
  variable: "Variable",
  default: "Default",
  volume: "Volume",
  image: "Image",
  use: "Description",
};

const SECTION_COLUMNS: Readonly<Record<DocumentedKind, readonly SectionColumn[]>> = {
  user: ["process", "user", "image", "use"],
  ports: ["port", "server", "image", "use"],
  "config files": ["file", "container", "image", "use"],
  environment: ["variable", "default", "image", "use"],
  volumes: ["volume", "image", "use"],
};

const SECTION_TITLES: Readonly<Record<DocumentedKind, string>> = {
  user: "Users",
  ports: "Ports",
  environment: "Environment",
  volumes: "Volumes",
  "config files": "Configuration files",
};

/** The kinds whose rows say what they are for: of the others the first column says it. */
export const ASKED_FOR: readonly DocumentedKind[] = ["ports", "environment", "volumes"];

const NONE: Readonly<Record<DocumentedKind, string>> = {
  user: "The users are unknown.",
  ports: "No port is known to be open.",
  "config files": "No configuration file is known.",
  environment: "It declares no variable.",
  volumes: "It declares no volume.",
};

/** A row that nobody has said the purpose of. */
export interface Undescribed {
  readonly kind: DocumentedKind;
  /** What its first column names. */
  readonly key: string;
}

/** What a region says. */
export interface RegionText {
  readonly lines: readonly string[];
  readonly undescribed: readonly Undescribed[];
}

/** What a region is written from. */
export interface RegionInput {
  readonly use: ReadmeInUse;
  /** Titles of the sections that the policy asks for. */
  readonly sections: readonly string[];
  readonly kinds: readonly DocumentedKind[];
  /** Whether each kind has a heading. */
  readonly headed: boolean;
  /** What stands there now; empty for a new one. */
  readonly inside: Span;
}

/** The lines of a region, with the descriptions that stand there already. */
export function regionText(input: RegionInput): RegionText {
  const { use, sections, kinds, headed, inside } = input;
  const lines: string[] = [];
  const undescribed: Undescribed[] = [];
  for (const kind of kinds) {
    const facts = kindFacts(use, kind);
    const title = sections.find((one) => kindOfTitle(one) === kind);
    const isEmpty = facts.rows.length + facts.unknown.length === 0;
    if (headed && isEmpty && title === undefined) continue;
    const existing = existingTable(use.readme, kind, inside);
    const rows = describedRows(facts.rows, existing);
    const heading = headed ? [headingOf(kind, title, headingsIn(use.readme, inside)), ""] : [];
    const body = [
      ...(rows.length > 0
        ? tableOfKind(kind, rows, { existing, all: new Set(use.runs.map(({ image }) => image.name)).size })
        : []),
      ...facts.unknown.flatMap((sentence, index) => [
        ...(index > 0 || rows.length > 0 ? [""] : []),
        ...wrappedProse(sentence),
      ]),
    ];
    if (lines.length > 0) lines.push("");
    lines.push(...heading, ...(body.length > 0 ? body : [NONE[kind]]));
    if (ASKED_FOR.includes(kind))
      undescribed.push(
        ...rows.filter(({ use: text }) => text === "").map(({ row: { key } }) => ({ kind, key })),
      );
  }
  return { lines, undescribed };
}

function headingsIn({ markdown }: Documentation, { start, end }: Span): readonly MarkdownHeading[] {
  return markdown.headings.filter(({ span }) => start <= span.start && span.end <= end);
}

/** A heading that stands there keeps its words and its level. */
function headingOf(
  kind: DocumentedKind,
  asked: string | undefined,
  there: readonly MarkdownHeading[],
): string {
  const own = there.find(({ text }) => kindOfTitle(text) === kind);
  const level = there[0]?.level ?? 2;
  const title =
    asked ?? (own !== undefined && /^[\p{L}\p{N} ]+$/u.test(own.text) ? own.text : SECTION_TITLES[kind]);
  return `${"#".repeat(level)} ${title}`;
}

interface DescribedRow {
  readonly row: SectionRow;
  /** Markdown of what it is for. */
  readonly use: string;
  readonly others: readonly string[];
}

/** Rows with what the comment beside their declaration says of them, else what the table says. */
function describedRows(
  rows: readonly SectionRow[],
  existing: ExistingTable | undefined,
): readonly DescribedRow[] {
  const rowBefore = rowsBefore(existing?.rows ?? [], rows);
  return rows.map((row) => {
    const before = rowBefore(row);
    return { row, use: row.description ?? before?.description ?? "", others: before?.others ?? [] };
  });
}

/** Finds what the table says of a row. */
function rowsBefore(
  existing: readonly ExistingRow[],
  rows: readonly SectionRow[],
): (row: SectionRow) => ExistingRow | undefined {
  const before = new Map<string, ExistingRow[]>();
  for (const row of existing) {
    const same = before.get(row.key);
    if (same === undefined) before.set(row.key, [row]);
    else same.push(row);
  }
  const now = new Set(rows.map(({ key }) => key));
  const gone = existing.filter(({ key }) => !now.has(key));
  const fresh = rows.filter(({ key }) => !before.has(key));
  return ({ key, images }) => {
    const same = before.get(key);
    if (same !== undefined) return same.find(({ image }) => image === listed(images)) ?? same[0];
    // One that is gone and one that is new are the same thing under another number or path.
    const moves = /^\d+\/|\//.test(key) && gone.length === 1 && fresh.length === 1;
    return moves ? gone[0] : undefined;
  };
}

function tableOfKind(
  kind: DocumentedKind,
  rows: readonly DescribedRow[],
  { existing, all }: { readonly existing: ExistingTable | undefined; readonly all: number },
): readonly string[] {
  const differs = rows.some(({ row }) => row.images.length < all);
  const columns = SECTION_COLUMNS[kind].filter((column) => {
    if (column === "image") return differs;
    return column !== "use" || ASKED_FOR.includes(kind) || rows.some(({ use }) => use !== "");
  });
  const others = existing?.others ?? [];
  const cell = ({ row, use }: DescribedRow, column: SectionColumn) =>
    column === "use"
      ? use
      : column === "image"
        ? listed(row.images.map(readableCode))
        : (row.cells[column] ?? "");
  return table(
    [...columns.map((column) => HEADS[column]), ...others],
    rows.map((row) => [
      ...columns.map((column) => cell(row, column)),
      ...others.map((_, index) => row.others[index] ?? ""),
    ]),
  );
}
