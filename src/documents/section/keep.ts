/** A table that people wrote, brought up to date row by row: what they wrote beyond the facts stays. */
import { rewritten } from "../../edits/cells.ts";
import { lineEndOf } from "../../edits/places.ts";
import type { Edit } from "../../finding.ts";
import type { Region } from "../../model/readme/regions.ts";
import type { ReadmeInUse } from "../../model/readme-checks/in-use.ts";
import type { StaleFact } from "../../model/readme-checks/stale.ts";
import { wrongValues } from "../../model/readme-checks/wrong-values.ts";
import type { DocumentedKind } from "../../policy/policy.ts";
import type { Place, Span } from "../../source.ts";
import { addRows, insertions, removeRow } from "../table-edits.ts";
import { type ExistingRow, type ExistingTable, existingTable } from "./existing.ts";
import { kindFacts } from "./rows.ts";
import { ASKED_FOR, type Undescribed } from "./text.ts";
import type { SectionRow } from "./types.ts";

/** What a kept region is brought up to date with. */
export interface KeepInput {
  readonly use: ReadmeInUse;
  readonly region: Region;
  readonly kinds: readonly DocumentedKind[];
  /** What the README states and is gone. */
  readonly stale: readonly StaleFact[];
}

/** The edits for a region that keeps its tables, and the rows that nobody has described. */
export function keptEdits(input: KeepInput): {
  readonly edits: readonly Edit[];
  readonly undescribed: readonly Undescribed[];
} {
  const { use, region, kinds } = input;
  const edits: Edit[] = [];
  const undescribed: Undescribed[] = [];
  const isHere = ({ span }: Place) =>
    span !== undefined && region.inside.start <= span.start && span.end <= region.inside.end;
  for (const { documentedAt, actual } of wrongValues(use))
    if (isHere(documentedAt) && !/[`|\r\n]/.test(actual) && actual !== "")
      edits.push(rewritten(documentedAt, actual));
  for (const kind of kinds) {
    const existing = existingTable(use.readme, kind, region.inside);
    if (existing === undefined) continue;
    const { rows } = kindFacts(use, kind);
    const fresh = rows.filter(({ key }) => !existing.rows.some((row) => row.key === key));
    const gone = input.stale.filter(({ at }) => isHere(at));
    const changed = { kind, rows, fresh, gone };
    edits.push(
      ...(givenWords(use, existing, changed) ?? changedRows(use, existing, changed)),
      ...wrongPaths(use, existing, rows),
    );
    undescribed.push(...emptyRows(kind, rows, existing));
  }
  return { edits, undescribed };
}

interface Changed {
  readonly kind: DocumentedKind;
  readonly rows: readonly SectionRow[];
  /** Those of the rows that the table lacks. */
  readonly fresh: readonly SectionRow[];
  readonly gone: readonly StaleFact[];
}

function changedRows(
  use: ReadmeInUse,
  existing: ExistingTable,
  { kind, fresh, gone }: Changed,
): readonly Edit[] {
  const { readme } = use;
  const [moved, ...others] = gone;
  const [only, ...more] = fresh;
  // The one that is gone is the one that is new, under another number.
  if (kind === "ports" && moved !== undefined && only !== undefined && others.length + more.length === 0)
    return [rewritten(moved.at, only.key.replace(/\/tcp$/, ""))];
  const removed = gone.flatMap(({ at, value }) => removeRow(readme, at, value) ?? []);
  if (fresh.length === 0) return removed;
  const rows = fresh.map(({ cells, description }) => ({
    cells: { ...cells, ...(description !== undefined && { use: description }) },
  }));
  const added = addRows(readme, existing.table, rows);
  // Where the last row goes, the new ones stand in its place.
  const last = removed.find((edit) => "replace" in edit && isWithin(added.offset, edit.replace.span));
  if (last === undefined) return [...removed, ...insertions(readme.file, [added])];
  const end = lineEndOf(readme.file);
  const text = `${added.text.slice(end.length)}${end}`;
  return removed.map((edit) => (edit === last ? { ...edit, text } : edit));
}

/**
 * A port that is gone, and the one that took its place below it without a word: the words belong to that one, which has
 * its row already.
 */
function givenWords(
  { readme }: ReadmeInUse,
  existing: ExistingTable,
  { kind, rows, fresh, gone }: Changed,
): readonly Edit[] | undefined {
  const [moved, ...others] = gone;
  if (kind !== "ports" || moved === undefined || others.length + fresh.length > 0) return undefined;
  const isOpen = (row: ExistingRow) => row.description === "" && row.others.every((cell) => cell === "");
  const [open, ...more] = existing.rows.filter(
    (row) => isOpen(row) && rows.some(({ key }) => key === row.key),
  );
  if (open === undefined || more.length > 0 || !existing.columns.includes("use")) return undefined;
  const value = open.key.replace(/\/tcp$/, "");
  const cell = open.cells[existing.columns.indexOf("port")];
  const empty = cell && removeRow(readme, { file: readme.file, span: cell.span }, value);
  return empty === undefined ? undefined : [rewritten(moved.at, value), empty];
}

function isWithin(offset: number, span: Span | undefined): boolean {
  return span !== undefined && span.start <= offset && offset < span.end;
}

/** Container paths in code that none of the images has the file at. */
function wrongPaths(
  { readme: { file } }: ReadmeInUse,
  { rows, columns }: ExistingTable,
  facts: readonly SectionRow[],
): readonly Edit[] {
  const column = columns.indexOf("container");
  return rows.flatMap(({ key, cells }) => {
    const [code, ...more] = cells[column]?.codes ?? [];
    const paths = facts.filter((fact) => fact.key === key).map((fact) => fact.cells.container ?? "");
    const [path = ""] = paths;
    const right = /^`([^`]+)`$/.exec(path)?.[1];
    if (code === undefined || more.length > 0 || right === undefined || !code.text.startsWith("/")) return [];
    return paths.includes(`\`${code.text}\``) ? [] : [rewritten({ file, span: code.span }, right)];
  });
}

function emptyRows(
  kind: DocumentedKind,
  rows: readonly SectionRow[],
  existing: ExistingTable,
): readonly Undescribed[] {
  if (!ASKED_FOR.includes(kind) || !existing.columns.includes("use")) return [];
  return existing.rows
    .filter(({ key, description }) => description === "" && rows.some((row) => row.key === key))
    .map(({ key }) => ({ kind, key }));
}
