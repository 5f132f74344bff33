import { type PlannedFixes, planFixes } from "../engine/fix/fix.ts";
import type { Finding } from "../finding.ts";
import { overlayWorkspace } from "../workspace/overlay.ts";
import { withMovedBaseline } from "./baseline-moved.ts";
import { type CheckAnswer, type CheckOptions, runCheck } from "./check.ts";
import { type CommandOutcome, EXIT } from "./exit.ts";
import { writeChanges } from "./fix-write.ts";
import { partOf } from "./part.ts";

/** What to mend, and how. */
export interface FixOptions extends CheckOptions {
  /** The folder on disk that `workspace` is. */
  readonly folder: string;
  /** The folder of the repo whose findings are asked for; "" and without it all of it. */
  readonly within?: string;
  /** Apply fixes too that may change what an image does. */
  readonly unsafe?: boolean;
  /** Write nothing. */
  readonly dryRun?: boolean;
  /** The check of `workspace`, where it is made already; its findings are those that `only` is asked about. */
  readonly checked?: CheckAnswer;
  /** The findings whose fixes are asked for; all without it. */
  readonly only?: (finding: Finding) => boolean;
}

/** What was mended, or would be. */
export interface FixAnswer {
  readonly plan: PlannedFixes;
  readonly dryRun: boolean;
  readonly unsafe: boolean;
  readonly remarks: readonly string[];
  /** What threw on the tree as it is, and counts: bugs of this tool; the exit code is then 3. */
  readonly bugs: CheckAnswer["bugs"];
  /** 0 when every fix that was asked for is applied, 1 when one was refused. */
  readonly exitCode: number;
}

/** Applies the fixes of a folder's findings. Writes those files and nothing else, and prints nothing. */
export async function runFix(options: FixOptions): Promise<CommandOutcome<FixAnswer>> {
  const { workspace, folder, unsafe = false, dryRun = false, progress = () => {} } = options;
  const answer: CommandOutcome<CheckAnswer> =
    options.checked === undefined ? await runCheck(options) : { ok: true, ...options.checked };
  if (!answer.ok) return answer;
  const { report, bugs } = answer;
  const only = onlyOf(options, report.images);
  progress("trying the fixes");
  const planned = await planFixes({
    workspace,
    // What the baseline holds is fixed like anything else.
    findings: answer.everything,
    recheck: answer.recheck,
    overlay: overlayWorkspace,
    unsafe,
    ...(only !== undefined && { only }),
  });
  const plan = withMovedBaseline(planned, workspace);
  if (!dryRun) {
    const written = writeChanges(folder, plan.changes);
    if (!written.ok) return written;
  }
  const exitCode = bugs.length > 0 ? EXIT.internal : plan.refused.length > 0 ? EXIT.findings : EXIT.ok;
  return { ok: true, plan, dryRun, unsafe, remarks: report.remarks, bugs, exitCode };
}

function onlyOf(
  { within = "", only }: FixOptions,
  images: CheckAnswer["report"]["images"],
): FixOptions["only"] {
  if (within === "") return only;
  const { holdsFinding } = partOf(within, images);
  return (finding) => holdsFinding(finding) && (only === undefined || only(finding));
}
