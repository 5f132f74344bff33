import { safe } from "../../escape/safe.ts";
import type { FileChange } from "../../facts.ts";
import type { Colors } from "../colors.ts";
import { plural } from "../counts.ts";
import { diffLines } from "./fix.ts";

/** What `keelcheck docs` did, or would do. */
export interface DocsReport {
  readonly changes: readonly FileChange[];
  readonly notes: readonly { readonly path: string; readonly text: string }[];
  readonly check: boolean;
  readonly adopt: boolean;
  readonly remarks: readonly string[];
}

/** The READMEs for a terminal: what was written, or the diff, and what was left as it is. */
export function docsText(report: DocsReport, colors: Colors): string {
  const { changes, notes, check, remarks } = report;
  const parts = [
    remarks.map(safe),
    check
      ? diffLines(changes, colors)
      : changes.map(
          ({ path, before }) => `${colors.strong(safe(path))}${before === undefined ? " (new)" : ""}`,
        ),
    notes.map(({ path, text }) => `${safe(path)} ${safe(text)}`),
    closingLines(report, colors),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function closingLines({ changes, notes, check, adopt }: DocsReport, colors: Colors): readonly string[] {
  const files = plural(changes.length, "README");
  const done = adopt ? "given markers" : "written";
  const hint = !adopt && notes.some(({ text }) => text.startsWith("has tables outside of the markers"));
  return [
    changes.length === 0
      ? colors.good(adopt ? "no table to adopt" : "up to date")
      : check
        ? `${files} would be ${done}`
        : colors.good(`${files} ${done}`),
    ...(hint ? ["keelcheck docs --adopt puts markers round tables that people wrote"] : []),
    ...(adopt && changes.length > 0 && !check ? ["keelcheck docs brings them up to date"] : []),
  ];
}
