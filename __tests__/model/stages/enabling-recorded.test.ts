import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { differences, type SeenForm } from "../../oracle/enabling/compare.ts";
import { RECORDED_ENABLING } from "../../oracle/enabling/oracle.ts";

// What the a2enmod of Debian 12's apache2 2.4.71 and its like made of calls that were composed by chance.
const recorded = readFileSync(RECORDED_ENABLING, "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line): SeenForm => JSON.parse(line));

test("there are calls that fail and calls that do not", () => {
  const failing = recorded.filter(({ seen }) => seen.exit !== 0).length;
  expect(failing).toBeGreaterThan(20);
  expect(recorded.length - failing).toBeGreaterThan(20);
});

test.each(
  recorded.map((one) => [[...one.form.before, one.form.text].join("; "), one] as const),
)("%s", (_text, one) => {
  expect(differences(one)).toEqual([]);
});
