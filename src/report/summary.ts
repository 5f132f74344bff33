import type { ImageFacts, Report } from "../facts.ts";
import type { Finding } from "../finding.ts";
import { countFindings, countText, plural } from "./counts.ts";
import { code, plain, prose } from "./markdown-text.ts";
import { type Block, block, fileLink, heading, type SummaryOptions, withinLimit } from "./summary-blocks.ts";
import { factsLine, listensOn, runsAs } from "./summary-facts.ts";
import { findingsTable } from "./summary-findings.ts";
import { type Groups, groupsOf, UNKNOWN, type Untold, untoldOf } from "./summary-groups.ts";
import { joined, sum } from "./words.ts";

export type { LineLinks, SummaryOptions } from "./summary-blocks.ts";

/** Images that the overview lists; behind that only those with findings. */
const OVERVIEW_AT_MOST = 50;

/**
 * The report as Markdown for the job summary or a file: the verdict, the images at a glance, the findings by image, and
 * what could not be told. Nothing from the repo is live in it, and it stays within what GitHub keeps.
 */
export function summary(report: Report, options: SummaryOptions): string {
  const groups = groupsOf(report);
  const sections = [...groups.shown].flatMap(([image, findings]) =>
    section(image, findings, report, options),
  );
  const blocks = [
    ...verdict(report, groups, options),
    ...overview(groups, options),
    ...sections,
    ...untold(report, options),
  ];
  return withinLimit(blocks, options);
}

/** The summary of a check that could not be made; a line for each thing to mend. */
export function failureSummary(lines: readonly string[]): string {
  const list = lines.map((line) => block(`- ${prose(line)}\n`));
  return withinLimit([heading(2, "❌ Keelcheck could not check anything"), ...list], { failed: true });
}

function verdict(report: Report, groups: Groups, { failed, remarks = [] }: SummaryOptions): Block[] {
  const images = plural(report.images.length, "image");
  const touched = [...groups.of.values()].filter((findings) => findings.length > 0).length;
  const found = touched === 0 ? sum(report.findings) : `${sum(report.findings)} in ${touched} of ${images}`;
  const said = report.findings.length === 0 ? `nothing is wrong with ${images}` : found;
  const lines = [...report.remarks, ...remarks].map((remark) => block(`- ${prose(remark)}\n`));
  return [heading(2, `${failed ? "❌ Keelcheck failed" : "✅ Keelcheck passed"}: ${said}`), ...lines];
}

function overview({ of }: Groups, options: SummaryOptions): Block[] {
  const images = [...of.keys()];
  const listed =
    images.length <= OVERVIEW_AT_MOST ? images : images.filter((image) => (of.get(image) ?? []).length > 0);
  const left = images.length - listed.length;
  const rest = left === 0 ? [] : [block(`\n${plural(left, "more image")} without findings.\n`)];
  if (listed.length === 0) return rest;
  const head = block("\n| Image | Runs as | Listens on | Findings |\n| :-- | :-- | :-- | :-- |\n");
  return [head, ...listed.map((image) => block(overviewRow(image, of.get(image) ?? [], options))), ...rest];
}

function overviewRow(image: ImageFacts, findings: readonly Finding[], options: SummaryOptions): string {
  const name = fileLink(`<b>${plain(image.name)}</b>`, { file: image.dockerfile }, options);
  const counts = countText(countFindings(findings));
  const unknown =
    image.unknown.length === 0 ? [] : [`${plural(image.unknown.length, "fact")} cannot be told`];
  const words = [...counts, ...unknown].map((count) => count.replaceAll(" ", "&nbsp;")).join("<br>");
  return `| ${name} | ${runsAs(image)} | ${listensOn(image)} | ${words === "" ? "none" : words} |\n`;
}

function section(
  image: ImageFacts | undefined,
  findings: readonly Finding[],
  report: Report,
  options: SummaryOptions,
): Block[] {
  if (findings.length === 0) return [];
  const title = heading(3, image === undefined ? "The repo" : plain(image.name));
  const facts = image === undefined ? [] : [block(factsLine(image, options))];
  return [title, ...facts, ...findingsTable(findings, { report, options, image })];
}

function untold(report: Report, options: SummaryOptions): Block[] {
  const findings = report.findings.filter(({ rule }) => rule === UNKNOWN);
  const rest = untoldOf(report).map((fact) => block(untoldLine(fact, options)));
  if (findings.length === 0 && rest.length === 0) return [];
  const table = findings.length === 0 ? [] : [...findingsTable(findings, { report, options }), block("\n")];
  return [heading(3, "What could not be told"), ...table, ...rest];
}

function untoldLine({ why, settle, at, facts, images }: Untold, options: SummaryOptions): string {
  const where = fileLink(code(`${at.file}:${at.line}`), at, options);
  const answer = settle === undefined ? "" : `; to settle it: ${prose(settle)}`;
  return `- ${where} ${plain(joined(facts))} of ${images.map(code).join(", ")}: ${prose(why)}${answer}\n`;
}
