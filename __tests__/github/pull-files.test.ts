import { expect, test } from "vitest";
import type { PullFileJson } from "../../src/github/api/shape.ts";
import { pullDiff } from "../../src/github/pull/files.ts";
import { readPatch } from "../../src/github/pull/files-patch.ts";

test.each<readonly [what: string, patch: string, added: string, hunks: string]>([
  ["a new file", "@@ -0,0 +1,2 @@\n+a\n+b", "1-2", "1-2"],
  [
    "a new file of one line, without a line end",
    "@@ -0,0 +1 @@\n+a\n\\ No newline at end of file",
    "1-1",
    "1-1",
  ],
  ["lines in the middle", "@@ -3,4 +3,5 @@ server {\n a\n-b\n+c\n+d\n e\n f", "4-5", "3-7"],
  ["two hunks", "@@ -1,2 +1,2 @@\n a\n-b\n+B\n@@ -20 +20,2 @@\n x\n+y", "2-2 21-21", "1-2 20-21"],
  ["only deletions", "@@ -1,3 +1,1 @@\n a\n-b\n-c", "", "1-1"],
  ["everything deleted", "@@ -1,2 +0,0 @@\n-a\n-b", "", ""],
  ["changes apart within a hunk", "@@ -1,3 +1,4 @@\n+a\n b\n+c\n d", "1-1 3-3", "1-4"],
  ["a line that looks like the head of a hunk", "@@ -1 +1,2 @@\n a\n+@@ -9 +9 @@", "2-2", "1-2"],
  ["a changed last line end", "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a", "1-1", "1-1"],
  ["an empty context line", "@@ -1,2 +1,3 @@\n a\n \n+b", "3-3", "1-3"],
  ["nothing", "", "", ""],
])("%s", (_what, patch, added, hunks) => {
  const read = readPatch(patch);
  expect([show(read.added), show(read.hunks)]).toEqual([added, hunks]);
});

function show(ranges: readonly { readonly first: number; readonly last: number }[]): string {
  return ranges.map(({ first, last }) => `${first}-${last}`).join(" ");
}

const patch = "@@ -1 +1,2 @@\n a\n+b";
const listed: readonly PullFileJson[] = [
  { status: "renamed", path: "d/web/new", from: "d/web/old", changes: 0 },
  { status: "renamed", path: "d/in", from: "other/in", changes: 1, patch },
  { status: "renamed", path: "other/out", from: "d/out", changes: 0 },
  { status: "copied", path: "d/copy", from: "d/kept", changes: 0 },
  { status: "added", path: "d/added", changes: 2, patch },
  { status: "removed", path: "d/removed", changes: 2, patch },
  { status: "modified", path: "d/huge", changes: 99_999 },
  { status: "modified", path: "d/binary", changes: 0 },
  { status: "changed", path: "d/mode", changes: 0 },
  { status: "unchanged", path: "d/same", changes: 0 },
  { status: "modified", path: "dd/beside", changes: 2, patch },
];

test("the files of a folder", () => {
  const diff = pullDiff(listed, { folder: "d", complete: true });
  expect(diff.files).toEqual([
    { status: "added", path: "added" },
    { status: "modified", path: "binary" },
    { status: "added", path: "copy" },
    { status: "modified", path: "huge" },
    { status: "added", path: "in" },
    { status: "modified", path: "mode" },
    { status: "removed", path: "out" },
    { status: "removed", path: "removed" },
    { status: "renamed", path: "web/new", from: "web/old" },
  ]);
  expect(diff.complete).toBe(true);
});

test("the files of the repo", () => {
  const { files, complete } = pullDiff(listed, { folder: "", complete: false });
  expect(files).toHaveLength(10);
  expect(files).toContainEqual({ status: "renamed", path: "other/out", from: "d/out" });
  expect(complete).toBe(false);
});

test.each([
  ["web/old", "web/new"],
  ["removed", undefined],
  ["out", undefined],
  ["binary", "binary"],
  ["never/heard/of", "never/heard/of"],
])("%s of the base is %s in the head", (path, expected) => {
  expect(pullDiff(listed, { folder: "d", complete: true }).headPathOf(path)).toBe(expected);
});

test.each([
  ["added", "2-2", "1-2"],
  ["in", "2-2", "1-2"],
  ["web/new", "", ""],
  ["binary", "", ""],
  ["removed", "", ""],
  // GitHub does not show it: every line may be new, and none can be commented.
  ["huge", `1-${Number.MAX_SAFE_INTEGER}`, ""],
  ["never/heard/of", "", ""],
])("the lines of %s", (path, added, hunks) => {
  const diff = pullDiff(listed, { folder: "d", complete: true });
  expect([show(diff.addedLines(path)), show(diff.hunksOf(path))]).toEqual([added, hunks]);
});
