import { type Crash, checkAll } from "../engine/check.ts";
import { describe } from "../engine/describe.ts";
import type { Report } from "../facts.ts";
import type { Policy } from "../policy/policy.ts";
import { countFindings } from "../report/counts.ts";
import type { Conclusion } from "../report/json.ts";
import { EXIT, fails, type Outcome } from "./exit.ts";
import { type Loaded, type LoadOptions, load } from "./load.ts";
import { ruleFacts } from "./project.ts";

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
}

/** Checks a workspace. Prints nothing; the caller has the report written. */
export async function runCheck(options: CheckOptions): Promise<Outcome<CheckAnswer>> {
  const loaded = await load(options);
  if (!loaded.ok) return loaded;
  const { policy, fleet, remarks } = loaded;
  const { rules, progress = () => {}, today } = options;
  progress("checking the images");
  const { findings, crashes } = checkAll({ fleet, policy, rules, ...(today !== undefined && { today }) });
  const report: Report = { findings, rules: ruleFacts(rules), images: describe(fleet), remarks };
  const failed = fails(countFindings(findings), options.failOn ?? policy.failOn);
  return {
    ...loaded,
    report,
    conclusion: failed ? "failure" : "success",
    crashes,
    exitCode: exitCodeOf(failed, crashes),
  };
}

function exitCodeOf(failed: boolean, crashes: readonly Crash[]): number {
  if (crashes.length > 0) return EXIT.internal;
  return failed ? EXIT.findings : EXIT.ok;
}
