import fc from "fast-check";
import { expect, test } from "vitest";
import { type MarkdownFile, parseMarkdown, tooHeavyMarkdown } from "../../src/parsers/markdown/parse.ts";
import { positionAt, type Span, sourceFile, textOf } from "../../src/source.ts";

const read = (text: string, lint?: Record<string, unknown>) =>
  parseMarkdown(sourceFile("README.md", text), lint ? { lint } : {});
const covered = ({ file }: MarkdownFile, some: readonly { span: Span }[]) =>
  some.map(({ span }) => textOf(file, span));

test.each([
  ["# Web *server* `x`\n", [[1, "Web server x", "# Web *server* `x`"]]],
  [
    "Web\n===\n\nPorts\n---\n",
    [
      [1, "Web", "Web\n==="],
      [2, "Ports", "Ports\n---"],
    ],
  ],
  ["> ### In a quote ###\n", [[3, "In a quote", "### In a quote ###"]]],
  ["---\ntitle: x\n---\n\n# After &amp; front\n", [[1, "After & front", "# After &amp; front"]]],
  [
    "\uFEFF# Mark\r\n\r\n## Next\r\n",
    [
      [1, "Mark", "# Mark"],
      [2, "Next", "## Next"],
    ],
  ],
  // A carriage return alone ends a line of Markdown, though git and GitHub count none there.
  [
    "# One\r## Two\r\n## Three\n",
    [
      [1, "One", "# One"],
      [2, "Two", "## Two"],
      [2, "Three", "## Three"],
    ],
  ],
  ["```\n# no\n```\n", []],
])("headings of %j", (text, expected) => {
  const file = read(text);
  expect(file.headings.map(({ level, text, span }) => [level, text, textOf(file.file, span)])).toEqual(
    expected,
  );
});

test.each([
  [
    "| A | B |\n|---|---|\n| 1 | 2 |\n",
    [
      ["A", "B"],
      ["1", "2"],
    ],
  ],
  [
    "A | B\n--|--\n`x \\| y` | **b** \\| c\n",
    [
      ["A", "B"],
      ["x | y", "b | c"],
    ],
  ],
  [
    "| A | B |\n|:-:|---|\n| [`P`](#p) | <b>x</b><br>y |\n",
    [
      ["A", "B"],
      ["P", "x y"],
    ],
  ],
  ["| A | B |\n|---|---|\n| only |\n| | z |\n", [["A", "B"], ["only"], ["", "z"]]],
])("the table %j", (text, expected) => {
  const [table] = read(text).tables;
  expect([table?.header, ...(table?.rows ?? [])].map((row) => row?.map((cell) => cell.text))).toEqual(
    expected,
  );
});

test("a cell's code and content have their places, behind front matter and in a list", () => {
  const file = read("---\na: b\n---\n\n- item\n\n  | A | B |\n  | - | - |\n  | x `8080` |  |\n");
  const [cell, empty] = file.tables[0]?.rows[0] ?? [];
  expect(cell && covered(file, [cell, ...cell.codes])).toEqual(["x `8080`", "8080"]);
  expect(empty && positionAt(file.file, empty.span.start).line).toBe(9);
});

test("blocks are in order, each under the headings above it", () => {
  const file = read(
    "# A\n\npara `c`\n\n## B\n\n- one\n\n  more\n- two\n\n```sh x\nrun\n\nrun\n```\n\n<!-- note -->\n\n# C\n\n|a|\n|-|\n",
  );
  expect(
    file.blocks.map((block) => [block.kind, block.headings.map((heading) => heading.text).join(" > ")]),
  ).toEqual([
    ["paragraph", "A"],
    ["item", "A > B"],
    ["paragraph", "A > B"],
    ["item", "A > B"],
    ["fence", "A > B"],
    ["comment", "A > B"],
    ["table", "C"],
  ]);
});

test("fences keep their lines, in a quote as well", () => {
  const file = read("```sh x\nrun\n\nrun\n```\n\n> ~~~\n> a\n> b\n> ~~~\n\n    c\n");
  expect(file.fences.map(({ lang, text }) => [lang, text])).toEqual([
    ["sh", "run\n\nrun"],
    ["", "a\nb"],
    ["", "c"],
  ]);
  expect(covered(file, file.fences[1]?.lines ?? [])).toEqual(["a", "b"]);
});

test.each([
  ['[a `b`](./x.md "t")', "./x.md", "a b", "./x.md", false],
  ["![alt](<a b.png>)", "a b.png", "alt", "a b.png", true],
  ["[text][Ref  1]\n\n[ref 1]: ./y.md", "./y.md", "text", "./y.md", false],
  ["[ref][]\n\n[REF]: ./y.md", "./y.md", "ref", "./y.md", false],
  ["[ref]\n\n[ref]: ./y.md\n[ref]: ./z.md", "./y.md", "ref", "./y.md", false],
  ["<https://x.example>", "https://x.example", "https://x.example", "https://x.example", false],
  ["see https://x.example/a", "https://x.example/a", "https://x.example/a", "https://x.example/a", false],
  ["[a](b\\_c.md)", "b_c.md", "a", "b\\_c.md", false],
  ["[a]()", "", "a", "", false],
  ['x <img width="1" src="./i.png">', "./i.png", "", "./i.png", true],
  ["| [x](./t.md) |\n|-|", "./t.md", "x", "./t.md", false],
])("the link of %j", (text, target, words, place, image) => {
  const file = read(`${text}\n`);
  const [link] = file.links;
  expect(link && [link.target, link.text, textOf(file.file, link.targetSpan), link.image]).toEqual([
    target,
    words,
    place,
    image,
  ]);
});

test("comments keep their places: blocks, lines, behind text, and not inside code", () => {
  const file = read(
    "<!-- one\ntwo -->\n\ntext <!-- three --> text\n\n<div>\n<!-- four -->\n</div>\n\n`<!-- no -->`\n",
  );
  expect(file.comments.map((comment) => comment.text)).toEqual(["one\ntwo", "three", "four"]);
  expect(covered(file, file.comments)).toEqual(["<!-- one\ntwo -->", "<!-- three -->", "<!-- four -->"]);
});

test.each([
  ["# A\n\n### B\n", undefined, []],
  ["# A\n\n### B\n", { default: false, MD001: true }, ["MD001"]],
  ["# A\n\ntext ", undefined, []],
  ["# A\n\n(x)[https://a.example]\n", undefined, ["MD011"]],
  ["# A\n\n[x]()\n", undefined, ["MD042"]],
  ["# A\n\n[x](#nowhere)\n", undefined, ["MD051"]],
  ["# A\n\n[x][nowhere]\n", undefined, ["MD052"]],
  ["# A\n\n| a | b |\n|---|---|\n| c |\n", undefined, ["MD056"]],
  ["# A\n\n[a]: b\n\n![](a.png)\n", undefined, []],
  ["# A\n<!-- markdownlint-disable -->\n[x]()\n", undefined, ["MD042"]],
  [`# A\n\n${"long ".repeat(30)}x\n`, undefined, []],
  [`# A\n\n${"long ".repeat(30)}x\n`, {}, ["MD013"]],
  [`# A\n\n${"long ".repeat(30)}x\n`, { "line-length": false }, []],
  [`# A\n\ntext \n\n${"long ".repeat(30)}x\n`, { extends: "./run-me.cjs", MD013: true }, ["MD013"]],
  [
    "# A\n\n- x\n",
    { MD043: { headings: 7 }, MD026: { punctuation: "(" }, MD041: { front_matter_title: "(" } },
    [],
  ],
])("markdownlint on %j with %j", (text, lint, rules) => {
  const file = read(text, lint);
  expect([file.lint.map((said) => said.rule), file.headings.length]).toEqual([
    rules,
    text.includes("###") ? 2 : 1,
  ]);
});

test("what markdownlint says has its place, its words and its fix in the file's own line ends", () => {
  const file = read("---\r\na: b\r\n---\r\n\r\n# A\r\n\r\ntext \r\nend", {
    default: false,
    MD009: true,
    MD047: true,
  });
  const [blank, end] = file.lint;
  expect(blank).toMatchObject({ rule: "MD009", name: "no-trailing-spaces" });
  expect(blank?.message).toBe("trailing spaces (Expected: 0 or 2; Actual: 1)");
  expect(positionAt(file.file, blank?.span.start ?? 0)).toEqual({ line: 7, column: 5 });
  expect(blank?.fix).toEqual({ span: blank?.span, text: "" });
  expect(end?.fix).toEqual({
    span: { start: file.file.text.length, end: file.file.text.length },
    text: "\r\n",
  });
});

test.each([
  ["> > > > x", "line 1 has more than 3 levels of quotes and lists"],
  ["- - - - x", "line 1 has more than 3 levels of quotes and lists"],
  ["> > > x", undefined],
  ["a\n|a|b|c|", "line 2 has more than 3 table columns"],
  ["|a|b|", undefined],
  ["x".repeat(61), "line 1 is longer than 60 characters"],
  [`${"-".repeat(60)}\n`, undefined],
  ["a\n\n".repeat(400), "it is longer than 1 KiB"],
  [":::a\n:::b\n", "it opens more than 1 ::: blocks"],
  ["<!-- a\n<!-- b\n<!-- c\n", "it opens more than 2 comments or instructions that are not closed"],
  ["<!-- a -->\n".repeat(9), undefined],
  ["*a_\n*b_\n*c_\n", "the paragraph at line 3 has more than 4 * and _"],
  ["*a*\n\n*b*\n\n*c*\n", undefined],
])("the screen on %.20j, under low limits", (text, why) => {
  const low = { size: 1024, line: 60, depth: 3, columns: 3, directives: 1, emphasis: 4, openings: 2 };
  expect(tooHeavyMarkdown(text, low)).toBe(why);
});

test("a text that the screen gives up is not read", () => {
  const text = "x\n".repeat(300_000);
  expect(read(text)).toMatchObject({ givenUp: "it is longer than 512 KiB", blocks: [], lint: [] });
});

const PIECES = [
  "# ",
  "\n",
  "\n\n",
  "| a ",
  "|-|-|\n",
  "`",
  "``",
  "```\n",
  "[a]",
  "(b)",
  "![",
  "<!--",
  "-->",
  "<div>",
  "- ",
  "> ",
  "1. ",
  "&amp;",
  "\\",
  "---\n",
  "\t",
  "    ",
  "é",
  "\u{1F600}",
  "\r\n",
  "[a]: b\n",
  "$",
  ":::a\n",
  "a",
  "*",
  "\0",
  "\uFEFF",
  "{",
  "}\n",
  "<a href='x'>",
  "&#x110000;",
];

test("whatever the text, nothing is thrown and every span lies in it", () => {
  const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, (source) => {
      const file = read(source);
      const cells = file.tables.flatMap((table) => [table.header, ...table.rows].flat());
      const targets = file.links.map((link) => ({ span: link.targetSpan }));
      const lines = file.fences.flatMap((fence) => fence.lines);
      const fixes = file.lint.flatMap((said) => (said.fix ? [said, said.fix] : [said]));
      const all = [...file.headings, ...file.blocks, ...file.tables, ...file.codes, ...file.fences, ...lines];
      for (const { span } of [...all, ...file.links, ...targets, ...file.comments, ...cells, ...fixes]) {
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeGreaterThanOrEqual(span.start);
        expect(span.end).toBeLessThanOrEqual(source.length);
      }
      expect(file.givenUp).toBeUndefined();
      for (const { text, span } of lines)
        expect(textOf(file.file, span).replaceAll("\0", "\uFFFD")).toBe(text.replaceAll("\0", "\uFFFD"));
    }),
    { numRuns: 300 },
  );
});
