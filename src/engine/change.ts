import { namesRule } from "../policy/rule-names.ts";
import { speaks } from "../policy/severity.ts";
import type { Change, WaiverUse } from "../rule.ts";
import type { Failure } from "../work.ts";
import { type CheckInput, type CheckResult, type RuleOf, runRule, unreadFindings } from "./check.ts";
import { foldFindings } from "./fold.ts";
import { type Task, wholeRepo } from "./tasks.ts";

/** What rules of scope "waiver" look at: the head's fleet, under the policy in force. */
export interface WaiverCheckInput extends CheckInput {
  /** What `applyWaivers` says that each waiver did. */
  readonly uses: readonly WaiverUse[];
}

/** What rules of scope "change" look at: `fleet` is the head's, `policy` the one in force. */
export interface ChangeCheckInput extends CheckInput {
  readonly change: Change;
}

/**
 * What the rules of scope "waiver" say, when all others have spoken; `rules` are all of them. A waiver of rules that are
 * off is not judged: nothing can be told of what it would do.
 */
export function checkWaivers(input: WaiverCheckInput): CheckResult {
  const rules = input.rules.filter((rule): rule is RuleOf<"waiver"> => rule.scope === "waiver");
  const uses = input.uses.filter((use) => use.refused === "malformed" || concernsAnyOf(use, input));
  return together(rules, input, (rule, context) =>
    uses.map((use) => ({ at: use.waiver.at, whole: true, problems: () => rule.check(use, context) })),
  );
}

/** What the rules of scope "change" say. */
export function checkChange(input: ChangeCheckInput): CheckResult {
  const rules = input.rules.filter((rule): rule is RuleOf<"change"> => rule.scope === "change");
  return together(rules, input, (rule, context) => [
    { ...wholeRepo(input), problems: () => rule.check(input.change, context) },
  ]);
}

function concernsAnyOf({ waiver }: WaiverUse, { rules, policy }: CheckInput): boolean {
  return rules.some(({ id, off }) => namesRule(waiver.rule, id) && speaks(policy, id, off === true));
}

/** What the rules say, and what is to be told of those that failed. */
function together<One extends RuleOf<"change" | "waiver">>(
  rules: readonly One[],
  input: CheckInput,
  tasks: (rule: One, context: Parameters<One["check"]>[1]) => readonly Task[],
): CheckResult {
  const failures = input.fleet.failures.fork();
  const before = new Set(failures.list);
  const findings = rules.flatMap((rule) =>
    runRule(rule, { input, failures }, (context) => tasks(rule, context)),
  );
  const isNew = (failure: Failure) => !before.has(failure);
  const unread = unreadFindings(failures.list.filter(isNew), input, failures);
  return { findings: foldFindings([...findings, ...unread]), failures: failures.list.filter(isNew) };
}
