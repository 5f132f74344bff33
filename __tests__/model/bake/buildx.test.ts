import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../../../.github/scripts/repo.ts";
import { readTargets } from "../../../src/model/bake/targets.ts";
import { parseBake } from "../../../src/parsers/builds/bake.ts";
import { sourceFile } from "../../../src/source.ts";
import { bakeCases } from "../../oracle/bake/cases.ts";
import { type BuildxResult, compareBake } from "../../oracle/bake/compare.ts";

// Written by `npm run oracle -- bake --write`.
const recorded = readFileSync(join(ROOT, "__tests__/oracle/bake/recorded.ndjson"), "utf8")
  .trim()
  .split("\n")
  // The shape is main.go's.
  .map((line) => JSON.parse(line) as BuildxResult);
const byName = new Map(recorded.map((result) => [result.name, result]));

// What is not read, and said so.
const open: Readonly<Record<string, number>> = {
  "a version is compared": 1,
  "a type is converted": 1,
  "directives in texts": 1,
};

function read(name: string) {
  const files = bakeCases.find((one) => one.name === name)?.files ?? [];
  return readTargets(files.map((file) => parseBake(sourceFile(file.name, file.text))));
}

test.each(bakeCases.map(({ name }) => name).filter((name) => byName.has(name)))("as buildx: %s", (name) => {
  const result = byName.get(name);
  if (result === undefined || result.error !== undefined)
    throw new Error(`buildx refuses it: ${result?.error}`);
  const { different, unknown, targets, same } = compareBake(result, read(name));
  expect(different).toEqual([]);
  expect(unknown).toHaveLength(open[name] ?? 0);
  expect(targets + same).toBeGreaterThan(0);
});

test("every case but those of the moment is recorded", () => {
  expect(bakeCases.map(({ name }) => name).filter((name) => !byName.has(name))).toEqual([
    "what is of the moment",
  ]);
});

test("what is of the moment is not told", () => {
  const values = [...(read("what is of the moment").targets[0]?.args.values ?? [])];
  expect(values.map(([name, fact]) => [name, fact.known])).toEqual(
    ["A", "B", "C", "D"].map((name) => [name, false]),
  );
});

test("thousands of targets that inherit from each other come to their end, the last written first", () => {
  const depth = 3000;
  const blocks = Array.from({ length: depth }, (_, index) => {
    const number = depth - index;
    return `target "t${number}" {\n  inherits = ["t${number - 1}"]\n}\n`;
  });
  const text = `${blocks.join("")}target "t0" {\n  dockerfile = "deep.Dockerfile"\n}\n`;
  const { targets } = readTargets([parseBake(sourceFile("docker-bake.hcl", text))]);
  const files = targets.map(({ dockerfile }) => dockerfile?.known === true && dockerfile.value);
  expect(new Set(files)).toEqual(new Set(["deep.Dockerfile"]));
});
