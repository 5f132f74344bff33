import type { Policy } from "../../policy/policy.ts";
import { textOf } from "../../source.ts";
import type { Fleet } from "../fleet/types.ts";
import type { FileProblem } from "../repo/problem.ts";
import type { PlacedWaiver } from "./read.ts";

/** The waivers and the policy at one end of a change. */
interface WaiverRevision {
  readonly fleet: Pick<Fleet, "read">;
  readonly waivers: readonly PlacedWaiver[];
  readonly policy?: Policy;
  readonly policyProblems: readonly FileProblem[];
}

/** The waivers at both ends of a change. */
export interface WaiverChange {
  readonly base: WaiverRevision;
  readonly head: WaiverRevision;
  /** Where a file of the base is in the head; `undefined` where it is gone. */
  readonly headPathOf: (basePath: string) => string | undefined;
}

/**
 * The waivers of the head that the change adds. One is the base's still when rule, file and the text that it speaks for
 * are the same, or, each only once, rule, file and reason; one that holds longer than before is added. A file that the
 * change leaves alone adds none, even where only the head reads it. Nor does a first policy: what it waives is its word.
 */
export function addedWaivers({ base, head, headPathOf }: WaiverChange): ReadonlySet<PlacedWaiver> {
  const adopted = base.policy === undefined && base.policyProblems.length === 0;
  const left = base.waivers.map((waiver) => ({ waiver, path: pathAfter(waiver, headPathOf) }));
  let added = head.waivers.filter((waiver) =>
    waiver.from === "policy" ? !adopted : !isUntouched(waiver, base.fleet),
  );
  for (const same of [sameText, sameReason]) {
    added = added.filter((waiver) => {
      const index = left.findIndex(
        (old) =>
          old.waiver.from === waiver.from &&
          old.waiver.rule === waiver.rule &&
          old.path === pathOf(waiver) &&
          same(old.waiver, waiver) &&
          !longer(old.waiver, waiver),
      );
      if (index >= 0) left.splice(index, 1);
      return index < 0;
    });
  }
  return new Set(added);
}

function isUntouched({ at: { file } }: PlacedWaiver, base: Pick<Fleet, "read">): boolean {
  const before = base.read(file.path);
  return before !== undefined && "text" in before && before.text === file.text;
}

/** The file that a comment stands in; the path or glob that the policy names. */
function pathOf(waiver: PlacedWaiver): string | undefined {
  return waiver.from === "comment" ? waiver.at.file.path : waiver.path;
}

function pathAfter(waiver: PlacedWaiver, headPathOf: WaiverChange["headPathOf"]): string | undefined {
  const path = pathOf(waiver);
  const after = path === undefined ? undefined : headPathOf(path);
  // A glob, and a file that is gone, are nowhere else.
  return after ?? path;
}

function sameText(before: PlacedWaiver, after: PlacedWaiver): boolean {
  return coveredText(before) === coveredText(after);
}

function sameReason(before: PlacedWaiver, after: PlacedWaiver): boolean {
  return before.reason === after.reason;
}

function coveredText({ at, covers }: PlacedWaiver): string {
  if (covers === undefined) return "";
  const text = textOf(at.file, covers);
  const own = textOf(at.file, at.span ?? covers);
  return text.replace(own, "").replace(/\s+/g, " ").trim();
}

/** Whether the later one still holds when the earlier one has ended. */
function longer(before: PlacedWaiver, after: PlacedWaiver): boolean {
  if (before.until === undefined) return false;
  return after.until === undefined || after.until > before.until;
}
