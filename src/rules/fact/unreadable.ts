import type { Rule } from "../../rule.ts";
import { lineKey } from "../../source.ts";
import { errorText } from "../../work.ts";

// Servers' files have rules of their own (nginx/syntax, apache/syntax): these are the files that say what is built.
export const unreadable: Rule = {
  id: "fact/unreadable",
  summary: "Every file that says what is built and started can be read",
  severity: "error",
  scope: "unread",

  *check(unread) {
    if (unread.kind === "mistake") {
      const { at, message } = unread.problem;
      yield {
        key: lineKey("unreadable", at),
        at,
        message,
        help: "what this file says is not checked until it can be read",
      };
    }
    if (unread.kind === "spent") {
      const { doing, at, why, error } = unread;
      yield {
        key: `gave up ${doing}`,
        at,
        message: `${why}: ${errorText(error)}`,
        help: "what depends on it is not checked; shorten it, or remove what multiplies in it",
      };
    }
  },
};
