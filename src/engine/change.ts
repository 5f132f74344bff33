import { namesRule } from "../policy/rule-names.ts";
import { speaks } from "../policy/severity.ts";
import type { Change, Rule, WaiverUse } from "../rule.ts";
import { positionAt } from "../source.ts";
import { type CheckInput, type CheckResult, runRule, type Task } from "./check.ts";
import { foldFindings } from "./fold.ts";

type RuleOf<Scope extends Rule["scope"]> = Extract<Rule, { readonly scope: Scope }>;

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
  return together(
    rules.map((rule) =>
      runRule(rule, input, (context) =>
        uses.map((use): Task => ({ subject: waiverName(use), problems: () => rule.check(use, context) })),
      ),
    ),
  );
}

/** What the rules of scope "change" say. */
export function checkChange(input: ChangeCheckInput): CheckResult {
  const rules = input.rules.filter((rule): rule is RuleOf<"change"> => rule.scope === "change");
  return together(
    rules.map((rule) =>
      runRule(rule, input, (context) => [
        { subject: "the change", problems: () => rule.check(input.change, context) },
      ]),
    ),
  );
}

function concernsAnyOf({ waiver }: WaiverUse, { rules, policy }: CheckInput): boolean {
  return rules.some(({ id, off }) => namesRule(waiver.rule, id) && speaks(policy, id, off === true));
}

function together(results: readonly CheckResult[]): CheckResult {
  return {
    findings: foldFindings(results.flatMap(({ findings }) => findings)),
    crashes: results.flatMap(({ crashes }) => crashes),
  };
}

function waiverName({ waiver: { at } }: WaiverUse): string {
  return `the waiver at ${at.file.path}:${positionAt(at.file, at.span?.start ?? 0).line}`;
}
