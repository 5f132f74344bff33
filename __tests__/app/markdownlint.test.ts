import { expect, test } from "vitest";
import { type LintConfiguration, readLintConfiguration } from "../../src/app/markdownlint.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";

test.each<[what: string, files: Readonly<Record<string, string>>, expected: LintConfiguration]>([
  ["none", {}, { remarks: [] }],
  [
    "JSON",
    { ".markdownlint.json": '{ "MD013": { "line_length": 100 } }' },
    { lint: { MD013: { line_length: 100 } }, remarks: [] },
  ],
  [
    "JSON with comments, which are no comments in strings, and a comma too many",
    {
      ".markdownlint.jsonc":
        '// ours\n{ "default": true, /* not\n this */ "MD044": { "names": ["http://x", "a\\"//b"] }, }',
    },
    { lint: { default: true, MD044: { names: ["http://x", 'a"//b'] } }, remarks: [] },
  ],
  ["YAML", { ".markdownlint.yaml": "MD001: false # ours\n" }, { lint: { MD001: false }, remarks: [] }],
  [
    "the first of several",
    { ".markdownlint.yaml": "MD001: false\n", ".markdownlint.json": '{ "MD009": false }' },
    { lint: { MD009: false }, remarks: [] },
  ],
  [
    "what it extends is left out",
    { ".markdownlint.yaml": "extends: ./other.cjs\nMD001: false\n" },
    {
      lint: { MD001: false },
      remarks: [
        ".markdownlint.yaml: only its own rules apply; the configuration that it extends is not read",
      ],
    },
  ],
  [
    "a list",
    { ".markdownlint.yaml": "- MD001\n" },
    {
      remarks: [
        ".markdownlint.yaml is ignored, and the default Markdown rules apply: it is not a map of rules",
      ],
    },
  ],
  [
    "code is never read",
    { ".markdownlint.cjs": "process.exit(1)", ".markdownlint.mjs": "x" },
    { remarks: [] },
  ],
  ["only the root's counts", { "docs/.markdownlint.json": "{}" }, { remarks: [] }],
])("%s", (_what, files, expected) => {
  expect(readLintConfiguration(memoryWorkspace(files))).toEqual(expected);
});

test("one that cannot be read is said", () => {
  const { lint, remarks } = readLintConfiguration(memoryWorkspace({ ".markdownlint.json": '{ "MD001": ' }));
  expect(lint).toBeUndefined();
  expect(remarks).toEqual([
    expect.stringMatching(/^\.markdownlint\.json is ignored, and the default Markdown rules apply: \S/),
  ]);
});
