import { gitLineMap } from "../../src/workspace/git-changes.ts";
import type { PullRequest } from "../checkouts/pull-request.ts";
import type { GitHubState } from "./state.ts";

/** Moves comments with their lines to a new head; one whose line is gone is outdated. */
export function moveComments(state: GitHubState, pull: PullRequest): void {
  const before = state.pulls.get(pull.number);
  if (before === undefined || before.head === pull.head) return;
  const lineOf = gitLineMap(pull.upstream.path, before.head, pull.head);
  for (const comment of state.comments) {
    if (comment.pull !== pull.number || comment.line === null || comment.side === "LEFT") continue;
    const lines = range(comment.start_line ?? comment.line, comment.line).map((line) =>
      lineOf(comment.path, line),
    );
    const isWhole = lines.every((line, index) => line !== undefined && line === (lines[0] ?? 0) + index);
    comment.start_line = isWhole && comment.start_line !== null ? (lines[0] ?? null) : null;
    comment.line = isWhole ? (lines.at(-1) ?? null) : null;
  }
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
