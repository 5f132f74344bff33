import { expect, test } from "vitest";
import { waiverExpired } from "../../../src/rules/policy/waiver-expired.ts";
import { fixed, fixTitles } from "../apply-fix.ts";
import { checkRule, type Files, findingsOf } from "../check-rule.ts";

const path = "deployment/images/web/Dockerfile";
const web = (end: string, user = "root") => ({
  [path]: `FROM debian:12-slim\n# keelcheck-ignore user/final-root until ${end} -- goes with TICKET-1\nUSER ${user}\nCMD ["sleep", "1"]\n`,
});

test.each<[what: string, end: string, today: string | undefined, expected: readonly string[]]>([
  ["its last day", "2027-01-31", "2027-01-31", []],
  [
    "the day after",
    "2027-01-31",
    "2027-02-01",
    [`${path}:2:1-74 the waiver for user/final-root expired on 2027-01-31, and a finding counts again`],
  ],
  ["without a date of today", "2027-01-31", undefined, []],
])("%s", (_what, end, today, expected) => {
  expect(checkRule(waiverExpired, web(end), today === undefined ? {} : { today })).toEqual(expected);
});

test("where nothing needs it any more, it can go", () => {
  const files = web("2027-01-31", "www-data");
  const today = "2027-03-01";
  expect(checkRule(waiverExpired, files, { today })).toEqual([
    `${path}:2:1-74 the waiver for user/final-root expired on 2027-01-31, and nothing needs it any more`,
  ]);
  expect(fixTitles(waiverExpired, files, { today })).toEqual([
    "[safe] remove the waiver for user/final-root",
  ]);
  expect(fixed(waiverExpired, files, { today })).toEqual({
    [path]: 'FROM debian:12-slim\nUSER www-data\nCMD ["sleep", "1"]\n',
  });
});

test("findings that come back are shown, and nothing is removed by itself", () => {
  const [finding] = findingsOf(waiverExpired, web("2027-01-31"), { today: "2027-03-01" });
  expect(finding?.related?.map(({ note }) => note)).toEqual(["counts again"]);
  expect(finding?.fix).toBeUndefined();
});

test("a waiver of the policy", () => {
  const policy = "waivers:\n  - { rule: user/*, path: deployment/**, reason: old, until: 2026-12-31 }\n";
  const files = { [path]: 'FROM debian:12-slim\nUSER root\nCMD ["sleep", "1"]\n' };
  expect(checkRule(waiverExpired, files, { policy, today: "2027-01-01" })).toEqual([
    ".github/keelcheck.yml:2:13-19 the waiver for user/* expired on 2026-12-31, and a finding counts again",
  ]);
});

test("it is a warning where nothing comes back, and no fix where that cannot be told", () => {
  const today = "2027-03-01";
  const severities = (files: Files) =>
    findingsOf(waiverExpired, files, { today }).map(({ severity }) => severity);
  expect(severities(web("2027-01-31"))).toEqual(["error"]);
  expect(severities(web("2027-01-31", "www-data"))).toEqual(["warning"]);
  const text = web("2027-01-31", "www-data")[path] ?? "";
  const open = { [path]: text.replace("debian:12-slim", "corp/base:1") };
  expect(checkRule(waiverExpired, open, { today })).toEqual([
    `${path}:2:1-74 the waiver for user/final-root expired on 2027-01-31, but whether anything needs it is unknown`,
  ]);
  expect(fixTitles(waiverExpired, open, { today })).toEqual(["-"]);
});
