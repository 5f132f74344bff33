import { expect, test } from "vitest";
import { ignoreRules } from "../../src/workspace/ignore.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";

test.each<[string, Record<string, string>, string, boolean]>([
  ["a name", { ".gitignore": "dist" }, "web/dist", true],
  ["a folder that is named without its slash", { ".gitignore": "dist/" }, "web/dist", true],
  ["what lies below a folder", { ".gitignore": "dist/" }, "web/dist/app.js", true],
  ["a folder of which all is ignored", { ".gitignore": "dist/*" }, "dist", true],
  ["another name", { ".gitignore": "dist/" }, "web/distribution", false],
  ["case counts", { ".gitignore": "Dist/" }, "web/dist", false],
  ["a rooted pattern, at the root", { ".gitignore": "/dist" }, "dist", true],
  ["a rooted pattern, elsewhere", { ".gitignore": "/dist" }, "web/dist", false],
  ["a nested file, below it", { "web/.gitignore": "/dist" }, "web/dist/a", true],
  ["a nested file, beside it", { "web/.gitignore": "/dist" }, "api/dist/a", false],
  ["the nested file decides", { ".gitignore": "*.jar", "web/.gitignore": "!app.jar" }, "web/app.jar", false],
  [
    "but not below an ignored folder",
    { ".gitignore": "out/", "out/.gitignore": "!app.jar" },
    "out/app.jar",
    true,
  ],
  ["a glob that is asked", { ".gitignore": "*.jar" }, "target/*.jar", true],
  ["a path with dots", { ".gitignore": "dist/" }, "./web/../dist/", true],
  ["a path that leaves the tree", { ".gitignore": "*" }, "../dist", false],
  ["the tree itself", { ".gitignore": "*" }, ".", false],
  ["a pattern with a slash, nested", { "web/.gitignore": "a/b" }, "web/x/a/b", false],
  ["a pattern for folders, nested", { "web/.gitignore": "out/" }, "web/x/out/a", true],
  ["a negation, nested", { ".gitignore": "*.conf", "web/.gitignore": "!/a.conf" }, "web/a.conf", false],
  ["a comment and a blank line, nested", { "web/.gitignore": "# *\n\n" }, "web/a", false],
  ["an escaped mark, nested", { "web/.gitignore": "\\!a\n\\#b" }, "web/#b", true],
  ["a folder with a glob's characters", { "[w]/.gitignore": "/a" }, "w/a", false],
  ["a folder with a glob's characters, itself", { "[w]/.gitignore": "/a" }, "[w]/a", true],
  ["no ignore file", {}, "dist", false],
])("%s", (_, files, path, ignored) => {
  expect(memoryWorkspace(files).ignored(path)).toBe(ignored);
});

test("patterns may be handed in", () => {
  expect(memoryWorkspace({}, { ignored: ["*.jar", "/dist"] }).ignored("a/b.jar")).toBe(true);
});

test("a file is not hidden by a pattern for folders", () => {
  const rules = ignoreRules([{ folder: "", text: "dist/\n" }]);
  expect(rules.hides("dist")).toBe(false);
  expect(rules.hides("dist/app.js")).toBe(true);
});

test("rules above the root count", () => {
  const rules = ignoreRules([{ folder: "", text: "/sub/dist" }], "sub");
  expect(rules.wouldHide("dist")).toBe(true);
  expect(rules.wouldHide("sub/dist")).toBe(false);
});
