import { expect, test } from "vitest";
import { markdown } from "../../../src/rules/docs/markdown.ts";
import { checkRule, findingsOf } from "../check-rule.ts";

const WEB = "deployment/images/web";
const README = `${WEB}/README.md`;
const files = (readme: string) => ({ [`${WEB}/Dockerfile`]: "FROM nginx\n", [README]: readme });

test.each<readonly [about: string, readme: string, expected: readonly string[]]>([
  [
    "blanks at the end",
    "# web \n",
    [`${README}:1:6-7 MD009/no-trailing-spaces: trailing spaces (Expected: 0 or 2; Actual: 1)`],
  ],
  ["two blanks are a line break", "# web\n\na  \nb\n", []],
  [
    "no line end",
    "# web",
    [`${README}:1:5-6 MD047/single-trailing-newline: files should end with a single newline character`],
  ],
  ["a link to nowhere", "# web\n\n[a]()\n", [`${README}:3:1-6 MD042/no-empty-links: no empty links ([a]())`]],
  [
    "an image without words",
    "# web\n\n![](a.png)\n",
    [`${README}:3:1-11 MD045/no-alt-text: images should have alternate text (alt text)`],
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
    "<!-- markdownlint-disable -->\n# web \n",
    [`${README}:2:6-7 MD009/no-trailing-spaces: trailing spaces (Expected: 0 or 2; Actual: 1)`],
  ],
  ["matters of taste", "# web\n* a\n- b\n\n\n\n<b>c</b>\n", []],
  [
    "a README that is given up",
    `# web \n\n${"> ".repeat(40)}x`,
    [`${README} the README was not read: line 3 has more than 32 levels of quotes and lists`],
  ],
  ["an empty one", "", []],
])("%s", (_about, readme, expected) => {
  expect(checkRule(markdown, files(readme))).toEqual(expected);
});

test("a README that is given up is a notice", () => {
  const found = findingsOf(markdown, files(`${"> ".repeat(40)}x\n`));
  expect(found.map(({ severity }) => severity)).toEqual(["notice"]);
});

test("what can be mended is a safe fix, and mends it", () => {
  const text = "# web \n\ntext";
  const edits = findingsOf(markdown, files(text)).flatMap(({ fix }) => (fix?.safe ? fix.edits : []));
  const mended = edits.reduceRight((rest, edit) => {
    if (!("replace" in edit) || !edit.replace.span) throw new Error("a replacement is expected");
    return rest.slice(0, edit.replace.span.start) + edit.text + rest.slice(edit.replace.span.end);
  }, text);
  expect(mended).toBe("# web\n\ntext\n");
});
