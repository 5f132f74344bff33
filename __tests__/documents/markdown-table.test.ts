import { expect, test } from "vitest";
import { listed, relativeLink, table, wrappedProse } from "../../src/documents/markdown-table.ts";
import { relativePath } from "../../src/model/repo/path.ts";

test.each([
  ["config/nginx.conf", "[config/nginx.conf](config/nginx.conf)"],
  ["nginx copy.conf", "[nginx copy.conf](nginx%20copy.conf)"],
  ["a (1).conf", "[a (1).conf](a%20%281%29.conf)"],
  ["[x]|y", "[&#91;x&#93;&#124;y](%5Bx%5D%7Cy)"],
])("a link to %j is %j", (path, expected) => {
  expect(relativeLink(path)).toBe(expected);
});

test("a table has the cells that it is given", () => {
  expect(table(["Port", "Use"], [["80", ""]])).toEqual(["| Port | Use |", "| --- | --- |", "| 80 | |"]);
});

test("prose is cut before it is too long, and a word never", () => {
  const word = "x".repeat(90);
  expect(wrappedProse(`a ${word} b c`)).toEqual(["a", word, "b c"]);
});

test.each([
  [[], ""],
  [["a"], "a"],
  [["a", "b"], "a and b"],
  [["a", "b", "c"], "a, b and c"],
])("%j is told as %j", (words, expected) => {
  expect(listed(words)).toBe(expected);
});

test.each([
  ["images/web/README.md", "images/web/conf/a", "conf/a"],
  ["images/web/1/README.md", "images/web/a", "../a"],
  ["images/web/README.md", "images/shared/a", "../shared/a"],
  ["README.md", "images/a", "images/a"],
  ["images/web/README.md", "web", "../../web"],
])("from %j the path %j is %j", (from, to, expected) => {
  expect(relativePath(from, to)).toBe(expected);
});
