import { type Crash, crashText } from "../engine/check.ts";
import { describe } from "../engine/describe.ts";
import type { Recheck } from "../engine/fix/fix.ts";
import type { Report } from "../facts.ts";
import type { Policy } from "../policy/policy.ts";
import { countFindings } from "../report/counts.ts";
import type { Conclusion } from "../report/json/report.ts";
import { EXIT, fails, type Outcome } from "./exit.ts";
import { failureLines } from "./failure.ts";
import { judge, type Verdict } from "./judge.ts";
import { type Loaded, type LoadOptions, load } from "./load.ts";
import { ruleFacts } from "./project.ts";
import { readmeStore } from "./readmes.ts";

/** What to check, and how. */
export interface CheckOptions extends LoadOptions {
  /** Replaces the policy's `fail-on`. */
  readonly failOn?: Policy["failOn"];
  /** `YYYY-MM-DD`, for dated waivers. */
  readonly today?: string;
}

/** What the check says. */
export interface CheckAnswer extends Loaded {
  readonly report: Report;
  readonly conclusion: Conclusion;
  /** Rules that threw: bugs of this tool; the exit code is then 3. */
  readonly crashes: readonly Crash[];
  readonly exitCode: number;
  /** The findings of another tree, judged as this one was: for the tree that fixes make. */
  readonly recheck: Recheck;
}

/** Checks a workspace. Prints nothing; the caller has the report written. */
export async function runCheck(given: CheckOptions): Promise<Outcome<CheckAnswer>> {
  const options = { readmes: readmeStore(), ...given };
  const loaded = await load(options);
  if (!loaded.ok) return loaded;
  const { policy, fleet, remarks } = loaded;
  const { rules, progress = () => {}, today } = options;
  progress("checking the images");
  const { findings, waived, crashes } = judge({ ...loaded, rules, ...(today !== undefined && { today }) });
  const report: Report = { findings, waived, rules: ruleFacts(rules), images: describe(fleet), remarks };
  const failed = fails(countFindings(findings), options.failOn ?? policy.failOn);
  return {
    ...loaded,
    report,
    conclusion: failed ? "failure" : "success",
    crashes,
    exitCode: exitCodeOf(failed, crashes),
    recheck: async (workspace) => {
      const again = await load({ ...options, workspace, policy, progress: () => {} });
      if (!again.ok) return { unreadable: failureLines(again.failure)[0] ?? "" };
      const verdict = judge({ ...again, rules, ...(today !== undefined && { today }) });
      return recheckAnswer(verdict, crashes.length);
    },
  };
}

/** The findings of a patched tree; a rule that throws on it only would pass for one that has nothing more to say. */
export function recheckAnswer(
  { findings, crashes }: Verdict,
  usualCrashes: number,
): Awaited<ReturnType<Recheck>> {
  const [crash] = crashes;
  const isNew = crashes.length > usualCrashes;
  return isNew && crash !== undefined ? { unreadable: crashText(crash) } : findings;
}

/** The exit code of a check: 3 where a rule threw, whatever was found. */
export function exitCodeOf(failed: boolean, crashes: readonly Crash[]): number {
  if (crashes.length > 0) return EXIT.internal;
  return failed ? EXIT.findings : EXIT.ok;
}
