import type { Place, Span } from "../source.ts";

/** A waiver where it is written: a comment of a file, or an entry of the policy. */
export interface PlacedWaiver {
  readonly from: "comment" | "policy";
  /** A rule id or `group/*`, as written. */
  readonly rule: string;
  /** Empty where none was given: such a waiver waives nothing. */
  readonly reason: string;
  /** The last day on which it holds, `YYYY-MM-DD`; absent: for good. */
  readonly until?: string;
  /** The comment, or the policy's entry. */
  readonly at: Place;
  /** Of a comment: the lines of its own file that it speaks for, as offsets. */
  readonly covers?: Span;
  /** Of the policy: the path or glob it speaks for; absent: every file. */
  readonly path?: string;
}
