import { expect, test } from "vitest";
import { parseBake } from "../../src/parsers/builds/bake.ts";
import { parseHcl } from "../../src/parsers/hcl/parse.ts";
import { positionAt, sourceFile, textOf } from "../../src/source.ts";

function targets(text: string, path = "docker-bake.hcl") {
  const { targets: found, problems } = parseBake(sourceFile(path, text));
  expect(problems).toEqual([]);
  return found.map(({ name, dockerfile, context, target, args, contexts, matrix, parents }) => ({
    name,
    dockerfile: dockerfile?.text,
    context: context?.text,
    target: target?.text,
    args: Object.fromEntries(Object.entries(args).map(([key, value]) => [key, value.text])),
    contexts: Object.fromEntries(Object.entries(contexts).map(([key, value]) => [key, value.text])),
    matrix,
    parents,
  }));
}

test("literals, variables, templates, lists, maps, comments", () => {
  const text = `# head
variable "TAG" { default = "1.0" }
variable "ROOT" {
  default = "images" // where they are
  validation { condition = TAG != "" }
}
NAME = "web"
group "default" { targets = ["web", "api"] }
/* a
   block */
target "web" {
  context    = "\${ROOT}/\${NAME}"
  dockerfile = "Dockerfile"
  target     = NAME
  args = { TAG = TAG, "QUOTED" : "a\\"b", LITERAL = "$\${X}", N = 3, GONE = null
    OTHER = "\${upper(TAG)}" }
  contexts = {
    base = "target:base"
  }
  tags = ["x:\${TAG}", notequal("", TAG) ? "a" : "b", [for t in x : "y\${t}"]]
  cache-from = concat(["a"], [
    "b"
  ])
}
`;
  expect(targets(text)).toEqual([
    {
      name: "web",
      context: "images/web",
      dockerfile: "Dockerfile",
      target: "web",
      args: { TAG: "1.0", QUOTED: 'a"b', LITERAL: "${X}", N: "3", OTHER: null },
      contexts: { base: "target:base" },
      matrix: false,
      parents: [],
    },
  ]);
});

test("inherits: the later parent counts, the own attribute most; a circle ends", () => {
  const text = `target "a" {
  inherits = ["b"]
  dockerfile = "A"
  args = { X = "a", Y = "a" }
}
target "b" {
  inherits = ["a"]
  context = "b"
  target = "b"
  args = { Z = "b", X = "b" }
}
target "c" {
  inherits = ["a", "b", "elsewhere"]
  args = { X = "c" }
}
`;
  const found = targets(text);
  expect(found.at(-1)).toMatchObject({
    dockerfile: "A",
    context: "b",
    target: "b",
    args: { X: "c", Y: "a", Z: "b" },
    parents: ["a", "b", "elsewhere"],
  });
  expect(found[0]).toMatchObject({ dockerfile: "A", context: "b" });
});

test("what cannot be told is null", () => {
  const text = `variable "UNSET" {}
variable "A" { default = "\${B}" }
variable "B" { default = "\${A}" }
target "x" {
  name = "x-\${v}"
  matrix = { v = ["1", "2"] }
  dockerfile = "Dockerfile.\${v}"
  context = UNSET
  target = A
  args = { F = lower("X"), P = target.y.context }
}
`;
  expect(targets(text)).toMatchObject([
    { dockerfile: null, context: null, target: null, args: { F: null, P: null }, matrix: true },
  ]);
});

test("JSON has the same shape", () => {
  const text = `{
\t"variable": { "V": { "default": "1" } },
\t"group": { "default": { "targets": ["web"] } },
\t"target": {
\t\t"web": { "dockerfile": "web.Dockerfile", "args": { "V": "\${V}", "N": null, "B": true }, "inherits": ["base"] },
\t\t"base": { "context": "images" }
\t}
}
`;
  expect(targets(text, "docker-bake.json")).toMatchObject([
    { name: "web", dockerfile: "web.Dockerfile", context: "images", args: { V: "1", B: "true" } },
    { name: "base", context: "images" },
  ]);
});

test("a Dockerfile in the definition is not a file of the repo", () => {
  const file = sourceFile(
    "docker-bake.hcl",
    'target "x" {\n  dockerfile-inline = <<-EOT\n    FROM a\n      RUN "b"\n  EOT\n  context = "y"\n}\n',
  );
  const { targets: found, problems } = parseBake(file);
  expect(problems).toEqual([]);
  expect(found[0]?.inline && textOf(file, found[0].inline)).toContain("FROM a");
  expect(found[0]?.context?.text).toBe("y");
});

test.each([
  ['target "a" {\n  context = "x\n}\n', "2:13", 'a text is not closed: " is missing'],
  ['target "a" {\n  context = \n}\n', "2:13", "a value is missing here"],
  ['target "a" {\n', "2:1", 'a block is not closed: "}" is missing'],
  ['target "a"\n', "1:11", '"=" or "{" is wanted behind "target"'],
  ["= 1\n", "1:1", "a name is wanted here"],
  ["a = [1 2]\n", "1:6", undefined],
  ["a = <<EOT\nx\n", "1:5", 'heredoc "EOT" is not closed'],
  ["a = { b }\n", "1:9", '"=" is wanted behind "b"'],
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
  const { targets: found } = parseBake(
    sourceFile("docker-bake.hcl", '= 1\ntarget "a" {\n  context = "x"\n}\n'),
  );
  expect(found).toMatchObject([{ name: "a", context: { text: "x" } }]);
});

test("a doubling of variables is given up, deep nesting ends", () => {
  const lines = ['v0 = "xxxxxxxxxx"'];
  for (let index = 1; index < 40; index++) lines.push(`v${index} = "\${v${index - 1}}\${v${index - 1}}"`);
  expect(targets(`${lines.join("\n")}\ntarget "a" {\n  context = v39\n}\n`)).toMatchObject([
    { context: null },
  ]);
  expect(() => parseHcl(sourceFile("x.hcl", `a = ${"[".repeat(50_000)}`))).not.toThrow();
  expect(() => parseHcl(sourceFile("x.hcl", "a {\n".repeat(50_000)))).not.toThrow();
});
