/** Which facts of a README stand in regions, and which in tables that people wrote. */
import type { Documentation } from "../../model/readme/read.ts";
import { isInRegion, type Region, type Regions, regionsOf } from "../../model/readme/regions.ts";
import { isOfAccounts, isOfOthers } from "../../model/readme/tables.ts";
import type { DocumentedKind } from "../../policy/policy.ts";
import { ALL_KINDS } from "../documented-facts.ts";
import { columnsOf, type TableBlock } from "../table-edits.ts";
import type { SectionColumn } from "./types.ts";

// By the column of users a table is known that people wrote; a process is what a region's own begins with.
const HAND_COLUMNS: Readonly<Record<DocumentedKind, SectionColumn>> = {
  user: "user",
  ports: "port",
  "config files": "file",
  environment: "variable",
  volumes: "volume",
};

/** A README's regions, and the table of each kind outside of them. */
export interface Coverage {
  readonly regions: Regions;
  /** Tables of people's own, by kind; several where the README has several. */
  readonly byHand: ReadonlyMap<DocumentedKind, readonly TableBlock[]>;
}

/** Reads what of a README is a region's and what is not. */
export function coverageOf({ file, markdown }: Documentation): Coverage {
  const regions = regionsOf(markdown);
  const byHand = new Map<DocumentedKind, TableBlock[]>();
  for (const block of markdown.blocks) {
    if (block.kind !== "table" || isInRegion(regions, { file, span: block.span })) continue;
    const kind = kindOfTable(block);
    const same = kind && byHand.get(kind);
    if (same !== undefined) same.push(block);
    else if (kind !== undefined) byHand.set(kind, [block]);
  }
  return { regions, byHand };
}

/** The kind that a table is about: by its first column that says one. */
function kindOfTable(block: TableBlock): DocumentedKind | undefined {
  if (isOfOthers(block.table)) return undefined;
  for (const column of columnsOf(block)) {
    const kind = ALL_KINDS.find((one) => HAND_COLUMNS[one] === column);
    if (kind !== undefined && !(kind === "user" && isOfAccounts(block.table))) return kind;
  }
  return undefined;
}

/** The kinds that a region tells of. */
export function kindsOf(region: Region, { regions, byHand }: Coverage): readonly DocumentedKind[] {
  if (region.kinds.length > 0) return ALL_KINDS.filter((kind) => region.kinds.includes(kind));
  const elsewhere = regions.list.flatMap(({ kinds }) => kinds);
  return ALL_KINDS.filter((kind) => !byHand.has(kind) && !elsewhere.includes(kind));
}

/** The kinds of a README that its regions tell of. */
export function coveredKinds(coverage: Coverage): readonly DocumentedKind[] {
  return coverage.regions.list.flatMap((region) => kindsOf(region, coverage));
}
