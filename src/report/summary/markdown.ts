import type { Report } from "../../facts.ts";
import type { SummaryOptions } from "./blocks.ts";
import { summary } from "./summary.ts";

/** A file is not cut: the limit is that of the job summary alone. */
const NO_LIMIT = Number.POSITIVE_INFINITY;

/** The report as Markdown for a file or a comment: the job summary without links into a repo. */
export function markdownReport(report: Report, options: Pick<SummaryOptions, "failed" | "patches">): string {
  return summary(report, { ...options, limit: NO_LIMIT });
}
