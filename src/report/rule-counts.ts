import type { Finding, Severity } from "../finding.ts";
import { bySubject } from "./order.ts";

/** What the findings of one rule and severity come to. */
export interface RuleCount {
  readonly rule: string;
  readonly severity: Severity;
  readonly findings: number;
  /** Images that they were seen in. */
  readonly images: number;
  /** Findings that carry a fix, safe or not. */
  readonly fixable: number;
}

/** The findings by rule, in the order in which people read them. */
export function ruleCounts(findings: readonly Finding[]): readonly RuleCount[] {
  const rules = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.rule}`;
    const same = rules.get(key);
    if (same === undefined) rules.set(key, [finding]);
    else same.push(finding);
  }
  const groups = [...rules.values()].flatMap((all) => (all[0] === undefined ? [] : [{ first: all[0], all }]));
  return groups
    .sort((a, b) => bySubject(a.first, b.first) || b.all.length - a.all.length)
    .map(({ first, all }) => ({
      rule: first.rule,
      severity: first.severity,
      findings: all.length,
      images: new Set(all.flatMap(({ images }) => images)).size,
      fixable: all.filter(({ fix }) => fix !== undefined).length,
    }));
}
