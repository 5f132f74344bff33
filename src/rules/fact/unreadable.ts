import type { Rule } from "../../rule.ts";
import { lineAt } from "../../source.ts";

// Servers' files have rules of their own (nginx/syntax, apache/syntax): these are the files that say what is built.
export const unreadable: Rule = {
  id: "fact/unreadable",
  summary: "Every file that says what is built and started can be read",
  severity: "error",
  scope: "fleet",

  *check(fleet) {
    for (const { at, message } of fleet.problems) {
      yield {
        key: `unreadable ${lineAt(at)}`.trimEnd(),
        at,
        message,
        help: "what this file says is not checked until it can be read",
      };
    }
  },
};
