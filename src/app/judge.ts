import { checkWaivers } from "../engine/change.ts";
import { checkAll } from "../engine/check.ts";
import { byPlace } from "../engine/fold.ts";
import { applyWaivers } from "../engine/waivers.ts";
import type { WaivedFinding } from "../facts.ts";
import type { Finding } from "../finding.ts";
import type { Fleet } from "../model/fleet/types.ts";
import type { PlacedWaiver } from "../model/waivers/read.ts";
import type { Policy } from "../policy/policy.ts";
import type { Rule } from "../rule.ts";
import type { Failure } from "../work.ts";
import { BUGS } from "./project.ts";

/** A tree that was read, and what it is judged by. */
export interface JudgeInput {
  readonly fleet: Fleet;
  readonly policy: Policy;
  readonly rules: readonly Rule[];
  readonly waivers: readonly PlacedWaiver[];
  /** `YYYY-MM-DD`, for dated waivers. */
  readonly today?: string;
  /** Whether the change itself adds a waiver. */
  readonly added?: (waiver: PlacedWaiver) => boolean;
}

/** What is wrong with one tree. */
export interface TreeVerdict {
  /** Those that count, sorted. */
  readonly findings: readonly Finding[];
  readonly waived: readonly WaivedFinding[];
  /** What failed while the tree was read and judged. */
  readonly failures: readonly Failure[];
}

/** Runs every rule that looks at one tree, and takes out what waivers speak for. */
export function judge({ waivers, added, ...given }: JudgeInput): TreeVerdict {
  const input = { ...given, bugs: BUGS };
  const waiving = { ...input, waivers, ...(added && { added }) };
  const all = checkAll(input);
  const applied = applyWaivers({ ...waiving, findings: all.findings });
  const ofWaivers = checkWaivers({ ...input, uses: applied.uses });
  const late = applyWaivers({ ...waiving, findings: ofWaivers.findings });
  return {
    findings: [...applied.findings, ...late.findings].sort(byPlace),
    waived: [...applied.waived, ...late.waived],
    failures: [...all.failures, ...ofWaivers.failures],
  };
}
