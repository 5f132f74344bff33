import type { Rule } from "../../rule.ts";

export const waiverReason: Rule = {
  id: "policy/waiver-reason",
  summary: "Every waiver names a rule and says why",
  severity: "error",
  scope: "waiver",

  // The message names no rule: a comment that waives several is one finding.
  *check({ waiver: { problem, at }, refused }) {
    if (refused === "malformed" && problem !== undefined) {
      yield { ...problem, at, help: "until it is fixed, the comment waives nothing" };
    }
    if (refused === "no reason") {
      yield {
        key: "no reason",
        at,
        message: "this waiver gives no reason, so it waives nothing",
        help: 'add " -- " and the reason after the rule',
      };
    }
  },
};
