import { undefinedNames } from "../../model/user-names.ts";
import type { Rule } from "../../rule.ts";

// Numbers need no account: docs/rules/user/undefined.md.
const undefinedUser: Rule = {
  id: "user/undefined",
  summary: "Every user and group that USER or a step-down tool names exists in the image",
  severity: "error",
  scope: "run",

  *check(run) {
    for (const { kind, name, at, because } of undefinedNames(run)) {
      yield {
        key: `${kind} ${name}`,
        at,
        message: `the ${kind} ${name} does not exist in the image, so the container cannot start`,
        help: `make ${name} before it is named, name one that exists, or write its number`,
        related: because,
      };
    }
  },
};

export { undefinedUser as undefined };
