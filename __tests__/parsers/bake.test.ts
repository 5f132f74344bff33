import { expect, test } from "vitest";
import { parseBake } from "../../src/parsers/builds/bake.ts";
import { parseHcl } from "../../src/parsers/hcl/parse.ts";
import type { HclExpression } from "../../src/parsers/hcl/tree.ts";
import { positionAt, sourceFile, textOf } from "../../src/source.ts";

function expressionOf(text: string): HclExpression | undefined {
  const { body, problems } = parseHcl(sourceFile("docker-bake.hcl", `a = ${text}\n`));
  expect(problems).toEqual([]);
  return body.attributes[0]?.value;
}

test.each<[string, HclExpression["kind"]]>([
  ["1 + 2", "binary"],
  ["!a", "unary"],
  ["a.b[0]", "get"],
  ["a[*].b", "splat"],
  ["f(a, b...)", "call"],
  ['a == "b" ? 1 : 2', "condition"],
  ["[for x in y : x]", "for"],
  ["{ for k, v in y : k => v... if v }", "for"],
  ["(\n1\n+ 2)", "binary"],
  ['{\n  (a) = 1\n  "${b}" : 2, c = 3\n}', "map"],
  ["[1 2]", "list"],
  ["1 2", "other"],
  ["f(", "other"],
])("%s is read as %s", (text, kind) => {
  expect(expressionOf(text)?.kind).toBe(kind);
});

test("what stands in a text keeps its place, in a heredoc the heredoc's", () => {
  const file = sourceFile("docker-bake.hcl", 'a = "x${f("}", b)}y"\nc = <<EOT\n  ${d}\nEOT\n');
  const [quoted, heredoc] = parseHcl(file).body.attributes.map(({ value }) =>
    value.kind === "text" ? value.parts.flatMap((part) => ("value" in part ? [part.value] : [])) : [],
  );
  expect(quoted?.map(({ span }) => textOf(file, span))).toEqual(['f("}", b)']);
  expect(heredoc?.map(({ span }) => textOf(file, span).split("\n")[0])).toEqual(["<<EOT"]);
});

test("JSON has the same blocks", () => {
  const text =
    '{"variable": {"V": {"default": 1}}, "target": [{"a": {"//": "x", "context": "${V}"}}, {"a": [{"args": {}}]}], "T": true}';
  const { body, problems } = parseBake(sourceFile("docker-bake.json", text));
  expect(problems).toEqual([]);
  expect(
    body.blocks.map(({ type, labels, attributes }) => [
      type,
      labels[0]?.text,
      attributes.map(({ key }) => key.text),
    ]),
  ).toEqual([
    ["variable", "V", ["default"]],
    ["target", "a", ["context"]],
    ["target", "a", ["args"]],
  ]);
  expect(body.attributes.map(({ key, value }) => [key.text, value.kind])).toEqual([["T", "bool"]]);
});

test.each([
  ['target "a" {\n  context = "x\n}\n', "2:13", 'a text is not closed: " is missing'],
  ['target "a" {\n  context = \n}\n', "2:13", "a value is missing here"],
  ['target "a" {\n', "2:1", 'a block is not closed: "}" is missing'],
  ['target "a"\n', "1:11", '"=" or "{" is expected after "target"'],
  ["= 1\n", "1:1", "a name is expected here"],
  ["a = [1 2]\n", "1:6", undefined],
  ["a = <<EOT\nx\n", "1:5", 'heredoc "EOT" is not closed'],
  ["a = { b }\n", "1:9", '"=" is expected after "b"'],
])("%j", (text, at, message) => {
  const file = sourceFile("docker-bake.hcl", text);
  const { problems } = parseHcl(file);
  if (message === undefined) {
    expect(problems).toEqual([]);
    return;
  }
  const [first] = problems;
  const { line, column } = positionAt(file, first?.span.start ?? -1);
  expect([`${line}:${column}`, first?.message]).toEqual([at, message]);
});

test("the rest is read behind a line that cannot be", () => {
  const { body } = parseBake(sourceFile("docker-bake.hcl", '= 1\ntarget "a" {\n  context = "x"\n}\n'));
  expect(body.blocks).toMatchObject([{ type: "target", labels: [{ text: "a" }] }]);
});

test.each(["[", "{ a = ", "(", "!", '"${', "f(", "a {\n", "x ? "])("deep nesting of %j ends", (open) => {
  expect(() => parseHcl(sourceFile("x.hcl", `a = ${open.repeat(20_000)}`))).not.toThrow();
  expect(() => parseHcl(sourceFile("x.hcl", open.repeat(20_000)))).not.toThrow();
});
