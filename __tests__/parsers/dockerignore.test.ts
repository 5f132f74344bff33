import fc from "fast-check";
import { expect, test } from "vitest";
import { dockerignore } from "../../src/parsers/dockerfile/ignore/dockerignore.ts";
import { rangeOf, sourceFile } from "../../src/source.ts";

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
  // What moby's patternmatcher v0.6.1 makes of these: two stars at the start are the end of a path.
  ["*\n!**.conf", ["a", "a.txt"], ["a.conf", "d/a.conf"]],
  ["**.conf", ["a.conf", "d/e/a.conf"], ["a.conf.x"]],
  ["a**", ["a", "ab", "a/b", "abc/d"], ["ba"]],
  ["a**b", ["ab", "a/b", "ax/b"], ["axb", "b"]],
  ["**b**", ["b", "bc", "a/b/c"], ["c", "ab/c"]],
  // An exception of a folder is asked only where the folder itself is left out.
  ["**/*.md\n!docs", ["docs/a.md", "a.md"], ["docs/a.txt"]],
  ["docs\n!docs/a\ndocs", ["docs/a", "docs/b"], []],
  // Its expressions leave "{", "|" and "}" as they are, and brackets hold what stars become.
  ["x?a|b", ["b", "cb"], ["a"]],
  ["a{2}?", ["aab"], ["a{2}b"]],
  ["[a*]", ["a]", "a[]"], ["a", "*"]],
  ["\\d", ["1"], ["d"]],
  ["/!a\nb", ["b"], ["!a", "a"]],
  ["constructor", ["constructor", "constructor/x"], ["toString"]],
])("%j", (text, excluded, kept) => {
  const { ignores: isExcluded } = dockerignore(text);
  const paths = [...excluded, ...kept];
  expect(paths.filter(isExcluded)).toEqual(excluded);
});

test("never throws", () => {
  const line = fc.string({
    unit: fc.constantFrom("a", "*", "?", "[", "]", "!", "\\", "/", ".", "(", "+", "{", "^", "$", "#", " "),
  });
  fc.assert(
    fc.property(fc.array(line), line, (lines, path) => {
      expect(typeof dockerignore(lines.join("\n")).ignores(path)).toBe("boolean");
    }),
  );
});

test.each([
  ["a[b", '1:1-4 the build stops here: "a[b" is not a valid pattern'],
  ["# c\n  a\\ \r\n", '2:3-5 the build stops here: "a\\" is not a valid pattern'],
  ["\uFEFF[]a]", '1:2-6 the build stops here: "[]a]" is not a valid pattern'],
  ["!\n", '1:1-2 the build stops here: "!" is not a valid pattern'],
  ["/!", '1:1-3 the build stops here: "/!" is not a valid pattern'],
  ["[z-a]x", '1:1-7 the build stops here: "[z-a]x" is not a valid pattern'],
  ["a*[", '1:1-4 the build stops here: "a*[" is not a valid pattern'],
  ["\\C", '1:1-3 the build stops here: "\\C" is not a valid pattern'],
  ["a{2}{3}?", '1:1-9 the build stops here: "a{2}{3}?" is not a valid pattern'],
  // Nothing is left to ask it of.
  ["*\n[z-a]", undefined],
  ["![z-a]", undefined],
  ["a(b\n{x\n]\n^$", undefined],
])("%j is refused", (text, expected) => {
  const file = sourceFile(".dockerignore", text);
  const told = dockerignore(text).problems.map(({ message, span }) => {
    const { start, end } = rangeOf({ file, span });
    return `${start.line}:${start.column}-${end.column} ${message}`;
  });
  expect(told).toEqual(expected === undefined ? [] : [expected]);
});
