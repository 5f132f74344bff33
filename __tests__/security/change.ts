import { runChange } from "../../src/app/change.ts";
import type { Finding } from "../../src/finding.ts";
import { differences } from "../../src/report/changes/differences.ts";
import { rules } from "../../src/rules/index.ts";
import { positionAt } from "../../src/source.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";
import { changesBetween, type Files } from "../app/changes-between.ts";
import { directReadmes } from "../app/direct-readmes.ts";

/** A change: a name, and both of its ends. */
export interface Change {
  readonly name: string;
  readonly base: Files;
  readonly head: Files;
  /** What the override file of compose alone brings is a warning; what no rule forbids is shown as "before -> after". */
  readonly least?: "warning" | "shown";
}

export interface Verdict {
  readonly exitCode: number;
  /** Errors and warnings that it brings, with rule, place and words. */
  readonly loud: readonly string[];
  readonly notices: readonly string[];
  /** Facts that it changes. */
  readonly rows: readonly string[];
}

/** What Keelcheck says of a change. */
export async function judged({ base, head }: Change): Promise<Verdict> {
  const answer = await runChange({
    base: memoryWorkspace(base),
    workspace: memoryWorkspace(head),
    changes: changesBetween(base, head),
    baseName: "main",
    rules,
    readmes: directReadmes,
  });
  if (!answer.ok) return { exitCode: 2, loud: [JSON.stringify(answer.failure)], notices: [], rows: [] };
  const { report, exitCode } = answer;
  const introduced = report.findings.filter(({ novelty }) => novelty === "introduced");
  return {
    exitCode,
    loud: introduced.filter(({ severity }) => severity !== "notice").map(lineOf),
    notices: introduced.filter(({ severity }) => severity === "notice").map(lineOf),
    rows: report.comparison.images.flatMap((image) => differences(image).map((row) => JSON.stringify(row))),
  };
}

function lineOf({ rule, at: { file, span }, message }: Finding): string {
  return `${rule} ${file.path}:${positionAt(file, span?.start ?? 0).line} ${message}`;
}
