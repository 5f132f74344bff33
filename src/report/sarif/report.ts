import type { Invocation, Log, ReportingDescriptor, Result, Run, Suppression } from "sarif";
import { safe } from "../../escape/safe.ts";
import type { Report, RuleFacts, WaivedFinding } from "../../facts.ts";
import type { Finding, Severity } from "../../finding.ts";
import { isIntroduced, plural } from "../counts.ts";
import { fingerprints } from "../identities.ts";
import { jsonText } from "../json/report.ts";
import { severities } from "../words.ts";
import { fixOf, locationOf, relatedOf, SOURCE_ROOT } from "./places.ts";

/** What a SARIF file says besides the findings. */
export interface SarifOptions {
  /** The version of Keelcheck. */
  readonly version: string;
  /** The page of the project. */
  readonly homepage?: string;
  /** The checked folder as a path from the repo's root, where it is not the root itself. */
  readonly pathPrefix?: string;
  /** `https://github.com/owner/name` and the commit that was checked. */
  readonly source?: { readonly repository: string; readonly commit: string };
  /** Bytes that a text takes where it goes, gzipped as a rule; by default those of the text itself. */
  readonly size?: (text: string) => number;
}

/** What GitHub takes of one run (docs.github.com, "SARIF support for code scanning"): more than that is refused. */
export const MOST_RESULTS = 25_000;

/** Bytes that GitHub takes, gzipped. */
const MOST_BYTES = 10_000_000;

// https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

const LEVELS = { error: "error", warning: "warning", notice: "note" } as const;
const PROBLEMS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  notice: "recommendation",
};

/** A finding on its way to a result. */
interface Entry {
  readonly finding: Finding;
  readonly fingerprint: string;
  readonly waived?: WaivedFinding;
  /** Whether the baseline keeps it from counting. */
  readonly held?: true;
}

/** The report as SARIF 2.1.0, within what GitHub takes: the worst of what the change brings first, the rest counted. */
export function sarifReport(report: Report, options: SarifOptions): string {
  const { size = (text: string) => Buffer.byteLength(text) } = options;
  const entries = entriesOf(report);
  let kept = Math.min(entries.length, MOST_RESULTS);
  for (;;) {
    const text = jsonText(
      log({ entries: entries.slice(0, kept), left: entries.length - kept }, report, options),
    );
    const bytes = size(text);
    if (bytes <= MOST_BYTES || kept === 0) return text;
    // Findings are much alike, so that the share that fits is nearly right at once.
    kept = Math.floor(Math.min(kept - 1, kept * (MOST_BYTES / bytes) * 0.95));
  }
}

/** Introduced before existing before those that do not count, worst first; the sort is stable, so that paths stay in order. */
function entriesOf({ findings, waived = [], held = [] }: Report): readonly Entry[] {
  const prints = fingerprints({ findings, waived, held });
  const entry = (finding: Finding) => ({ finding, fingerprint: prints.get(finding) ?? "" });
  const all: Entry[] = [
    ...findings.map(entry),
    ...waived.map((waiver) => ({ ...entry(waiver.finding), waived: waiver })),
    ...held.map((finding) => ({ ...entry(finding), held: true as const })),
  ];
  const rank = ({ finding, waived: waiver, held: isHeld }: Entry): number =>
    (waiver === undefined && isHeld === undefined ? 0 : 6) +
    (isIntroduced(finding) ? 0 : 3) +
    severities.indexOf(finding.severity);
  return all.toSorted((a, b) => rank(a) - rank(b));
}

interface Kept {
  readonly entries: readonly Entry[];
  /** How many there are besides. */
  readonly left: number;
}

function log({ entries, left }: Kept, report: Report, options: SarifOptions): Log {
  const rules = new Map(report.rules.map(({ id }, index) => [id, index]));
  const { version, homepage, pathPrefix, source } = options;
  const run: Run = {
    tool: {
      driver: {
        name: "Keelcheck",
        version,
        ...(homepage !== undefined && { informationUri: homepage }),
        rules: report.rules.map(ruleOf),
      },
    },
    automationDetails: { id: pathPrefix ? `keelcheck/${pathPrefix}/` : "keelcheck/" },
    invocations: [invocation(left, report)],
    originalUriBaseIds: { [SOURCE_ROOT]: { description: { text: "the root of the repo" } } },
    ...(source !== undefined && { versionControlProvenance: [provenance(source)] }),
    columnKind: "utf16CodeUnits",
    newlineSequences: ["\r\n", "\n", "\r"],
    results: entries.map((entry) => resultOf(entry, { rules, report, pathPrefix })),
  };
  return { $schema: SCHEMA, version: "2.1.0", runs: [run] };
}

function provenance({ repository, commit }: NonNullable<SarifOptions["source"]>) {
  return { repositoryUri: repository, revisionId: commit, mappedTo: { uriBaseId: SOURCE_ROOT } };
}

/** Remarks, and what was left out: nobody may take a cut file for the whole. */
function invocation(left: number, { remarks }: Report): Invocation {
  const said = remarks.map((remark) => ({ level: "note" as const, message: { text: plainMessage(remark) } }));
  const text = `${plural(left, "more finding")} left out: the file has reached GitHub's limit`;
  return {
    executionSuccessful: true,
    toolExecutionNotifications: [
      ...(left === 0 ? [] : [{ level: "warning" as const, message: { text } }]),
      ...said,
    ],
  };
}

function ruleOf({ id, summary, severity, docs }: RuleFacts): ReportingDescriptor {
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: summary },
    helpUri: docs,
    help: { text: `${summary}: ${docs}`, markdown: `${summary}. [Why, and what to do](${docs})` },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: [id.split("/")[0] ?? id], "problem.severity": PROBLEMS[severity] },
  };
}

interface Around {
  /** The index of each rule in the list of rules. */
  readonly rules: ReadonlyMap<string, number>;
  readonly report: Report;
  readonly pathPrefix: string | undefined;
}

function resultOf(
  { finding, fingerprint, waived, held }: Entry,
  { rules, report, pathPrefix }: Around,
): Result {
  const { rule, severity, at, related = [], images, fix } = finding;
  const index = rules.get(rule);
  const places = relatedOf(related, pathPrefix);
  const change = fix === undefined ? undefined : fixOf(fix, pathPrefix);
  return {
    ruleId: rule,
    ...(index !== undefined && { ruleIndex: index }),
    level: LEVELS[severity],
    message: { text: messageOf(finding) },
    locations: [{ physicalLocation: locationOf(at, pathPrefix) }],
    ...(places.length > 0 && { relatedLocations: places }),
    // Not `primaryLocationLineHash`: upload-sarif works that out itself and warns of each one that differs.
    partialFingerprints: { "keelcheck/v1": fingerprint },
    ...(report.comparison !== undefined && {
      baselineState: isIntroduced(finding) ? ("new" as const) : ("unchanged" as const),
    }),
    ...(waived !== undefined && { suppressions: [suppression(waived, pathPrefix)] }),
    ...(held === true && { suppressions: [HELD] }),
    ...(change !== undefined && { fixes: [change] }),
    ...(images.length > 0 && { properties: { images: [...images] } }),
  };
}

/** The message, what to do, and the related places as links, which is how GitHub comes to show them. */
function messageOf({ message, help, helpLines = [], related = [] }: Finding): string {
  const lines = [message, ...(help === undefined ? [] : [help]), ...helpLines].map(plainMessage);
  const links = related.slice(0, MOST_LINKS).map(({ note }, index) => `[${bracketed(note)}](${index + 1})`);
  return [...lines, ...links].join("\n");
}

/** Related places that a message links to. */
const MOST_LINKS = 10;

/** Text that SARIF takes for neither a link nor a placeholder (2.1.0, 3.11.5 and 3.11.6). */
function plainMessage(text: string): string {
  return safe(text)
    .replace(/\[(?=[^\]]*\]\()/g, "\\[")
    .replace(/\{(\d+)\}/g, "{{$1}}");
}

const HELD: Suppression = { kind: "external", status: "accepted", justification: "in the repo's baseline" };

function bracketed(text: string): string {
  return safe(text)
    .replace(/[\\[\]]/g, "\\$&")
    .replace(/\{(\d+)\}/g, "{{$1}}");
}

/** A waiver in the finding's own file is a comment there; any other one stands in the policy. */
function suppression({ finding, waiver }: WaivedFinding, pathPrefix: string | undefined): Suppression {
  return {
    kind: waiver.at.file.path === finding.at.file.path ? "inSource" : "external",
    status: "accepted",
    justification: safe(
      waiver.until === undefined ? waiver.reason : `${waiver.reason} (until ${waiver.until})`,
    ),
    location: { physicalLocation: locationOf(waiver.at, pathPrefix) },
  };
}
