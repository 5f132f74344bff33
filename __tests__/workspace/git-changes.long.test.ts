import { renameSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { gitChanges } from "../../src/workspace/git-changes.ts";
import { commit, repo, ten } from "./changed-repos.ts";
// The same over more: see amount.ts.
import "./git-changes.test.ts";

test("hundreds of renamed and rewritten files are paired", () => {
  const files = Object.fromEntries(
    Array.from({ length: 1_500 }, (_, index) => [
      `images/i${index}/Dockerfile`,
      `${ten}FROM ${index}\n${ten}`,
    ]),
  );
  const { root, base } = repo(files);
  renameSync(join(root, "images"), join(root, "deployment"));
  const head = commit(
    root,
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => [
        path.replace("images", "deployment"),
        `${text}USER web\n`,
      ]),
    ),
  );
  const { files: changed } = gitChanges(root, base, head);
  expect(new Set(changed.map(({ status }) => status))).toEqual(new Set(["renamed"]));
  expect(changed).toHaveLength(1_500);
});
