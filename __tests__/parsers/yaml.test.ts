import { expect, test } from "vitest";
import { asString, get, parseYaml, type YamlNode } from "../../src/parsers/yaml/parse.ts";
import { sourceFile, textOf } from "../../src/source.ts";

function read(text: string) {
  return parseYaml(sourceFile("a.yml", text));
}

/** The tree as text: keys and scalars as the file spells them at their spans. */
function show(text: string, node: YamlNode | undefined): unknown {
  if (node === undefined) return undefined;
  const file = sourceFile("a.yml", text);
  if (node.kind === "list") return node.items.map((item) => show(text, item));
  if (node.kind === "scalar") return `${textOf(file, node.span)} = ${JSON.stringify(node.value)}`;
  return Object.fromEntries(
    node.entries.map(({ key, value }) => [textOf(file, key.span), show(text, value)]),
  );
}

test.each<[string, unknown]>([
  ["a: 1\nb: two\n", { a: "1 = 1", b: 'two = "two"' }],
  ["a: 'it''s' # c\n", { a: `'it''s' = "it's"` }],
  ['"a b": "x\\ty"\n', { '"a b"': '"x\\ty" = "x\\ty"' }],
  ["a:\n", { a: " = null" }],
  [
    "- 0644\n- yes\n- true\n- ~\n- 1.10\n",
    ["0644 = 644", 'yes = "yes"', "true = true", "~ = null", "1.10 = 1.1"],
  ],
  ["a: [x, {y: z}]\r\n", { a: ['x = "x"', { y: 'z = "z"' }] }],
  ["\uFEFFa: b\n", { a: 'b = "b"' }],
  ["a: |\n  one\n  two\n", { a: '|\n  one\n  two\n = "one\\ntwo\\n"' }],
  ["a: &x {b: c}\nd: *x\n", { a: { b: 'c = "c"' }, d: { b: 'c = "c"' } }],
  [
    "a: &x {b: c, e: f}\nd:\n  <<: *x\n  b: own\n",
    { a: { b: 'c = "c"', e: 'f = "f"' }, d: { b: 'own = "own"', e: 'f = "f"' } },
  ],
  [
    "a: &x {b: 1}\nc: &y {b: 2, d: 3}\ne: {<<: [*x, *y]}\n",
    { a: { b: "1 = 1" }, c: { b: "2 = 2", d: "3 = 3" }, e: { b: "1 = 1", d: "3 = 3" } },
  ],
  ["", undefined],
  ["# only\n", undefined],
  ["a: 1\n---\nb: 2\n", { a: "1 = 1" }],
])("%j", (text, expected) => {
  const { problems, root } = read(text);
  expect(problems).toEqual([]);
  expect(show(text, root)).toEqual(expected);
});

test.each<[string, ...(readonly [string, string])[]]>([
  ["a: 1\na: 2\n", ["a", '"a" stands twice in one map']],
  ["a:\n\tb: 1\n", ["\t", "tabs are not allowed as indentation"]],
  ["a: *x\n", ["*x", 'no anchor "&x" stands before this alias']],
  ["a: &x [*x]\n", ["*x", 'no anchor "&x" stands before this alias']],
  ["a: {<<: b}\n", ["b", "`<<` takes a map or a list of maps"]],
  ["? [a]\n: 1\n", ["[a]", "a map or list cannot be a key here"]],
  ["? {a: [b, {c: d}]}\n: 1\n", ["{a: [b, {c: d}]}", "a map or list cannot be a key here"]],
])("%j is a problem", (text, ...expected) => {
  const file = sourceFile("a.yml", text);
  const found = read(text).problems.map(({ span, message }) => [textOf(file, span), message]);
  expect(found.slice(0, expected.length)).toEqual(expected);
});

test.each<readonly [text: string, at: string, why: string]>([
  ["a: &a [1, 2, 3]\nb: *a\nc: *a\n", "*a", "aliases stand for more than 6 values"],
  ["a: &a 1\nb: [*a, *a, *a, *a]\n", "*a", "more than 3 aliases, so it is not read"],
  ["a: [[[1]]]\n", "[", "nested too deeply to be read"],
  ["a: {b: {c: [1]}}\n", "[", "nested too deeply to be read"],
  ["- - - - 1\n", "-", "nested too deeply to be read"],
  ["? ? ? ? 1\n", "?", "nested too deeply to be read"],
  ["a:\n  b:\n    c:\n      d: 1\n", "d", "nested too deeply to be read"],
  ["a: 1\n---\nb: 1\n---\nc: 1\n---\nd: 1\n", "---", "more than 2 documents, so it is not read"],
  ["a: 1\n".repeat(40), "a", "longer than 120 characters, so it is not read"],
])("%j is too heavy under low limits", (text, at, why) => {
  const file = sourceFile("a.yml", text);
  const low = { size: 120, depth: 3, aliases: 3, documents: 2, aliased: 6 };
  const [first, ...more] = parseYaml(file, low).problems;
  expect([first?.message, first && textOf(file, first.span), more]).toEqual([why, at, []]);
});

test.each([
  "a: [[1], [2], [3]]\n",
  "a:\n  b:\n    c: 1\nd:\n  e:\n    f: 1\n",
  "- - 1\n- - 2\n",
  "a: '[[[['\nb: |\n  - - - -\n# {{{{\n",
])("%j is not", (text) => {
  const low = { size: 120, depth: 3, aliases: 3, documents: 2, aliased: 6 };
  expect(parseYaml(sourceFile("a.yml", text), low).problems).toEqual([]);
});

test("comments keep their place, and a # in a text is none", () => {
  const text = "# top\na: 'x # no' # yes\nb: |\n  # no\n#   ## end\n";
  const file = sourceFile("a.yml", text);
  expect(read(text).comments.map(({ text: words, span }) => [words, textOf(file, span)])).toEqual([
    ["top", "# top"],
    ["yes", "# yes"],
    ["## end", "#   ## end"],
  ]);
});

test("what stands before a syntax error is still read", () => {
  const { root, problems } = read("a: 1\nb: [1\nc: 2\n");
  expect(problems).not.toEqual([]);
  expect(asString(get(root, "a"))).toBe("1");
});

test("keys that every object has are keys like any other", () => {
  const { root } = read("constructor: 1\n");
  expect(get(root, "toString")).toBeUndefined();
  expect(asString(get(root, "constructor"))).toBe("1");
});

test("brackets in texts and comments do not count", () => {
  const text = `# ${"[".repeat(1000)}\na: "${"{".repeat(1000)}"\n`;
  expect(read(text).problems).toEqual([]);
});

test("a list as a key is one problem, and no depth is made of it", () => {
  const { problems } = read("? [a, [b]]\n: 1\n");
  expect(problems.map(({ message }) => message)).toEqual(["a map or list cannot be a key here"]);
});
