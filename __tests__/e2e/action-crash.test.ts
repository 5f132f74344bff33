import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { runAction } from "../../src/app/action/action.ts";
import type { Runner } from "../../src/github/runner.ts";
import type { Rule } from "../../src/rule.ts";

const broken: Rule = {
  id: "test/broken",
  summary: "nothing breaks",
  severity: "error",
  scope: "fleet",
  check: () => {
    throw new Error("no such\n::error::thing");
  },
};

/** A runner that writes down what it is told. */
function recording(runner: Partial<Runner> = {}) {
  const told: string[] = [];
  const recorder: Runner = {
    print: (text) => told.push(`print ${text}`),
    group: (title) => told.push(`group ${title}`),
    output: (name, value) => told.push(`output ${name}=${value}`),
    summary: async (markdown) => {
      told.push(`summary ${markdown}`);
      return undefined;
    },
    fail: (message) => told.push(`fail ${message}`),
    ...runner,
  };
  return { told, runner: recorder };
}

async function act(rules: readonly Rule[], runner?: Partial<Runner>) {
  const folder = mkdtempSync(join(tmpdir(), "keelcheck-crash-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "checked-out"), "");
  const env = { GITHUB_WORKSPACE: folder, GITHUB_EVENT_NAME: "schedule", RUNNER_TEMP: folder };
  const recorder = recording(runner);
  const exitCode = await runAction({ env, runner: recorder.runner, today: "2026-01-31", rules });
  return { exitCode, told: recorder.told };
}

const bug = "please report it at ";

test("a rule that throws is one line with the rule and where to report it, and exit 3", async () => {
  const { exitCode, told } = await act([broken]);
  expect(exitCode).toBe(3);
  expect(told).toContain("output conclusion=failure");
  expect(told.filter((line) => line.startsWith("fail"))).toEqual([
    expect.stringContaining(
      `fail internal error: Keelcheck failed while checking test/broken, at .: no such ::error::thing; ${bug}`,
    ),
  ]);
  expect(told.find((line) => line.startsWith("summary"))).toContain("summary ## ❌ Keelcheck failed");
});

test("anything else that throws is one line as well", async () => {
  const summary = () => Promise.reject(new Error("no such\n::error::thing"));
  const { exitCode, told } = await act([], { summary });
  expect(exitCode).toBe(3);
  expect(told.at(-1)).toContain(`fail internal error: no such\\n::error::thing; ${bug}`);
});
