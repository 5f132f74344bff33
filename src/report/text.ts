import type { Report, RuleFacts } from "../facts.ts";
import type { Finding, Related } from "../finding.ts";
import { rangeOf } from "../source.ts";
import type { Colors } from "./colors.ts";
import { countFindings, countImages, countText, plural } from "./counts.ts";
import { codeFrame } from "./frame.ts";
import { placeText } from "./place.ts";
import { safe } from "./safe.ts";
import { widthOf, wrapped } from "./width.ts";

/** How the text is written. `columns` is the width of the terminal; without one long lines are left to it. */
export interface TextStyle {
  readonly colors: Colors;
  readonly columns?: number;
}

/** Names of images that are listed before the rest is only counted. */
const MOST_IMAGES = 6;
/** Cells of a code line where no terminal says how wide it is. */
const USUAL_COLUMNS = 120;
const INDENT = "    ";

/** The report for a terminal: remarks, the findings of each file with their code, and a closing line of counts. */
export function textReport(report: Report, style: TextStyle): string {
  const lines = report.remarks.flatMap((remark) => wrapped(safe(remark), style.columns ?? Infinity));
  if (lines.length > 0) lines.push("");
  const pages = new Map(report.rules.map((rule) => [rule.id, rule]));
  let path: string | undefined;
  for (const finding of report.findings) {
    if (finding.at.file.path !== path) lines.push(style.colors.title(safe(finding.at.file.path)), "");
    path = finding.at.file.path;
    lines.push(...findingLines(finding, pages.get(finding.rule), style), "");
    // One address for each rule is enough for a reader.
    pages.delete(finding.rule);
  }
  return `${[...lines, closingLine(report, style.colors)].join("\n")}\n`;
}

function findingLines(finding: Finding, rule: RuleFacts | undefined, style: TextStyle): readonly string[] {
  const { colors, columns = USUAL_COLUMNS } = style;
  const frame = codeFrame(finding.at, {
    colors,
    paint: colors[finding.severity],
    columns: columns - INDENT.length,
  });
  const notes = [
    ...(finding.help === undefined ? [] : helpLines(finding.help, style)),
    ...(finding.related ?? []).map((related) => relatedLine(related, colors)),
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

/** The first line of a help is a sentence; those behind it are lines of a file or a command, and stay as they are. */
function helpLines(help: string, { colors, columns }: TextStyle): readonly string[] {
  const [sentence = "", ...code] = help.split("\n");
  const room = (columns ?? Infinity) - INDENT.length - "help: ".length;
  const [first = "", ...rest] = wrapped(safe(sentence), room);
  return [`${colors.good("help:")} ${first}`, ...[...rest, ...code.map(safe)].map((line) => `      ${line}`)];
}

function relatedLine({ at, note }: Related, colors: Colors): string {
  return `${colors.strong(placeText(at))} ${safe(note)}`;
}

/** Which images a finding touches, where it is more than the one that its file belongs to. */
function imagesLine(images: readonly string[]): readonly string[] {
  if (images.length < 2) return [];
  const more = images.length - MOST_IMAGES;
  const names = images.slice(0, more > 1 ? MOST_IMAGES : images.length).map(safe);
  return [`in ${images.length} images: ${names.join(", ")}${more > 1 ? ` and ${more} more` : ""}`];
}

function closingLine(report: Report, colors: Colors): string {
  const counts = countFindings(report.findings);
  const { touched, clean } = countImages(report);
  const total = countText(counts).join(", ");
  if (total === "") return colors.good(`nothing to report in ${plural(report.images.length, "image")}`);
  const worst = counts.errors > 0 ? "error" : counts.warnings > 0 ? "warning" : "notice";
  const where = touched > 0 ? ` in ${plural(touched, "image")}` : "";
  const rest =
    clean > 0 ? `; ${plural(clean, "image")} ${clean === 1 ? "has" : "have"} nothing to report` : "";
  return `${colors[worst](total)}${where}${rest}`;
}
