import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { grown } from "./counted.ts";
import { INPUTS } from "./inputs.ts";
import { WORDS } from "./markdown.ts";

// Optimized code does not count what it inlines.
const FLAGS = ["--no-opt", "--no-maglev", "--no-flush-bytecode"];

function program(name: string): string {
  return execFileSync(process.execPath, [...FLAGS, join(import.meta.dirname, name)], { encoding: "utf8" });
}

describe("no part of the work grows faster than the input, sorting aside", () => {
  const found = new Map<string, readonly string[]>(JSON.parse(program("inputs.ts")));

  test.each([...INPUTS.keys()])("%s", (name) => expect(found.get(name)).toEqual([]));
});

describe("no part of the reading of a small README grows faster than it", () => {
  const found = new Map<string, readonly string[]>(JSON.parse(program("markdown.ts")));

  test.each(WORDS)("%j, repeated", (word) => expect(found.get(word)).toEqual([]));
});

test("what grows faster is found", () => {
  const small = new Map([["a.ts f 0-9", 40]]);
  expect(grown({ small, large: new Map([["a.ts f 0-9", 640]]) }, { most: 6, least: 100 })).toEqual([
    "a.ts f 0-9: 40 times, then 640",
  ]);
  expect(grown({ small, large: new Map([["a.ts f 0-9", 160]]) }, { most: 6, least: 100 })).toEqual([]);
});
