import fc from "fast-check";
import { expect, test } from "vitest";
import { type Entry, entriesCalled, linksOf } from "../../src/workspace/workspace.ts";

const part = fc.constantFrom("a", "b", "B", "Dockerfile", "x.yml", "é");
const entry = fc
  .record({
    path: fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/")),
    kind: fc.constantFrom("file", "executable", "link", "submodule"),
  })
  .map((one): Entry => one);
const entries = fc
  .uniqueArray(entry, { selector: ({ path }) => path })
  .map((all) => all.sort((a, b) => (a.path < b.path ? -1 : 1)));

test("what is looked up by name is what a look at every entry finds, in its order", () => {
  fc.assert(
    fc.property(entries, fc.constantFrom(/a/, /^b$/i, /\./, /none/), (all, wanted) => {
      const called = (path: string) => wanted.test(path.slice(path.lastIndexOf("/") + 1));
      expect(entriesCalled(all, (name) => wanted.test(name))).toEqual(all.filter(({ path }) => called(path)));
      expect(linksOf(all)).toEqual(all.filter(({ kind }) => kind === "link"));
    }),
  );
});
