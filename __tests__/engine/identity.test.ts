import { expect, test } from "vitest";
import { identify } from "../../src/engine/identity.ts";
import type { Finding } from "../../src/finding.ts";
import { sourceFile } from "../../src/source.ts";

function finding(parts: Partial<Finding> & { path?: string; start?: number }): Finding {
  const { path = "a.conf", start = 0, ...rest } = parts;
  const file = sourceFile(path, "x".repeat(100));
  const at = { file, span: { start, end: start + 1 } };
  return { rule: "a/b", severity: "error", key: "k", message: "m", images: [], at, ...rest };
}

const fingerprints = (findings: readonly Finding[]) =>
  identify(findings).map(({ fingerprint }) => fingerprint);
const [usual] = fingerprints([finding({})]);

test.each<[what: string, other: Finding]>([
  ["the line", finding({ start: 50 })],
  ["the words", finding({ message: "other words", help: "do it" })],
  ["the severity", finding({ severity: "notice" })],
  ["the images", finding({ images: ["web"] })],
])("%s does not change what a finding is", (_what, other) => {
  expect(fingerprints([other])).toEqual([usual]);
});

test.each<[what: string, other: Finding]>([
  ["the rule", finding({ rule: "a/c" })],
  ["the path", finding({ path: "b.conf" })],
  ["the key", finding({ key: "l" })],
])("%s does", (_what, other) => {
  expect(fingerprints([other])).not.toEqual([usual]);
});

test("equal ones in one file are counted", () => {
  const three = fingerprints([finding({}), finding({ start: 9 }), finding({ start: 20 })]);
  expect(three[0]).toBe(usual);
  expect(new Set(three).size).toBe(3);
});
