import type { SourceFile } from "../source.ts";
import { recordedChanges } from "./changed.ts";
import type { PolicyProblem } from "./problems.ts";
import { loadRecorded } from "./recorded.ts";

/** What a change does to the file of recorded bases. */
export interface RecordedNews {
  /** "debian:12 is new", in the order new, other, gone. */
  readonly changes: readonly string[];
  /** What keeps the head's file from being read, where the base's could be. */
  readonly broken: readonly PolicyProblem[];
}

/** Compares the file of recorded bases at both ends of a change; `undefined` where there is none. */
export function recordedNews(before: SourceFile | undefined, after: SourceFile | undefined): RecordedNews {
  if (before?.text === after?.text) return { changes: [], broken: [] };
  const old = before === undefined ? undefined : loadRecorded(before);
  const now = after === undefined ? undefined : loadRecorded(after);
  if (now !== undefined && now.problems.length > 0) {
    return { changes: [], broken: old?.problems.length ? [] : now.problems };
  }
  const { added, changed, removed } = recordedChanges(old?.bases ?? [], now?.bases ?? []);
  return {
    changes: [
      ...added.map((ref) => `${ref} is new`),
      ...changed.map((ref) => `${ref} says something else`),
      ...removed.map((ref) => `${ref} is gone`),
    ],
    broken: [],
  };
}
