import { expect, test } from "vitest";
import { check } from "../../../src/engine/check.ts";
import type { FileProblem } from "../../../src/model/repo/problem.ts";
import { defaultPolicy } from "../../../src/policy/defaults.ts";
import { unreadable } from "../../../src/rules/fact/unreadable.ts";
import { sourceFile } from "../../../src/source.ts";
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
  const found = check({ fleet: handmadeFleet([], { problems }), policy: defaultPolicy, rules: [unreadable] });
  expect(found.map(({ at, severity, message }) => `${shown(at)} ${severity} ${message}`)).toEqual(expected);
});
