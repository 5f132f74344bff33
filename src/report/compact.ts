import { safe } from "../escape/safe.ts";
import type { Report } from "../facts.ts";
import { rangeOf } from "../source.ts";
import { shownFindings } from "./github.ts";
import { byWeight } from "./order.ts";
import { repoPath } from "./paths.ts";

/** Findings for editors and `grep`, one a line: `path:line:column: severity: message [rule]`. */
export function compactReport(report: Report, pathPrefix?: string): string {
  return shownFindings(report)
    .toSorted(byWeight)
    .map(({ at, severity, message, rule }) => {
      const { line, column } = rangeOf(at).start;
      return `${safe(repoPath(at.file.path, pathPrefix))}:${line}:${column}: ${severity}: ${safe(message)} [${rule}]\n`;
    })
    .join("");
}
