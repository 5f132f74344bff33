import fc from "fast-check";
import { expect, test } from "vitest";
import { globExpression, isBelow, parentOf, resolvePath } from "../../src/model/container-path.ts";

test.each([
  ["/etc/nginx", "conf.d/a.conf", "/etc/nginx/conf.d/a.conf"],
  ["/etc/nginx", "/srv//x/./y/", "/srv/x/y"],
  ["/a/b", "../../../c", "/c"],
  ["/", ".", "/"],
])("%s and %s make %s", (from, path, expected) => {
  expect(resolvePath(from, path)).toBe(expected);
});

test.each([
  ["*.conf", ["a.conf", "default.conf"], ["a.confx", "d/a.conf"]],
  ["/etc/[ab]*/x?", ["/etc/a1/xy", "/etc/b/x1"], ["/etc/c/xy", "/etc/a/x", "/etc/a/b/xy"]],
  ["[!a].conf", ["b.conf"], ["a.conf"]],
  ["a\\*b", ["a*b"], ["axb"]],
  ["(1).conf", ["(1).conf"], ["1.conf"]],
])("%s", (pattern, matching, others) => {
  const expression = globExpression(pattern);
  expect(matching.filter((path) => !expression.test(path))).toEqual([]);
  expect(others.filter((path) => expression.test(path))).toEqual([]);
});

const path = fc
  .array(fc.constantFrom("a", "b", ".", "..", "", "c.conf"), { maxLength: 6 })
  .map((parts) => `/${parts.join("/")}`);

test("a resolved path stays as it is, and lies below its folder", () => {
  fc.assert(
    fc.property(path, path, (from, to) => {
      const resolved = resolvePath(from, to);
      expect(resolvePath("/x", resolved)).toBe(resolved);
      expect(resolved === "/" || isBelow(resolved, parentOf(resolved))).toBe(true);
    }),
  );
});

test("a path without special characters matches itself alone", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\w./+$^(){}|-]+$/), (text) => {
      expect(globExpression(text).test(text)).toBe(true);
      expect(globExpression(text).test(`${text}x`)).toBe(false);
    }),
  );
});

test("many stars are matched at once", () => {
  const glob = globExpression(`${"a*".repeat(30)}b`);
  expect(glob.test(`${"a".repeat(200)}b`)).toBe(true);
  expect(glob.test("a".repeat(2_000))).toBe(false);
  expect(globExpression("a*b*c/*d*/e").test("axbbc/d/e")).toBe(true);
  expect(globExpression("*a*a").test("ba")).toBe(false);
});

test("stars take what a search without shortcuts takes", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "/"), maxLength: 9 });
  const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*", "?", "/"), maxLength: 9 });
  fc.assert(
    fc.property(pattern, text, (glob, path) => {
      const plain = new RegExp(`^${glob.replace(/[*]+/g, "[^/]*").replaceAll("?", "[^/]")}$`);
      expect(globExpression(glob).test(path)).toBe(plain.test(path));
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ["[z-a]x", "bx", false],
  ["[!z-a]x", "bx", true],
  ["[a-]x", "-x", true],
  ["[]a]x", "]x", true],
  ["[[.]x", "[x", true],
  ["[^a-c]", "d", true],
  ["[a", "[a", true],
])("%s takes %s: %s", (pattern, path, expected) => {
  expect(globExpression(pattern).test(path)).toBe(expected);
});

test("a pattern of a hundred thousand stars ends", () => {
  expect(globExpression("*a".repeat(100_000)).test("a".repeat(4_000))).toBe(false);
});
