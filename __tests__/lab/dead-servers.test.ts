import { expect, test } from "vitest";
import { loadedPolicy } from "../../src/app/load.ts";
import { readFleet } from "../../src/model/fleet/read.ts";
import type { Run } from "../../src/model/model.ts";
import { isStarted } from "../../src/model/servers/questions.ts";
import { rules } from "../../src/rules/index.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";
import { subjectOf } from "../fixes/planned.ts";
import { pageTrees, type Tree } from "../fixes/trees.ts";
import { treeOf } from "./case.ts";
import { themes } from "./cases/index.ts";

/** The servers of a run that something starts and that do not stay up. */
function deadServers({ nginx, apache }: Run): readonly string[] {
  return [nginx, apache]
    .filter((server) => isStarted(server) && server.starts.known && !server.starts.value)
    .map((server) => `${server?.kind}`);
}

/** Errors are what `check` ends with 1 for; what a README lacks does not count here. */
function saysNothing(tree: Tree): boolean {
  const errors = subjectOf(tree).findings.filter(({ severity }) => severity === "error");
  return errors.every(({ rule }) => rule.startsWith("docs/"));
}

test("check says of each server that does not start what inspect knows", () => {
  const lab = themes.flatMap(({ name, cases }) =>
    cases.map((one) => ({ name: `${name}: ${one.name}`, workspace: memoryWorkspace(treeOf(one)) })),
  );
  const unsaid = [...lab, ...pageTrees()].flatMap((tree) => {
    const read = loadedPolicy({ workspace: tree.workspace, rules });
    if (!read.ok) return [];
    const { runs } = readFleet({ workspace: tree.workspace, policy: read.policy });
    const dead = runs.flatMap(deadServers);
    return dead.length > 0 && saysNothing(tree) ? [`${tree.name}: ${dead.join(" and ")}`] : [];
  });
  expect(unsaid).toEqual([]);
});
