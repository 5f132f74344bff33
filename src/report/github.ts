import { posix } from "node:path";
import { safe } from "../escape/safe.ts";
import type { Report } from "../facts.ts";
import type { Finding, Severity } from "../finding.ts";
import { lineText, rangeOf } from "../source.ts";
import { command, logLine } from "./commands.ts";
import { isIntroduced } from "./counts.ts";
import { type All, gathered } from "./gathered.ts";
import { bySubject, isOfDocumentation } from "./order.ts";
import { type ShownAt, type ShownLines, shownAt } from "./shown.ts";
import { compare, joined, severities, some, sum } from "./words.ts";

/**
 * What the runner keeps of each level in one step; it drops the rest without a word
 * (`_maxCountPerIssueType` in actions/runner, ExecutionContext.cs).
 */
const KEPT_PER_LEVEL = 10;

/** UTF-16 units of a message that reach the annotation (`_maxIssueMessageLength`, same file). */
const MESSAGE_LIMIT = 4096;

/** Lines, images and files that one message names, before "and N more". */
const NAMED_AT_MOST = 10;

/** How a remark begins that nobody should overlook. */
const WARNING = "warning: ";

export interface GithubOptions {
  /** The checked folder as a path from the repo's root, where it is not the root itself. */
  readonly pathPrefix?: string;
  /** Where to read what does not fit, as the end of a sentence. */
  readonly rest?: string;
  /** What the page of the pull request shows of the judged lines. */
  readonly lines?: ShownLines;
}

/** One annotation, before it is written as a command. */
interface Annotation {
  readonly finding: Finding;
  readonly shown: ShownAt;
  /** Lines of equal findings in the same file that this one speaks for, 1-based. */
  readonly also: readonly number[];
  /** Present where it speaks for all findings of its kind. */
  readonly all?: All;
}

/** So many of a level's annotations speak of documentation while others wait. */
const OF_DOCUMENTATION = 3;

/** The findings that are shown: on a change only what it introduces, unless everything decides. */
export function shownFindings({ findings, comparison }: Report): readonly Finding[] {
  return comparison?.scope === "changed" ? findings.filter(isIntroduced) : findings;
}

/**
 * The findings as workflow commands, one a line: worst first, then what the change introduces, then what the container does
 * before layout and documentation, within the ten of each level that the runner keeps. One error is left free for whoever says that
 * the step failed. What does not fit is counted in a notice.
 */
export function githubCommands(report: Report, options: GithubOptions = {}): string {
  const warnings = report.remarks.filter((remark) => remark.startsWith(WARNING)).length;
  const remarks = report.remarks.map(remarkLine).join("");
  const placed = gathered(shownFindings(report)).map((one) => ({
    ...one,
    shown: shownAt(one.finding, options.lines),
    also: [],
  }));
  const whole = within(placed, { error: 1, warning: warnings, notice: 0 });
  if (whole.dropped.length === 0) return remarks + write(whole.kept, report, options);
  const { kept, dropped } = within(placed, { error: 1, warning: warnings, notice: 1 });
  return remarks + write(kept, report, options) + closing(dropped, options);
}

/** A remark that warns is an annotation of its own; the others are lines of the log. */
function remarkLine(remark: string): string {
  if (!remark.startsWith(WARNING)) return `${logLine(remark)}\n`;
  return command("warning", { title: "keelcheck" }, safe(remark.slice(WARNING.length)));
}

/** `reserved` is what others say in the same step. */
function within(placed: readonly Annotation[], reserved: Readonly<Record<Severity, number>>) {
  const levels = severities.map((severity) => {
    const room = Math.max(0, KEPT_PER_LEVEL - reserved[severity]);
    const level = placed.filter(({ finding }) => finding.severity === severity).toSorted(byPlace);
    return chosen(level.length <= room ? level : folded(level), room);
  });
  return { kept: levels.flatMap(({ kept }) => kept), dropped: levels.flatMap(({ dropped }) => dropped) };
}

/** As many as there is room for, in their order; documentation leaves most of it to others that wait. */
function chosen(all: readonly Annotation[], room: number) {
  const pages = all.filter(({ finding }) => isOfDocumentation(finding));
  const others = all.length - pages.length;
  const most = Math.max(OF_DOCUMENTATION, room - others);
  const left = new Set(pages.slice(most));
  const kept = new Set(all.filter((one) => !left.has(one)).slice(0, room));
  return { kept: [...kept], dropped: all.filter((one) => !kept.has(one)) };
}

/** Findings that say the same of one file become one annotation at the first of their lines. */
function folded(level: readonly Annotation[]): Annotation[] {
  const groups = new Map<string, Annotation[]>();
  for (const annotation of level) {
    const { rule, at, message } = annotation.finding;
    const key = JSON.stringify([rule, at.file.path, annotation.shown.path, message, annotation.all?.message]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [annotation]);
    else group.push(annotation);
  }
  return [...groups.values()].flatMap(([first, ...rest]) =>
    first === undefined
      ? []
      : [{ ...first, also: rest.map(({ finding }) => rangeOf(finding.at).start.line) }],
  );
}

function byPlace(a: Annotation, b: Annotation): number {
  return (
    bySubject(a.finding, b.finding) ||
    Number(b.shown.inDiff) - Number(a.shown.inDiff) ||
    compare(a.shown.path, b.shown.path) ||
    (a.shown.place.span?.start ?? 0) - (b.shown.place.span?.start ?? 0) ||
    compare(a.finding.rule, b.finding.rule)
  );
}

function write(annotations: readonly Annotation[], report: Report, options: GithubOptions): string {
  return annotations.map((annotation) => commandOf(annotation, report, options)).join("");
}

function commandOf(annotation: Annotation, report: Report, options: GithubOptions): string {
  const { finding, shown } = annotation;
  const file = pathOf(shown.path, options);
  const message = messageOf(annotation, report, options);
  if (isPlain(file))
    return command(finding.severity, { file, ...range(shown), title: finding.rule }, message);
  const where = shown.range === undefined ? safe(file) : `${safe(file)}:${shown.range.start.line}`;
  return command(finding.severity, { title: finding.rule }, cut(`in ${where}: ${message}`, MESSAGE_LIMIT));
}

/** Whether a path may stand in a log as it is, which GitHub finds the file by. */
function isPlain(path: string): boolean {
  return safe(path) === path && logLine(path) === path;
}

/**
 * Lines and columns as the runner takes them: 1-based, the end column behind the last character. Columns are dropped
 * where line and endLine differ, so what goes on over several lines is marked to the end of its first one.
 */
function range({ place, range: lines }: ShownAt): Readonly<Record<string, string>> {
  if (lines === undefined) return { line: "1", endLine: "1" };
  const { start, end } = lines;
  const line = String(start.line);
  const judged = rangeOf(place).start.line;
  const last = end.line === start.line ? end.column : lineText(place.file, judged).length + 1;
  return { line, endLine: line, col: String(start.column), endColumn: String(Math.max(start.column, last)) };
}

/** All that an annotation says of a finding, as plain text of any length. */
export function annotationText(
  placed: { readonly finding: Finding; readonly shown: ShownAt },
  report: Report,
  options: GithubOptions = {},
): string {
  return messageOf({ ...placed, also: [] }, report, options);
}

function messageOf(annotation: Annotation, report: Report, options: GithubOptions): string {
  const { finding, shown, also, all } = annotation;
  const rule = report.rules.find(({ id }) => id === finding.rule);
  const tail = rule === undefined ? [] : ["", `docs: ${rule.docs}`];
  const head =
    all === undefined
      ? [
          safe(finding.message),
          ...elsewhere(finding, shown, options),
          ...(finding.help === undefined ? [] : [safe(finding.help)]),
          ...(finding.helpLines ?? []).map(safe),
          ...(also.length === 0
            ? []
            : [`also at ${also.length === 1 ? "line" : "lines"} ${some(also.map(String), NAMED_AT_MOST)}`]),
          ...(finding.images.length < 2
            ? []
            : [`in the images ${some(finding.images.map(safe), NAMED_AT_MOST)}`]),
          ...related(finding, options),
        ]
      : allLines(all, options);
  const end = tail.map((line) => `\n${line}`).join("");
  return cut(head.join("\n"), MESSAGE_LIMIT - end.length) + end;
}

/** What is wrong with all of them, and which they are. */
function allLines({ message, help, names, within: folder }: All, options: GithubOptions): string[] {
  const where = folder === "" ? "" : ` in ${safe(pathOf(folder, options))}`;
  const named = `${safe(message)}${where}: ${joined(names.map(safe))}`;
  return [named, ...(help === undefined ? [] : [safe(help)])];
}

/** Where the finding itself is, when the change's own line is shown in its place. */
function elsewhere({ at }: Finding, { instead }: ShownAt, options: GithubOptions): string[] {
  if (instead === undefined) return [];
  const path = safe(pathOf(at.file.path, options));
  const where = at.span === undefined ? path : `${path}:${rangeOf(at).start.line}`;
  return [`found at ${where}; this line of the change is part of it: ${safe(instead)}`];
}

function related(finding: Finding, options: GithubOptions): string[] {
  const places = (finding.related ?? []).map(({ at, note }) => {
    const path = safe(pathOf(at.file.path, options));
    return `- ${at.span === undefined ? path : `${path}:${rangeOf(at).start.line}`}: ${safe(note)}`;
  });
  return places.length === 0 ? [] : ["", ...places];
}

/** A notice of its own, so that nobody takes ten annotations for the whole of it. */
function closing(dropped: readonly Annotation[], options: GithubOptions): string {
  const findings = dropped.flatMap(
    ({ finding, also, all }) => all?.findings ?? [finding, ...also.map(() => finding)],
  );
  const paths = [...new Set(findings.map(({ at }) => safe(pathOf(at.file.path, options))))].sort(compare);
  const where = some(paths, NAMED_AT_MOST);
  const { rest = "keelcheck check shows all of them" } = options;
  const message = `not shown here, since GitHub keeps only ten of each severity: ${sum(findings)} in ${where}; ${rest}`;
  return command("notice", { title: "keelcheck" }, cut(message, MESSAGE_LIMIT));
}

function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 2).replace(/[\ud800-\udbff]$/, "")} …`;
}

function pathOf(path: string, { pathPrefix }: GithubOptions): string {
  // A policy that an input names may lie above the checked folder.
  return pathPrefix === undefined || pathPrefix === "" ? path : posix.join(pathPrefix, path);
}
