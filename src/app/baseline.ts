import { baselineOf, holdBack, isHoldable } from "../engine/baseline.ts";
import type { Finding } from "../finding.ts";
import { BASELINE_PATH, baselineText } from "../policy/baseline/baseline.ts";
import type { Failure } from "../work.ts";
import { type CheckOptions, runCheck } from "./check.ts";
import { type CommandOutcome, usage } from "./exit.ts";
import { writeChanges } from "./fix-write.ts";

/** Whose baseline to write, and how. */
export interface BaselineOptions extends CheckOptions {
  /** The folder on disk that `workspace` is. */
  readonly folder: string;
  /** Whether every finding is recorded; without it only what is gone is removed. */
  readonly rewrite?: boolean;
  /** Write nothing. */
  readonly dryRun?: boolean;
}

/** What was written, or would be. */
export interface BaselineAnswer {
  /** Entries before; `undefined` where there was no baseline. */
  readonly before: number | undefined;
  readonly after: number;
  readonly removed: number;
  /** Findings that are recorded for the first time. */
  readonly added: readonly Finding[];
  readonly changed: boolean;
  readonly ignored: boolean;
  readonly remarks: readonly string[];
  readonly bugs: readonly Failure[];
}

/** Shrinks the baseline of a folder to what is still found, or writes it anew. Writes that file and nothing else. */
export async function runBaseline(options: BaselineOptions): Promise<CommandOutcome<BaselineAnswer>> {
  const { workspace, folder, rewrite = false, dryRun = false } = options;
  const answer = await runCheck({ ...options, noBaseline: true });
  if (!answer.ok) return answer;
  const old = answer.policy.baseline;
  if (old === undefined && !rewrite)
    return usage(
      `there is no ${BASELINE_PATH}: keelcheck baseline --rewrite records every finding in a new one`,
    );
  const { standing, counting, stale } = holdBack(answer.unfolded, old ?? []);
  const kept = rewrite ? baselineOf(answer.unfolded) : standing;
  const content = workspace.read(BASELINE_PATH);
  const before = content !== undefined && "text" in content ? content.text : undefined;
  const after = baselineText(kept);
  const changed = before !== after;
  if (changed && !dryRun) {
    const executable = { before: false, after: false };
    const change = { path: BASELINE_PATH, ...(before !== undefined && { before }), after, executable };
    const written = writeChanges(folder, [change]);
    if (!written.ok) return written;
  }
  return {
    ok: true,
    before: old?.length,
    after: kept.length,
    removed: stale.length,
    added: rewrite ? counting.filter(isHoldable) : [],
    changed,
    ignored: workspace.ignored(BASELINE_PATH),
    remarks: answer.report.remarks,
    bugs: answer.bugs,
  };
}
