import { composed, movedPaths } from "../engine/fix/patch.ts";
import type { FileChange, FixPlan } from "../facts.ts";
import { BASELINE_PATH, baselineText, loadBaseline } from "../policy/baseline/baseline.ts";
import { type Moves, movedEntries } from "../policy/baseline/changes.ts";
import { sourceFile } from "../source.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** The plan with the baseline rewritten for the files that it moves: what is still wrong with them stays held. */
export function withMovedBaseline<Plan extends FixPlan>(plan: Plan, workspace: Workspace): Plan {
  const { after } = movedPaths(plan.changes);
  const change = baselineChange(plan.changes, workspace, { pathAfter: after, nameAfter: () => undefined });
  return change === undefined ? plan : { ...plan, changes: composed(plan.changes, [change]) };
}

/** What files and images that move ask of the baseline, as other changes leave it; `undefined` where that is nothing. */
export function baselineChange(
  changes: readonly FileChange[],
  workspace: Workspace,
  moves: Moves,
): FileChange | undefined {
  const content = workspace.read(BASELINE_PATH);
  const standing = content !== undefined && "text" in content ? content.text : undefined;
  const before = changes.find(({ path }) => path === BASELINE_PATH)?.after ?? standing;
  if (before === undefined) return undefined;
  const { entries, problems } = loadBaseline(sourceFile(BASELINE_PATH, before));
  if (problems.length > 0) return undefined;
  const moved = movedEntries(entries, moves);
  const same = JSON.stringify(moved) === JSON.stringify(entries);
  if (same) return undefined;
  const executable = { before: false, after: false };
  return { path: BASELINE_PATH, before, after: baselineText(moved), executable };
}
