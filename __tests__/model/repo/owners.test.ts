import { expect, test } from "vitest";
import { codeOwners } from "../../../src/model/repo/owners.ts";
import { sourceFile } from "../../../src/source.ts";

const owners = (text: string, path: string) =>
  codeOwners((one) => (one === ".github/CODEOWNERS" ? sourceFile(one, text) : undefined))?.(path);

// The examples of docs.github.com, "Example of a CODEOWNERS file", and what it says of patterns.
test.each<readonly [line: string, path: string, owned: boolean]>([
  ["* @a", "x/y", true],
  ["*.js @a", "x/y.js", true],
  ["*.js @a", "x/y.ts", false],
  ["/build/logs/ @a", "build/logs/x", true],
  ["/build/logs/ @a", "x/build/logs/y", false],
  ["docs/* @a", "docs/x.md", true],
  ["docs/* @a", "docs/x/y.md", false],
  ["apps/ @a", "x/apps/y/z", true],
  ["apps/ @a", "apps", false],
  ["/docs/ @a", "docs/x/y", true],
  ["**/logs @a", "deeply/nested/logs/x", true],
  ["/images/web @a", "images/web/Dockerfile", true],
  ["/images/web @a", "images/web2/Dockerfile", false],
  ["/images/**/Dockerfile @a", "images/web/8/Dockerfile", true],
  ["images/a\\ b @a", "images/a b/x", true],
  ["!x @a", "x", false],
  ["[ab] @a", "a", false],
  ["# * @a", "x", false],
])("%j owns %s: %s", (line, path, owned) => {
  expect(owners(line, path)).toEqual(owned ? ["@a"] : []);
});

test("the last line that matches counts, also one without owners", () => {
  const text = "* @all\r\n/images/ @org/team me@example.org # why\r\n/images/old/\r\n";
  expect(owners(text, "README.md")).toEqual(["@all"]);
  expect(owners(text, "images/web/Dockerfile")).toEqual(["@org/team", "me@example.org"]);
  expect(owners(text, "images/old/Dockerfile")).toEqual([]);
  expect(codeOwners(() => undefined)).toBeUndefined();
});
