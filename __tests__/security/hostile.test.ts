import { describe, expect, test } from "vitest";
import { runCheck } from "../../src/app/check.ts";
import { rules } from "../../src/rules/index.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";
import { everyOf } from "../amount.ts";
import { directReadmes } from "../app/direct-readmes.ts";
import { type Change, judged } from "./change.ts";
import { accounts } from "./hostile/accounts.ts";
import { builds } from "./hostile/builds.ts";
import { programs } from "./hostile/programs.ts";
import { runs } from "./hostile/runs.ts";
import { starts } from "./hostile/starts.ts";
import { written } from "./hostile/writers.ts";
import { writes } from "./hostile/writes.ts";

/** Changes that still pass in silence: mend one, and take it off. docs/security.md names them. */
const SILENT: readonly string[] = ["compose: BASH_ENV", "compose: the build with a base of a service"];

const all: readonly Change[] = [
  ...writes,
  ...written,
  ...accounts,
  ...programs,
  ...builds,
  ...runs,
  ...starts,
];

test("there are 400 and more, each with a name of its own", () => {
  expect(all.length).toBeGreaterThanOrEqual(400);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
});

test("what is listed as silent is in the tables", () => {
  const names = new Set(all.map(({ name }) => name));
  expect(SILENT.filter((name) => !names.has(name))).toEqual([]);
});

test("what they change is in order before", async () => {
  for (const base of new Set(all.map((change) => change.base))) {
    const answer = await runCheck({ workspace: memoryWorkspace(base), rules, readmes: directReadmes });
    if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
    expect(answer.report.findings.filter(({ severity }) => severity !== "notice")).toEqual([]);
  }
});

describe("a hostile change ends with 1, and not only for its layout or its README", () => {
  test.each(everyOf(12, all).map((change) => [change.name, change] as const))("%s", async (_, change) => {
    const { exitCode, loud } = await judged(change);
    const reasons = loud.filter((line) => !/^(docs|layout)\//.test(line));
    if (SILENT.includes(change.name)) return expect(reasons).toEqual([]);
    expect(reasons).not.toEqual([]);
    // What the override file of compose alone brings is a warning at most.
    if (change.least !== "warning") expect(exitCode).toBe(1);
  });
});
