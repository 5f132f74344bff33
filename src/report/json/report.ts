import {
  type Comparison,
  FACTS_VERSION,
  type ImageFacts,
  type InspectFacts,
  type Report,
  type WaivedFinding,
} from "../../facts.ts";
import type { Edit, Finding, Fix, Novelty, Severity } from "../../finding.ts";
import { plainJson } from "../../names.ts";
import { type Place, rangeOf } from "../../source.ts";
import { type TouchedImage, touchedImage } from "../changes/groups.ts";
import { type Counts, countByNovelty, countFindings } from "../counts.ts";
import type { FactValue } from "../fact-values.ts";
import { fingerprints } from "../identities.ts";

/** Version of the check format; raised when a reader of the old one would go wrong. */
export const CHECK_VERSION = 1;

/** Whether something was found at or above the severity that fails the check. */
export type Conclusion = "failure" | "success";

/** A place as plain data: 1-based lines and columns in UTF-16 units; `endColumn` is the one behind the last character. */
export interface RangeJson {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** Present when the file as a whole is meant; line and column are then 1. */
  readonly wholeFile?: true;
}

/** One change of a fix, as `Edit`, with a range in place of offsets. */
export type EditJson =
  | { readonly replace: RangeJson; readonly text: string }
  | Exclude<Edit, { readonly replace: Place }>;

/** A change that mends a finding: all of its edits or none. */
export interface FixJson extends Pick<Fix, "title" | "safe"> {
  readonly edits: readonly EditJson[];
}

/** A finding that a waiver keeps from counting, and that waiver. */
export interface WaivedJson {
  readonly finding: FindingJson;
  readonly waiver: RangeJson & {
    readonly rule: string;
    readonly reason: string;
    readonly until?: string;
    /** Present where the change itself adds it. */
    readonly added?: true;
  };
}

/** What a change does to one image; facts that stay the same are left out. */
export interface ImageChangeJson {
  readonly name: string;
  readonly path: string;
  readonly kind: TouchedImage["kind"];
  /** What it was called before, where that differs. */
  readonly from?: string;
  /** The changed image that it is built on, where no file of its own changed. */
  readonly inherits?: string;
  readonly facts: readonly {
    readonly fact: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
}

/** What the base had and what the change does. */
export interface ComparisonJson {
  readonly base: string;
  readonly scope: Comparison["scope"];
  readonly introduced: Counts;
  readonly existing: Counts;
  /** Findings of the base that are gone; their places are in the base's files. */
  readonly fixed: readonly FindingJson[];
  readonly images: readonly ImageChangeJson[];
}

/** One finding of `keelcheck check --format json`. */
export interface FindingJson extends RangeJson {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly key: string;
  readonly images: readonly string[];
  readonly help?: string;
  readonly related: readonly (RangeJson & { readonly note: string })[];
  /** Address of the rule's page. */
  readonly docs?: string;
  readonly fix?: FixJson;
  /** Absent where nothing was compared. */
  readonly novelty?: Novelty;
  /** Stays the same when lines move or words change. */
  readonly fingerprint: string;
}

/** The whole answer of `keelcheck check --format json`. */
export interface CheckJson {
  readonly version: number;
  readonly conclusion: Conclusion;
  readonly counts: Counts;
  readonly findings: readonly FindingJson[];
  /** Absent where nothing is waived. */
  readonly waived?: readonly WaivedJson[];
  /** Findings that the baseline keeps from counting; absent where it holds none. */
  readonly held?: readonly FindingJson[];
  /** Absent where nothing was compared. */
  readonly comparison?: ComparisonJson;
  readonly remarks: readonly string[];
}

/** The report as JSON text, as docs/check-report.schema.json describes it. */
export function jsonReport(report: Report, conclusion: Conclusion): string {
  return jsonText(checkJson(report, conclusion));
}

/** The facts of the images as JSON text, as docs/inspect.schema.json describes it. */
export function jsonFacts(images: readonly ImageFacts[]): string {
  const facts: InspectFacts = { version: FACTS_VERSION, images };
  return jsonText(facts);
}

/** What a change does to the images as JSON text, as docs/inspect-change.schema.json describes it. */
export function jsonChanges({ base, images }: Pick<Comparison, "base" | "images">): string {
  const changes = images.map(({ before, after, inherits }) => ({
    before: before ?? null,
    after: after ?? null,
    ...(inherits !== undefined && { inherits }),
  }));
  return jsonText({ version: FACTS_VERSION, base, images: changes });
}

/** The report as plain data. */
export function checkJson(report: Report, conclusion: Conclusion): CheckJson {
  const { findings, waived = [], held = [], comparison, remarks } = report;
  const write = writer(report, fingerprints(report));
  return {
    version: CHECK_VERSION,
    conclusion,
    counts: countFindings(findings),
    findings: findings.map(write),
    ...(waived.length > 0 && { waived: waived.map((one) => waivedJson(one, write)) }),
    ...(held.length > 0 && { held: held.map(write) }),
    ...(comparison !== undefined && { comparison: comparisonJson(report, comparison) }),
    remarks,
  };
}

function waivedJson(
  { finding, waiver }: WaivedFinding,
  write: (finding: Finding) => FindingJson,
): WaivedJson {
  const { rule, reason, until, added, at } = waiver;
  const dated = { ...(until !== undefined && { until }), ...(added !== undefined && { added }) };
  return { finding: write(finding), waiver: { rule, reason, ...dated, ...rangeJson(at) } };
}

function comparisonJson(report: Report, { base, scope, fixed, images }: Comparison): ComparisonJson {
  const { introduced, existing } = countByNovelty(report);
  const write = writer(report, fingerprints({ findings: fixed }));
  return { base, scope, introduced, existing, fixed: fixed.map(write), images: images.map(imageChangeJson) };
}

function imageChangeJson(change: Comparison["images"][number]): ImageChangeJson {
  const { name, kind, differences } = touchedImage(change);
  const { before, after, inherits } = change;
  return {
    name,
    path: (after ?? before)?.path ?? "",
    kind,
    ...(before !== undefined && before.name !== name && { from: before.name }),
    ...(inherits !== undefined && { inherits }),
    facts: differences.map((one) => ({
      fact: one.fact,
      before: valueText(one.before),
      after: valueText(one.after),
    })),
  };
}

function valueText(value: FactValue | undefined): string | null {
  if (value === undefined) return null;
  const words = value.words.join(", ");
  return value.note === undefined ? words : [words, value.note].filter((word) => word !== "").join(" ");
}

/** Writes findings with the addresses of their rules' pages and these fingerprints. */
function writer({ rules }: Report, prints: ReadonlyMap<Finding, string>): (finding: Finding) => FindingJson {
  const docs = new Map(rules.map((rule) => [rule.id, rule.docs]));
  return (finding) => findingJson(finding, prints.get(finding) ?? "", docs.get(finding.rule));
}

function findingJson(finding: Finding, fingerprint: string, docs: string | undefined): FindingJson {
  const { rule, severity, message, key, images, help, helpLines = [], related, fix, novelty } = finding;
  return {
    rule,
    severity,
    ...(novelty !== undefined && { novelty }),
    message,
    key,
    images,
    ...rangeJson(finding.at),
    ...(help !== undefined && { help: [help, ...helpLines].join("\n") }),
    related: (related ?? []).map(({ at, note }) => ({ ...rangeJson(at), note })),
    ...(docs !== undefined && { docs }),
    ...(fix !== undefined && { fix: { title: fix.title, safe: fix.safe, edits: fix.edits.map(editJson) } }),
    fingerprint,
  };
}

function editJson(edit: Edit): EditJson {
  return "replace" in edit ? { replace: rangeJson(edit.replace), text: edit.text } : edit;
}

function rangeJson(place: Place): RangeJson {
  const { start, end } = rangeOf(place);
  return {
    file: place.file.path,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    ...(place.span === undefined && { wholeFile: true }),
  };
}

/** A value as JSON text, two blanks a level, with what could deceive the eye as escapes. */
export function jsonText(value: unknown): string {
  return `${plainJson(JSON.stringify(value, undefined, 2))}\n`;
}
