import type { Severity } from "../finding.ts";
import type { Policy, RuleSetting } from "./policy.ts";

/**
 * The severity in force of a rule: the policy's word, else the rule's own default, and `off` where a rule that is off by
 * default is not configured. `configured` replaces the question whether it is (see `speaks`).
 */
export function severityOf(
  policy: Policy,
  rule: { readonly id: string; readonly severity: Severity; readonly off?: true },
  configured?: boolean,
): Severity | "off" {
  const word = severityWord(policy, rule.id);
  if (word !== undefined) return word;
  const on = configured ?? speaks(policy, rule.id, rule.off === true);
  return on ? rule.severity : "off";
}

/** Whether a rule speaks: a rule that is off by default does when the policy sets its severity or configures what it checks. */
export function speaks(policy: Policy, ruleId: string, offByDefault: boolean): boolean {
  const word = severityWord(policy, ruleId);
  if (word !== undefined) return word !== "off";
  return !offByDefault || isConfigured(policy, ruleId);
}

/** What the policy says to a rule, from the least to the most exact: `group/*` first, then the id; later ones behind earlier ones. */
export function settingsOf(policy: Policy, ruleId: string): readonly RuleSetting[] {
  const group = `${ruleId.slice(0, ruleId.indexOf("/"))}/*`;
  return [
    ...policy.rules.filter((setting) => setting.pattern === group),
    ...policy.rules.filter((setting) => setting.pattern === ruleId),
  ];
}

/** The rule's own options; the most exact entry's word counts for each. */
export function ruleOptions(policy: Policy, ruleId: string): Readonly<Record<string, unknown>> {
  return Object.assign({}, ...settingsOf(policy, ruleId).map((setting) => setting.options ?? {}));
}

function severityWord(policy: Policy, ruleId: string): Severity | "off" | undefined {
  return settingsOf(policy, ruleId).findLast((setting) => setting.severity !== undefined)?.severity;
}

/** Whether the policy has a value for what a rule checks, for the rules that need one. */
function isConfigured(policy: Policy, ruleId: string): boolean {
  switch (ruleId) {
    case "layout/required-files":
      return policy.layout.required.length > 0 || policy.layout.requiredBy.length > 0;
    case "layout/unexpected-file":
      return policy.layout.allow !== undefined;
    case "layout/config-location":
      return policy.layout.config !== undefined;
    case "nginx/ipv6-missing":
    case "apache/ipv6-missing":
      return policy.ipv6 === "required";
    case "ports/role-mismatch":
      return Object.keys(policy.ports).length > 0;
    case "docs/section-missing":
      return policy.docs.sections.length > 0;
    default:
      return policy.rules.some((setting) => setting.pattern === ruleId);
  }
}
