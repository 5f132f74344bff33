import { describe, expect, test } from "vitest";
import { rangeOf } from "../../src/source.ts";
import { amount } from "../amount.ts";
import { agrees, checked, expectedFacts, factsOf, lineOf } from "./check.ts";
import { type Broken, broken, type Fault } from "./fault.ts";
import { FAULTS } from "./faults.ts";
import { FAMILIES, healthyVariant } from "./healthy.ts";

const families = Object.keys(FAMILIES);
const COUNT = amount({ ordinary: 2 * families.length, long: 1_000 });
const OF_EACH_FAULT = amount({ ordinary: 2, long: 20 });
/** Findings of healthy images that are right: none. */
const EXPLAINED: readonly string[] = [];

describe.each(families)("healthy: %s", (family) => {
  const numbers = Array.from({ length: COUNT }, (_, number) => number);
  const variants = numbers
    .filter((number) => families[number % families.length] === family)
    .map(healthyVariant);

  test("nothing is found, and all is told as it is", () => {
    const wrong = variants.flatMap((variant) => {
      const answer = checked(variant.files);
      const said = answer.findings
        .filter(({ severity, rule }) => severity !== "notice" && !EXPLAINED.includes(rule))
        .map((finding) => `${variant.name}: ${lineOf(finding)}`);
      const told = factsOf(answer, variant);
      if (agrees(told, variant)) return said;
      return [...said, `${variant.name}: ${told.join(", ")} instead of ${expectedFacts(variant).join(", ")}`];
    });
    expect(wrong).toEqual([]);
  });
});

test("there are enough families and faults", () => {
  expect(families.length).toBeGreaterThanOrEqual(16);
  expect(FAULTS.length).toBeGreaterThanOrEqual(30);
  expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length);
});

test("the same number is the same variant", () => {
  expect(healthyVariant(7)).toEqual(healthyVariant(7));
  expect(healthyVariant(7).files).not.toEqual(healthyVariant(7 + families.length).files);
});

describe.each(FAULTS)("$name", (fault) => {
  test(`is found by ${fault.rule} at its line`, () => {
    const all = brokenVariants(fault);
    expect(all.length).toBe(OF_EACH_FAULT);
    expect(all.filter((one) => !isFound(fault, one)).map((one) => shown(one))).toEqual([]);
  });
});

function brokenVariants(fault: Fault): readonly Broken[] {
  const found: Broken[] = [];
  for (let number = 0; number < 1_000 && found.length < OF_EACH_FAULT; number++) {
    const one = broken(fault, number);
    if (one !== undefined) found.push(one);
  }
  return found;
}

function isFound({ rule }: Fault, { variant, at }: Broken): boolean {
  return checked(variant.files).findings.some(
    (finding) =>
      finding.rule === rule && finding.at.file.path === at.path && rangeOf(finding.at).start.line === at.line,
  );
}

function shown({ variant, at }: Broken): string {
  const lines = checked(variant.files).findings.map(lineOf);
  return `${variant.name}: wanted at ${at.path}:${at.line}, told ${lines.join(" | ") || "nothing"}`;
}
