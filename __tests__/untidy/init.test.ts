import { describe, expect, test } from "vitest";
import { runCheck } from "../../src/app/check.ts";
import { loadPolicy } from "../../src/policy/load.ts";
import { rules } from "../../src/rules/index.ts";
import { sourceFile } from "../../src/source.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";
import { amount, everyOf } from "../amount.ts";
import type { Files } from "../app/changes-between.ts";
import { directReadmes } from "../app/direct-readmes.ts";
import { adopted } from "./adopted.ts";
import { untidyTrees } from "./trees.ts";

async function check(files: Files) {
  const answer = await runCheck({ workspace: memoryWorkspace(files), rules, readmes: directReadmes });
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  const { report, exitCode } = answer;
  const found = report.findings.map(({ rule, at }) => `${rule} ${at.file.path}`);
  return { found, held: report.held?.length ?? 0, remarks: report.remarks, exitCode };
}

interface Fault {
  readonly rule: string;
  readonly line: string;
  readonly exitCode: number;
}

const unused: Fault = { rule: "user/created-unused", line: "RUN useradd --system ghost\n", exitCode: 1 };
const open: Fault = {
  rule: "files/world-writable",
  line: "RUN mkdir -p /srv/upload && chmod 777 /srv/upload\n",
  exitCode: 0,
};

/** One that says nothing of the image besides: who may create a user is root, which an unknown base leaves open. */
function faultOf(dockerfile: string, index: number): Fault {
  return index % 2 === 0 && !/alpine|harbor/.test(dockerfile) ? unused : open;
}

describe.each(everyOf(2, untidyTrees()))("$what", ({ files, dockerfiles }) => {
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

  const step = 30 / amount({ ordinary: 3, long: 10 });
  const some = dockerfiles.filter((_, index) => index % step === 0);
  test.each(
    some.map((path, index) => ({ path, index })),
  )("a new fault in $path is found, and it alone", async ({ path, index }) => {
    const text = files[path];
    if (typeof text !== "string") throw new Error(path);
    const fault = faultOf(text, index);
    const at = text.indexOf("\n") + 1;
    const faulty = `${text.slice(0, at)}${fault.line}${text.slice(at)}`;
    const { found, exitCode } = await check({ ...(await after), [path]: faulty });
    expect({ found, exitCode }).toEqual({ found: [`${fault.rule} ${path}`], exitCode: fault.exitCode });
  });
});

test("the same seed makes the same trees", () => {
  expect(untidyTrees()).toEqual(untidyTrees());
  expect(untidyTrees().map(({ dockerfiles }) => dockerfiles.length)).toEqual([30, 30, 30, 30, 30]);
});
