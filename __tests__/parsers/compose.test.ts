import { expect, test } from "vitest";
import { composeScalar, parseCompose } from "../../src/parsers/builds/compose.ts";
import { portRange, shortMount, shortPort } from "../../src/parsers/builds/compose-short.ts";
import { parseTemplate } from "../../src/parsers/builds/compose-template.ts";
import { composeWords } from "../../src/parsers/builds/compose-words.ts";
import { parseEnvFile } from "../../src/parsers/builds/env-file.ts";
import { sourceFile } from "../../src/source.ts";

test("a file has its documents, its comments and what is wrong with it", () => {
  const file = sourceFile("compose.yml", "# one\na: 1\n---\nb: {\n");
  const { documents, comments, problems } = parseCompose(file);
  expect(documents.length).toBe(2);
  expect(comments.map(({ text }) => text)).toEqual(["one"]);
  expect(problems.length).toBeGreaterThan(0);
});

test("a merge key twice is a problem, as it is to compose", () => {
  const { problems } = parseCompose(sourceFile("compose.yml", "a: &a {}\nb:\n  <<: *a\n  <<: *a\n"));
  expect(problems.map(({ message }) => message)).toEqual(['"<<" stands twice in one map']);
});

test.each([
  ["8080", "number 8080"],
  ["022", "number 18"],
  ["0644", "number 420"],
  ["08", "number 8"],
  ["0x1F", "number 31"],
  ["1_000", "number 1000"],
  ["1.50", "number 1.5"],
  ["1e7", "number 1e+07"],
  ["1234567.0", "number 1.234567e+06"],
  ["0.00001", "number 1e-05"],
  ['"022"', "text 022"],
  ["!!str 022", "text 022"],
  ["yes", "text yes"],
  ["True", "boolean true"],
  ["~", "null "],
  ["''", "text "],
  ["1.2.3", "text 1.2.3"],
  ["80:80", "text 80:80"],
])("the scalar %s is %s", (text, expected) => {
  const { documents } = parseCompose(sourceFile("compose.yml", `a: ${text}\n`));
  const [root] = documents;
  const value = root?.kind === "map" ? root.entries[0]?.value : undefined;
  if (value?.kind !== "scalar") throw new Error("no scalar");
  const read = composeScalar(value);
  expect(`${read.type} ${read.text}`).toBe(expected);
});

test.each([
  ["8080", "8080/tcp"],
  ["80:8080", "80>8080/tcp"],
  ["127.0.0.1:80:8080/udp", "127.0.0.1|80>8080/udp"],
  ["[::1]:80:8080", "::1|80>8080/tcp"],
  ["::1:80:8080", "::1|80>8080/tcp"],
  ["127.0.0.1::8080", "127.0.0.1|8080/tcp"],
  ["3000-3005:4000-4005", "3000-3005>4000-4005/tcp"],
])("port %s", (text, expected) => {
  const { address, published, container, protocol } = shortPort(text);
  const before = `${address === undefined ? "" : `${address}|`}${published === undefined ? "" : `${published}>`}`;
  expect(`${before}${container}/${protocol}`).toBe(expected);
});

test.each([
  ["80", { first: 80, last: 80 }],
  ["80-82", { first: 80, last: 82 }],
  ["x", undefined],
])("the range of %s", (text, expected) => {
  expect(portRange(text)).toEqual(expected);
});

test.each([
  ["/a", { target: "/a", options: [] }],
  ["./a:/b", { source: "./a", target: "/b", options: [] }],
  ["ab:/b:ro,z", { source: "ab", target: "/b", options: ["ro", "z"] }],
  ["C:\\a:/b", { source: "C:\\a", target: "/b", options: [] }],
  ["ab:/b:", undefined],
  ["a:/b:ro", { source: "a:/b", target: "ro", options: [] }],
  ["ab::/b", undefined],
  ["ab:/b:ro:x", undefined],
])("mount %s", (text, expected) => {
  expect(shortMount(text)).toEqual(expected);
});

test.each([
  ["a b", ["a", "b"]],
  ["  a\tb\n", ["a", "b"]],
  [`sh -c "a && b 'c d'"`, ["sh", "-c", "a && b 'c d'"]],
  ["a '' b", ["a", "", "b"]],
  ["a\\ b", ["a b"]],
  ["a 'b\\c'", ["a", "b\\c"]],
  ["a && b", ["a"]],
  ["a 2> b", ["a"]],
  ["a $(b c) d", ["a", "$(b c)", "d"]],
  ["a (b)", undefined],
  ["a 'b", undefined],
  ["", []],
])("the words of %s", (text, expected) => {
  expect(composeWords(text)).toEqual(expected);
});

test.each([
  ["a$b", "a [b]"],
  ["${a}-${b:-c}", "[a] - [b :- c]"],
  ["${a:-${b}}c", "[a :- ${b}] c"],
  ["$$a", "$ a"],
  ["a$(b)", "a $ (b)"],
  ["a$", "a $"],
  ["${}", "!${ }"],
  ["${a?b c}", "[a ? b c]"],
])("the template %s", (text, expected) => {
  const shown = parseTemplate(text).map((part) => {
    if (part.kind === "text") return part.text;
    if (part.kind === "invalid") return `!${part.text}`;
    return `[${[part.name, part.operator, part.word].filter((one) => one !== undefined).join(" ")}]`;
  });
  expect(shown.join(" ")).toBe(expected);
});

test.each([
  ["A=1\nB: 2\n", "A=1 B=2"],
  ["export A = x y # z\n", "A=x y"],
  ["A\nB='x\ny'\n", "A B='x\ny'"],
  ['A="\\$x \\"q\\""\n', 'A=$$x "q"'],
  ["# A=1\n\n  B=2", "B=2"],
  ["A=1\n!\nB=2\n", "A=1 broken"],
  ["A='1\nB=2\n", "broken"],
])("the variables of %j", (text, expected) => {
  const { entries, broken } = parseEnvFile(text);
  const shown = entries.map(({ name, value, expands }) => {
    if (value === undefined) return name;
    return expands ? `${name}=${value}` : `${name}='${value}'`;
  });
  expect([...shown, ...(broken ? ["broken"] : [])].join(" ")).toBe(expected);
});
