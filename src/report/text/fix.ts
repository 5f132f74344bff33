import { safe } from "../../escape/safe.ts";
import { shown } from "../../escape/width.ts";
import type { FileChange, FixPlan } from "../../facts.ts";
import type { Edit, Finding } from "../../finding.ts";
import { rangeOf } from "../../source.ts";
import type { Colors } from "../colors.ts";
import { logLine } from "../commands.ts";
import { plural } from "../counts.ts";
import { patchText } from "../patch.ts";
import { placeText } from "../place.ts";

/** What `keelcheck fix` did, or would do. */
export interface FixReport {
  readonly plan: FixPlan & {
    /** Findings that fixes would have brought, and that are mended along with them. */
    readonly followed: readonly Finding[];
    /** The findings that were asked for and are still there. */
    readonly remaining: readonly Finding[];
  };
  readonly dryRun: boolean;
  /** Whether unsafe fixes were asked for. */
  readonly unsafe: boolean;
  readonly remarks: readonly string[];
}

/** The fixes for a terminal: the diff or the files with what was done to each, what was refused, and what remains. */
export function fixText(report: FixReport, colors: Colors): string {
  const { plan, dryRun, remarks } = report;
  const parts = [
    remarks.map(safe),
    dryRun ? diffLines(plan.changes, colors) : fileLines(plan, colors),
    refusedLines(plan, colors),
    closingLines(report, colors),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** A patch as it is looked at: tabs are blanks, and what deceives the eye or a runner that reads the log is escaped. */
export function diffLines(changes: readonly FileChange[], colors: Colors): readonly string[] {
  const lines = patchText(changes).split("\n").slice(0, -1);
  return lines.map((line) => paintOf(line, colors)(logLine(shown(line.replace(/[\t\r]+$/, "")))));
}

function paintOf(line: string, colors: Colors): (text: string) => string {
  if (/^(diff |---|\+\+\+)/.test(line)) return colors.strong;
  if (line.startsWith("@@")) return colors.faint;
  if (line.startsWith("+")) return colors.good;
  return line.startsWith("-") ? colors.error : (text) => text;
}

/** Each file with its fixes below it; a fix of several files stands below its finding's, else below the first. */
function fileLines({ changes, applied, followed }: FixReport["plan"], colors: Colors): readonly string[] {
  const told = [
    ...applied.map((finding) => ({ finding, note: "" })),
    ...followed.map((finding) => ({ finding, note: ", because of another fix" })),
  ].map((one) => ({ ...one, home: homeOf(one.finding, changes) }));
  return changes.flatMap((change) => {
    const lines = told.filter(({ home }) => home === change).map((one) => fixLine(one, change, colors));
    return [headOf(change, colors), ...counted(lines)];
  });
}

/** Each line once, with how many findings it stands for. */
function counted(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)].map((line) => {
    const count = lines.filter((other) => other === line).length;
    return count > 1 ? `${line} (${count} findings)` : line;
  });
}

function homeOf({ at, fix }: Finding, changes: readonly FileChange[]): FileChange | undefined {
  const edited = (fix?.edits ?? []).map(pathOf);
  const paths = new Set(edited).size === 1 ? edited : [at.file.path, ...edited];
  const own = paths.flatMap(
    (path) => changes.find((change) => path === change.path || path === change.from) ?? [],
  );
  return own[0] ?? changes.at(-1);
}

function pathOf(edit: Edit): string {
  if ("replace" in edit) return edit.replace.file.path;
  if ("create" in edit) return edit.create;
  if ("rename" in edit) return edit.rename;
  return "remove" in edit ? edit.remove : edit.chmod;
}

function headOf({ path, from, before, after, executable }: FileChange, colors: Colors): string {
  const name = from === undefined ? safe(path) : `${safe(from)} -> ${safe(path)}`;
  const what = [
    ...(before === undefined ? ["new"] : []),
    ...(after === undefined ? ["removed"] : []),
    ...(executable.before === executable.after ? [] : [executable.after ? "executable" : "not executable"]),
  ];
  return `${colors.strong(name)}${what.length > 0 ? ` (${what.join(", ")})` : ""}`;
}

/** `  3:6  write 101  user/non-numeric`, with the path where the finding is in another file. */
function fixLine(
  { finding, note }: { readonly finding: Finding; readonly note: string },
  { path, from = path }: FileChange,
  colors: Colors,
): string {
  const { at, fix, rule } = finding;
  const { line, column } = rangeOf(at).start;
  const near = at.file.path === from || at.file.path === path;
  const where = near ? (at.span === undefined ? "" : `${line}:${column}  `) : `${placeText(at)}  `;
  return `  ${where}${safe(fix?.title ?? finding.message)}  ${colors.faint(`${rule}${note}`)}`;
}

function refusedLines({ refused }: FixPlan, colors: Colors): readonly string[] {
  if (refused.length === 0) return [];
  const lines = refused.flatMap(({ finding, why }) => [
    `  ${placeText(finding.at)}  ${safe(finding.fix?.title ?? finding.message)}  ${colors.faint(finding.rule)}`,
    `      ${safe(why)}`,
  ]);
  return [
    colors.warning(
      refused.length === 1 ? "1 fix was not applied" : `${refused.length} fixes were not applied`,
    ),
    ...lines,
  ];
}

function closingLines({ plan, dryRun, unsafe }: FixReport, colors: Colors): readonly string[] {
  const { applied, changes, remaining } = plan;
  const left = unsafe ? 0 : remaining.filter(({ fix }) => fix?.safe === false).length;
  const without = remaining.filter(({ fix }) => fix === undefined).length;
  const done = `${plural(applied.length, "finding")} ${dryRun ? "would be " : ""}fixed in ${plural(changes.length, "file")}`;
  return [
    applied.length > 0
      ? colors.good(done)
      : left + plan.refused.length > 0
        ? "no fix was applied"
        : "nothing to fix",
    ...(left > 0 ? [unsafeLine(left)] : []),
    ...(without > 0 ? [withoutLine(without)] : []),
  ];
}

function unsafeLine(count: number): string {
  if (count === 1) return "1 unsafe fix was skipped: keelcheck fix --unsafe --dry-run shows it";
  return `${count} unsafe fixes were skipped: keelcheck fix --unsafe --dry-run shows them`;
}

function withoutLine(count: number): string {
  if (count === 1) return "1 finding has no fix: keelcheck check shows it";
  return `${count} findings have no fix: keelcheck check shows them`;
}
