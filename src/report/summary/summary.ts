import { code, plain, prose } from "../../escape/markdown-text.ts";
import type { Comparison, ImageFacts, Report } from "../../facts.ts";
import type { Finding } from "../../finding.ts";
import { countFindings, countText, isIntroduced, plural } from "../counts.ts";
import { bySubject, byWeight } from "../order.ts";
import { changeSum, heldText, joined, sum } from "../words.ts";
import { alikeBlocks, parted, ruleBlocks } from "./alike.ts";
import { type Block, block, fileLink, heading, type SummaryOptions, withinLimit } from "./blocks.ts";
import { changeBlocks, tabled } from "./change.ts";
import { factsLine, listensOn, usersInCell } from "./facts.ts";
import { findingsTable } from "./findings.ts";
import { type Groups, groupsOf, UNKNOWN, type Untold, untoldOf } from "./groups.ts";
import { existingBlocks, fixedBlocks } from "./left.ts";
import { patchBlocks } from "./patches.ts";
import { addedWaiversBlock, waivedBlocks } from "./waivers.ts";

export type { LineLinks, Patch, SummaryOptions } from "./blocks.ts";

/** Images that the overview lists; behind that only those with findings. */
const OVERVIEW_AT_MOST = 50;

/**
 * The report as Markdown for the job summary or a file: the verdict, the images at a glance or what the change does to
 * them, the findings by image, what could not be told, and patches. Nothing from the repo is live in it, and it stays
 * within what GitHub keeps.
 */
export function summary(report: Report, options: SummaryOptions): string {
  return withinLimit(blocksOf(report, options), options);
}

function blocksOf(report: Report, options: SummaryOptions): Block[] {
  if (untouched(report, options))
    return [
      ...verdict(report, "this change touches no image", options),
      ...addedWaiversBlock(report, options),
      ...waivedBlocks(report, options),
    ];
  const { comparison } = report;
  return comparison === undefined ? wholeBlocks(report, options) : changedBlocks(report, comparison, options);
}

function wholeBlocks(report: Report, options: SummaryOptions): Block[] {
  const groups = groupsOf(report);
  const { alike, rest } = parted(report.findings.toSorted(byWeight));
  return [
    ...verdict(report, foundText(report, groups), options),
    ...ruleBlocks(report.findings, { report, options }),
    ...alikeBlocks(alike, report, options),
    ...overview(groups, options),
    ...sections(groupsOf({ ...report, findings: rest }), { report, options }),
    ...patchBlocks(report, options),
    ...waivedBlocks(report, options),
    ...untold(report.findings, report, options),
  ];
}

function changedBlocks(report: Report, comparison: Comparison, options: SummaryOptions): Block[] {
  const findings = deciding(report, comparison);
  const touched = new Set(comparison.images.flatMap(({ after }) => after?.name ?? []));
  const images = report.images.filter(({ name }) => touched.has(name));
  const { alike, rest } = parted(findings.toSorted(byWeight));
  return [
    ...verdict(report, changeSum(report), options),
    ...addedWaiversBlock(report, options),
    ...ruleBlocks(findings, { report, options }),
    ...changeBlocks(report, comparison, options),
    ...alikeBlocks(alike, report, options),
    ...sections(groupsOf({ ...report, findings: rest }), { report, options, told: tabled(comparison) }),
    ...patchBlocks(report, options),
    ...fixedBlocks(report, comparison, options),
    ...(comparison.scope === "all" ? [] : existingBlocks(report)),
    ...waivedBlocks(report, options),
    ...untold(findings, { ...report, images }, options),
  ];
}

/** The findings that are shown in full. */
function deciding({ findings }: Report, { scope }: Comparison): readonly Finding[] {
  return scope === "all" ? findings : findings.filter(isIntroduced);
}

/** The summary of a check that could not be made; a line for each thing to mend. */
export function failureSummary(lines: readonly string[]): string {
  const list = lines.map((line) => block(`- ${prose(line)}\n`));
  return withinLimit([heading(2, "❌ Keelcheck could not check anything"), ...list], { failed: true });
}

function verdict(report: Report, said: string, { failed, remarks = [] }: SummaryOptions): Block[] {
  const held = report.held ?? [];
  const heldLines = held.length === 0 ? [] : [heldText(held)];
  const lines = [...report.remarks, ...remarks, ...heldLines].map((remark) => block(`- ${prose(remark)}\n`));
  return [heading(2, `${failed ? "❌ Keelcheck failed" : "✅ Keelcheck passed"}: ${said}`), ...lines];
}

/** A change that touches nothing of an image is done at once, compared or not. */
function untouched({ findings, comparison }: Report, { changed }: SummaryOptions): boolean {
  return changed === false && findings.length === 0 && (comparison?.fixed ?? []).length === 0;
}

function foundText(report: Report, groups: Groups): string {
  const images = plural(report.images.length, "image");
  if (report.findings.length === 0) return `nothing is wrong with ${images}`;
  const touched = [...groups.of.values()].filter((findings) => findings.length > 0).length;
  return touched === 0 ? sum(report.findings) : `${sum(report.findings)} in ${touched} of ${images}`;
}

/** What the sections of the images are written from. */
interface Telling {
  readonly report: Report;
  readonly options: SummaryOptions;
  /** The names of images whose facts stand above already. */
  readonly told?: ReadonlySet<string>;
}

function sections({ shown }: Groups, { report, options, told = new Set() }: Telling): Block[] {
  const inOrder = [...shown].flatMap(([image, findings]) => {
    const [worst] = findings.toSorted(byWeight);
    return worst === undefined ? [] : [{ image, findings, worst }];
  });
  return inOrder
    .toSorted((a, b) => bySubject(a.worst, b.worst))
    .flatMap(({ image, findings }) => {
      const title = heading(3, image === undefined ? "The repo" : plain(image.name));
      const known = image === undefined || told.has(image.name);
      const facts = known ? [] : [block(factsLine(image, options))];
      return [title, ...facts, ...findingsTable(findings, { report, options, image })];
    });
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
    image.unknown.length === 0 ? [] : [`${plural(image.unknown.length, "fact")} cannot be determined`];
  const words = [...counts, ...unknown].map((count) => count.replaceAll(" ", "&nbsp;")).join("<br>");
  return `| ${name} | ${usersInCell(image)} | ${listensOn(image)} | ${words === "" ? "none" : words} |\n`;
}

/** The findings shown that speak of it, and the unknown facts of the images that no finding of the report speaks of. */
function untold(shown: readonly Finding[], report: Report, options: SummaryOptions): Block[] {
  const findings = shown.filter(({ rule }) => rule === UNKNOWN);
  const rest = untoldOf(report).map((fact) => block(untoldLine(fact, options)));
  if (findings.length === 0 && rest.length === 0) return [];
  const table = findings.length === 0 ? [] : [...findingsTable(findings, { report, options }), block("\n")];
  return [heading(3, "What could not be determined"), ...table, ...rest];
}

function untoldLine({ why, settle, at, facts, images }: Untold, options: SummaryOptions): string {
  const where = fileLink(code(`${at.file}:${at.line}`), at, options);
  const answer = settle === undefined ? "" : `; to settle it: ${prose(settle)}`;
  return `- ${where} ${plain(joined(facts))} of ${images.map(code).join(", ")}: ${prose(why)}${answer}\n`;
}
