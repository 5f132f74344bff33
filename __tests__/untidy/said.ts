import { runChange } from "../../src/app/change.ts";
import { type CheckOptions, runCheck } from "../../src/app/check.ts";
import type { Finding } from "../../src/finding.ts";
import { rules } from "../../src/rules/index.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";
import { changesBetween, type Files } from "../app/changes-between.ts";

/** What counts of a tree, a line each, and the exit code. */
export interface Said {
  readonly found: readonly string[];
  readonly exitCode: number;
}

type Given = Pick<CheckOptions, "readmes">;

/** What a push of the tree is told. */
export async function saidOfPush(files: Files, given: Given = {}): Promise<Said> {
  const answer = await runCheck({ workspace: memoryWorkspace(files), rules, ...given });
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  return { found: answer.report.findings.map(lineOf), exitCode: answer.exitCode };
}

/** What a pull request that makes one tree of the other is told. */
export async function saidOfPull(base: Files, head: Files, given: Given = {}): Promise<Said> {
  const answer = await runChange({
    base: memoryWorkspace(base),
    workspace: memoryWorkspace(head),
    changes: changesBetween(base, head),
    baseName: "main",
    rules,
    ...given,
  });
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  const news = answer.report.findings.filter(({ novelty }) => novelty === "introduced");
  return { found: news.map(lineOf), exitCode: answer.exitCode };
}

function lineOf({ rule, severity, at, message }: Finding): string {
  return `${rule}: ${severity} ${at.file.path}: ${message}`;
}
