import { expect, test } from "vitest";
import { composed, laidFiles } from "../../src/engine/fix/patch.ts";
import type { FileChange } from "../../src/facts.ts";

const no = { before: false, after: false };
const edit = (path: string, before: string, after: string, from?: string): FileChange => ({
  path,
  ...(from !== undefined && { from }),
  before,
  after,
  executable: no,
});
const create = (path: string, after: string): FileChange => ({ path, after, executable: no });
const remove = (path: string, before: string): FileChange => ({ path, before, executable: no });

test.each<readonly [string, readonly FileChange[], readonly FileChange[], readonly FileChange[]]>([
  [
    "changes of two files",
    [edit("b", "1", "2")],
    [edit("a", "1", "2")],
    [edit("a", "1", "2"), edit("b", "1", "2")],
  ],
  ["one file twice", [edit("a", "1", "2")], [edit("a", "2", "3")], [edit("a", "1", "3")]],
  ["there and back", [edit("a", "1", "2")], [edit("a", "2", "1")], []],
  ["moved, then changed", [edit("b", "1", "1", "a")], [edit("b", "1", "2")], [edit("b", "1", "2", "a")]],
  ["moved twice", [edit("b", "1", "1", "a")], [edit("c", "1", "2", "b")], [edit("c", "1", "2", "a")]],
  ["moved there and back", [edit("b", "1", "1", "a")], [edit("a", "1", "1", "b")], []],
  ["moved, then gone", [edit("b", "1", "2", "a")], [remove("b", "2")], [remove("a", "1")]],
  ["new, then changed", [create("n", "1")], [edit("n", "1", "2")], [create("n", "2")]],
  ["new, then moved", [create("n", "1")], [edit("m", "1", "1", "n")], [create("m", "1")]],
  ["new, then gone", [create("n", "1")], [remove("n", "1")], []],
  [
    "gone, then another moves there",
    [remove("a", "1")],
    [edit("a", "2", "3", "b")],
    [edit("a", "1", "3"), remove("b", "2")],
  ],
  ["gone, then new", [remove("a", "1")], [create("a", "2")], [edit("a", "1", "2")]],
])("%s", (_what, first, second, both) => {
  expect(composed(first, second)).toEqual(both);
});

test("modes are those of both ends", () => {
  const on: FileChange = { path: "a", before: "1", after: "1", executable: { before: false, after: true } };
  const off: FileChange = { path: "a", before: "1", after: "1", executable: { before: true, after: false } };
  expect(composed([on], [off])).toEqual([]);
  expect(composed([on], [{ ...on, after: "2", executable: { before: true, after: true } }])).toEqual([
    { path: "a", before: "1", after: "2", executable: { before: false, after: true } },
  ]);
});

test("a moved file leaves nothing behind, unless another comes there", () => {
  const files = laidFiles([edit("b", "1", "2", "a"), remove("c", "x"), create("a", "new")]);
  expect(Object.fromEntries(files)).toEqual({
    a: { content: { text: "new" }, kind: "file" },
    b: { content: { text: "2" }, kind: "file" },
    c: null,
  });
});
