import { expect, test } from "vitest";
import { readTargets } from "../../../src/model/bake/targets.ts";
import type { Fact } from "../../../src/model/fact.ts";
import { parseBake } from "../../../src/parsers/builds/bake.ts";
import { rangeOf, sourceFile } from "../../../src/source.ts";

function read(text: string) {
  return readTargets([parseBake(sourceFile("docker-bake.hcl", text))]);
}

function shown(fact: Fact<string> | undefined): string | undefined {
  if (fact === undefined) return undefined;
  const { line, column } = rangeOf(fact.at).start;
  return `${line}:${column} ${fact.known ? fact.value : `? ${fact.why}`}`;
}

test.each<[string, string, string]>([
  ["a value", '"prod"', "2:12 prod"],
  ["a value from elsewhere has the attribute's place", "V", "2:12 value"],
  ["a variable that is not there", "NONE", '2:12 ? there is no variable "NONE" in the bake files'],
  ["a function that is not read", 'cidrhost("10.0.0.0/8", 1)', "2:12 ? the function cidrhost() is not read"],
  [
    "a function of the moment",
    '"x-${timestamp()}"',
    "2:12 ? timestamp() returns something different each time",
  ],
  ["a variable that needs itself", "LOOP", '2:12 ? the variable "LOOP" needs itself'],
  ["a line with a mistake", '"a" "b"', "2:12 ? this expression is not read"],
  [
    "a condition that cannot be told",
    'NONE == "x" ? "a" : "b"',
    '2:12 ? there is no variable "NONE" in the bake files',
  ],
  ["a condition that changes nothing", 'timestamp() == "x" ? "a" : "a"', "2:12 a"],
  ["what settles it alone", 'false && timestamp() == "x" ? "a" : "b"', "2:12 b"],
  ["an index that is not there", "L[7]", '2:12 ? there is no "7" in it'],
  ["lists are not compared", 'L == ["a"] ? "x" : "y"', "2:12 ? lists and maps are not compared"],
])("%s", (_, expression, expected) => {
  const { targets } = read(
    `target "t" {\n  target = ${expression}\n}\nV = "value"\nL = ["a"]\nLOOP = "\${LOOP2}"\nvariable "LOOP2" { default = LOOP }\n`,
  );
  expect(shown(targets[0]?.target)).toBe(expected);
});

test("a map that cannot be told leaves all under it open, what is laid over it is known", () => {
  const { targets } = read(
    'target "a" { args = { X = "1" } }\ntarget "b" {\n  inherits = ["a"]\n  args = NONE\n}\ntarget "c" {\n  inherits = ["b"]\n  args = { Y = "2" }\n}\n',
  );
  const { args } = targets[2] ?? {};
  expect([...(args?.values ?? [])].map(([name, fact]) => [name, fact.known])).toEqual([
    ["X", false],
    ["Y", true],
  ]);
  expect(args?.rest?.why).toContain("NONE");
});

test("a key that cannot be told opens the map", () => {
  const { targets } = read('target "a" { contexts = { "${timestamp()}" = "target:b", c = "d" } }\n');
  expect(targets[0]?.contexts.rest?.why).toContain("timestamp");
});

test("a parent that no file has opens what it may have set, but for the one that CI writes", () => {
  const { targets } = read(
    'target "a" {\n  inherits = ["elsewhere"]\n  dockerfile = "D"\n}\ntarget "b" { inherits = ["docker-metadata-action"] }\n',
  );
  expect(shown(targets[0]?.dockerfile)).toBe("3:16 D");
  expect(targets[0]?.target).toMatchObject({
    known: false,
    why: 'the target "elsewhere", which it inherits from, is in no bake file next to it',
  });
  expect(targets[1]?.target).toBeUndefined();
});

test("a matrix that cannot be told is one target of which that is said", () => {
  const { targets } = read(
    'target "m" {\n  name = "m-${v}"\n  matrix = { v = NONE }\n  context = "c"\n  target = v\n}\n',
  );
  expect(
    targets.map(({ name, several, context, target }) => [name, several?.why, context?.known, target?.known]),
  ).toEqual([["m", expect.stringContaining("matrix"), true, false]]);
});

test("tags keep what can be told of them", () => {
  const { targets } = read('target "t" { tags = ["r/web:${timestamp()}", "r/web:1", NONE, ""] }\n');
  expect(targets[0]?.tags).toEqual(["r/web:*", "r/web:1"]);
});

test.each([
  [
    "a doubling of variables",
    Array.from({ length: 40 }, (_, i) =>
      i === 0 ? 'v0 = "xxxxxxxxxx"' : `v${i} = "\${v${i - 1}}\${v${i - 1}}"`,
    ).join("\n"),
  ],
  [
    "a function that calls itself",
    'function "f" {\n  params = [x]\n  result = "${f(x)}${f(x)}"\n}\nv39 = f("a")',
  ],
  ["a product of lists", `v39 = join("", [for p in setproduct(range(100), range(100), range(100)) : "x"])`],
])("%s is given up", (_, text) => {
  const { targets } = read(`${text}\ntarget "a" {\n  context = v39\n}\n`);
  expect(targets[0]?.context?.known).toBe(false);
});
