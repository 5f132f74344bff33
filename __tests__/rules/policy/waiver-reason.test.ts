import { expect, test } from "vitest";
import { waiverReason } from "../../../src/rules/policy/waiver-reason.ts";
import { checkRule, type Files } from "../check-rule.ts";

const web = "deployment/images/web";

test.each<[what: string, files: Files, expected: readonly string[]]>([
  [
    "a reason",
    {
      [`${web}/Dockerfile`]: "FROM debian:12-slim\n# keelcheck-ignore user/missing -- runs once\nUSER root\n",
    },
    [],
  ],
  [
    "two rules without a reason are one finding",
    {
      [`${web}/Dockerfile`]:
        "FROM debian:12-slim\n# keelcheck-ignore user/missing, user/final-root\nUSER root\n",
    },
    [`${web}/Dockerfile:2:1-49 this waiver gives no reason, so it waives nothing`],
  ],
  [
    "a name without its group",
    { [`${web}/Dockerfile`]: "FROM debian:12-slim\n# keelcheck-ignore final-root -- runs once\nUSER root\n" },
    [`${web}/Dockerfile:2:1-43 unknown rule "final-root": did you mean "user/final-root"?`],
  ],
  [
    "no rule at all",
    {
      [`${web}/Dockerfile`]: "FROM debian:12-slim\n",
      "compose.yaml": `services:\n  web:\n    build: ${web} # keelcheck-ignore\n`,
    },
    [
      'compose.yaml:3:34-52 this waiver names no rule: write "keelcheck-ignore nginx/user-root -- why it may be so"',
    ],
  ],
  [
    "words of others",
    {
      [`${web}/Dockerfile`]:
        "FROM debian:12-slim\n# hadolint ignore=DL3002\n# no keelcheck-ignore here\nUSER root\n",
    },
    [],
  ],
])("%s", (_what, files, expected) => {
  expect(checkRule(waiverReason, files)).toEqual(expected);
});

test("a waiver of rules that are off is judged all the same when it is malformed, else not", () => {
  const files = (comment: string) => ({
    [`${web}/Dockerfile`]: `FROM debian:12-slim\n# ${comment}\nUSER root\n`,
  });
  const policy = "rules:\n  user/*: off\n";
  expect(checkRule(waiverReason, files("keelcheck-ignore user/final-root"), { policy })).toEqual([]);
  expect(checkRule(waiverReason, files("keelcheck-ignore user/rot -- x"), { policy })).toHaveLength(1);
});
