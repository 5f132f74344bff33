import fc from "fast-check";
import { expect, test } from "vitest";
import { dockerignore } from "../../src/parsers/dockerfile/dockerignore.ts";

test.each([
  ["", [], ["a", "constructor"]],
  ["dir", ["dir", "dir/x", "dir/x/y"], ["a/dir", "dirx", "DIR"]],
  ["dir\n!dir/x", ["dir/y", "dir"], ["dir/x", "dir/x/z"]],
  ["!dir/x\ndir", ["dir/x"], []],
  ["/dir/", ["dir/x"], ["a/dir/x"]],
  ["*", ["a", "a/b", "constructor"], []],
  ["*\n!src\n!package.json", ["a", "x/package.json"], ["src/x", "package.json"]],
  ["*.md\n!README.md", ["a.md"], ["README.md", "d/a.md", "amd"]],
  ["**/*.md", ["a.md", "d/a.md", "d/e/a.md"], ["a.txt"]],
  ["**/node_modules", ["node_modules/x", "a/node_modules/x/y"], ["a/node_modules2"]],
  ["a/**", ["a/b", "a/b/c"], ["b/a"]],
  ["a/**/z", ["a/z", "a/b/c/z"], ["a/b"]],
  ["a?c", ["abc"], ["a/c", "abbc"]],
  ["[a-c].x", ["b.x"], ["d.x"]],
  ["\uFEFFa\r\n# c\r\n b \r\n", ["a", "b"], ["# c", "c"]],
  [" #a", ["#a"], ["a"]],
  ["./a/../b", ["b"], ["a"]],
  [".\n/\n..\n../a\n!", [], ["a", "b/c"]],
  ["a+b(1).{x}|", ["a+b(1).{x}|"], ["aab1x", "a"]],
  ["[\nb", ["b"], ["a", "["]],
  ["constructor", ["constructor", "constructor/x"], ["toString"]],
])("%j", (text, excluded, kept) => {
  const isExcluded = dockerignore(text);
  const paths = [...excluded, ...kept];
  expect(paths.filter(isExcluded)).toEqual(excluded);
});

test("never throws", () => {
  const line = fc.string({
    unit: fc.constantFrom("a", "*", "?", "[", "]", "!", "\\", "/", ".", "(", "+", "{", "^", "$", "#", " "),
  });
  fc.assert(
    fc.property(fc.array(line), line, (lines, path) => {
      expect(typeof dockerignore(lines.join("\n"))(path)).toBe("boolean");
    }),
  );
});
