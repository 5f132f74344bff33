import { expect, test } from "vitest";
import { markdown } from "../../../src/rules/docs/markdown.ts";
import { checkRule, findingsOf } from "../check-rule.ts";

const WEB = "deployment/images/web";
const README = `${WEB}/README.md`;
const files = (readme: string) => ({ [`${WEB}/Dockerfile`]: "FROM nginx\n", [README]: readme });

test.each<readonly [about: string, readme: string, expected: readonly string[]]>([
  ["blanks at the end, and no line end", "# web \n\na", []],
  ["two blanks are a line break", "# web\n\na  \nb\n", []],
  ["a link to nowhere", "# web\n\n[a]()\n", [`${README}:3:1-6 MD042/no-empty-links: no empty links ([a]())`]],
  ["an image without words", "# web\n\n![](a.png)\n", []],
  [
    "a row with a cell too many, which no reader sees",
    "# web\n\n| a | b |\n| --- | --- |\n| 1 | 2 | 3 |\n",
    [
      `${README}:5:9-14 MD056/table-column-count: table column count (Expected: 2; Actual: 3; Too many cells, extra data will be missing)`,
    ],
  ],
  [
    "a reference to nothing",
    "# web\n\n[a][b]\n",
    [
      `${README}:3:1-7 MD052/reference-links-images: reference links and images should use a label that is defined (Missing link or image reference definition: "b": [a][b])`,
    ],
  ],
  [
    "a comment of markdownlint's switches nothing off",
    "<!-- markdownlint-disable -->\n# web\n\n[a]()\n",
    [`${README}:4:1-6 MD042/no-empty-links: no empty links ([a]())`],
  ],
  ["matters of taste", "# web\n* a\n- b\n\n\n\n<b>c</b>\n", []],
  [
    "nothing of a README that is given up, which fact/unreadable tells",
    `# web \n\n${"x\n".repeat(300_000)}`,
    [],
  ],
  ["an empty one", "", []],
])("%s", (_about, readme, expected) => {
  expect(checkRule(markdown, files(readme))).toEqual(expected);
});

test("what can be mended is a safe fix, and mends it", () => {
  const text = "# web\n\n(text)[https://web.example]\n";
  const edits = findingsOf(markdown, files(text)).flatMap(({ fix }) => (fix?.safe ? fix.edits : []));
  const mended = edits.reduceRight((rest, edit) => {
    if (!("replace" in edit) || !edit.replace.span) throw new Error("a replacement is expected");
    return rest.slice(0, edit.replace.span.start) + edit.text + rest.slice(edit.replace.span.end);
  }, text);
  expect(mended).toBe("# web\n\n[text](https://web.example)\n");
});
