import { describe, expect, test } from "vitest";
import { runCheck } from "../../src/app/check.ts";
import { load } from "../../src/app/load.ts";
import { describe as describeImages } from "../../src/engine/describe.ts";
import { loadPolicy } from "../../src/policy/load.ts";
import { rules } from "../../src/rules/index.ts";
import { sourceFile } from "../../src/source.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";
import { amount, everyOf } from "../amount.ts";
import type { Files } from "../app/changes-between.ts";
import { directReadmes } from "../app/direct-readmes.ts";
import { adopted } from "./adopted.ts";
import { spread, type Tried, type Tries, triedOn } from "./broken.ts";
import { untidyTrees } from "./trees.ts";

async function check(files: Files) {
  const answer = await runCheck({ workspace: memoryWorkspace(files), rules, readmes: directReadmes });
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  const { report, exitCode } = answer;
  const found = report.findings.map(({ rule, at }) => `${rule} ${at.file.path}`);
  return { found, held: report.held?.length ?? 0, remarks: report.remarks, exitCode };
}

describe.each(everyOf(2, untidyTrees()))("$what", ({ files }) => {
  const after = adopted(files);

  test("is adopted in one command, with something in its baseline", async () => {
    const { found, held, remarks, exitCode } = await check(await after);
    expect({ found, remarks, exitCode }).toEqual({ found: [], remarks: [], exitCode: 0 });
    expect(held).toBeGreaterThan(30);
    expect(
      (
        await check({
          ...(await after),
          ".github/keelcheck-baseline.json": '{ "version": 1, "findings": [] }',
        })
      ).exitCode,
    ).toBe(1);
  });

  test("its policy can be read", async () => {
    const text = (await after)[".github/keelcheck.yml"];
    const { problems } = loadPolicy(sourceFile("keelcheck.yml", typeof text === "string" ? text : ""), rules);
    expect(problems).toEqual([]);
  });

  test("a new fault in any image is found by a push and by a pull request, and it alone", async () => {
    const workspace = memoryWorkspace(await after);
    const loaded = await load({ workspace, rules, readmes: directReadmes });
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.failure));
    const tries: Tries = new Map();
    for (const image of spread(describeImages(loaded.fleet), amount({ ordinary: 3, long: 10 }))) {
      const tried: Tried[] = [];
      for await (const one of triedOn({ image, files: await after }, tries, { readmes: directReadmes })) {
        tried.push(one);
        if (one.verdict !== "open") break;
      }
      const wrong = tried.filter(({ verdict }) => verdict === "wrong");
      expect(wrong.map(({ what, rule, said }) => ({ what, rule, said }))).toEqual([]);
      expect(tried.at(-1)?.verdict).toBe("alone");
    }
  });
});

test("the same seed makes the same trees", () => {
  expect(untidyTrees()).toEqual(untidyTrees());
  expect(untidyTrees().map(({ dockerfiles }) => dockerfiles.length)).toEqual([30, 30, 30, 30, 30]);
});
