import { safe } from "../../escape/safe.ts";
import { widthOf, wrapped } from "../../escape/width.ts";
import type { Report, RuleFacts, WaivedFinding } from "../../facts.ts";
import type { Finding, Related } from "../../finding.ts";
import { rangeOf } from "../../source.ts";
import type { Colors } from "../colors.ts";
import { countFindings, countImages, countText, isIntroduced, plural } from "../counts.ts";
import { codeFrame } from "../frame.ts";
import { type All, gathered } from "../gathered.ts";
import { byWeight, isOfDocumentation } from "../order.ts";
import { placeText } from "../place.ts";
import { changeSum, heldText } from "../words.ts";
import { ruleLines } from "./rules.ts";
import type { TextStyle } from "./style.ts";

export type { TextStyle } from "./style.ts";

/** Names of images that are listed before the rest is only counted. */
const MOST_IMAGES = 6;
/** Fixed findings that are named. */
const MOST_FIXED = 50;
/** Cells of a code line where no terminal says how wide it is. */
const USUAL_COLUMNS = 120;
const INDENT = "    ";

/**
 * The report for a terminal: remarks, the findings with their code, what matters most first and those of one file below
 * its path, and a closing line of counts. Of a change only what it brings is shown, with a line for each finding that it
 * mends; what was there before is counted.
 */
export function textReport(report: Report, style: TextStyle): string {
  const lines = report.remarks.flatMap((remark) => wrapped(safe(remark), style.columns ?? Infinity));
  if (lines.length > 0) lines.push("");
  const pages = new Map(report.rules.map((rule) => [rule.id, rule]));
  const shortly = briefly();
  let path: string | undefined;
  const shown = shownFindings(report);
  for (const { finding, all } of gathered(shown.toSorted(byWeight))) {
    const title = all === undefined ? finding.at.file.path : all.within || "the repo";
    if (title !== path) lines.push(style.colors.title(safe(title)), "");
    path = title;
    const page = pages.get(finding.rule);
    lines.push(
      ...(all === undefined
        ? findingLines(shortly(finding), page, style)
        : allLines(finding, all, { page, style })),
      "",
    );
    // One address for each rule is enough for a reader.
    pages.delete(finding.rule);
  }
  const closing = [...changeLines(report, style), ...ruleLines(shown, style), ...closingLines(report, style)];
  return `${[...lines, ...closing].join("\n")}\n`;
}

/** Findings of pages without the images of their folder, which all share the page, and each way out named once. */
function briefly(): (finding: Finding) => Finding {
  const said = new Set<string>();
  return (finding) => {
    if (!isOfDocumentation(finding)) return finding;
    const { help, ...rest } = finding.ofWholeFolder === true ? { ...finding, images: [] } : finding;
    const same = JSON.stringify([finding.rule, help]);
    if (help === undefined || (said.has(same) && finding.helpLines === undefined)) return rest;
    said.add(same);
    return { ...rest, help };
  };
}

function shownFindings({ findings, comparison }: Report): readonly Finding[] {
  return comparison?.scope === "changed" ? findings.filter(isIntroduced) : findings;
}

/** The findings of the base that are gone. */
function changeLines({ comparison }: Report, { colors, columns }: TextStyle): readonly string[] {
  const fixed = comparison?.fixed ?? [];
  if (fixed.length === 0) return [];
  const lines = fixed.slice(0, MOST_FIXED).flatMap(({ at, message, rule }) => {
    const text = `${placeText(at)} ${safe(message)} (${rule})`;
    const [first = "", ...rest] = wrapped(text, (columns ?? Infinity) - "fixed  ".length);
    return [`${colors.good("fixed")}  ${first}`, ...rest.map((line) => `       ${line}`)];
  });
  const more = fixed.length - MOST_FIXED;
  return [...lines, ...(more > 0 ? [`and ${more} more fixed`] : []), ""];
}

function findingLines(finding: Finding, rule: RuleFacts | undefined, style: TextStyle): readonly string[] {
  const { colors } = style;
  const frame = finding.nowhere === undefined ? frameOf(finding, style) : [];
  const notes = [
    ...(finding.help === undefined ? [] : helpLines(finding.help, finding.helpLines ?? [], style)),
    ...(finding.related ?? []).flatMap((related) => relatedLines(related, style)),
    ...imagesLine(finding.images),
    ...(rule === undefined ? [] : [colors.faint(`docs: ${rule.docs}`)]),
  ];
  const parts = [frame, notes].filter((part) => part.length > 0);
  const apart = finding.at.span === undefined ? [] : [""];
  return [
    ...headLines(finding, style),
    ...parts.flatMap((part) => [...apart, ...part.map((line) => INDENT + line)]),
  ];
}

/** A line of a page says enough by itself; what code does hangs on the lines next to it. */
function frameOf(finding: Finding, { colors, columns = USUAL_COLUMNS }: TextStyle): readonly string[] {
  return codeFrame(finding.at, {
    colors,
    paint: colors[finding.severity],
    columns: columns - INDENT.length,
    around: isOfDocumentation(finding) ? 0 : 1,
  });
}

/** One finding for many: what is wrong with all of them, and their names. */
function allLines(
  finding: Finding,
  { message, help, names }: All,
  { page, style }: { readonly page: RuleFacts | undefined; readonly style: TextStyle },
): readonly string[] {
  const { colors, columns = USUAL_COLUMNS } = style;
  const notes = [
    ...wrapped(names.map(safe).join(", "), columns - INDENT.length),
    ...(help === undefined ? [] : helpLines(help, [], style)),
    ...(page === undefined ? [] : [colors.faint(`docs: ${page.docs}`)]),
  ];
  const head = headLines({ ...finding, message, at: { file: finding.at.file } }, style);
  return [...head, "", ...notes.map((line) => INDENT + line)];
}

/** `  3:6  error  the message  rule/id`, with the words of a long message below each other. */
function headLines(
  { at, severity, message, rule }: Finding,
  { colors, columns }: TextStyle,
): readonly string[] {
  const where = at.span === undefined ? "  " : `  ${startOf(at)}  `;
  const indent = where.length + severity.length + 2;
  const room = (columns ?? Infinity) - indent;
  const lines = wrapped(safe(message), room);
  const painted = lines.map((line) => colors.strong(line));
  const last = painted.pop() ?? "";
  const fits = widthOf(lines.at(-1) ?? "") + 2 + rule.length <= room;
  const end = fits ? [`${last}  ${colors.faint(rule)}`] : [last, colors.faint(rule)];
  const [first, ...rest] = [...painted, ...end];
  return [
    `${where}${colors[severity](severity)}  ${first}`,
    ...rest.map((line) => " ".repeat(indent) + line),
  ];
}

function startOf(at: Finding["at"]): string {
  const { line, column } = rangeOf(at).start;
  return `${line}:${column}`;
}

/** Lines of a file or a command stay as they are. */
function helpLines(
  sentence: string,
  code: readonly string[],
  { colors, columns }: TextStyle,
): readonly string[] {
  const room = (columns ?? Infinity) - INDENT.length - "help: ".length;
  const [first = "", ...rest] = wrapped(safe(sentence), room);
  return [`${colors.good("help:")} ${first}`, ...[...rest, ...code.map(safe)].map((line) => `      ${line}`)];
}

/** The note is below its place where it does not fit beside it. */
function relatedLines({ at, note }: Related, { colors, columns }: TextStyle): readonly string[] {
  const place = placeText(at);
  const text = safe(note);
  const room = (columns ?? Infinity) - INDENT.length;
  if (widthOf(`${place} ${text}`) <= room) return [`${colors.strong(place)} ${text}`];
  return [colors.strong(place), ...wrapped(text, room - 2).map((line) => `  ${line}`)];
}

/** Which images a finding touches, where it is more than the one that its file belongs to. */
function imagesLine(images: readonly string[]): readonly string[] {
  if (images.length < 2) return [];
  const more = images.length - MOST_IMAGES;
  const names = images.slice(0, more > 1 ? MOST_IMAGES : images.length).map(safe);
  return [`in ${images.length} images: ${names.join(", ")}${more > 1 ? ` and ${more} more` : ""}`];
}

function closingLines(report: Report, { colors }: TextStyle): readonly string[] {
  const { waived = [], held = [], comparison } = report;
  return [
    ...(waived.length === 0 ? [] : [waivedLine(waived)]),
    ...(held.length === 0 ? [] : [heldText(held)]),
    comparison === undefined
      ? closingLine(report, colors)
      : `since ${safe(comparison.base)}: ${changeLine(report, colors)}`,
  ];
}

function waivedLine(waived: readonly WaivedFinding[]): string {
  const added = waived.filter(({ waiver }) => waiver.added === true).length;
  const some = added === waived.length ? "" : `${added} of them `;
  const news = added === 0 ? "" : `, ${some}by this change`;
  return `${plural(waived.length, "finding")} waived${news}`;
}

function changeLine(report: Report, colors: Colors): string {
  const { errors, warnings, notices } = countFindings(shownFindings(report));
  const worst = errors > 0 ? "error" : warnings > 0 ? "warning" : notices > 0 ? "notice" : "good";
  return colors[worst](changeSum(report));
}

function closingLine(report: Report, colors: Colors): string {
  const counts = countFindings(report.findings);
  const { touched, clean } = countImages(report);
  const found = countText(counts).join(", ");
  if (found === "") return colors.good(`nothing to report in ${plural(report.images.length, "image")}`);
  const worst = counts.errors > 0 ? "error" : counts.warnings > 0 ? "warning" : "notice";
  const where = touched > 0 ? ` in ${plural(touched, "image")}` : "";
  const rest =
    clean > 0 ? `; ${plural(clean, "image")} ${clean === 1 ? "has" : "have"} nothing to report` : "";
  return `${colors[worst](found)}${where}${rest}`;
}
