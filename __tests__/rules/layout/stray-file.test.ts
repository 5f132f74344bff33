import { posix } from "node:path";
import { expect, test } from "vitest";
import { strayFile } from "../../../src/rules/layout/stray-file.ts";
import { fixTitles } from "../apply-fix.ts";
import { checkRule, type Files } from "../check-rule.ts";

const web = { "deployment/images/web/Dockerfile": "FROM nginx\n" };

function stray(path: string): string {
  return `${path} ${posix.basename(path)} sits next to the image folders, but no image uses it`;
}

test.each<[string, Files, string[]]>([
  ["a text", { "deployment/images/notes.txt": "" }, ["deployment/images/notes.txt"]],
  ["a link", { "deployment/images/current": { target: "web" } }, ["deployment/images/current"]],
  [
    "in the folder of an image with versions",
    { "deployment/images/php/8.2/Dockerfile": "FROM php\n", "deployment/images/php/php.ini": "" },
    [],
  ],
  ["above the images", { "deployment/notes.txt": "" }, []],
  ["in the repo's root", { "notes.txt": "" }, []],
  ["in an image folder", { "deployment/images/web/notes.txt": "" }, []],
  ["in a folder without images", { "deployment/images/shared/gzip.conf": "" }, []],
  ["a submodule", { "deployment/images/vendor": { kind: "submodule" } }, []],
  ["a backup is backup-file's", { "deployment/images/notes.txt.bak": "" }, []],
  [
    "named by a script",
    { "deployment/images/lint.py": "", "ci.sh": "python deployment/images/lint.py\n" },
    [],
  ],
])("%s", (_, files, paths) => {
  expect(checkRule(strayFile, { ...web, ...files })).toEqual(paths.map(stray));
});

test.each([
  "README",
  "readme.rst",
  "OWNERS",
  "CODEOWNERS",
  "LICENSE.txt",
  "Makefile",
  "GNUmakefile",
  "build.mk",
  "Taskfile.yml",
  "justfile",
  "docker-bake.hcl",
  "bake.json",
  "compose.yaml",
  "docker-compose.dev.yml",
  ".env",
  ".dockerignore",
])("%s is never stray", (name) => {
  expect(checkRule(strayFile, { ...web, [`deployment/images/${name}`]: "" })).toEqual([]);
});

test("what a COPY brings is not stray", () => {
  const files = {
    "compose.yaml":
      "services:\n  web:\n    build:\n      context: deployment/images\n      dockerfile: web/Dockerfile\n",
    "deployment/images/web/Dockerfile": "FROM nginx\nCOPY *.pem /etc/ssl/\n",
    "deployment/images/ca.pem": "",
    "deployment/images/ca.crt": "",
  };
  expect(checkRule(strayFile, files)).toEqual([stray("deployment/images/ca.crt")]);
});

test("where the whole repo is searched, anything may lie beside a Dockerfile's folder", () => {
  expect(checkRule(strayFile, { "apps/web/Dockerfile": "FROM nginx\n", "apps/tool.py": "" })).toEqual([]);
});

test("that nobody was found to use it deletes nothing", () => {
  const files = { ...web, "deployment/images/notes.txt": "a\n" };
  expect(fixTitles(strayFile, files)).toEqual(["-"]);
});
