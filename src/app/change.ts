import { checkChange } from "../engine/change.ts";
import { describe } from "../engine/describe.ts";
import { imageChanges } from "../engine/image-changes.ts";
import { type AppliedWaivers, applyWaivers } from "../engine/waivers.ts";
import type { Comparison, Report } from "../facts.ts";
import type { Finding } from "../finding.ts";
import { lessKnownImages } from "../model/change/less-known.ts";
import { runPairs, touchedBase } from "../model/change/pairs.ts";
import type { Fleet } from "../model/fleet/types.ts";
import { addedWaivers } from "../model/waivers/added.ts";
import { type PlacedWaiver, readWaivers } from "../model/waivers/read.ts";
import type { Policy } from "../policy/policy.ts";
import { isIntroduced } from "../report/counts.ts";
import type { Change, Revision } from "../rule.ts";
import { entryAt } from "../workspace/workspace.ts";
import { type BothEnds, together } from "./change-findings.ts";
import { type ChangeOptions, type ChangeTrees, openTrees } from "./change-trees.ts";
import { type CheckAnswer, concluded, recheckAnswer, thrown } from "./check.ts";
import type { CommandOutcome } from "./exit.ts";
import { judge, type TreeVerdict } from "./judge.ts";
import { loadFleet } from "./load.ts";
import { BUGS, ruleFacts } from "./project.ts";
import { readmeStore } from "./readmes.ts";

export type { ChangeOptions } from "./change-trees.ts";

/** What the change does. */
export interface ChangeAnswer extends CheckAnswer {
  readonly report: Report & { readonly comparison: Comparison };
}

/** One end of the change as it was read. */
interface End {
  readonly fleet: Fleet;
  readonly revision: Revision;
  readonly remarks: readonly string[];
}

/** Judges what a change brings: both of its trees by the same rules, as far as the change can touch them. */
export async function runChange(given: ChangeOptions): Promise<CommandOutcome<ChangeAnswer>> {
  const options = { readmes: readmeStore(), ...given };
  const { changes, progress = () => {}, rules } = options;
  const opened = openTrees(options);
  if (!opened.ok) return opened;
  const { trees } = opened;
  const [base, head] = await Promise.all([readEnd(trees, "base", options), readEnd(trees, "head", options)]);
  progress("checking the images");
  // What fails on the way to the facts is told as well.
  const images = imagesOf(base, head, options);
  const facts = describe(head.fleet);
  const judging = { trees, options };
  const before = judgeEnd(base, { policy: trees.policies.base }, options);
  const after = judgeHead(base.revision, head, judging);
  const change: Change = {
    base: base.revision,
    head: head.revision,
    runs: runPairs(base.fleet, head.fleet, changes.headPathOf),
    headPathOf: changes.headPathOf,
    rules,
  };
  const brought = checkChange({ ...inForce(trees, options), change, fleet: head.fleet, rules, bugs: BUGS });
  const said = waivedOf(brought.findings, { base: base.revision, head: head.revision }, judging);
  const baseline = baselineInForce(trees, options);
  const lessKnown = lessKnownImages(change);
  const sides = { before, after, brought: said, changes, images, lessKnown, baseline };
  const { findings, waived, held, everything, unfolded, fixed } = together(sides);
  const scope = options.scope ?? trees.policies.head.scope;
  const remarks = [...trees.remarks, ...head.remarks];
  const report = {
    findings,
    waived,
    held,
    rules: ruleFacts(rules),
    images: facts,
    comparison: { base: options.baseName, scope, fixed, images },
    remarks,
  };
  const failures = [...after.failures, ...brought.failures];
  return {
    ok: true,
    policy: trees.policies.head,
    fleet: head.fleet,
    waivers: head.revision.waivers,
    remarks,
    report,
    everything,
    unfolded,
    failures,
    ...concluded({
      counted: findings.filter(decides(scope)),
      failOn: options.failOn ?? trees.policies.head.failOn,
      failures,
      rules,
    }),
    recheck: rechecker(base.revision, judging, thrown(after.failures).length),
  };
}

/** Whether a finding counts for the conclusion. */
export function decides(scope: Policy["scope"]): (finding: Finding) => boolean {
  return (finding) => scope === "all" || isIntroduced(finding);
}

async function readEnd(trees: ChangeTrees, end: "base" | "head", options: ChangeOptions): Promise<End> {
  const workspace = end === "base" ? options.base : options.workspace;
  const { scope, survey, tree } = trees.scope[end];
  const { fleet, remarks } = await loadFleet({
    ...readingOf(options),
    workspace,
    lintFrom: trees.policyTree,
    policy: trees.policies[end],
    scope,
    survey,
    tree,
  });
  return { fleet, remarks, revision: revisionOf(fleet, end, { trees, options }) };
}

/** READMEs that both ends have are read once. */
function readingOf({ readmes, newFailures, stepsFor }: ChangeOptions): ReadingOptions {
  return {
    ...(readmes && { readmes }),
    ...(newFailures && { newFailures }),
    ...(stepsFor && { stepsFor }),
  };
}

type ReadingOptions = Pick<ChangeOptions, "readmes" | "newFailures" | "stepsFor">;

/** What both ends are judged by. */
interface Judging {
  readonly trees: ChangeTrees;
  readonly options: ChangeOptions;
}

function revisionOf(fleet: Fleet, end: "base" | "head", { trees, options }: Judging): Revision {
  const { written, policies } = trees;
  const { policy, problems } = written[end];
  const ruleIds = options.rules.map(({ id }) => id);
  // A policy that cannot be read any more must not set every waiver free at once.
  const waivers = readWaivers({ fleet, policy: policy ?? policies[end], ruleIds });
  return { fleet, policyProblems: problems, waivers, ...(policy !== undefined && { policy }) };
}

function inForce({ policies }: ChangeTrees, { today }: ChangeOptions) {
  return { policy: policies.head, ...(today !== undefined && { today }) };
}

function baselineInForce(
  { policies, policyTree }: ChangeTrees,
  { workspace, policyFrom, noBaseline }: ChangeOptions,
): BothEnds["baseline"] {
  return {
    entries: noBaseline === true ? [] : (policies.head.baseline ?? []),
    from: policyTree === workspace ? "head" : "base",
    holdsNew: policyFrom === "head",
  };
}

interface EndPolicy {
  readonly policy: Policy;
  /** Whether the change adds a waiver. */
  readonly added?: (waiver: PlacedWaiver) => boolean;
}

function judgeEnd(
  { fleet, revision: { waivers } }: Pick<End, "fleet" | "revision">,
  { policy, added }: EndPolicy,
  { rules, today }: ChangeOptions,
): TreeVerdict {
  return judge({
    fleet,
    policy,
    rules,
    waivers,
    ...(today !== undefined && { today }),
    ...(added && { added }),
  });
}

/** What the rules of a change say, with the failures among it that a waiver of the head speaks for. */
function waivedOf(
  findings: readonly Finding[],
  { base, head }: { readonly base: Revision; readonly head: Revision },
  { trees, options }: Judging,
): AppliedWaivers {
  const added = addedWaivers({ base, head, headPathOf: options.changes.headPathOf });
  return applyWaivers({
    ...inForce(trees, options),
    findings,
    waivers: head.waivers,
    added: (waiver) => added.has(waiver),
  });
}

function judgeHead(
  base: Revision,
  head: Pick<End, "fleet" | "revision">,
  { trees, options }: Judging,
): TreeVerdict {
  const { headPathOf } = options.changes;
  const added = addedWaivers({ base, head: head.revision, headPathOf });
  const policy = trees.policies.head;
  return judgeEnd(head, { policy, added: (waiver) => added.has(waiver) }, options);
}

function imagesOf(base: End, head: End, { changes }: ChangeOptions): Comparison["images"] {
  const changed = changes.files.map(({ path }) => path);
  return imageChanges({
    before: describe(base.fleet),
    after: describe(head.fleet),
    headPathOf: changes.headPathOf,
    inheritsFrom: ({ name }) => touchedBase(head.fleet, name, changed),
  });
}

function rechecker(base: Revision, judging: Judging, usualFailures: number): CheckAnswer["recheck"] {
  const { trees, options } = judging;
  return async (workspace) => {
    const { scope: asked } = trees.scope.head;
    // A file that a fix moves or creates is asked for too; of others nothing was said, so nothing is new there.
    const isNew = (path: string) => entryAt(options.workspace.list(), path) === undefined;
    const scope = { ...asked, covers: (path: string) => asked.covers(path) || isNew(path) };
    const { fleet } = await loadFleet({
      ...readingOf(options),
      workspace,
      lintFrom: trees.policyTree,
      policy: trees.policies.head,
      scope,
    });
    const revision = revisionOf(fleet, "head", judging);
    return recheckAnswer(judgeHead(base, { fleet, revision }, judging), usualFailures);
  };
}
