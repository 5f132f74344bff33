import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { bundle } from "../../.github/scripts/bundle.ts";

const ONE = resolve(import.meta.dirname, "../../examples/incident");

let program = "";
beforeAll(async () => {
  program = mkdtempSync(join(tmpdir(), "keelcheck-program-"));
  await bundle(join(program, "dist"));
  writeFileSync(join(program, "package.json"), '{"type":"module"}');
}, 120_000);
afterAll(() => rmSync(program, { recursive: true, force: true }));

let cache = "";
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), "keelcheck-compiled-"));
});
afterEach(() => rmSync(cache, { recursive: true, force: true }));

function run(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { NODE_DISABLE_COMPILE_CACHE: _, ...rest } = process.env;
  return spawnSync(process.execPath, [join(program, "dist/cli.js"), ...args], {
    encoding: "utf8",
    env: { ...rest, XDG_CACHE_HOME: cache, ...env },
  });
}

/** The files that are kept of this program. */
function kept(folder: string = cache): string[] {
  const own = join(folder, "keelcheck", `${process.version}-${process.arch}`);
  return readdirSync(own).map((name) => join(own, name));
}

function core(): string {
  const sizes = kept().map((path) => ({ path, bytes: readFileSync(path).length }));
  return sizes.sort((a, b) => b.bytes - a.bytes)[0]?.path ?? "";
}

test("what was compiled is kept in the user's own cache", () => {
  expect(run(["--version"])).toMatchObject({ status: 0, stderr: "" });
  expect(kept().length).toBeGreaterThan(0);
});

test("the next run says the same, and keeps nothing anew", () => {
  const first = run(["check", ONE]);
  const before = kept().map((path) => [path, readFileSync(path)]);
  const second = run(["check", ONE]);
  expect(first.stdout).toContain("nginx/user-root");
  expect(second).toMatchObject({ status: first.status, stdout: first.stdout, stderr: "" });
  expect(kept().map((path) => [path, readFileSync(path)])).toEqual(before);
});

test("functions that were called are kept, which Node alone would compile again", () => {
  run(["check", cache]);
  const empty = readFileSync(core()).length;
  rmSync(join(cache, "keelcheck"), { recursive: true });
  run(["check", ONE]);
  expect(readFileSync(core()).length).toBeGreaterThan(1.2 * empty);
});

test("what is damaged is compiled again", () => {
  const { stdout } = run(["check", ONE]);
  const path = core();
  const whole = readFileSync(path);
  for (const damaged of [whole.subarray(0, 9), whole.subarray(0, -9), whole.fill(7, 100, 900)]) {
    writeFileSync(path, damaged);
    expect(run(["check", ONE])).toMatchObject({ status: 1, stdout, stderr: "" });
    expect(readFileSync(path)).not.toEqual(damaged);
  }
});

test("a relative XDG_CACHE_HOME does not count, as its specification wants it", () => {
  expect(run(["--version"], { XDG_CACHE_HOME: "cache", HOME: cache })).toMatchObject({
    status: 0,
    stderr: "",
  });
  expect(readdirSync(join(cache, ".cache"))).toEqual(["keelcheck"]);
});

test("a cache that cannot be written is no reason to stop", () => {
  chmodSync(cache, 0o555);
  const nowhere = join(import.meta.filename, "cache");
  for (const folder of [cache, nowhere])
    expect(run(["--version"], { XDG_CACHE_HOME: folder })).toMatchObject({ status: 0, stderr: "" });
});

test("nothing is kept where Node is told so", () => {
  expect(run(["--version"], { NODE_DISABLE_COMPILE_CACHE: "1" }).status).toBe(0);
  expect(readdirSync(cache)).toEqual([]);
});
