import { code, plain, prose } from "../../escape/markdown-text.ts";
import type { Report, WaivedFinding, WaiverFacts } from "../../facts.ts";
import { plural } from "../counts.ts";
import { compare, sum } from "../words.ts";
import { type Block, block, collapsed, type SummaryOptions } from "./blocks.ts";
import { MARKS, placeLink } from "./findings.ts";

/** Waivers that stand at the head, and findings in the fold: the JSON report has all. */
const ADDED_AT_MOST = 20;
const WAIVED_AT_MOST = 200;

/** The waivers that the change itself adds: a reviewer has to see them before anything else. */
export function addedWaiversBlock(report: Report, options: SummaryOptions): Block[] {
  const groups = byWaiver((report.waived ?? []).filter(({ waiver }) => waiver.added === true));
  if (groups.length === 0) return [];
  const lines = groups.slice(0, ADDED_AT_MOST).map((group) => block(addedLine(group, report, options)));
  const more = groups.length - ADDED_AT_MOST;
  return [
    block(`\n⚠️ **This change adds ${plural(groups.length, "waiver")}:**\n\n`),
    ...lines,
    ...(more > 0 ? [block(`- and ${more} more\n`)] : []),
  ];
}

function addedLine(group: readonly WaivedFinding[], report: Report, options: SummaryOptions): string {
  const waiver = group[0]?.waiver;
  if (waiver === undefined) return "";
  const what = sum(group.map(({ finding }) => finding));
  return `- ${placeLink(waiver.at, { report, options })} ${waiverText(waiver)} It keeps ${what} from counting.\n`;
}

/** Every finding that a waiver keeps from counting, with the reason, for whoever unfolds it. */
export function waivedBlocks(report: Report, options: SummaryOptions): Block[] {
  const { waived = [] } = report;
  if (waived.length === 0) return [];
  const context = { report, options };
  const lines = waived.slice(0, WAIVED_AT_MOST).map(({ finding, waiver }) => ({
    text: `- ${MARKS[finding.severity]} ${placeLink(finding.at, context)} ${prose(finding.message)} – ${waiverText(waiver)}\n`,
    findings: 1,
  }));
  const more = waived.length - WAIVED_AT_MOST;
  const rest = more > 0 ? [block(`- and ${more} more\n`)] : [];
  return collapsed(`${plural(waived.length, "finding")} waived`, [...lines, ...rest]);
}

function waiverText({ rule, reason, until }: WaiverFacts): string {
  const end = until === undefined ? "" : ` (until ${plain(until)})`;
  return `${code(rule)}: ${prose(reason)}${end}.`;
}

function byWaiver(waived: readonly WaivedFinding[]): readonly (readonly WaivedFinding[])[] {
  const groups = new Map<string, WaivedFinding[]>();
  for (const one of waived) {
    const { at, rule } = one.waiver;
    const key = JSON.stringify([at.file.path, at.span?.start, rule]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups].sort(([a], [b]) => compare(a, b)).map(([, group]) => group);
}
