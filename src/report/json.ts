import { identify } from "../engine/identity.ts";
import { FACTS_VERSION, type ImageFacts, type InspectFacts, type Report } from "../facts.ts";
import type { Finding, Fix, Severity } from "../finding.ts";
import { type Place, rangeOf } from "../source.ts";
import { type Counts, countFindings } from "./counts.ts";

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
  readonly fix?: Pick<Fix, "title" | "safe">;
  /** Stays the same when lines move or words change. */
  readonly fingerprint: string;
}

/** The whole answer of `keelcheck check --format json`. */
export interface CheckJson {
  readonly version: number;
  readonly conclusion: Conclusion;
  readonly counts: Counts;
  readonly findings: readonly FindingJson[];
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

/** The report as plain data. */
export function checkJson(report: Report, conclusion: Conclusion): CheckJson {
  const docs = new Map(report.rules.map((rule) => [rule.id, rule.docs]));
  return {
    version: CHECK_VERSION,
    conclusion,
    counts: countFindings(report.findings),
    findings: identify(report.findings).map(({ finding, fingerprint }) =>
      findingJson(finding, fingerprint, docs.get(finding.rule)),
    ),
    remarks: report.remarks,
  };
}

function findingJson(finding: Finding, fingerprint: string, docs: string | undefined): FindingJson {
  const { rule, severity, message, key, images, help, related, fix } = finding;
  return {
    rule,
    severity,
    message,
    key,
    images,
    ...rangeJson(finding.at),
    ...(help !== undefined && { help }),
    related: (related ?? []).map(({ at, note }) => ({ ...rangeJson(at), note })),
    ...(docs !== undefined && { docs }),
    ...(fix !== undefined && { fix: { title: fix.title, safe: fix.safe } }),
    fingerprint,
  };
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
// JSON leaves C1 controls, bidi and lone surrogates as they are; a log that shows the file must not be deceived by them.
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2);
  const plain = text.replace(/[\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f]/gu, escapedUnits);
  return `${plain}\n`;
}

function escapedUnits(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}
