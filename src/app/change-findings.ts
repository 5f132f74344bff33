/** The findings of a change, out of the verdicts on both of its ends. */
import { holdBack } from "../engine/baseline.ts";
import { compareFindings } from "../engine/compare.ts";
import { foldCauses } from "../engine/fold.ts";
import type { AppliedWaivers } from "../engine/waivers.ts";
import type { Comparison, WaivedFinding } from "../facts.ts";
import type { Finding } from "../finding.ts";
import type { BaselineEntry } from "../policy/baseline/baseline.ts";
import { movedEntries } from "../policy/baseline/changes.ts";
import { isIntroduced } from "../report/counts.ts";
import { addsLine, type Changes } from "../workspace/changes.ts";
import type { TreeVerdict } from "./judge.ts";

/** The verdicts on both ends, and what lies between them. */
export interface BothEnds {
  readonly before: TreeVerdict;
  readonly after: TreeVerdict;
  /** What the rules of a change say. */
  readonly brought: AppliedWaivers;
  readonly changes: Changes;
  readonly images: Comparison["images"];
  /** Names in the base of images of which less is known in the head. */
  readonly lessKnown: ReadonlySet<string>;
  /** The baseline in force. */
  readonly baseline: {
    readonly entries: readonly BaselineEntry[];
    /** The tree that it is of. What is introduced is held by the head's own alone, and only where that is the team's word. */
    readonly from: "base" | "head";
    readonly holdsNew: boolean;
  };
}

/** A finding that does not count is told from the base's like any other: what the change waives is not fixed by it. */
export function together(ends: BothEnds): {
  readonly findings: readonly Finding[];
  readonly waived: readonly WaivedFinding[];
  readonly held: readonly Finding[];
  /** What is found and what is held: folded, and each at its own place. */
  readonly everything: readonly Finding[];
  readonly unfolded: readonly Finding[];
  readonly fixed: readonly Finding[];
} {
  const { before, after, brought, changes, images, baseline } = ends;
  const { headPathOf } = changes;
  const isAdded = (path: string, line: number) => addsLine(changes, path, line);
  const names = new Map(images.map((image) => [image.after?.name, image.before?.name]));
  const nameBefore = (name: string) => names.get(name);
  const head = [...after.findings, ...after.waived.map(({ finding }) => finding)];
  const compared = compareFindings({ base: before.findings, head, headPathOf, isAdded, nameBefore });
  const introduced = brought.findings.map(asIntroduced);
  const lost = new Set(brought.findings.filter(({ rule }) => rule === "policy/became-unknown").map(placeOf));
  // The error says it already, at the same place and with the same way out.
  const notLost = (finding: Finding) => finding.rule !== "fact/unknown" || !lost.has(placeOf(finding));
  const found = compared.findings.slice(0, after.findings.length).filter(notLost);
  const moves = { pathAfter: headPathOf, nameAfter: nameAfterOf(images) };
  const entries = baseline.from === "head" ? baseline.entries : movedEntries(baseline.entries, moves);
  const { counting, held } = holdBack(found, entries, (one) => baseline.holdsNew || !isIntroduced(one));
  return {
    findings: foldCauses([...counting, ...introduced]),
    held,
    everything: foldCauses([...found, ...introduced]),
    unfolded: [...found, ...introduced],
    waived: [
      ...after.waived.map(({ finding, waiver }, index) => ({
        finding: compared.findings[after.findings.length + index] ?? finding,
        waiver,
      })),
      ...brought.waived.map(({ finding, waiver }) => ({ finding: asIntroduced(finding), waiver })),
    ],
    fixed: foldCauses(compared.fixed.filter((one) => isKnownGone(one, ends))),
  };
}

/** Whether a finding is gone, and not only hidden by something that is not known any more. */
function isKnownGone(finding: Finding, { changes, lessKnown }: BothEnds): boolean {
  const { at, images } = finding;
  if (!images.some((name) => lessKnown.has(name))) return true;
  // A README says what it says, whatever is known of the image.
  return at.file.path.endsWith(".md") && changes.headPathOf(at.file.path) !== undefined;
}

function nameAfterOf(images: Comparison["images"]): (name: string) => string | undefined {
  const names = new Map(images.map(({ before, after }) => [before?.name, after?.name]));
  return (name) => names.get(name);
}

function asIntroduced(finding: Finding): Finding {
  return { ...finding, novelty: "introduced" };
}

function placeOf({ at }: Finding): string {
  return JSON.stringify([at.file.path, at.span?.start]);
}
