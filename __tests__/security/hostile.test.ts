import { describe, expect, test } from "vitest";
import { runCheck } from "../../src/app/check.ts";
import { rules } from "../../src/rules/index.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";
import { everyOf } from "../amount.ts";
import { directReadmes } from "../app/direct-readmes.ts";
import { attacks as all } from "./attacks.ts";
import { judged } from "./change.ts";
import { readmes } from "./hostile/readmes.ts";

/** Changes that still pass in silence: mend one, and take it off. docs/security.md names them. */
const SILENT: readonly string[] = [];

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
    const { exitCode, loud, rows } = await judged(change);
    if (change.least === "shown") return expect(rows).not.toEqual([]);
    const reasons = loud.filter((line) => !/^(docs|layout)\//.test(line));
    if (SILENT.includes(change.name)) return expect(reasons).toEqual([]);
    expect(reasons).not.toEqual([]);
    // What the override file of compose alone brings is a warning at most.
    if (change.least !== "warning") expect(exitCode).toBe(1);
  });
});

describe("what a README hides it does not document", () => {
  test("each has a name of its own", () => {
    expect(new Set(readmes.map(({ name }) => name)).size).toBe(readmes.length);
  });

  test.each(everyOf(12, readmes).map((change) => [change.name, change] as const))("%s", async (_, change) => {
    const { exitCode, loud } = await judged(change);
    expect(loud.filter((line) => line.startsWith("docs/"))).not.toEqual([]);
    expect(exitCode).toBe(1);
  });
});
