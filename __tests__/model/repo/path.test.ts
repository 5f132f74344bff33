import { expect, test } from "vitest";
import { folderOfFile, isInside, joinRepoPath } from "../../../src/model/repo/path.ts";

test.each([
  ["", "a/b", "a/b"],
  ["a", "../b", "b"],
  ["a", "../../b", undefined],
  ["a", ".", "a"],
])("in the repo %s and %s make %s", (from, path, expected) => {
  expect(joinRepoPath(from, path)).toBe(expected);
});

test.each([
  ["a/b/c.txt", "a/b"],
  ["c.txt", ""],
  ["", ""],
])("the folder of %j is %j", (path, expected) => {
  expect(folderOfFile(path)).toBe(expected);
});

test.each([
  ["a/b", "a", true],
  ["a", "a", true],
  ["ab", "a", false],
  ["a", "", true],
])("whether %j lies in %j: %s", (path, folder, expected) => {
  expect(isInside(path, folder)).toBe(expected);
});
