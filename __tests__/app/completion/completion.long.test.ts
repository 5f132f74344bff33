import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { lines, offered } from "./shells.ts";

describe.each(["zsh", "fish"] as const)("%s", (shell) => {
  // Where it is not installed the report counts these as skipped.
  const isHere = spawnSync(shell, ["--version"]).status === 0;
  test.skipIf(!isHere).each(lines)("%j", async (line, words) => {
    expect(await offered(shell, line)).toEqual(words);
  });
});
