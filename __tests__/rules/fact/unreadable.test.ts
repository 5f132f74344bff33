import { expect, test } from "vitest";
import { check, checkAll } from "../../../src/engine/check.ts";
import type { FileProblem } from "../../../src/model/repo/problem.ts";
import { defaultPolicy } from "../../../src/policy/defaults.ts";
import { unreadable } from "../../../src/rules/fact/unreadable.ts";
import { type Place, sourceFile } from "../../../src/source.ts";
import { Failures, Spent } from "../../../src/work.ts";
import { handmadeFleet, placeOf } from "../../engine/fleet.ts";
import { placeOf as shown } from "../check-rule.ts";

const compose = sourceFile("compose.yaml", "services: [\n");

test.each<[what: string, problems: readonly FileProblem[], expected: readonly string[]]>([
  ["nothing is said where all can be read", [], []],
  [
    "a place in a file",
    [{ at: placeOf(compose, "["), message: "this list is not closed" }],
    ["compose.yaml:1:11-12 error this list is not closed"],
  ],
  [
    "a file as a whole",
    [{ at: { file: sourceFile("Dockerfile", "") }, message: "it is not UTF-8" }],
    ["Dockerfile error it is not UTF-8"],
  ],
  [
    "one problem found on two ways is said once",
    [
      { at: placeOf(compose, "["), message: "this list is not closed" },
      { at: placeOf(compose, "["), message: "this list is not closed" },
    ],
    ["compose.yaml:1:11-12 error this list is not closed"],
  ],
])("%s", (_what, problems, expected) => {
  const found = check({
    fleet: handmadeFleet([], { problems: () => problems }),
    policy: defaultPolicy,
    rules: [unreadable],
  });
  expect(found.map(({ at, severity, message }) => `${shown(at)} ${severity} ${message}`)).toEqual(expected);
});

const README = sourceFile("deployment/images/web/README.md", "# web\n");
const DOCKERFILE = sourceFile("deployment/images/web/Dockerfile", "FROM debian\nRUN true\n");

test.each<readonly [what: string, doing: string, at: Place, why: string, expected: string]>([
  [
    "a README that is given up",
    "reading this README",
    { file: README },
    "it is longer than 512 KiB",
    `${README.path} error Keelcheck gave up reading this README: it is longer than 512 KiB`,
  ],
  [
    "a budget that is spent in a line",
    "reading this RUN",
    placeOf(DOCKERFILE, "RUN true"),
    "it takes more than 100 steps",
    `${DOCKERFILE.path}:2:1-9 error Keelcheck gave up reading this RUN: it takes more than 100 steps`,
  ],
])("%s", (_what, doing, at, why, expected) => {
  const failures = new Failures();
  failures.add({ doing, at }, new Spent(why));
  const fleet = handmadeFleet([], { failures });
  const { findings } = checkAll({ fleet, policy: defaultPolicy, rules: [unreadable] });
  expect(findings.map((one) => `${shown(one.at)} ${one.severity} ${one.message}`)).toEqual([expected]);
});

test("what throws is another rule's", () => {
  const failures = new Failures();
  failures.add({ doing: "reading this README", at: { file: README } }, new Error("no such thing"));
  const fleet = handmadeFleet([], { failures });
  expect(checkAll({ fleet, policy: defaultPolicy, rules: [unreadable] }).findings).toEqual([]);
});
