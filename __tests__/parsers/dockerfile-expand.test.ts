import fc from "fast-check";
import { expect, test } from "vitest";
import { expandWord, type Unresolved, variablesIn } from "../../src/parsers/expand.ts";

const values: Record<string, string | Unresolved> = {
  A: "a",
  E: "",
  P: "/x/y/x.tar.gz",
  U: { unresolved: true },
};
const lookup = (name: string) => (Object.hasOwn(values, name) ? values[name] : undefined);

test.each([
  ["plain", "plain"],
  ["$A-${A}", "a-a"],
  ["$A.b", "a.b"],
  ["[$N]", "[]"],
  ["'$A'", "$A"],
  ['"$A b"', "a b"],
  ['"\\$A \\n"', "$A \\n"],
  ["\\$A", "$A"],
  ["a\\ b", "a b"],
  ["${N:-d} ${N-d} ${E:-d} ${E-d}", "d d d "],
  ["${A:+w}${N:+w}${E:+w}${E+w}", "ww"],
  ["${A:-$U}", "a"],
  ["${N:-${A}b}", "ab"],
  ["${N:-'a}'}", "a}"],
  ["${A:?must}", "a"],
  ["${P#*/} ${P##*/} ${P%.*} ${P%%.*}", "x/y/x.tar.gz x.tar.gz /x/y/x.tar /x/y/x"],
  ["${P/x/_} ${P//x/_}", "/_/y/x.tar.gz /_/y/_.tar.gz"],
  ["$ $1 $$ 5$", "$   5$"],
])("%s is %j", (raw, value) => {
  expect(expandWord(raw, lookup)).toEqual({ value });
});

test.each([
  ["a$U", { unresolved: "U" }],
  ["${U:-d}", { unresolved: "U" }],
  ["${N:-$U}", { unresolved: "U" }],
  ["${N:?no}", { unresolved: "N", malformed: "N is not set" }],
  ["'a", { unresolved: "'a", malformed: "a single quote is not closed" }],
  ['"a', { unresolved: '"a', malformed: "a double quote is not closed" }],
  ["${A", { unresolved: "${A", malformed: "} is missing" }],
  ["${A^}", { unresolved: "${A^}", malformed: "unknown variable modifier" }],
  ["${A:-b", { unresolved: "${A:-b", malformed: "} is missing" }],
  ["${}", { unresolved: "${}", malformed: "a variable has no name" }],
])("%s cannot be told", (raw, expected) => {
  expect(expandWord(raw, lookup)).toEqual(expected);
});

test("deep nesting is refused, not followed", () => {
  expect(expandWord("${A:-".repeat(10_000), lookup)).toMatchObject({
    malformed: "variables are nested too deeply",
  });
});

test("the escape character is the directive's", () => {
  expect(expandWord("c:\\$A`$A", lookup, "`")).toEqual({ value: "c:\\a$A" });
});

test.each([
  ["$A/${B:-$C}/'$D'/\"$E\"/$A", ["A", "B", "C", "E"]],
  ["none", []],
])("variables in %s", (raw, expected) => {
  expect(variablesIn(raw)).toEqual(expected);
});

test("never throws, and leaves plain text alone", () => {
  const text = fc.string({
    unit: fc.constantFrom(
      "a",
      "$",
      "{",
      "}",
      "'",
      '"',
      "\\",
      ":",
      "-",
      "#",
      "%",
      "/",
      "*",
      "?",
      "A",
      "[",
      "😀",
    ),
  });
  fc.assert(fc.property(text, (raw) => void expandWord(raw, lookup)));
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9 ./:{}]*$/), (raw) => {
      expect(expandWord(raw, lookup)).toEqual({ value: raw });
    }),
  );
});
