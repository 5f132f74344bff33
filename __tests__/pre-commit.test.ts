import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { ROOT } from "../.github/scripts/repo.ts";
import { run } from "./e2e/cli-io.ts";

const [hook] = parse(readFileSync(join(ROOT, ".pre-commit-hooks.yaml"), "utf8"));
const [program = "", ...args] = hook.entry.split(" ");

test("the hook is a program of this repo that anybody may start", () => {
  expect(hook).toMatchObject({ id: "keelcheck", language: "script", pass_filenames: false });
  expect(statSync(join(ROOT, program)).mode & 0o111).toBe(0o111);
  expect(spawnSync(join(ROOT, program), ["--version"], { encoding: "utf8" }).status).toBe(0);
});

test("its arguments are a command line", async () => {
  const { code, err } = await run([...args, "--help"]);
  expect([code, err]).toEqual([0, ""]);
});
