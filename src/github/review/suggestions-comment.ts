import type { Finding, Severity } from "../../finding.ts";
import type { Suggestion } from "./suggestions.ts";

/**
 * What stands at the end of each comment of ours, below its suggestion, so that the next run knows what it is about. In a
 * line that another bot quotes it is nobody's.
 */
const MARKER = /(?:^|\n)`{3,}\r?\n\r?\n<!-- keelcheck:([0-9a-f]{20}(?:,[0-9a-f]{20})*) -->\s*$/;

const SUGGESTED = /^(`{3,})suggestion[ \t]*\n([\s\S]*?)^\1[ \t]*$/m;

/** Worst first. */
const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, notice: 2 };

/** The comment that shows a suggestion; `render` gives a finding as Markdown that does nothing else. */
export function suggestionComment(suggestion: Suggestion, render: (finding: Finding) => string): string {
  const findings = suggestion.findings.map(({ finding }) => finding);
  const said = findings.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]).map(render);
  const care = suggestion.safe
    ? []
    : ["**Check before applying**: this may change more than what is reported."];
  const marker = `<!-- keelcheck:${fingerprintsOf(suggestion).join(",")} -->`;
  return [...said, ...care, fenced(suggestion.lines), marker].join("\n\n");
}

/** What a suggestion is known by: the fingerprints of its findings, sorted. */
export function fingerprintsOf({ findings }: Suggestion): readonly string[] {
  return [...new Set(findings.map(({ fingerprint }) => fingerprint))].sort();
}

/** The fingerprints in a comment's marker; `undefined` where it has none. */
export function markedIn(body: string): readonly string[] | undefined {
  return MARKER.exec(body)?.[1]?.split(",");
}

/** Whether a comment suggests these very lines. */
export function suggests(body: string, lines: readonly string[]): boolean {
  const text = SUGGESTED.exec(body.replaceAll("\r\n", "\n"))?.[2];
  return text === lines.map((line) => `${line}\n`).join("");
}

/** A suggestion of no line at all deletes; one of an empty line leaves that. */
function fenced(lines: readonly string[]): string {
  const longest = Math.max(
    2,
    ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map(({ length }) => length)),
  );
  const fence = "`".repeat(longest + 1);
  return [`${fence}suggestion`, ...lines, fence].join("\n");
}
