// docs/incident.svg: what a terminal shows of the first findings of examples/incident.
import { join } from "node:path";
import { runCheck } from "../../src/app/check.ts";
import { colors } from "../../src/report/colors.ts";
import { textReport } from "../../src/report/text/report.ts";
import { rules } from "../../src/rules/index.ts";
import { diskWorkspace } from "../../src/workspace/disk.ts";
import { ROOT } from "./repo.ts";

const ESCAPE = "\u001b";
/** A change of style, or the text up to the next one. */
const ESCAPES = new RegExp(`${ESCAPE}\\[([\\d;]*)m|([^${ESCAPE}]+)`, "g");
const COLUMNS = 126;
/** Findings that fit on a reader's screen. */
const SHOWN = 5;
const LINE = 18;
const CELL = 7.85;
const PADDING = 16;

/** The styles that picocolors writes, as SVG attributes. */
const STYLES: Readonly<Record<string, string>> = {
  1: 'font-weight="bold"',
  2: 'opacity="0.6"',
  4: 'text-decoration="underline"',
  31: 'fill="#ff7b72"',
  32: 'fill="#7ee787"',
  33: 'fill="#e3b341"',
  36: 'fill="#79c0ff"',
};
const ENDS: Readonly<Record<string, readonly string[]>> = {
  22: ["1", "2"],
  24: ["4"],
  39: ["31", "32", "33", "36"],
};

/** The picture as SVG text. */
export async function incidentPicture(): Promise<string> {
  const workspace = diskWorkspace(join(ROOT, "examples/incident"));
  const answer = await runCheck({ workspace, rules });
  if (!answer.ok) throw new Error("examples/incident cannot be checked");
  const { report } = answer;
  const errors = report.findings.filter(({ severity }) => severity === "error");
  const wanted = [
    "nginx/user-root",
    "nginx/default-site",
    "user/created-unused",
    "ports/role-mismatch",
    "files/not-owned",
  ];
  const shown = wanted
    .flatMap((rule) => errors.find((finding) => finding.rule === rule) ?? [])
    .slice(0, SHOWN);
  const findings = report.findings.filter((finding) => shown.includes(finding));
  const style = { colors: colors(true), columns: COLUMNS };
  const lines = textReport({ ...report, findings }, style)
    .trimEnd()
    .split("\n")
    .slice(0, -1);
  const closing = textReport(report, style).trimEnd().split("\n").at(-1) ?? "";
  return svg([
    style.colors.faint("$ node dist/cli.js check examples/incident"),
    "",
    ...lines,
    style.colors.faint(`… and ${report.findings.length - findings.length} more …`),
    "",
    closing,
  ]);
}

function svg(lines: readonly string[]): string {
  const width = Math.ceil(COLUMNS * CELL + 2 * PADDING);
  const height = lines.length * LINE + 2 * PADDING;
  const rows = lines
    .map((line, row) => text(line, PADDING + (row + 1) * LINE - 5))
    .filter((row) => row !== "");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="keelcheck check examples/incident, in a terminal">
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="13" fill="#e6edf3">
${rows.join("\n")}
</g>
</svg>
`;
}

/** One line; each run of one style is placed by its column, so that any font keeps the frame straight. */
function text(line: string, y: number): string {
  const parts: string[] = [];
  const styles = new Set<string>();
  let column = 0;
  for (const [, codes, run = ""] of line.matchAll(ESCAPES)) {
    for (const code of codes?.split(";") ?? []) {
      if (ENDS[code] === undefined) styles.add(code);
      for (const ended of ENDS[code] ?? []) styles.delete(ended);
    }
    if (run.trim() !== "") {
      const shown = run.trim();
      const x = (PADDING + (column + run.indexOf(shown)) * CELL).toFixed(1);
      const attributes = [...styles].map((code) => STYLES[code] ?? "").join(" ");
      parts.push(
        `<tspan x="${x}" textLength="${(shown.length * CELL).toFixed(1)}" ${attributes}>${escaped(shown)}</tspan>`,
      );
    }
    column += run.length;
  }
  return parts.length === 0 ? "" : `<text y="${y}">${parts.join("")}</text>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
