import { code, link, plain, prose } from "../../escape/markdown-text.ts";
import type { Finding } from "../../finding.ts";
import { isIntroduced, plural } from "../counts.ts";
import { ALONE_AT_MOST, type All, gathered } from "../gathered.ts";
import { ruleCounts } from "../rule-counts.ts";
import { some } from "../words.ts";
import { type Block, block, heading, type SummaryOptions } from "./blocks.ts";
import { cut, MARKS, placeLink, type TableContext } from "./findings.ts";
import { UNKNOWN } from "./groups.ts";

/** Images with findings from which on the summary begins with a table by rule. */
const MANY_IMAGES = 10;

/** Images that a row names, before "and N more". */
const NAMED_AT_MOST = 12;

/** Findings that say the same of many images, and those that are shown with their own image. */
export interface Parted {
  readonly alike: readonly All[];
  readonly rest: readonly Finding[];
}

/** Parts the findings: those of which more than a few say the same become one each, in the order of the findings. */
export function parted(findings: readonly Finding[]): Parted {
  const alike: All[] = [];
  const single: Finding[] = [];
  for (const { finding, all } of gathered(findings)) {
    if (all === undefined) single.push(finding);
    else alike.push(all);
  }
  const equals = new Map<string, Finding[]>();
  for (const finding of single) {
    const same = equals.get(sameness(finding));
    if (same === undefined) equals.set(sameness(finding), [finding]);
    else same.push(finding);
  }
  const rest: Finding[] = [];
  for (const finding of single) {
    const same = equals.get(sameness(finding)) ?? [];
    const images = new Set(same.flatMap((one) => one.images)).size;
    if (finding.rule === UNKNOWN || Math.min(images, same.length) <= ALONE_AT_MOST) rest.push(finding);
    else if (same[0] === finding) alike.push(equal(finding, same));
  }
  return { alike, rest };
}

function sameness(finding: Finding): string {
  const { rule, severity, message, help } = finding;
  return JSON.stringify([rule, severity, message, help, isIntroduced(finding)]);
}

function equal({ message, help }: Finding, findings: readonly Finding[]): All {
  const names = [...new Set(findings.flatMap(({ images }) => images))];
  return { message, ...(help === undefined ? {} : { help }), names, within: "", findings };
}

/** What the findings of many images come to, by rule; nothing where few images have any. */
export function ruleBlocks(findings: readonly Finding[], { report }: TableContext): Block[] {
  if (new Set(findings.flatMap(({ images }) => images)).size <= MANY_IMAGES) return [];
  const rows = ruleCounts(findings).map(({ rule, severity, ...counts }) => {
    const page = report.rules.find(({ id }) => id === rule)?.docs;
    const mark = MARKS[severity].replace(" ", "&nbsp;");
    const cells = [mark, link(plain(rule), page), counts.findings, counts.images, counts.fixable];
    return block(`| ${cells.join(" | ")} |\n`);
  });
  return [
    block("\n| | Rule | Findings | Images | Fixable |\n| :-- | :-- | --: | --: | --: |\n"),
    ...rows,
    block("\n"),
  ];
}

/** Findings that many images share, one row each. */
export function alikeBlocks(
  alike: readonly All[],
  report: TableContext["report"],
  options: SummaryOptions,
): Block[] {
  if (alike.length === 0) return [];
  const head = block("| | Where | What | Rule |\n| :-- | :-- | :-- | :-- |\n");
  return [heading(3, "In many images"), head, ...alike.map((all) => alikeRow(all, { report, options }))];
}

function alikeRow({ message, help, names, within, findings }: All, context: TableContext): Block {
  const [first] = findings;
  if (first === undefined) return block("");
  const page = context.report.rules.find(({ id }) => id === first.rule)?.docs;
  const named = names.map(code);
  // What is told of all of them at once is told nowhere else, so all are named.
  const shown = first.several === undefined ? some(named, NAMED_AT_MOST) : named.join(", ");
  const where =
    within === ""
      ? `${placeLink(first.at, context)}<br>and ${plural(findings.length - 1, "more place")}`
      : `${code(`${within}/`)}`;
  const what = [
    prose(cut(message)),
    ...(help === undefined ? [] : [`<i>${prose(cut(help))}</i>`]),
    `in ${shown}`,
  ];
  const mark = MARKS[first.severity].replace(" ", "&nbsp;");
  const text = `| ${mark} | ${where} | ${what.join("<br>")} | ${link(plain(first.rule), page)} |\n`;
  return { text, findings: findings.length };
}
