import { expect, test } from "vitest";
import { unexpectedFile } from "../../../src/rules/layout/unexpected-file.ts";
import { checkRule, type Files } from "../check-rule.ts";

const WEB = "deployment/images/web";
const dockerfile: Files = { [`${WEB}/Dockerfile`]: "FROM nginx:1.28\n" };
const inWeb = (...paths: readonly string[]): Files =>
  Object.fromEntries(paths.map((path) => [`${WEB}/${path}`, "x\n"]));
const no = (path: string, what = path) => `${WEB}/${path} ${what} has no place in an image folder`;

test.each<[about: string, layout: string, files: Files, lines: readonly string[]]>([
  ["nothing is allowed but what makes the image", "allow: []", inWeb(), []],
  ["a file", "allow: [README.md]", inWeb("README.md", "a"), [no("a")]],
  [
    "a name is a whole name",
    "allow: [config]",
    inWeb("config/a", "configs/a"),
    [no("configs/a", "configs/")],
  ],
  ["a folder with and without a slash", "allow: [config/, ./html]", inWeb("config/a/b", "html/a"), []],
  ["a glob stays in its folder", 'allow: ["*.sh"]', inWeb("a.sh", "x/b.sh"), [no("x/b.sh", "x/")]],
  ["and need not", 'allow: ["**/*.sh"]', inWeb("a.sh", "x/b.sh", "x/c"), [no("x/c")]],
  ["what is left out", 'allow: ["**", "!**/*.bak"]', inWeb("a", "b.bak"), [no("b.bak")]],
  ["what is required", "allow: []\n  required: [README.md, test/]", inWeb("README.md", "test/a"), []],
  [
    "what is required of a server, whatever it is",
    "allow: []\n  required: [{ server: apache, files: OWNERS }]",
    inWeb("OWNERS"),
    [],
  ],
  ["the folder of configuration", "allow: []\n  config: conf", inWeb("conf/a"), []],
  [
    "the topmost folder without anything allowed",
    "allow: [a/b/c]",
    inWeb("a/b/c", "a/b/d/e", "a/x/y/z", "a/x/y/w"),
    [no("a/b/d/e", "a/b/d/"), no("a/x/y/w", "a/x/ (2 files)")],
  ],
  ["hidden files are files", "allow: []", inWeb(".env"), [no(".env")]],
  [
    "from a version's folder too",
    "allow: [config/**]",
    { [`${WEB}/1.27/Dockerfile`]: "FROM nginx:1.27\n", ...inWeb("1.27/config/a", "config/b", "1.27/c") },
    [no("1.27/c")],
  ],
])("%s", (_, layout, files, lines) => {
  const found = checkRule(unexpectedFile, { ...dockerfile, ...files }, { policy: `layout:\n  ${layout}\n` });
  expect(found).toEqual(lines);
});

test("without a policy the rule is off, and the repo itself holds anything", () => {
  expect(checkRule(unexpectedFile, { ...dockerfile, ...inWeb("a") })).toEqual([]);
  const policy = "images: '**'\nlayout: { allow: [] }\n";
  expect(checkRule(unexpectedFile, { Dockerfile: "FROM nginx:1.28\n", a: "x\n" }, { policy })).toEqual([]);
});
