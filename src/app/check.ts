import { holdBack } from "../engine/baseline.ts";
import { checking, failureText } from "../engine/check.ts";
import { describe } from "../engine/describe.ts";
import type { Recheck } from "../engine/fix/fix.ts";
import { foldCauses } from "../engine/fold.ts";
import type { Report } from "../facts.ts";
import type { Finding } from "../finding.ts";
import type { BaselineEntry } from "../policy/baseline/baseline.ts";
import type { Policy } from "../policy/policy.ts";
import { countFindings } from "../report/counts.ts";
import type { Conclusion } from "../report/json/report.ts";
import type { Rule } from "../rule.ts";
import { failed as failedRule } from "../rules/fact/failed.ts";
import type { Failure } from "../work.ts";
import { type CommandOutcome, EXIT, fails } from "./exit.ts";
import { failureLines } from "./failure.ts";
import { judge, type TreeVerdict } from "./judge.ts";
import { type LoadedRepo, type LoadOptions, load } from "./load.ts";
import { ruleFacts } from "./project.ts";
import { readmeStore } from "./readmes.ts";

/** What to check, and how. */
export interface CheckOptions extends LoadOptions {
  /** Replaces the policy's `fail-on`. */
  readonly failOn?: Policy["failOn"];
  /** `YYYY-MM-DD`, for dated waivers. */
  readonly today?: string;
  /** Whether what the baseline holds counts like anything else. */
  readonly noBaseline?: boolean;
}

/** What the check says. */
export interface CheckAnswer extends LoadedRepo {
  readonly report: Report;
  readonly conclusion: Conclusion;
  /** What threw, and counts: bugs of this tool; the exit code is then 3. */
  readonly bugs: readonly Failure[];
  readonly exitCode: number;
  /** All that failed in the tree that is judged, whether it counts or not. */
  readonly failures: readonly Failure[];
  /** What the report shows, and what the baseline holds: fixes are tried on all of it. Folded, and sorted by place. */
  readonly everything: readonly Finding[];
  /** The same, each at its own place: what the baseline records. */
  readonly unfolded: readonly Finding[];
  /** The findings of another tree, judged as this one was: for the tree that fixes make. */
  readonly recheck: Recheck;
}

/** Checks a workspace. Prints nothing; the caller has the report written. */
export async function runCheck(given: CheckOptions): Promise<CommandOutcome<CheckAnswer>> {
  const options = { readmes: readmeStore(), ...given };
  const loaded = await load(options);
  if (!loaded.ok) return loaded;
  const { policy, fleet, remarks } = loaded;
  const { rules, progress = () => {}, today } = options;
  progress("checking the images");
  // What fails on the way to the facts is told as well.
  const images = describe(fleet);
  const verdict = judge({ ...loaded, rules, ...(today !== undefined && { today }) });
  const { findings, waived, failures } = verdict;
  const entries = options.noBaseline === true ? [] : (policy.baseline ?? []);
  const { counting, held, stale } = holdBack(findings, entries);
  const report: Report = {
    findings: foldCauses(counting),
    waived,
    held,
    rules: ruleFacts(rules),
    images,
    // Of a part of the images nothing tells that an entry is of no use.
    remarks: [
      ...remarks,
      ...(options.images === undefined
        ? staleRemarks(stale.filter((one) => !isClouded(one, counting)).length)
        : []),
    ],
  };
  return {
    ...loaded,
    report,
    failures,
    everything: foldCauses(findings),
    unfolded: findings,
    ...concluded({ counted: counting, failOn: options.failOn ?? policy.failOn, failures, rules }),
    recheck: async (workspace) => {
      const again = await load({ ...options, workspace, policy, progress: () => {} });
      if (!again.ok) return { unreadable: failureLines(again.failure)[0] ?? "" };
      const verdict = judge({ ...again, rules, ...(today !== undefined && { today }) });
      return recheckAnswer(verdict, thrown(failures).length);
    },
  };
}

/** Whether what counts may only hide what an entry holds: once that is fixed, the entry may be of use again. */
function isClouded({ file, images = [] }: BaselineEntry, counting: readonly Finding[]): boolean {
  return counting.some(
    (one) => one.at.file.path === file || one.images.some((name) => images.includes(name)),
  );
}

function staleRemarks(count: number): readonly string[] {
  if (count === 0) return [];
  const entries = count === 1 ? "1 entry of the baseline matches" : `${count} entries of the baseline match`;
  return [`${entries} nothing any more: keelcheck baseline removes ${count === 1 ? "it" : "them"}`];
}

/** The findings of a patched tree; what throws on it only would pass for something that has nothing more to say. */
export function recheckAnswer(
  { findings, failures }: TreeVerdict,
  usualFailures: number,
): Awaited<ReturnType<Recheck>> {
  const now = thrown(failures);
  const last = now.at(-1);
  return now.length > usualFailures && last !== undefined
    ? { unreadable: failureText(last) }
    : foldCauses(findings);
}

/** The failures that are bugs of this tool. */
export function thrown(failures: readonly Failure[]): readonly Failure[] {
  return failures.filter(({ kind }) => kind === "thrown");
}

interface Counting {
  /** The findings that decide. */
  readonly counted: readonly Finding[];
  readonly failOn: Policy["failOn"];
  readonly failures: readonly Failure[];
  readonly rules: readonly Rule[];
}

/** How a check ends: with 3 where what fails it is a failure of this tool, or where no rule was there to tell one. */
export function concluded({
  counted,
  failOn,
  failures,
  rules,
}: Counting): Pick<CheckAnswer, "conclusion" | "bugs" | "exitCode"> {
  const failing = (findings: readonly Finding[]) => fails(countFindings(findings), failOn);
  const told = counted.filter((finding) => finding.rule === failedRule.id && failing([finding]));
  const isTold = ({ at, doing }: Failure) =>
    told.some((finding) => finding.at.file.path === at.file.path && finding.key === `while ${doing}`);
  const speaks =
    rules.includes(failedRule) && !failures.some(({ doing }) => doing === checking(failedRule.id));
  const bugs = thrown(failures).filter((failure) => !speaks || isTold(failure));
  const isFailed = failing(counted) || bugs.length > 0;
  const exitCode = bugs.length > 0 ? EXIT.internal : isFailed ? EXIT.findings : EXIT.ok;
  return { conclusion: isFailed ? "failure" : "success", bugs, exitCode };
}
