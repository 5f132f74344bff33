import { describe, expect, test } from "vitest";
import { runCheck } from "../../src/app/check.ts";
import { type DocsDraft, draftDocs } from "../../src/app/docs.ts";
import { laidFiles } from "../../src/engine/fix/patch.ts";
import { rules } from "../../src/rules/index.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";
import { overlayWorkspace } from "../../src/workspace/overlay.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { everyOf } from "../amount.ts";
import { directReadmes } from "../app/direct-readmes.ts";
import { adopted } from "./adopted.ts";
import { untidyTrees } from "./trees.ts";

async function drafted(workspace: Workspace, adopt = false): Promise<DocsDraft> {
  const answer = await draftDocs({ workspace, rules, adopt, readmes: directReadmes });
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  return answer;
}

const written = (workspace: Workspace, { changes }: DocsDraft) =>
  overlayWorkspace(workspace, laidFiles(changes));

/** Lines of a README that stand in another in the same order. */
function areKept(before: string, after: string): boolean {
  const lines = after.split("\n");
  let at = 0;
  return before
    .trimEnd()
    .split("\n")
    .every((line) => {
      at = lines.indexOf(line, at) + 1;
      return at > 0;
    });
}

describe.each(everyOf(2, untidyTrees()))("$what", ({ files, dockerfiles }) => {
  const before = adopted(files).then(memoryWorkspace);

  test("is documented around what people wrote, once, and stays green", async () => {
    const workspace = await before;
    const first = await drafted(workspace);
    expect(first.changes.length).toBeGreaterThan(dockerfiles.length / 3);
    const lost = first.changes.filter((one) => !areKept(one.before ?? "", one.after ?? ""));
    expect(lost.map(({ path }) => path)).toEqual([]);
    const after = written(workspace, first);
    expect((await drafted(after)).changes).toEqual([]);
    const answer = await runCheck({ workspace: after, rules, readmes: directReadmes });
    if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
    const news = new Set(answer.report.findings.map(({ rule }) => rule));
    // Words are asked for where only a person has them.
    expect([...news].filter((rule) => rule !== "docs/empty-description")).toEqual([]);
    expect(answer.exitCode).toBe(0);
  });

  test("its tables are adopted once, and nothing but markers is written", async () => {
    const workspace = await before;
    const first = await drafted(workspace, true);
    for (const { before: old = "", after = "" } of first.changes) {
      const bare = after.replace(/<!-- keelcheck:begin \w+ keep -->\n\n|\n\n<!-- keelcheck:end -->/g, "");
      expect(bare).toBe(old);
    }
    expect((await drafted(written(workspace, first), true)).changes).toEqual([]);
  });
});
