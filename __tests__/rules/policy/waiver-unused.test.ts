import { expect, test } from "vitest";
import { waiverUnused } from "../../../src/rules/policy/waiver-unused.ts";
import { fixed } from "../apply-fix.ts";
import { type CheckOptions, checkRule, type Files } from "../check-rule.ts";

const path = "deployment/images/web/Dockerfile";
const web = (text: string, from = "debian:12-slim") => ({
  [path]: `FROM ${from}\n${text}CMD ["sleep", "1"]\n`,
});
const IGNORE = "# keelcheck-ignore user/final-root -- why\n";
const unused = (why: string) => `waives nothing: ${why}`;
const list = (entry: string): CheckOptions => ({ policy: `waivers:\n  - { ${entry}, reason: why }\n` });

test.each<[what: string, files: Files, options: CheckOptions, expected: readonly string[]]>([
  ["it waives something", web(`${IGNORE}USER root\n`), {}, []],
  [
    "the line is mended",
    web(`${IGNORE}USER 10001\n`),
    {},
    [`${path}:2:1-42 this waiver for user/final-root ${unused("no such finding is there")}`],
  ],
  ["of a group", web("# keelcheck-ignore user/* -- why\nUSER root\n"), {}, []],
  [
    "a blank line below",
    web(`${IGNORE}\nUSER root\n`),
    {},
    [`${path}:2:1-42 this waiver for user/final-root ${unused("nothing follows it")}`],
  ],
  ["the rule is off", web(`${IGNORE}USER 10001\n`), { policy: "rules: { user/final-root: off }\n" }, []],
  ["a rule that is off by default", web("# keelcheck-ignore user/non-numeric -- why\nUSER 10001\n"), {}, []],
  ["the image cannot be told", web(`${IGNORE}USER 10001\n`, "corp/base:1"), {}, []],
  ["it was refused", web("# keelcheck-ignore user/final-root\nUSER 10001\n"), {}, []],
  [
    "it is over",
    web("# keelcheck-ignore user/final-root until 2027-01-01 -- why\nUSER 10001\n"),
    { today: "2027-01-02" },
    [],
  ],
  ["policy: it waives something", web("USER root\n"), list("rule: user/final-root, path: deployment/**"), []],
  ["policy: everywhere", web("USER root\n"), list("rule: user/final-root"), []],
  [
    "policy: nothing is found",
    web("USER 10001\n"),
    list("rule: user/final-root, path: deployment/**"),
    [`.github/keelcheck.yml:2:13-28 this waiver for user/final-root ${unused("no such finding is there")}`],
  ],
  [
    "policy: no such file",
    web("USER root\n"),
    list("rule: user/final-root, path: images/**"),
    [
      `.github/keelcheck.yml:2:13-28 this waiver for user/final-root ${unused("no file of the repo has this path")}`,
    ],
  ],
  [
    "policy: an image cannot be told",
    web("USER 10001\n", "corp/base:1"),
    list("rule: user/final-root, path: deployment/**"),
    [],
  ],
  [
    "policy: another image cannot be told",
    { ...web("USER 10001\n"), "deployment/images/other/Dockerfile": "FROM corp/base:1\n" },
    list("rule: user/final-root, path: deployment/images/web"),
    [`.github/keelcheck.yml:2:13-28 this waiver for user/final-root ${unused("no such finding is there")}`],
  ],
])("%s", (_what, files, options, expected) => {
  expect(checkRule(waiverUnused, files, options)).toEqual(expected);
});

test("the comment goes with its line, and nothing is left of it", () => {
  const files = web(`${IGNORE}USER 10001\n`);
  const after = fixed(waiverUnused, files);
  expect(after).toEqual(web("USER 10001\n"));
  expect(checkRule(waiverUnused, { ...files, ...web("USER 10001\n") })).toEqual([]);
});

test("of several rules in one comment the unused ones are named, and a person takes them out", () => {
  const files = web("# keelcheck-ignore user/final-root, user/missing -- why\nUSER root\n");
  expect(checkRule(waiverUnused, files)).toEqual([
    `${path}:2:1-56 this waiver for user/missing ${unused("no such finding is there")}`,
  ]);
  expect(fixed(waiverUnused, files)).toEqual({});
});
