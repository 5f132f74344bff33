import { expect, test } from "vitest";
import { requiredFiles } from "../../../src/rules/layout/required-files.ts";
import { fixed, fixTitles } from "../apply-fix.ts";
import { checkRule, type Files, findingsOf } from "../check-rule.ts";

const dockerfile = { "deployment/images/web/Dockerfile": "FROM a AS b\nFROM nginx\n" };
const at = "deployment/images/web/Dockerfile:2:6-11";

test.each<[string, string, Files, string[]]>([
  [
    "a file",
    "[README.md]",
    {},
    [`${at} deployment/images/web has no README.md, which every image folder must have`],
  ],
  ["there", "[README.md]", { "deployment/images/web/README.md": "" }, []],
  [
    "only deeper",
    "[README.md]",
    { "deployment/images/web/docs/README.md": "" },
    [`${at} deployment/images/web has no README.md, which every image folder must have`],
  ],
  ["a folder", "[test/]", { "deployment/images/web/test/a": "" }, []],
  ["a glob", '["*.md"]', { "deployment/images/web/NOTES.md": "" }, []],
  ["a path", "[./conf/a.conf]", { "deployment/images/web/conf/a.conf": "" }, []],
  [
    "a name that only begins alike",
    "[test]",
    { "deployment/images/web/tests/a": "" },
    [`${at} deployment/images/web has no test, which every image folder must have`],
  ],
])("%s", (_, required, files, lines) => {
  const policy = `layout:\n  required: ${required}\n`;
  expect(checkRule(requiredFiles, { ...dockerfile, ...files }, { policy })).toEqual(lines);
});

test("a file in another case is to be renamed", () => {
  const files = { ...dockerfile, "deployment/images/web/readme.md": "" };
  const found = findingsOf(requiredFiles, files, { policy: "layout: {required: [README.md]}\n" });
  expect(found.map(({ help }) => help)).toEqual(["rename deployment/images/web/readme.md to README.md"]);
});

test("without a policy the rule is off", () => {
  expect(checkRule(requiredFiles, dockerfile)).toEqual([]);
});

test("the fix renames a file that is called alike", () => {
  const files = { ...dockerfile, "deployment/images/web/Readme.md": "# web\n" };
  const options = { policy: "layout:\n  required: [README.md, OWNERS]\n" };
  expect(fixTitles(requiredFiles, files, options)).toEqual(["-", "[unsafe] rename it to README.md"]);
  expect(fixed(requiredFiles, files, options)).toEqual({
    "deployment/images/web/Readme.md": undefined,
    "deployment/images/web/README.md": "# web\n",
  });
});
