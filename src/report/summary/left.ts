import { link, plain, prose } from "../../escape/markdown-text.ts";
import type { Comparison, Report } from "../../facts.ts";
import type { Finding } from "../../finding.ts";
import { isIntroduced, plural } from "../counts.ts";
import { sum } from "../words.ts";
import { type Block, block, collapsed, heading, type SummaryOptions } from "./blocks.ts";
import { placeLink } from "./findings.ts";
import { groupsOf } from "./groups.ts";

/** Fixed findings that are named. */
const FIXED_AT_MOST = 50;

/** The findings of the base that are gone, a line each. */
export function fixedBlocks(report: Report, { fixed }: Comparison, options: SummaryOptions): Block[] {
  if (fixed.length === 0) return [];
  const lines = fixed.slice(0, FIXED_AT_MOST).map((finding) => block(fixedLine(finding, report, options)));
  const more = fixed.length - FIXED_AT_MOST;
  return [heading(3, "Fixed by this change"), ...lines, ...(more > 0 ? [block(`- and ${more} more\n`)] : [])];
}

function fixedLine(finding: Finding, report: Report, options: SummaryOptions): string {
  const rule = report.rules.find(({ id }) => id === finding.rule);
  const where = placeLink(finding.at, { report, options, gone: true });
  return `- ✅ ${where} ${prose(finding.message)} (${link(plain(finding.rule), rule?.docs)})\n`;
}

/** What the base had already, counted by image. */
export function existingBlocks(report: Report): Block[] {
  const existing = report.findings.filter((finding) => !isIntroduced(finding));
  if (existing.length === 0) return [];
  const { shown } = groupsOf({ ...report, findings: existing });
  const lines = [...shown].flatMap(([image, findings]) => {
    if (findings.length === 0) return [];
    const name = image === undefined ? "the repo" : `<b>${plain(image.name)}</b>`;
    return [{ text: `- ${name}: ${sum(findings)}\n`, findings: findings.length }];
  });
  const untold = existing.length - lines.reduce((count, { findings }) => count + findings, 0);
  const rest =
    untold === 0
      ? []
      : [{ text: `- what cannot be determined: ${plural(untold, "finding")}\n`, findings: untold }];
  const title = `${plural(existing.length, "existing finding")} from before this change`;
  return collapsed(title, [
    ...lines,
    ...rest,
    block("\nIn full: the JSON report (output <code>report</code>), or <code>keelcheck check</code>.\n"),
  ]);
}
