import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { parseYaml, plainData } from "../../src/parsers/yaml/parse.ts";
import { loadPolicy } from "../../src/policy/load.ts";
import { policySchemaText } from "../../src/policy/schema.ts";
import { sourceFile } from "../../src/source.ts";

const page = readFileSync(new URL("../../docs/configuration.md", import.meta.url), "utf8");
const examples = [...page.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, text = ""]) => text);
const ids = [
  "docs/markdown",
  "layout/missing-copy-source",
  "layout/stray-file",
  "nginx/user-root",
  "user/non-numeric",
];

test.each(examples)("the example is a valid policy: %j", (text) => {
  const { problems } = loadPolicy(
    sourceFile(".github/keelcheck.yml", text),
    ids.map((id) => ({ id })),
  );
  expect(problems.map(({ message }) => message)).toEqual([]);
});

test("every key has its section and an example, and no other has", () => {
  const { properties } = JSON.parse(policySchemaText());
  const sections = [...page.matchAll(/^### `([\w-]+)`$([\s\S]*?)(?=^##|$(?![\s\S]))/gm)];
  expect(sections.map(([, key]) => key).sort()).toEqual(Object.keys(properties).sort());
  for (const [, key, body] of sections) expect(body, key).toMatch(new RegExp(`^\`\`\`yaml\\n${key}:`, "m"));
});

test("the keys of maps are named in their sections", () => {
  const { properties } = JSON.parse(policySchemaText());
  for (const key of ["nginx", "layout", "docs"]) {
    for (const inner of Object.keys(properties[key].properties))
      expect(page, key).toContain(`| \`${inner}\` |`);
  }
});

test("the page's error messages are the program's", () => {
  const { problems } = loadPolicy(sourceFile("k.yml", "runtme: docker\nports:\n  nginx: 80800\n"), []);
  for (const { message } of problems) expect(page).toContain(message);
  expect(problems).toHaveLength(2);
});

test("the schema file is the schema's", () => {
  const file = readFileSync(new URL("../../docs/keelcheck.schema.json", import.meta.url), "utf8");
  expect(file).toBe(policySchemaText());
});

const validate = new Ajv({ allowUnionTypes: true }).compile(JSON.parse(policySchemaText()));

test.each(examples)("the schema file accepts the example: %j", (text) => {
  const { root } = parseYaml(sourceFile("k.yml", text));
  expect(root === undefined || validate(plainData(root)), JSON.stringify(validate.errors)).toBe(true);
  expect(validate({ runtme: "docker" })).toBe(false);
});
