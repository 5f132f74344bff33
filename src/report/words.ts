import type { Report } from "../facts.ts";
import type { Finding, Severity } from "../finding.ts";
import { countByNovelty, countFindings, countText, plural, total } from "./counts.ts";

/** All severities, worst first. */
export const severities: readonly Severity[] = ["error", "warning", "notice"];

/** Counts in words: "2 errors, 1 warning and 3 notices"; "no findings" where there are none. */
export function sum(findings: readonly Finding[]): string {
  const parts = countText(countFindings(findings));
  return parts.length === 0 ? "no findings" : joined(parts);
}

/**
 * What a change brings, leaves and mends: "2 errors introduced, 14 existing findings, 3 fixed". Without a comparison, the
 * counts alone.
 */
export function changeSum(report: Report): string {
  if (report.comparison === undefined) return sum(report.findings);
  const { introduced, existing, fixed } = countByNovelty(report);
  const words = countText(introduced);
  const count = total(existing) === 1 ? "counts" : "count";
  const counted = report.comparison.scope === "all" ? ` that ${count} as well` : "";
  return [
    words.length === 0 ? "nothing wrong introduced" : `${joined(words)} introduced`,
    ...(total(existing) === 0 ? [] : [`${plural(total(existing), "existing finding")}${counted}`]),
    ...(total(fixed) === 0 ? [] : [`${total(fixed)} fixed`]),
  ].join(", ");
}

/** Words as a list: "a, b and c". */
export function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** The first of many names, and how many more there are: "a, b and 3 more". */
export function some(names: readonly string[], atMost: number): string {
  const rest = names.length - atMost;
  return rest <= 0 ? joined(names) : `${names.slice(0, atMost).join(", ")} and ${rest} more`;
}

/** Order by UTF-16 units, the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What is said of the findings that the baseline keeps from counting. */
export function heldText(held: readonly Finding[]): string {
  return `${plural(held.length, "finding")} held by the baseline`;
}
