import { type ChangeTrees, openTrees } from "../../src/app/change-trees.ts";
import { judge } from "../../src/app/judge.ts";
import { failureText } from "../../src/engine/check.ts";
import { type Compared, compareFindings } from "../../src/engine/compare.ts";
import type { Finding } from "../../src/finding.ts";
import { readFleet } from "../../src/model/fleet/read.ts";
import type { Fleet } from "../../src/model/fleet/types.ts";
import { readWaivers } from "../../src/model/waivers/read.ts";
import { rules } from "../../src/rules/index.ts";
import { rangeOf } from "../../src/source.ts";
import type { Changes } from "../../src/workspace/changes.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { changesBetween, type Files, searchable } from "./changes-between.ts";

/** What the scoped run and the run over everything say of one change. */
export interface BothWays {
  /** `+ rule path:line key` for what is introduced, `-` for what is fixed; sorted. */
  readonly scoped: readonly string[];
  /** The same of the whole trees, cut to the images and paths that the change touches. */
  readonly full: readonly string[];
  /** What the change brings to images that the scoped run did not look at. */
  readonly outside: readonly string[];
}

interface Read {
  readonly fleet: Fleet;
  readonly findings: readonly Finding[];
}

/** Judges a change twice; `undefined` where the policy does not fit the trees. `search`: as a workspace of git does. */
export function bothWays(base: Files, head: Files, search: boolean): BothWays | undefined {
  const changes = changesBetween(base, head);
  const open = (files: Files) => (search ? searchable(memoryWorkspace(files)) : memoryWorkspace(files));
  const [left, right] = [open(base), open(head)];
  const opened = openTrees({ base: left, workspace: right, changes, baseName: "main", rules });
  if (!opened.ok) return undefined;
  const { trees } = opened;
  const scoped = { base: readEnd(left, trees, "base", true), head: readEnd(right, trees, "head", true) };
  const full = { base: readEnd(left, trees, "base", false), head: readEnd(right, trees, "head", false) };
  if (full.base.fleet.policyProblems.length + full.head.fleet.policyProblems.length > 0) return undefined;
  const cut = (asked: boolean) =>
    compared(
      cutTo(full.base, scoped.base.fleet, trees.scope.base.scope.folders, asked),
      cutTo(full.head, scoped.head.fleet, trees.scope.head.scope.folders, asked),
      changes,
    );
  return {
    scoped: lines(compared(scoped.base.findings, scoped.head.findings, changes)),
    full: lines(cut(true)),
    outside: lines(cut(false)),
  };
}

function readEnd(workspace: Workspace, trees: ChangeTrees, end: "base" | "head", scoped: boolean): Read {
  const policy = trees.policies[end];
  const fleet = readFleet({ workspace, policy, ...(scoped ? trees.scope[end] : {}) });
  const ruleIds = rules.map(({ id }) => id);
  const waivers = readWaivers({ fleet, policy: trees.written[end].policy ?? policy, ruleIds });
  const { findings, failures } = judge({ fleet, policy, rules, waivers });
  const [failure] = failures;
  if (failure !== undefined) throw new Error(failureText(failure), { cause: failure.error });
  return { fleet, findings };
}

/** Findings as they are seen by the touched images and paths, or by the others. */
function cutTo(
  { fleet, findings }: Read,
  { asks, others }: Fleet,
  folders: ReadonlySet<string>,
  asked: boolean,
): readonly Finding[] {
  const touched = new Set([
    ...fleet.images.flatMap(({ name, folder }) => (folders.has(folder.path) ? [name] : [])),
    ...others.filter(asks.image).map(({ name }) => name),
  ]);
  return findings.flatMap((finding) => {
    const images = finding.images.filter((name) => touched.has(name) === asked);
    const isHere = finding.images.length === 0 && asks.path(finding.at.file.path) === asked;
    const isAskedPath = asked && asks.path(finding.at.file.path);
    return images.length > 0 || isHere || isAskedPath ? [{ ...finding, images }] : [];
  });
}

function compared(base: readonly Finding[], head: readonly Finding[], changes: Changes): Compared {
  const isAdded = (path: string, line: number) =>
    changes.addedLines(path).some(({ first, last }) => first <= line && line <= last);
  return compareFindings({ base, head, headPathOf: changes.headPathOf, isAdded });
}

function lines({ findings, fixed }: Compared): readonly string[] {
  const introduced = findings.filter(({ novelty }) => novelty === "introduced");
  return [
    ...introduced.map((each) => `+ ${lineOf(each)}`),
    ...fixed.map((each) => `- ${lineOf(each)}`),
  ].sort();
}

function lineOf({ rule, at, key }: Finding): string {
  return `${rule} ${at.file.path}:${at.span === undefined ? 0 : rangeOf(at).start.line} ${key}`;
}
