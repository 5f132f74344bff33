import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { gitChanges, gitLineMap } from "../../src/workspace/git-changes.ts";
import { WorkspaceError } from "../../src/workspace/git-run.ts";
import { everyOf } from "../amount.ts";
import { commit, type Files, git, lines, repo, ten, useRepos, write } from "./changed-repos.ts";

useRepos();

const table: readonly [what: string, before: Files, after: Files, expected: readonly string[]][] = [
  ["nothing", { a: "1\n" }, { b: "" }, ["added b"]],
  [
    "a line added, one rewritten",
    { a: ten },
    { a: `0\n${ten.replace("9", "nine")}` },
    ["modified a +1-1 +10-10"],
  ],
  ["lines taken away", { a: ten }, { a: "1\n10\n" }, ["modified a"]],
  ["a new file", { a: "1\n" }, { "d/b": "x\ny\n" }, ["added d/b +1-2"]],
  ["a new file without an end", { a: "1\n" }, { b: "x\ny" }, ["added b +1-2"]],
  ["a file that is gone", { a: "1\n", b: "2\n" }, { b: null }, ["removed b"]],
  [
    "lines that look like a patch's",
    { a: "++ b/x\n" },
    { a: "++ b/x\n++ b/y\n@@ -1 +9 @@\n" },
    ["modified a +2-3"],
  ],
  ["lines taken away that look like a patch's", { a: "-- a/x\nz\n" }, { a: "z\ny\n" }, ["modified a +2-2"]],
  ["a binary file", { a: "1\n" }, { b: new Uint8Array([0x89, 0, 1, 10]) }, ["added b"]],
  [
    "names with blanks, quotes and what is not ASCII",
    { a: "1\n" },
    { "a b": "1\n2\n", 'a"\\\t\n\u0001é': "1\n2\n", "b/ ü": "x\n" },
    ["added a b +1-2", 'added a"\\\t\n\u0001é +1-2', "added b/ ü +1-1"].sort(),
  ],
];

describe("between two commits", () => {
  test.each(everyOf(2, table))("%s", (_, before, after, expected) => {
    const { root, base } = repo(before);
    expect(lines(gitChanges(root, base, commit(root, after)))).toEqual(expected);
  });

  test("a renamed folder, some of it rewritten", () => {
    const { root, base } = repo({ "a/x": ten, "a/y": `${ten}y`, keep: "k\n" });
    renameSync(join(root, "a"), join(root, "b"));
    const head = commit(root, { "b/y": `${ten}z` });
    const changes = gitChanges(root, base, head);
    expect(lines(changes)).toEqual(["renamed b/x from a/x", "renamed b/y from a/y +11-11"]);
    expect(["a/x", "a/y", "keep", "b/x"].map(changes.headPathOf)).toEqual(["b/x", "b/y", "keep", "b/x"]);
  });

  test("a path that is taken by another file", () => {
    const { root, base } = repo({ a: ten });
    renameSync(join(root, "a"), join(root, "b"));
    const changes = gitChanges(root, base, commit(root, { a: "another\n" }));
    // Git pairs a path with itself first.
    expect(lines(changes)).toEqual(["modified a +1-1", "added b +1-10"]);
  });

  test("a file that becomes a link, and one whose mode changes", () => {
    const { root, base } = repo({ a: ten, b: ten });
    rmSync(join(root, "a"));
    symlinkSync("b", join(root, "a"));
    git(root, "update-index", "--chmod=+x", "b");
    git(root, "config", "core.fileMode", "false");
    const changes = gitChanges(root, base, commit(root, {}));
    expect(changes.files.map(({ status, path }) => `${status} ${path}`)).toEqual([
      "modified a",
      "modified b",
    ]);
    expect(changes.addedLines("b")).toEqual([]);
  });

  test("names that are no UTF-8 are left out, and renames to and from them are half there", () => {
    const { root } = repo({ ok: "1\n" });
    const latin = (text: string) => Buffer.concat([Buffer.from(`${root}/`), Buffer.from(text, "latin1")]);
    writeFileSync(latin("caf\xe9"), ten);
    const base = commit(root, {});
    rmSync(latin("caf\xe9"));
    writeFileSync(latin("th\xe9"), "tea\n");
    expect(lines(gitChanges(root, base, commit(root, { coffee: ten })))).toEqual(["added coffee"]);
    expect(gitChanges(root, "HEAD", base).files).toEqual([{ status: "removed", path: "coffee" }]);
  });

  test("a sub-folder sees what lies below it", () => {
    const { root, base } = repo({ "d/a": ten, "d/b": ten, "e/c": "c\n" });
    renameSync(join(root, "d/a"), join(root, "d/z"));
    const head = commit(root, { "e/c": "C\n", "d/b": `${ten}11\n` });
    expect(lines(gitChanges(join(root, "d"), base, head))).toEqual(["modified b +11-11", "renamed z from a"]);
  });

  test("the person's own configuration changes nothing", () => {
    const { root, base } = repo({ "d/é": ten, "d/c": "c\n".repeat(30), ".gitattributes": "*.x diff=loud\n" });
    const settings = {
      "diff.renames": "copies",
      "diff.renameLimit": "1",
      "diff.noprefix": "true",
      "diff.mnemonicPrefix": "true",
      "diff.context": "7",
      "diff.interHunkContext": "50",
      "diff.external": "false",
      "diff.loud.textconv": "false",
      "diff.orderFile": "none-such",
      "diff.submodule": "log",
      "diff.relative": "true",
      "core.quotePath": "true",
      "color.ui": "always",
      "color.diff": "always",
      "core.pager": "false",
    };
    renameSync(join(root, "d/é"), join(root, "d/ü"));
    const after = { "d/c": `c0\n${"c\n".repeat(28)}c1\nc\n`, "d/new.x": "x\n", "d/ü": `${ten}11\n` };
    const head = commit(root, after);
    const expected = ["modified d/c +1-1 +30-30", "added d/new.x +1-1", "renamed d/ü from d/é +11-11"];
    expect(lines(gitChanges(root, base, head))).toEqual(expected);
    for (const [name, value] of Object.entries(settings)) git(root, "config", name, value);
    expect(lines(gitChanges(root, base, head))).toEqual(expected);
    expect(lines(gitChanges(root, base, undefined))).toEqual(expected);
  });

  const any = repo({ a: "1\n" });

  test.each([
    "none-such",
    "--output=x",
    "-O",
    "HEAD..HEAD",
    "^HEAD",
    "HEAD\nHEAD",
    "HEAD:a",
    "",
  ])("%j is no commit", (revision) => {
    const { root } = any;
    expect(() => gitChanges(root, revision, "HEAD")).toThrow(WorkspaceError);
    expect(() => gitChanges(root, "HEAD", revision)).toThrow(WorkspaceError);
  });
});

describe("between a commit and the disk", () => {
  test.each(everyOf(3, table))("%s", (_, before, after, expected) => {
    const { root, base } = repo(before);
    write(root, after);
    expect(lines(gitChanges(root, base, undefined))).toEqual(expected);
  });

  test("files that are new count, ignored ones do not", () => {
    const { root, base } = repo({ a: "1\n", ".gitignore": "*.log\n" });
    write(root, { "x.log": "1\n", "d/new": "1\n2\n", staged: "s\n" });
    git(root, "add", "staged");
    expect(lines(gitChanges(root, base, undefined))).toEqual(["added d/new +1-2", "added staged +1-1"]);
  });

  test("a new file with the content of one that is gone is that file", () => {
    const { root, base } = repo({ "a/x": ten, "a/y": ten, "a/z": "z\n" });
    renameSync(join(root, "a"), join(root, "b"));
    write(root, { "b/z": "Z\n" });
    expect(lines(gitChanges(root, base, undefined))).toEqual([
      "removed a/z",
      "renamed b/x from a/x",
      "renamed b/y from a/y",
      "added b/z +1-1",
    ]);
  });

  test("a file that was taken out of the index is still there", () => {
    const { root, base } = repo({ a: "1\n", b: "2\n" });
    git(root, "rm", "--cached", "-q", "a", "b");
    write(root, { b: "3\n" });
    expect(lines(gitChanges(root, base, undefined))).toEqual(["modified b +1-1"]);
  });

  test("a sub-folder sees what lies below it", () => {
    const { root, base } = repo({ "d/a": "1\n", "e/a": "1\n" });
    write(root, { "d/b": "2\n", "e/b": "2\n", "d/a": "1\n2\n", "e/a": "3\n" });
    expect(lines(gitChanges(join(root, "d"), base, undefined))).toEqual(["modified a +2-2", "added b +1-1"]);
  });

  test("a file that was written again as it was is no change", () => {
    const { root, base } = repo({ a: "1\n" });
    git(root, "config", "diff.autoRefreshIndex", "false");
    execFileSync("touch", ["-d", "2001-01-01", join(root, "a")]);
    expect(gitChanges(root, base, undefined).files).toEqual([]);
  });

  test("another repo inside is one entry", () => {
    const { root, base } = repo({ a: "1\n" });
    mkdirSync(join(root, "inner"));
    git(join(root, "inner"), "init", "-q");
    commit(join(root, "inner"), { b: "1\n" });
    expect(lines(gitChanges(root, base, undefined))).toEqual(["added inner"]);
  });
});

test.each<
  readonly [what: string, from: string, to: string | null, expected: readonly (number | undefined)[]]
>([
  ["the same", ten, ten, [1, 5, 10]],
  ["lines above", ten, `a\nb\n${ten}`, [3, 7, 12]],
  ["lines gone above", ten, ten.slice(4), [undefined, 3, 8]],
  ["a line rewritten", ten, ten.replace("5", "five"), [1, undefined, 10]],
  ["lines put behind one", ten, ten.replace("5\n", "5\na\n"), [1, 5, 11]],
  ["lines put before one", ten, ten.replace("5\n", "a\n5\n"), [1, 6, 11]],
  ["a file that is not there", ten, null, [undefined, undefined, undefined]],
])("lines 1, 5 and 10 in another commit: %s", (_, from, to, expected) => {
  const { root, base } = repo({ a: from, b: "b\n" });
  const lineOf = gitLineMap(root, base, commit(root, { a: to }));
  expect([1, 5, 10].map((line) => lineOf("a", line))).toEqual(expected);
  expect(lineOf("b", 1)).toBe(1);
});
