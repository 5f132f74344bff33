import { describe, expect, test } from "vitest";
import { run } from "../../e2e/cli-io.ts";
import { lines, offered } from "./shells.ts";

test.each(lines)("bash: %j", async (line, words) => {
  expect(await offered("bash", line)).toEqual(words);
});

test("bash: several words behind one option", async () => {
  expect(await offered("bash", "check --rule user/missing nginx/user-ro")).toEqual(["nginx/user-root"]);
});

describe.each(["bash", "zsh", "fish"] as const)("%s", (shell) => {
  test("knows every command and every option that the help prints", async () => {
    const { out: script } = await run(["completion", shell]);
    const { out: overview } = await run(["--help"]);
    const commands = [...overview.matchAll(/^ {2}([a-z]+) /gm)].map(([, name = ""]) => name);
    expect(commands.length).toBeGreaterThan(8);
    for (const command of commands.filter((name) => name !== "help")) {
      const { out: help } = await run([command, "--help"]);
      const options = [...help.matchAll(/^ {2}(?:-\w, )?--([a-z-]+)/gm)].map(([, name = ""]) => name);
      const written = shell === "fish" ? (name: string) => `-l ${name} ` : (name: string) => `--${name}`;
      expect(options.filter((name) => !script.includes(written(name)))).toEqual([]);
      expect(script).toContain(command);
    }
  });
});

test("another shell is refused with the nearest", async () => {
  const { code, err } = await run(["completion", "bsh"]);
  expect([code, err]).toEqual([2, expect.stringContaining('Did you mean "bash"?')]);
});
