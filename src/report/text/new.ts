import { safe } from "../../escape/safe.ts";
import type { FileChange } from "../../facts.ts";
import type { Finding } from "../../finding.ts";
import type { Colors } from "../colors.ts";
import { placeText } from "../place.ts";
import { diffLines } from "./fix.ts";

/** What `keelcheck new` wrote, or would write. */
export interface NewReport {
  readonly folder: string;
  readonly changes: readonly FileChange[];
  readonly empty: readonly string[];
  readonly unwritten: readonly string[];
  readonly left: readonly Finding[];
  readonly dryRun: boolean;
}

/** The new files, and what they leave to a person. */
export function newText(report: NewReport, colors: Colors): string {
  const { folder, changes, dryRun } = report;
  const files = dryRun
    ? diffLines(changes, colors)
    : changes.map(({ path }) => `wrote ${colors.strong(safe(path))}`);
  const done = dryRun
    ? `${safe(folder)} would pass keelcheck check`
    : colors.good(`${safe(folder)} passes keelcheck check`);
  const parts = [files, leftLines(report), [done]];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function leftLines({ empty, unwritten, left, folder }: NewReport): readonly string[] {
  return [
    ...empty.map((path) => `${safe(path)} is empty: fill it`),
    ...unwritten.map(
      (title) => `${safe(folder)}/README.md: write the section ${safe(JSON.stringify(title))}`,
    ),
    ...left.map(({ at, message, help }) => {
      const then = help === undefined ? "" : `: ${safe(help)}`;
      return `${placeText(at)}: ${safe(message)}${then}`;
    }),
  ];
}
