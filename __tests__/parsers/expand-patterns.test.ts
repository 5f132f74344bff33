import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expandWord } from "../../src/parsers/expand.ts";
import { replacePattern, trimPattern } from "../../src/parsers/expand-patterns.ts";

const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 8 });
const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 6 });

/** The pattern as BuildKit's own expression. */
function source(glob: string, longest: boolean): string {
  return glob.replaceAll("?", ".").replaceAll("*", longest ? ".*" : ".*?");
}

describe("patterns match as a search without shortcuts does", () => {
  test("at the start", () => {
    fc.assert(
      fc.property(text, pattern, fc.boolean(), (value, glob, longest) => {
        const expected = value.replace(new RegExp(`^${source(glob, longest)}`, "s"), "");
        expect(trimPattern(value, longest ? `#${glob}` : glob, "#")).toBe(expected);
      }),
      { numRuns: 1_000 },
    );
  });

  test("at the end", () => {
    fc.assert(
      fc.property(text, pattern, fc.boolean(), (value, glob, longest) => {
        const whole = new RegExp(`^${source(glob, true)}$`, "s");
        const cuts = Array.from({ length: value.length + 1 }, (_, index) => index).filter((cut) =>
          whole.test(value.slice(cut)),
        );
        const expected = value.slice(0, (longest ? cuts[0] : cuts.at(-1)) ?? value.length);
        expect(trimPattern(value, longest ? `%${glob}` : glob, "%")).toBe(expected);
      }),
      { numRuns: 1_000 },
    );
  });

  test("in the middle", () => {
    fc.assert(
      fc.property(text, pattern, (value, glob) => {
        const expected = value.replace(new RegExp(source(glob, true), "s"), "x");
        expect(replacePattern(value, { pattern: glob, by: "x", all: false })).toBe(expected);
      }),
      { numRuns: 1_000 },
    );
  });
});

test("all matches are replaced, and an empty one behind another is none", () => {
  expect(replacePattern("abcabc", { pattern: "b", by: "-", all: true })).toBe("a-ca-c");
  expect(replacePattern("abc", { pattern: "*", by: "-", all: true })).toBe("-");
});

describe("what would take for ever ends", () => {
  const stars = "a*".repeat(40);
  test.each([
    `\${A#${stars}b}`,
    `\${A##${stars}b}`,
    `\${A%b${stars}}`,
    `\${A%%b${stars}}`,
    `\${A/${stars}b/x}`,
  ])("%s", (word) => {
    const value = "a".repeat(5_000);
    expect(expandWord(word, () => value)).toEqual({ value });
  });

  test("a pattern and a value that are both long", () => {
    expect(trimPattern("a".repeat(100_000), "?".repeat(2_000), "#")).toBeUndefined();
  });

  test("a variable of several of itself", () => {
    let value = "aaaaaaaa";
    const lengths: number[] = [];
    for (let round = 0; round < 60; round++) {
      const result = expandWord("$A$A", () => value);
      if (!("value" in result)) break;
      value = result.value;
      lengths.push(value.length);
    }
    expect(lengths.at(-1)).toBe(131_072);
  });

  test.each(["${A//a/$A}", '"$A$A$A"', "${B:-$A$A}"])("%s of a long value", (word) => {
    const result = expandWord(word, (name) => (name === "A" ? "a".repeat(100_000) : undefined));
    expect(result).toHaveProperty("malformed");
  });
});
