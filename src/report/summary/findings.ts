import { code, link, plain, prose } from "../../escape/markdown-text.ts";
import type { ImageFacts, Report } from "../../facts.ts";
import type { Finding, Severity } from "../../finding.ts";
import { type Place, rangeOf } from "../../source.ts";
import { isIntroduced } from "../counts.ts";
import { byWeight } from "../order.ts";
import { compare, some } from "../words.ts";
import { type Block, block, fileLink, type SummaryOptions } from "./blocks.ts";

/** UTF-16 units of one message; a finding that needs more is read in the JSON report. */
const MESSAGE_AT_MOST = 2000;

/** Related places and images that a row names, before "and N more". */
const NAMED_AT_MOST = 5;

/** How each severity is marked, for a cell. */
export const MARKS: Readonly<Record<Severity, string>> = {
  error: "❌ error",
  warning: "⚠️ warning",
  notice: "ℹ️ notice",
};

/** What the rows of a table need besides their findings. */
export interface TableContext {
  readonly report: Report;
  readonly options: SummaryOptions;
  /** Paths of this image's folder are shown from there. */
  readonly image?: ImageFacts | undefined;
  /** Whether the places are in the base's files. */
  readonly gone?: boolean;
}

/** Findings as a table, what matters most first, one block a row. */
export function findingsTable(findings: readonly Finding[], context: TableContext): Block[] {
  const sorted = findings.toSorted(byWeight);
  const head = block("| | Where | What | Rule |\n| :-- | :-- | :-- | :-- |\n");
  return [head, ...sorted.map((finding) => ({ text: row(finding, context), findings: 1 }))];
}

function row(finding: Finding, context: TableContext): string {
  const rule = context.report.rules.find(({ id }) => id === finding.rule);
  const what = [
    prose(cut(finding.message)),
    ...(finding.help === undefined ? [] : [`<i>${prose(cut(finding.help))}</i>`]),
    ...(finding.helpLines ?? []).map((line) => `<i>${prose(cut(line))}</i>`),
    ...related(finding, context),
    ...alsoIn(finding, context),
  ];
  const where = placeLink(finding.at, context);
  const mark = MARKS[finding.severity].replace(" ", "&nbsp;");
  // Where existing findings are shown as well, the reader wants to know which are of the change.
  const fresh = context.report.comparison?.scope === "all" && isIntroduced(finding) ? "<br><b>new</b>" : "";
  return `| ${mark}${fresh} | ${where} | ${what.join("<br>")} | ${link(plain(finding.rule), rule?.docs)} |\n`;
}

/** A place as a link, with its path from the image's folder where that is known. */
export function placeLink(at: Place, { options, image, gone = false }: TableContext): string {
  const { path } = at.file;
  const shown = image === undefined ? path : fromFolder(path, image.path);
  if (at.span === undefined) return fileLink(code(shown), { file: path, gone }, options);
  const { line } = rangeOf(at).start;
  return fileLink(code(`${shown}:${line}`), { file: path, line, gone }, options);
}

/** A path as seen from an image folder: short inside, with a `/` for the repo's root outside. */
function fromFolder(path: string, folder: string): string {
  if (folder === "") return path;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : `/${path}`;
}

function related(finding: Finding, context: TableContext): string[] {
  const places = (finding.related ?? []).map(({ at, note }) => `↳ ${placeLink(at, context)} ${prose(note)}`);
  return places.length <= NAMED_AT_MOST
    ? places
    : [...places.slice(0, NAMED_AT_MOST), `↳ and ${places.length - NAMED_AT_MOST} more places`];
}

function alsoIn(finding: Finding, { image }: TableContext): string[] {
  const others = finding.images.filter((name) => name !== image?.name).toSorted(compare);
  if (others.length === 0) return [];
  return [`${image === undefined ? "in" : "also in"} ${some(others.map(code), NAMED_AT_MOST)}`];
}

/** A text as long as a cell may be. */
export function cut(text: string): string {
  return text.length <= MESSAGE_AT_MOST ? text : `${text.slice(0, MESSAGE_AT_MOST)} …`;
}
