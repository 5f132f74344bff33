import { safe } from "../../escape/safe.ts";
import type { Finding } from "../../finding.ts";
import { plural } from "../counts.ts";
import { ruleTable } from "./rules.ts";
import type { TextStyle } from "./style.ts";

/** What `keelcheck baseline` wrote, or would write. */
export interface BaselineReport {
  readonly path: string;
  /** Entries before; `undefined` where there was no baseline. */
  readonly before: number | undefined;
  readonly after: number;
  readonly removed: number;
  readonly added: readonly Finding[];
  readonly changed: boolean;
  readonly dryRun: boolean;
  /** Whether git ignores the file. */
  readonly ignored: boolean;
  readonly remarks: readonly string[];
}

/** What became of the baseline: the findings that it now holds besides, by rule, and a line of counts. */
export function baselineReportText(report: BaselineReport, style: TextStyle): string {
  const { remarks, added, ignored, path } = report;
  const lines = [
    ...remarks.map(safe),
    ...(added.length === 0 ? [] : [...ruleTable(added, style), ""]),
    closing(report),
    ...(ignored ? [`git ignores ${path}: other checkouts do not have it`] : []),
  ];
  return `${lines.join("\n")}\n`;
}

function closing({ path, before, after, removed, added, changed, dryRun }: BaselineReport): string {
  const holds = `${path} ${dryRun && changed ? "would hold" : "holds"} ${plural(after, "finding")}`;
  if (before === undefined) return holds;
  if (!changed) return `${holds}, as before`;
  const parts = [
    ...(removed > 0 ? [`${removed} removed`] : []),
    ...(added.length > 0 ? [`${added.length} added`] : []),
  ];
  return parts.length === 0 ? `${holds}, and is written anew` : `${holds}: ${parts.join(", ")}`;
}
