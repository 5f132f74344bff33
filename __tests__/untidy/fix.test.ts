import { describe, expect, test } from "vitest";
import { runChange } from "../../src/app/change.ts";
import { runCheck } from "../../src/app/check.ts";
import { planFixes } from "../../src/engine/fix/fix.ts";
import { laidFiles } from "../../src/engine/fix/patch.ts";
import { rules } from "../../src/rules/index.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";
import { overlayWorkspace } from "../../src/workspace/overlay.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { everyOf } from "../amount.ts";
import { changesBetween } from "../app/changes-between.ts";
import { directReadmes } from "../app/direct-readmes.ts";
import { adopted } from "./adopted.ts";
import { untidyTrees } from "./trees.ts";

async function checked(workspace: Workspace) {
  const answer = await runCheck({ workspace, rules, readmes: directReadmes });
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  return answer;
}

async function planned(workspace: Workspace) {
  const { everything: findings, recheck } = await checked(workspace);
  return planFixes({ workspace, findings, recheck, overlay: overlayWorkspace, unsafe: false });
}

describe.each(everyOf(2, untidyTrees()))("$what", ({ files, dockerfiles }) => {
  test("what is fixed surely is fixed once, brings nothing new and leaves less to the baseline", async () => {
    const before = memoryWorkspace(await adopted(files));
    const { changes } = await planned(before);
    expect(changes.length).toBeGreaterThan(0);
    const after = overlayWorkspace(before, laidFiles(changes));
    const { report, exitCode } = await checked(after);
    expect({ found: report.findings, exitCode }).toEqual({ found: [], exitCode: 0 });
    expect(report.held?.length).toBeLessThan((await checked(before)).report.held?.length ?? 0);
    expect((await planned(after)).changes).toEqual([]);
  });

  test("what a change brings is fixed, whatever lies beside the image folders", async () => {
    const base = await adopted(files);
    const [path = ""] = dockerfiles;
    const stray = { "deployment/images/leftover.txt": "x\n" };
    const fault = `${base[path]}USER root\nRUN mkdir -p /srv/up && chmod 777 /srv/up\n`;
    const [before, after] = [
      { ...base, ...stray },
      { ...base, ...stray, [path]: fault },
    ];
    const workspace = memoryWorkspace(after);
    const answer = await runChange({
      base: memoryWorkspace(before),
      workspace,
      changes: changesBetween(before, after),
      baseName: "main",
      rules,
      readmes: directReadmes,
    });
    if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
    const plan = await planFixes({
      workspace,
      findings: answer.everything,
      recheck: answer.recheck,
      overlay: overlayWorkspace,
      unsafe: true,
      only: ({ rule }) => rule === "files/world-writable",
    });
    expect(plan.refused).toEqual([]);
    expect(plan.changes.map((change) => change.path)).toEqual([path]);
  });
});
