import type { Finding, Problem, Severity } from "../finding.ts";
import type { Fleet } from "../model/fleet/types.ts";
import type { Policy } from "../policy/policy.ts";
import { ruleOptions, severityOf, speaks } from "../policy/severity.ts";
import type { Context, Rule, UnreadPart } from "../rule.ts";
import type { Place } from "../source.ts";
import { errorText, type Failure, type Failures } from "../work.ts";
import { foldFindings } from "./fold.ts";
import { namesOf, type Task, tasksOf } from "./tasks.ts";

/** What is checked, by which rules, under whose policy. `today` is `YYYY-MM-DD`, for dated waivers. */
export interface CheckInput {
  readonly fleet: Fleet;
  readonly policy: Policy;
  readonly rules: readonly Rule[];
  readonly today?: string;
  /** Address at which failures of this tool are reported. */
  readonly bugs?: string;
}

/** Findings, and what failed on the way to them: most of that is a finding as well. */
export interface CheckResult {
  /** Folded, and sorted by path, offset, rule and key. */
  readonly findings: readonly Finding[];
  readonly failures: readonly Failure[];
}

/** The findings of all rules on a fleet. Throws when something else threw: `checkAll` hands the failures over instead. */
export function check(input: CheckInput): readonly Finding[] {
  const { findings, failures } = checkAll(input);
  const thrown = failures.find(({ kind }) => kind === "thrown");
  if (thrown === undefined) return findings;
  throw new Error(failureText(thrown), { cause: thrown.error });
}

/**
 * Runs every rule that the policy lets speak. A rule that throws is left out for that image and kept as a failure; at last
 * it is told what could not be looked at.
 */
export function checkAll(input: CheckInput): CheckResult {
  const { fleet, rules } = input;
  const failures = fleet.failures.fork();
  const findings = rules.flatMap((rule) => checkRule(rule, input, failures));
  // A file that only a rule asked for is kept by the fleet.
  for (const { error, ...unit } of fleet.failures.list) failures.add(unit, error);
  const mistakes = fleet.problems().map((problem) => ({ kind: "mistake", problem }) as const);
  for (const one of unreadFindings([...mistakes, ...failures.list], input, failures)) findings.push(one);
  return { findings: foldFindings(findings), failures: failures.list };
}

/** What is checked, and what takes what fails on the way. */
export interface Asking {
  readonly input: CheckInput;
  readonly failures: Failures;
}

/** What the rules of scope "unread" say of each; where one of them fails, that is told by the others. */
export function unreadFindings(
  all: readonly UnreadPart[],
  input: CheckInput,
  failures: Failures,
): readonly Finding[] {
  const rules = input.rules.filter((rule): rule is RuleOf<"unread"> => rule.scope === "unread");
  const known = new Set(failures.list);
  const told = rules.flatMap((rule) => tellUnread(rule, all, { input, failures }));
  const more = failures.list.filter((failure) => !known.has(failure));
  const others = rules.filter(({ id }) => !more.some(({ doing }) => doing === checking(id)));
  return [...told, ...others.flatMap((rule) => tellUnread(rule, more, { input, failures }))];
}

/** The rules of a scope. */
export type RuleOf<Scope extends Rule["scope"]> = Extract<Rule, { readonly scope: Scope }>;

function tellUnread(
  rule: RuleOf<"unread">,
  all: readonly UnreadPart[],
  { input, failures }: Asking,
): readonly Finding[] {
  return all.flatMap((unread) => {
    const images = unread.kind === "mistake" ? { images: [] } : imagesOf(unread);
    const whole = unread.kind !== "mistake" && unread.whole === true;
    const at = unread.kind === "mistake" ? unread.problem.at : unread.at;
    const found = runRule(rule, { input, failures }, (context) => [
      { at, ...images, problems: () => rule.check(unread, context) },
    ]);
    return whole ? found : found.filter((finding) => isAsked(finding, input.fleet));
  });
}

/** A failure on a file that is no image's by itself belongs to the folder that the file lies in. */
function imagesOf({ images, whole }: Failure): Pick<Task, "images"> {
  return images.length > 0 || whole ? { images } : {};
}

/** Of what was read besides, nobody asked. */
function isAsked({ at, images }: Finding, { asks, images: all, others }: Fleet): boolean {
  return (
    asks.path(at.file.path) ||
    [...all, ...others].some((image) => images.includes(image.name) && asks.image(image))
  );
}

/** One line that names what failed, where, and the error. */
export function failureText({ why, at, images, error }: Failure): string {
  const of = images.length === 0 ? "" : ` (${images.join(", ")})`;
  return `${why}, at ${at.file.path}${of}: ${errorText(error)}`;
}

/** What one rule says, before equal findings are folded into one. */
export function checkRule(rule: Rule, input: CheckInput, failures: Failures): readonly Finding[] {
  const found = runRule(rule, { input, failures }, (context) => tasksOf(rule, context));
  return found.filter((finding) => isAsked(finding, input.fleet));
}

/** Has a rule look at each of its tasks, under the severities of the policy; where it throws, that is kept. */
export function runRule(
  rule: Rule,
  { input: { fleet, policy, today, bugs }, failures }: Asking,
  tasks: (context: Context) => readonly Task[],
): readonly Finding[] {
  const findings: Finding[] = [];
  if (!speaks(policy, rule.id, rule.off === true)) return findings;
  const options = ruleOptions(policy, rule.id);
  const context: Context = {
    policy,
    fleet,
    options,
    ...(today !== undefined && { today }),
    ...(bugs !== undefined && { bugs }),
  };
  // What a limited task finds as well is another's already.
  const said = new Set<string>();
  const unlimitedFirst = [...tasks(context)].sort(
    (a, b) => Number(a.atMost !== undefined) - Number(b.atMost !== undefined),
  );
  for (const { problems, atMost, ...task } of unlimitedFirst) {
    failures.attempt(
      { doing: checking(rule.id), ...task },
      () => {
        for (const problem of problems()) {
          const same = JSON.stringify([problem.at.file.path, problem.at.span, problem.key]);
          if (atMost !== undefined && said.has(same)) continue;
          said.add(same);
          const severity = limited(problemSeverity(problem, rule, policy), atMost);
          if (severity === "off") continue;
          const images = problem.images ?? task.images ?? imagesAt(fleet, problem.at);
          const isWhole =
            problem.images === undefined && (rule.scope === "folder" || task.images === undefined);
          findings.push({
            ...problem,
            rule: rule.id,
            severity,
            images,
            ...(isWhole && images.length > 0 && { ofWholeFolder: true }),
          });
        }
      },
      () => {},
    );
  }
  return findings;
}

/** What is done while a rule is asked. */
export function checking(rule: string): string {
  return `checking ${rule}`;
}

/** The images of the innermost folder that a place lies in; none for files of the repo. */
function imagesAt({ folders }: Fleet, { file }: Place): readonly string[] {
  const around = folders.filter(({ path }) => path !== "" && file.path.startsWith(`${path}/`));
  const [innermost] = around.sort((left, right) => right.path.length - left.path.length);
  return innermost === undefined ? [] : namesOf(innermost);
}

/** The policy's word, else the problem's own, else the rule's default. */
function problemSeverity(problem: Problem, rule: Rule, policy: Policy): Severity | "off" {
  return severityOf(policy, { id: rule.id, severity: problem.severity ?? rule.severity }, true);
}

function limited(severity: Severity | "off", atMost: Task["atMost"]): Severity | "off" {
  if (atMost === undefined || severity === "off" || severity === "notice") return severity;
  return atMost;
}
