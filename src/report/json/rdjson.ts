import type { Report } from "../../facts.ts";
import type { Edit, Finding, Severity } from "../../finding.ts";
import { lineText, type Place, type Position, rangeOf } from "../../source.ts";
import { shownFindings } from "../github.ts";
import { byWeight } from "../order.ts";
import { repoPath } from "../paths.ts";
import { jsonText } from "./report.ts";

const LEVELS: Readonly<Record<Severity, string>> = { error: "ERROR", warning: "WARNING", notice: "INFO" };

/** Findings in the Reviewdog Diagnostic Format (reviewdog.proto): columns count bytes of UTF-8 from 1, ends are exclusive. */
export function rdjsonReport(
  report: Report,
  { homepage, pathPrefix }: { readonly homepage: string; readonly pathPrefix?: string },
): string {
  const docs = new Map(report.rules.map((rule) => [rule.id, rule.docs]));
  const diagnostics = shownFindings(report)
    .toSorted(byWeight)
    .map((finding) => {
      const { at, severity, rule, message, help, helpLines = [] } = finding;
      const url = docs.get(rule);
      return {
        message: [message, ...(help === undefined ? [] : [help]), ...helpLines].join("\n"),
        location: locationOf(at, pathPrefix),
        severity: LEVELS[severity],
        code: { value: rule, ...(url !== undefined && { url }) },
        ...suggestionsOf(finding),
      };
    });
  return jsonText({ source: { name: "keelcheck", url: homepage }, diagnostics });
}

/** A file as a whole has no range. */
function locationOf(at: Place, pathPrefix: string | undefined) {
  const path = repoPath(at.file.path, pathPrefix);
  return at.span === undefined ? { path } : { path, range: rangeJson(at) };
}

function rangeJson(at: Place) {
  const { start, end } = rangeOf(at);
  return { start: positionJson(at, start), end: positionJson(at, end) };
}

function positionJson({ file }: Place, { line, column }: Position) {
  return { line, column: Buffer.byteLength(lineText(file, line).slice(0, column - 1)) + 1 };
}

/** A safe fix that is one replacement in the finding's own file: reviewdog takes each suggestion by itself. */
function suggestionsOf({ at, fix }: Finding) {
  const [edit, ...others]: readonly Edit[] = fix?.edits ?? [];
  if (edit === undefined || others.length > 0 || fix?.safe !== true || !("replace" in edit)) return {};
  const { replace, text } = edit;
  if (replace.span === undefined || replace.file.path !== at.file.path) return {};
  return { suggestions: [{ range: rangeJson(replace), text }] };
}
