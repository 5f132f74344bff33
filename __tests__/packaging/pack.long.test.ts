import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "../../.github/scripts/repo.ts";

let folder = "";

/** The package, installed into a folder that has nothing else, without a network. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "keelcheck-pack-"));
  execFileSync("npm", ["pack", "--pack-destination", folder], { cwd: ROOT, stdio: "pipe" });
  const [tarball = ""] = readdirSync(folder);
  writeFileSync(join(folder, "package.json"), '{ "name": "elsewhere", "private": true }');
  execFileSync("npm", ["install", "--offline", "--no-audit", "--no-fund", `./${tarball}`], {
    cwd: folder,
    stdio: "pipe",
  });
  cpSync(join(ROOT, "examples"), join(folder, "examples"), { recursive: true });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function keelcheck(...args: readonly string[]) {
  return spawnSync("npx", ["--offline", "keelcheck", ...args], { cwd: folder, encoding: "utf8" });
}

test("it is one package, which holds no sources and no tests", () => {
  expect(readdirSync(join(folder, "node_modules")).filter((name) => !name.startsWith("."))).toEqual([
    "keelcheck",
  ]);
  const home = join(folder, "node_modules/keelcheck");
  expect(
    ["dist/cli.js", "docs/rules/nginx/user-root.md", "LICENSE", "action.yml"].filter(
      (one) => !existsSync(join(home, one)),
    ),
  ).toEqual([]);
  expect(["src", "__tests__", ".github", "bench"].filter((one) => existsSync(join(home, one)))).toEqual([]);
});

test("npx runs it", () => {
  expect(keelcheck("--version").stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(keelcheck("check", "examples/incident").status).toBe(1);
  expect(keelcheck("check", "examples/fixed").status).toBe(0);
});

test("what lies beside the program came along: pages, and the worker for READMEs", () => {
  expect(keelcheck("explain", "nginx/user-root").stdout).toContain("## Why");
  expect(keelcheck("init", "--dry-run", "examples/fixed").stdout).toContain("keelcheck");
});
