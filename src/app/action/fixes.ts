import { planFixes } from "../../engine/fix/fix.ts";
import type { FileChange, FixPlan } from "../../facts.ts";
import { type Suggestion, type Suggestions, suggestionsOf } from "../../github/review/suggestions.ts";
import {
  type FileReplacement,
  joinedReplacements,
  replacementsOf,
} from "../../github/review/suggestions-block.ts";
import { shownFindings } from "../../report/github.ts";
import { fingerprints } from "../../report/identities.ts";
import { patchText } from "../../report/patch.ts";
import type { Patch } from "../../report/summary/summary.ts";
import { overlayWorkspace } from "../../workspace/overlay.ts";
import { withMovedBaseline } from "../baseline-moved.ts";
import type { Judged } from "./answer.ts";

/** Trees that are read again for the fixes: each costs as much as the check itself. */
const MOST_READINGS = 12;

/** Images of a check without a change up to which fixes are tried: above, `keelcheck fix` at a terminal has the time. */
const MOST_IMAGES = 200;

/** All fixes of what is shown, tried together; `undefined` where there is nothing to try. */
export async function fixesOf({ answer, workspace }: Judged): Promise<FixPlan | undefined> {
  const { report, recheck, everything } = answer;
  const asked = new Set(shownFindings(report).filter(({ fix }) => fix !== undefined));
  if (asked.size === 0 || (report.comparison?.scope !== "changed" && report.images.length > MOST_IMAGES))
    return undefined;
  const plan = await planFixes({
    workspace,
    findings: everything,
    recheck,
    overlay: overlayWorkspace,
    unsafe: true,
    only: (finding) => asked.has(finding),
    mostReadings: MOST_READINGS,
  });
  return withMovedBaseline(plan, workspace);
}

/** What can be suggested of the fixes, on lines that the pull request's page shows. */
export function suggestionsFor(
  plan: FixPlan,
  { answer, workspace, trees }: Judged,
  hunksOf: (path: string) => readonly { readonly first: number; readonly last: number }[],
): Suggestions {
  const applied = new Set(plan.applied);
  const lines = trees?.lines;
  return suggestionsOf({
    findings: [...fingerprints(answer.report)].flatMap(([finding, fingerprint]) =>
      applied.has(finding) ? [{ finding, fingerprint }] : [],
    ),
    headText: headTextOf({ workspace, ...(trees && { trees }) }),
    headLine: (path, line) => (lines === undefined ? line : lines.lineOf(path, line)),
    hunksOf,
  });
}

/** The text of a file as the pull request's head has it, which the page shows. */
function headTextOf({
  workspace,
  trees,
}: Pick<Judged, "workspace" | "trees">): (path: string) => string | undefined {
  const shown = trees?.shown ?? workspace;
  return (path) => {
    const content = shown.read(path);
    return content !== undefined && "text" in content ? content.text : undefined;
  };
}

/** The patches of a summary: every fix at once, or first what the posted suggestions leave to do. */
export function patchesOf(
  plan: FixPlan | undefined,
  suggestions: readonly Suggestion[],
  pathPrefix: string,
): readonly Patch[] {
  if (plan === undefined || plan.changes.length === 0) return [];
  const unsafe = plan.applied.some(({ fix }) => fix?.safe === false);
  const care = unsafe ? { unsafe } : {};
  const whole = { title: "every fix in one patch", text: patchText(plan.changes, pathPrefix), ...care };
  if (suggestions.length === 0) return [whole];
  const rest = plan.changes.flatMap((change) => afterSuggestions(change, suggestions));
  const title = "the rest, once the suggestions are applied";
  const left = rest.length === 0 ? [] : [{ title, text: patchText(rest, pathPrefix), ...care }];
  return [...left, { ...whole, title: `${whole.title}, instead of the suggestions` }];
}

/** What is left to change of a file when its suggestions are applied; nothing where they are all of it. */
function afterSuggestions(change: FileChange, suggestions: readonly Suggestion[]): readonly FileChange[] {
  const path = change.from ?? change.path;
  const own = suggestions.filter((suggestion) => suggestion.path === path);
  if (own.length === 0 || change.before === undefined) return [change];
  const before = suggested(change.before, own);
  const isDone =
    before === change.after &&
    change.from === undefined &&
    change.executable.before === change.executable.after;
  return isDone ? [] : [{ ...change, before }];
}

/** A judged file with the fixes of its suggestions in it; on the page they stand on the head's lines. */
function suggested(text: string, suggestions: readonly Suggestion[]): string {
  const findings = suggestions.flatMap((suggestion) => suggestion.findings);
  const replacements = findings.reduce<readonly FileReplacement[]>((sofar, { finding }) => {
    const found = replacementsOf(finding.fix?.edits ?? []);
    return typeof found === "string" ? sofar : (joinedReplacements(sofar, found.replacements) ?? sofar);
  }, []);
  return replacements
    .toReversed()
    .reduce((sofar, { start, end, text: put }) => `${sofar.slice(0, start)}${put}${sofar.slice(end)}`, text);
}
