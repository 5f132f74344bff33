import type { Finding } from "../../finding.ts";
import { ruleCounts } from "../rule-counts.ts";
import type { TextStyle } from "./style.ts";

/** Findings of a run from which on its end says how many there are of each rule: it fills some screens then. */
const MANY = 20;

/** A table by rule for the end of a long run; nothing where there are few findings. */
export function ruleLines(findings: readonly Finding[], style: Pick<TextStyle, "colors">): readonly string[] {
  return findings.length < MANY ? [] : [...ruleTable(findings, style), ""];
}

/** A table by rule: findings, images, fixable. */
export function ruleTable(
  findings: readonly Finding[],
  { colors }: Pick<TextStyle, "colors">,
): readonly string[] {
  const rows = ruleCounts(findings).map(({ rule, severity, ...counts }) => ({
    severity,
    cells: [String(counts.findings), String(counts.images), String(counts.fixable)],
    rule,
  }));
  const heads = ["findings", "images", "fixable"];
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) => cell.padStart(heads[column]?.length ?? 0)).join("  ");
  return [
    colors.faint(`${line(heads)}  ${"severity".padEnd(8)}  rule`),
    ...rows.map(
      ({ severity, cells, rule }) => `${line(cells)}  ${colors[severity](severity.padEnd(8))}  ${rule}`,
    ),
  ];
}
