import type { Finding, Severity } from "../finding.ts";
import { countFindings, countText } from "./counts.ts";

/** All severities, worst first. */
export const severities: readonly Severity[] = ["error", "warning", "notice"];

/** Counts in words: "2 errors, 1 warning and 3 notices"; "no findings" where there are none. */
export function sum(findings: readonly Finding[]): string {
  const parts = countText(countFindings(findings));
  return parts.length === 0 ? "no findings" : joined(parts);
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
