import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { diskWorkspace } from "../../src/workspace/disk.ts";
import { gitWorkspace } from "../../src/workspace/git.ts";
import { git } from "../checkouts/git.ts";

test("ten thousand folders are listed and read", () => {
  const root = mkdtempSync(join(tmpdir(), "workspace-"));
  try {
    git(root, "init", "--quiet");
    for (let at = 0; at < 10_000; at++) {
      mkdirSync(join(root, `images/i${at}`), { recursive: true });
      writeFileSync(join(root, `images/i${at}/Dockerfile`), `FROM x:${at}\n`);
    }
    git(root, "add", "--all");
    git(root, "commit", "--quiet", "--message", "many");
    expect(diskWorkspace(root).list()).toHaveLength(10_000);
    const tree = gitWorkspace(root, "HEAD");
    expect(tree.list()).toHaveLength(10_000);
    expect(tree.read("images/i9999/Dockerfile")).toEqual({ text: "FROM x:9999\n" });
    for (const entry of tree.list()) expect(tree.read(entry.path)).toHaveProperty("text");
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
