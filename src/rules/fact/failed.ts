import type { Rule } from "../../rule.ts";
import { errorText } from "../../work.ts";

export const failed: Rule = {
  id: "fact/failed",
  summary: "Keelcheck itself does not fail on any image, file or rule",
  severity: "error",
  scope: "unread",

  *check(unread, { bugs }) {
    if (unread.kind !== "thrown") return;
    const { doing, at, why, error } = unread;
    const where = bugs === undefined ? "" : ` at ${bugs}`;
    yield {
      // What was thrown may name a line or a length: it is no part of the identity.
      key: `while ${doing}`,
      at,
      message: `${why}: ${errorText(error)}`,
      help: `this is a bug of Keelcheck: report it${where}; what depends on it is not checked, everything else is`,
    };
  },
};
