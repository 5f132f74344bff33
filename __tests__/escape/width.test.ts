import { describe, expect, test } from "vitest";
import { fitted, shown, widthOf, wrapped } from "../../src/escape/width.ts";

test.each<[text: string, cells: number]>([
  ["user", 4],
  ["日本", 4],
  ["ｆｕ", 4],
  ["한", 2],
  ["e\u0301", 1],
  ["😀", 2],
  ["│…é", 3],
])("the width of %s is %i", (text, cells) => {
  expect(widthOf(text)).toBe(cells);
});

test.each<[text: string, from: number, expected: string]>([
  ["\tx", 0, "    x"],
  ["\tx", 3, " x"],
  ["ab\tx", 0, "ab  x"],
  ["日\tx", 0, "日  x"],
  ["\t\u202e\t", 0, "    \\u{202e}    "],
])("%j from cell %i is shown as %j", (text, from, expected) => {
  expect(shown(text, from)).toBe(expected);
});

test.each<[text: string, cells: number, expected: string]>([
  ["abc", 3, "abc"],
  ["abcd", 3, "ab…"],
  ["日本語", 5, "日本…"],
  ["日本語", 4, "日…"],
])("%s in %i cells is %s", (text, cells, expected) => {
  expect(fitted(text, cells)).toBe(expected);
});

describe("wrapping", () => {
  test.each<[text: string, cells: number, expected: readonly string[]]>([
    ["one two three", 7, ["one two", "three"]],
    ["one two three", Infinity, ["one two three"]],
    ["a-very-long-word b", 5, ["a-very-long-word", "b"]],
    ["日本 日本", 5, ["日本", "日本"]],
    ["", 5, [""]],
  ])("%j in %d cells", (text, cells, expected) => {
    expect(wrapped(text, cells)).toEqual(expected);
  });
});
