import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { diskWorkspace } from "../../src/workspace/disk.ts";

const path = process.env.PATH ?? "";
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keelcheck-outside-"));
  mkdirSync(join(folder, "tree/inner"), { recursive: true });
  mkdirSync(join(folder, "bin"));
});

afterEach(() => {
  process.env.PATH = path;
  rmSync(folder, { recursive: true, force: true });
});

/** Puts a git in front that says that it was started, and goes on as the real one. */
function watchGit(): () => boolean {
  const [git] = spawnSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).stdout.split("\n");
  const mark = join(folder, "started");
  const script = join(folder, "bin/git");
  writeFileSync(script, `#!/bin/sh\n: > '${mark}'\nexec '${git}' "$@"\n`);
  chmodSync(script, 0o755);
  process.env.PATH = `${join(folder, "bin")}${delimiter}${path}`;
  return () => existsSync(mark);
}

describe.skipIf(process.platform === "win32")("a folder", () => {
  test("outside of git starts none", () => {
    writeFileSync(join(folder, "tree/inner/file"), "");
    const isStarted = watchGit();
    expect(
      diskWorkspace(join(folder, "tree"))
        .list()
        .map((entry) => entry.path),
    ).toEqual(["inner/file"]);
    expect(isStarted()).toBe(false);
  });

  test("below a checkout is asked of git", () => {
    spawnSync("git", ["init", "--quiet", join(folder, "tree")]);
    writeFileSync(join(folder, "tree/inner/file"), "");
    const isStarted = watchGit();
    expect(
      diskWorkspace(join(folder, "tree/inner"))
        .list()
        .map((entry) => entry.path),
    ).toEqual(["file"]);
    expect(isStarted()).toBe(true);
  });

  test("with nothing in it has no entries", () => {
    expect(diskWorkspace(join(folder, "tree/inner")).list()).toEqual([]);
  });
});
