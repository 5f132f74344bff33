import { expect, test } from "vitest";
import { readStep, type SeenAnnotation } from "./runner-commands.ts";

const lines: readonly [string, string, readonly SeenAnnotation[]][] = [
  ["a plain line", "hello", []],
  ["a bare command", "::error::no", [{ level: "error", message: "no" }]],
  ["blanks before it", " \t::error::no", [{ level: "error", message: "no" }]],
  ["not at the start of the line", "x ::error::no", []],
  ["an unknown name", "::fatal::no", []],
  ["capitals", "::ERROR::no", [{ level: "error", message: "no" }]],
  ["no second pair of colons", "::error no", []],
  ["an empty message", "::error file=a,line=1::  ", []],
  [
    "all properties",
    "::warning file=a/b.conf,line=3,endLine=3,col=2,endColumn=9,title=x/y::one%0Atwo",
    [
      {
        level: "warning",
        path: "a/b.conf",
        line: 3,
        endLine: 3,
        column: 2,
        endColumn: 9,
        title: "x/y",
        message: "one\ntwo",
      },
    ],
  ],
  [
    "escapes in properties",
    "::notice file=a%2Cb%3Ac%250A%0A,line=1::%3A%252C",
    [{ level: "notice", path: "a,b:c%0A\n", line: 1, endLine: 1, message: "%3A%2C" }],
  ],
  [
    "columns over several lines are dropped",
    "::error file=a,line=1,endLine=2,col=3,endColumn=4::m",
    [{ level: "error", path: "a", line: 1, endLine: 2, message: "m" }],
  ],
  [
    "an end before the start",
    "::error file=a,line=2,endLine=1::m",
    [{ level: "error", path: "a", message: "m" }],
  ],
  [
    "an end column before the column",
    "::error file=a,line=2,col=4,endColumn=3::m",
    [{ level: "error", path: "a", line: 2, endLine: 2, message: "m" }],
  ],
  ["line 0", "::error file=a,line=0::m", [{ level: "error", path: "a", message: "m" }]],
  ["a column without a line", "::error file=a,col=3::m", [{ level: "error", path: "a", message: "m" }]],
  ["the old form, anywhere", "x ##[error]no", [{ level: "error", message: "no" }]],
  [
    "the old form with properties",
    "##[warning file=a%3Bb;line=7;]m%5D",
    [{ level: "warning", path: "a;b", line: 7, endLine: 7, message: "m]" }],
  ],
  ["only the first old form counts", "##[nothing] ##[error]no", []],
  ["a new form owns its line", "::debug::##[error]no", []],
  ["a lone carriage return ends a line", "x\r::error::no", [{ level: "error", message: "no" }]],
  [
    "stopped",
    "::stop-commands::t0k\n::error::a\n##[error]b\n::t0k::\n::error::c",
    [{ level: "error", message: "c" }],
  ],
];

test.each(lines)("the runner reads %s", (_, output, annotations) => {
  expect(readStep(output).annotations).toEqual(annotations);
});

test("the runner keeps ten of each level and counts the rest", () => {
  const output = ["error", "warning", "notice"].map((level) => `::${level}::m\n`.repeat(11)).join("");
  const step = readStep(output, "::error::on stderr");
  expect(step.annotations).toHaveLength(30);
  expect(step.dropped).toEqual({ error: 2, warning: 1, notice: 1 });
});

test("the runner cuts a message at 4096", () => {
  const [annotation] = readStep(`::error::${"x".repeat(5000)}`).annotations;
  expect(annotation?.message).toHaveLength(4096);
});

test("other commands are told apart from the log", () => {
  expect(readStep("::add-mask::x\nhello\n::group::g")).toMatchObject({
    others: ["add-mask", "group"],
    log: ["hello"],
  });
});
