import type { Report } from "../facts.ts";
import type { Finding, Severity } from "../finding.ts";
import { didYouMean, nearest } from "../names.ts";
import { globMatcher } from "../policy/globs.ts";
import type { Policy } from "../policy/policy.ts";
import { rulePatterns } from "../policy/rule-names.ts";
import { plural } from "../report/counts.ts";
import { byWeight } from "../report/order.ts";
import { severities } from "../report/words.ts";
import type { Rule } from "../rule.ts";
import { decides } from "./change.ts";
import { type CheckAnswer, concluded } from "./check.ts";
import { type CommandOutcome, usage } from "./exit.ts";
import { nothingIn, partOf } from "./part.ts";

/** What of a check is asked for on the command line. */
export interface FindingSelection {
  /** Ids of rules, their last parts, or globs such as `nginx/*`. */
  readonly rule?: readonly string[];
  /** The least severity that is shown. */
  readonly severity?: Severity;
  /** The folder of the repo that is asked about, "" for all of it. */
  readonly within?: string;
  /** Images by name, and paths as globs, of which nothing is said. */
  readonly exclude?: readonly string[];
  /** Replaces the policy's `fail-on`. */
  readonly failOn?: Policy["failOn"];
  /** Findings that are shown; all of them count. */
  readonly max?: number;
}

/** The answer with only what was asked for: only that is shown and decides. */
export function selectFindings(
  answer: CheckAnswer,
  {
    exclude = [],
    severity = "notice",
    failOn = answer.policy.failOn,
    max,
    rule,
    within = "",
  }: FindingSelection,
  rules: readonly Rule[],
): CommandOutcome<CheckAnswer> {
  const named = rule === undefined ? undefined : rulesOf(rule, rules);
  if (typeof named === "string") return usage(named);
  const isExcluded = excluder(exclude);
  const part = partOf(within, answer.report.images);
  const images = answer.report.images.filter(part.holdsImage);
  if (within !== "" && images.length === 0 && answer.report.comparison === undefined)
    return nothingIn(within);
  const keeps = (finding: Finding) =>
    (named === undefined || named.has(finding.rule)) &&
    severities.indexOf(finding.severity) <= severities.indexOf(severity) &&
    !isExcluded(finding) &&
    (within === "" || part.holdsFinding(finding));
  const { report, failures } = answer;
  const findings = report.findings.filter(keeps);
  const { comparison } = report;
  const counted = comparison === undefined ? findings : findings.filter(decides(comparison.scope));
  const shown: Report = {
    ...report,
    findings,
    images,
    ...(report.held && { held: report.held.filter(keeps) }),
    ...(comparison && { comparison: { ...comparison, fixed: comparison.fixed.filter(keeps) } }),
    remarks: [...report.remarks, ...exclude.flatMap((word) => idle(word, answer) ?? [])],
  };
  return {
    ok: true,
    ...answer,
    report: max === undefined ? shown : firstOf(shown, max),
    ...concluded({ counted, failOn, failures, rules }),
  };
}

/** The rules that are meant, or what is wrong with one of the words. */
function rulesOf(words: readonly string[], rules: readonly Rule[]): ReadonlySet<string> | string {
  const found = new Set<string>();
  for (const word of words) {
    const matches = globMatcher([word]);
    const meant = rules.filter(({ id }) => id === word || id.endsWith(`/${word}`) || matches(id));
    if (meant.length === 0) {
      const ids = rulePatterns(rules.map(({ id }) => id));
      const near = nearest(word, word.includes("/") ? ids : rules.map(lastPart));
      return `--rule: there is no rule "${word}"${didYouMean(near)}`;
    }
    for (const { id } of meant) found.add(id);
  }
  return found;
}

function lastPart({ id }: Rule): string {
  return id.slice(id.indexOf("/") + 1);
}

/** What is said of a word of `--exclude` that leaves nothing out. Only the images that a change touches are known by name. */
function idle(word: string, { report, fleet }: CheckAnswer): string | undefined {
  const matches = pathMatcher([word]);
  const names = [...fleet.images, ...report.images].map(({ name }) => name);
  const isNamed = (path: string) => matches(path) || path.includes(`/${word}/`);
  if (names.some((name) => name === word || matches(name))) return undefined;
  if (fleet.entries.some(({ path }) => isNamed(path))) return undefined;
  const near = nearest(word, names);
  return `--exclude: neither an image nor a path matches "${word}"${didYouMean(near)}`;
}

function pathMatcher(globs: readonly string[]): (path: string) => boolean {
  return globMatcher(globs.map((glob) => glob.replace(/^\.\//, "").replace(/\/+$/, "")));
}

/** A finding of several images is left out where all of them are. */
function excluder(exclude: readonly string[]): (finding: Finding) => boolean {
  if (exclude.length === 0) return () => false;
  const matches = pathMatcher(exclude);
  const names = new Set(exclude);
  return ({ at, images }) =>
    matches(at.file.path) || (images.length > 0 && images.every((name) => names.has(name) || matches(name)));
}

/** What matters most, and a line that says how much more there is. */
function firstOf(report: Report, max: number): Report {
  const left = report.findings.length - max;
  if (left <= 0) return report;
  const kept = new Set(report.findings.toSorted(byWeight).slice(0, max));
  return {
    ...report,
    findings: report.findings.filter((finding) => kept.has(finding)),
    remarks: [...report.remarks, `${plural(left, "more finding")} not shown: --max is ${max}`],
  };
}
