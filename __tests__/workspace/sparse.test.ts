import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { diskWorkspace } from "../../src/workspace/disk.ts";
import { runGit } from "../../src/workspace/git-run.ts";
import { run } from "../e2e/cli-io.ts";

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "sparse-"));
  made.push(path);
  return path;
}

function git(root: string, ...args: readonly string[]): void {
  const who = ["-c", "user.name=t", "-c", "user.email=t@t", "-c", "protocol.file.allow=always"];
  execFileSync("git", [...who, ...args], { cwd: root, stdio: "ignore" });
}

const DOCKERFILE = "deployment/images/web/Dockerfile";

/** A repo with an image that runs as root, and its clone of which only the top folder is laid out. */
function sparseClone(...options: readonly string[]): string {
  const root = folder();
  git(root, "init", "-q");
  git(root, "config", "uploadpack.allowFilter", "true");
  const files = {
    "top.txt": "top\n",
    [DOCKERFILE]: "FROM debian:12\nUSER root\n",
    "deployment/run.sh": "#!/bin/sh\n",
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  chmodSync(join(root, "deployment/run.sh"), 0o755);
  symlinkSync("run.sh", join(root, "deployment/link"));
  git(root, "add", "-A");
  git(root, "commit", "-q", "-m", "a");
  const clone = join(folder(), "clone");
  git(root, "clone", "-q", "--sparse", ...options, pathToFileURL(root).href, clone);
  return clone;
}

test("what a sparse checkout does not lay out is read from git", () => {
  const tree = diskWorkspace(sparseClone());
  expect(tree.list()).toEqual([
    { path: DOCKERFILE, kind: "file" },
    { path: "deployment/link", kind: "link", target: "run.sh" },
    { path: "deployment/run.sh", kind: "executable" },
    { path: "top.txt", kind: "file" },
  ]);
  expect(tree.read(DOCKERFILE)).toEqual({ text: "FROM debian:12\nUSER root\n" });
  expect(tree.read("deployment/link")).toEqual({ text: "#!/bin/sh\n" });
  expect(tree.leftOut).toBe(0);
});

test("a check of it says what a check of the whole checkout does", async () => {
  const { code, out } = await run(["check", "--format", "compact"], { cwd: sparseClone() });
  expect(code).toBe(1);
  expect(out).toContain("user/final-root");
});

test("files that the clone lacks as well are counted, and nothing is made of them", async () => {
  const clone = sparseClone("--filter=blob:none");
  const tree = diskWorkspace(clone);
  expect(tree.list().map(({ path }) => path)).toEqual(["top.txt"]);
  expect(tree.leftOut).toBe(3);
  expect((await run(["check"], { cwd: clone })).out).toContain(
    "warning: the checkout is sparse: 3 files of the repo are not here, and nothing in them was checked",
  );
});

test("a git that hangs is given up", () => {
  const bin = folder();
  writeFileSync(join(bin, "git"), "#!/bin/sh\nsleep 600\n", { mode: 0o755 });
  const before = process.env["PATH"];
  process.env["PATH"] = `${bin}:${before}`;
  try {
    expect(runGit(folder(), ["status"], { limit: 200 })).toEqual({
      ok: false,
      missing: false,
      message: "git status did not end within 0.2 seconds",
    });
  } finally {
    process.env["PATH"] = before;
  }
});
