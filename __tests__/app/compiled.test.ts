import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const CLI = resolve(import.meta.dirname, "../../src/bin/cli.ts");

let cache = "";
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), "keelcheck-compiled-"));
});
afterEach(() => rmSync(cache, { recursive: true, force: true }));

function version(env: NodeJS.ProcessEnv) {
  const { NODE_DISABLE_COMPILE_CACHE: _, ...rest } = process.env;
  return spawnSync(process.execPath, [CLI, "--version"], { encoding: "utf8", env: { ...rest, ...env } });
}

test("what was compiled is kept in the user's own cache", () => {
  expect(version({ XDG_CACHE_HOME: cache })).toMatchObject({ status: 0, stderr: "" });
  const [folder = ""] = readdirSync(join(cache, "keelcheck"));
  expect(readdirSync(join(cache, "keelcheck", folder)).length).toBeGreaterThan(0);
});

test("a relative XDG_CACHE_HOME does not count, as its specification wants it", () => {
  expect(version({ XDG_CACHE_HOME: "cache", HOME: cache })).toMatchObject({ status: 0, stderr: "" });
  expect(readdirSync(join(cache, ".cache"))).toEqual(["keelcheck"]);
});

test("a cache that cannot be written is no reason to stop", () => {
  chmodSync(cache, 0o555);
  const nowhere = join(import.meta.filename, "cache");
  for (const folder of [cache, nowhere])
    expect(version({ XDG_CACHE_HOME: folder })).toMatchObject({ status: 0, stderr: "" });
});

test("nothing is kept where Node is told so", () => {
  expect(version({ XDG_CACHE_HOME: cache, NODE_DISABLE_COMPILE_CACHE: "1" }).status).toBe(0);
  expect(readdirSync(cache)).toEqual([]);
});
