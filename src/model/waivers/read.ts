import type { Policy } from "../../policy/policy.ts";
import { rulePatterns } from "../../policy/rule-names.ts";
import type { Place, Span } from "../../source.ts";
import type { Fleet } from "../fleet/types.ts";
import { covering, readCommented, removalOf } from "./comments.ts";
import { filesWithWaivers, type WaiverFile } from "./files.ts";
import { notWaivable, readWaiverText, type WaiverProblem } from "./text.ts";

/** A waiver where it is written: a comment of a file, or an entry of the policy. */
export interface PlacedWaiver {
  readonly from: "comment" | "policy";
  /** A rule id or `group/*`, as written; empty where none was given. */
  readonly rule: string;
  /** Empty where none was given: such a waiver waives nothing. */
  readonly reason: string;
  /** The last day on which it holds, `YYYY-MM-DD`; absent: for good. */
  readonly until?: string;
  /** The comment, or the policy's entry. */
  readonly at: Place;
  /** Of a comment: the lines of its own file that it speaks for, as offsets; empty where nothing stands below it. */
  readonly covers?: Span;
  /** Of the policy: the path or glob it speaks for; absent: every file. */
  readonly path?: string;
  /** What is wrong with how it is written: such a waiver waives nothing. */
  readonly problem?: WaiverProblem;
  /** What is taken out of its file when it goes; absent where other rules share the comment. */
  readonly removal?: Span;
}

/** What waivers are read from. */
export interface WaiverSource {
  readonly fleet: Fleet;
  /** Its `waivers` are read too; absent where the tree has no policy that can be used. */
  readonly policy?: Policy;
  /** Ids of all rules, to tell a mistyped one. */
  readonly ruleIds: readonly string[];
}

/** Every waiver that a tree writes: in comments, by path and offset, then in its policy. */
export function readWaivers({ fleet, policy, ruleIds }: WaiverSource): readonly PlacedWaiver[] {
  const patterns = rulePatterns(ruleIds);
  const comments = filesWithWaivers(fleet).flatMap((source) =>
    fleet.failures.attempt(
      { doing: "looking for waivers in this file", at: { file: source.file } },
      () => commentWaivers(source, patterns),
      () => [],
    ),
  );
  return [...comments, ...policyWaivers(policy)];
}

/** The waivers of a policy. */
export function policyWaivers(policy: Policy | undefined): readonly PlacedWaiver[] {
  return (policy?.waivers.list ?? []).map((waiver) => {
    const problem = notWaivable(waiver.rule);
    return { from: "policy", ...waiver, ...(problem === undefined ? {} : { problem }) };
  });
}

function commentWaivers(source: WaiverFile, patterns: readonly string[]): readonly PlacedWaiver[] {
  const { file } = source;
  const read = readCommented(source);
  const coverOf = covering(file, read);
  return read.comments.flatMap((comment): PlacedWaiver[] => {
    const written = readWaiverText(comment.text, patterns);
    if (written.length === 0) return [];
    const covers = coverOf(comment);
    const at = { file, span: comment.span };
    const removal = written.length === 1 ? { removal: removalOf(file, comment) } : {};
    return written.map((one) => ({ from: "comment", ...one, at, covers, ...removal }));
  });
}
