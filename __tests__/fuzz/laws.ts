import { applyPatch } from "diff";
import { judge } from "../../src/app/judge.ts";
import { loadedPolicy } from "../../src/app/load.ts";
import { readLintConfiguration } from "../../src/app/markdownlint.ts";
import { ruleFacts } from "../../src/app/project.ts";
import { describe } from "../../src/engine/describe.ts";
import { planFixes } from "../../src/engine/fix/fix.ts";
import { foldCauses } from "../../src/engine/fold.ts";
import type { Report } from "../../src/facts.ts";
import type { Finding } from "../../src/finding.ts";
import { readFleet } from "../../src/model/fleet/read.ts";
import { readWaivers } from "../../src/model/waivers/read.ts";
import { parseMarkdown } from "../../src/parsers/markdown/parse.ts";
import { colors } from "../../src/report/colors.ts";
import { screened } from "../../src/report/commands.ts";
import { compactReport } from "../../src/report/compact.ts";
import { githubCommands } from "../../src/report/github.ts";
import { rdjsonReport } from "../../src/report/json/rdjson.ts";
import { jsonFacts, jsonReport } from "../../src/report/json/report.ts";
import { patchText } from "../../src/report/patch.ts";
import { sarifReport } from "../../src/report/sarif/report.ts";
import { markdownReport } from "../../src/report/summary/markdown.ts";
import { inspectText } from "../../src/report/text/inspect.ts";
import { textReport } from "../../src/report/text/report.ts";
import { rules } from "../../src/rules/index.ts";
import { type Place, type SourceFile, sourceFile } from "../../src/source.ts";
import { errorText, type Failure } from "../../src/work.ts";
import { overlayWorkspace } from "../../src/workspace/overlay.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import type { NamedText } from "./material.ts";
import type { MutatedTree } from "./mutations.ts";
import type { Parser } from "./parsers.ts";

/** What an input must not do; the message says which law it breaks, without the input. */
export class Broken extends Error {}

function demand(holds: boolean, law: string): asserts holds {
  if (!holds) throw new Broken(law);
}

/** A reader answers every text, and each of its spans lies within the text. */
export function parserLaw({ parse }: Parser, { path, text }: NamedText): void {
  const file = sourceFile(path, text);
  for (const { start, end } of spansOf(parse(file), file))
    demand(start >= 0 && start <= end && end <= text.length, "a span lies outside of the text");
}

interface Bounds {
  readonly start: number;
  readonly end: number;
}

/** Every pair of offsets in a tree; the file itself is left out. */
function spansOf(tree: unknown, file: SourceFile): readonly Bounds[] {
  const found: Bounds[] = [];
  const seen = new Set<unknown>([file]);
  const open: unknown[] = [tree];
  while (open.length > 0) {
    const node = open.pop();
    if (typeof node !== "object" || node === null || seen.has(node)) continue;
    seen.add(node);
    if ("start" in node && "end" in node && typeof node.start === "number" && typeof node.end === "number")
      found.push({ start: node.start, end: node.end });
    open.push(...(node instanceof Map ? [...node.entries()].flat() : Object.values(node)));
  }
  return found;
}

/** A tree as it was judged. */
interface Checked {
  readonly report: Report;
  readonly failures: readonly Failure[];
}

/** How many steps a part may take, where it is not what the product allows. */
type Steps = Pick<Parameters<typeof readFleet>[0], "stepsFor">;

/** A check as `runCheck` makes it, without workers; why it is refused, where the policy cannot be used. */
function checked(tree: Omit<MutatedTree, "of">, steps: Steps = {}): Checked | "refused" {
  const { workspace, today = "2026-11-30" } = tree;
  const read = loadedPolicy({ workspace, rules });
  if (!read.ok) return "refused";
  const { policy } = read;
  const { lint } = readLintConfiguration(workspace);
  const reading = lint === undefined ? {} : { lint };
  const markdown = (file: SourceFile) => parseMarkdown(file, reading);
  const fleet = readFleet({ workspace, policy, markdown, ...steps });
  const waivers = readWaivers({ fleet, policy, ruleIds: rules.map(({ id }) => id) });
  const images = describe(fleet);
  const { findings, waived, failures } = judge({ fleet, policy, rules, waivers, today });
  const report = { findings: foldCauses(findings), waived, rules: ruleFacts(rules), images, remarks: [] };
  return { report, failures };
}

/** A whole check ends, within its budget and without a part that fails; every finding has a place; every channel writes it. */
export function checkLaw(tree: MutatedTree, steps: Steps = {}): void {
  const answer = checked(tree, steps);
  if (answer === "refused") return;
  const { report, failures } = answer;
  for (const { kind, doing, error } of failures) {
    // A README that its screen gives back unread costs nothing.
    if (kind === "spent" && doing === "reading this README") continue;
    demand(
      false,
      kind === "spent" ? `over its budget while ${doing}` : `threw while ${doing}: ${errorText(error)}`,
    );
  }
  for (const finding of report.findings) findingLaw(finding);
  channelsLaw(report);
}

function findingLaw(finding: Finding): void {
  const places = [finding.at, ...(finding.related ?? []).map(({ at }) => at)];
  for (const edit of finding.fix?.edits ?? []) if ("replace" in edit) places.push(edit.replace);
  for (const place of places) demand(isWithin(place), `${finding.rule}: a place lies outside of its file`);
  demand(finding.message.trim() !== "", `${finding.rule}: no message`);
  demand(
    !/\bundefined\b|\[object |\bNaN\b/.test(finding.message),
    `${finding.rule}: a message that shows a bug`,
  );
}

function isWithin({ file, span }: Place): boolean {
  return span === undefined || (span.start >= 0 && span.start <= span.end && span.end <= file.text.length);
}

function channelsLaw(report: Report): void {
  const style = { colors: colors(false) };
  const printed = {
    text: textReport(report, style),
    compact: compactReport(report, ""),
    inspect: inspectText(report.images, style),
    summary: markdownReport(report, { failed: true }),
  };
  for (const [channel, text] of Object.entries(printed))
    demand(!/^[ \t]*::|##\[/m.test(screened(text)), `${channel}: a line that the runner takes for a command`);
  const where = { homepage: "https://example.org" };
  const data = [
    jsonReport(report, "failure"),
    jsonFacts(report.images),
    rdjsonReport(report, where),
    sarifReport(report, { version: "0.0.0", ...where }),
  ];
  for (const text of data) JSON.parse(text);
  githubCommands(report);
}

/** Fixes are planned without a throw, make what their patch makes, and leave nothing that is fixed twice. */
export async function fixLaw(tree: MutatedTree): Promise<void> {
  const answer = checked(tree);
  if (answer === "refused") return;
  const { findings } = answer.report;
  for (const unsafe of [false, true]) {
    const recheck = async (workspace: Workspace) => {
      const again = checked({ ...tree, workspace });
      return again === "refused" ? { unreadable: "the policy cannot be used" } : again.report.findings;
    };
    const plan = await planFixes({
      workspace: tree.workspace,
      findings,
      recheck,
      overlay: overlayWorkspace,
      unsafe,
    });
    for (const change of plan.changes) {
      if (change.before === undefined || change.after === undefined || change.before === change.after)
        continue;
      const made = applyPatch(change.before, patchText([change]), { autoConvertLineEndings: false });
      demand(made === change.after, "a patch that does not make what the fix makes");
    }
  }
}
