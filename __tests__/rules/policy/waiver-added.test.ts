import { expect, test } from "vitest";
import { waiverAdded } from "../../../src/rules/policy/waiver-added.ts";
import { type CheckOptions, checkRule, type Files, findingsOf, POLICY_PATH } from "../check-rule.ts";

const path = "deployment/images/web/Dockerfile";
const web = (comment = "") => ({ [path]: `FROM debian:12-slim\n${comment}USER root\n` });
const IGNORE = "# keelcheck-ignore user/final-root until 2027-01-31 -- goes with TICKET-1\n";
const FORBID = "waivers: { new: forbid }\n";
const says = "new waiver for user/final-root, until 2027-01-31: goes with TICKET-1";

test.each<[what: string, files: Files, options: CheckOptions, expected: readonly string[]]>([
  ["a new comment", web(IGNORE), { base: web() }, [`${path}:2:1-74 ${says}`]],
  ["it was there before", web(IGNORE), { base: web(`# another line\n${IGNORE}`) }, []],
  [
    "without an end",
    web("# keelcheck-ignore user/final-root -- why\n"),
    { base: web() },
    [`${path}:2:1-42 new waiver for user/final-root, for good: why`],
  ],
  ["without a reason it is another rule's", web("# keelcheck-ignore user/final-root\n"), { base: web() }, []],
  ["over already, it is another rule's", web(IGNORE), { base: web(), today: "2027-02-01" }, []],
  [
    "refused by the base",
    web(IGNORE),
    { base: { ...web(), [POLICY_PATH]: FORBID } },
    [
      `${path}:2:1-74 new waiver for user/final-root is refused, since the policy forbids new ones; its reason: goes with TICKET-1`,
    ],
  ],
  [
    "the change cannot lift it for itself",
    web(IGNORE),
    { base: { ...web(), [POLICY_PATH]: FORBID }, policy: "waivers: { new: show }\n" },
    [
      `${path}:2:1-74 new waiver for user/final-root is refused, since the policy forbids new ones; its reason: goes with TICKET-1`,
    ],
  ],
  [
    "of the policy",
    web(),
    {
      base: { [POLICY_PATH]: "fail-on: error\n" },
      policy: "waivers:\n  - { rule: user/*, path: deployment/**, reason: old }\n",
    },
    [".github/keelcheck.yml:2:13-19 new waiver for user/*, for good: old"],
  ],
  [
    "the first policy's list is the policy's own word",
    web(),
    {
      base: { [POLICY_PATH]: null },
      policy: "waivers:\n  new: forbid\n  list:\n    - { rule: user/*, reason: old }\n",
    },
    [],
  ],
  [
    "the image is renamed",
    { "deployment/images/site/Dockerfile": web(IGNORE)[path] ?? "" },
    { base: { ...web(IGNORE), "deployment/images/site/Dockerfile": null } },
    [],
  ],
])("%s", (_what, files, options, expected) => {
  expect(checkRule(waiverAdded, files, options)).toEqual(expected);
});

test("a refused one is an error that shows where the policy forbids it", () => {
  const [finding] = findingsOf(waiverAdded, web(IGNORE), {
    base: { ...web(), [POLICY_PATH]: FORBID },
    policy: FORBID,
  });
  expect(finding?.severity).toBe("error");
  expect(finding?.related?.map(({ at, note }) => `${at.file.path} ${note}`)).toEqual([
    ".github/keelcheck.yml new waivers are forbidden here",
  ]);
});
