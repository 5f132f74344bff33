import { git, gitBytes } from "../checkouts/git.ts";
import { type PullRequest, pushToHead } from "../checkouts/pull-request.ts";
import type { FileEdit } from "../checkouts/upstream.ts";
import type { ReviewComment } from "./state.ts";

/** Lines of a file and what is to stand there instead; `undefined` where a comment suggests nothing. */
export interface Applied {
  readonly first: number;
  readonly last: number;
  readonly lines: readonly string[];
}

type Commented = Pick<ReviewComment, "path" | "line" | "start_line" | "body" | "side">;

/**
 * What the first suggestion of a comment would do: the lines from `start_line` to `line` become those of the fence. A
 * fence ends at the first line that has as many backticks as it opens with, and nothing else.
 */
export function suggestionOf({ line, start_line, body, side }: Commented): Applied | undefined {
  if (line === null || side === "LEFT") return undefined;
  const all = body.split(/\r?\n/);
  const opening = all.findIndex((text) => /^ {0,3}(`{3,}|~{3,})\s*suggestion\b/.test(text));
  const fence = /^ {0,3}(`{3,}|~{3,})/.exec(all[opening] ?? "")?.[1];
  if (fence === undefined) return undefined;
  const rest = all.slice(opening + 1);
  const closing = rest.findIndex((text) => closes(text, fence));
  return { first: start_line ?? line, last: line, lines: closing < 0 ? rest : rest.slice(0, closing) };
}

function closes(text: string, fence: string): boolean {
  const run = /^ {0,3}(`{3,}|~{3,})\s*$/.exec(text)?.[1];
  return run !== undefined && run[0] === fence[0] && run.length >= fence.length;
}

/** A file's text with the suggestions of these comments applied in one commit; GitHub keeps the file's line ends. */
export function applySuggestions(text: string, comments: readonly Commented[]): string {
  const ends = /\r\n/.test(text) ? "\r\n" : "\n";
  const lines = text.split(/\r?\n/);
  const edits = comments.flatMap((comment) => suggestionOf(comment) ?? []).sort((a, b) => b.first - a.first);
  for (const [index, { first, last, lines: written }] of edits.entries()) {
    const below = edits[index - 1];
    if (below !== undefined && last >= below.first)
      throw new Error(`suggestions overlap at line ${below.first}`);
    if (last > lines.length) throw new Error(`there is no line ${last}`);
    lines.splice(first - 1, last - first + 1, ...written);
  }
  return lines.join(ends);
}

/** Commits all suggestions of a pull request to its head's branch, as the page's batch button does. */
export function commitSuggestions(pull: PullRequest, comments: readonly ReviewComment[]): PullRequest {
  const ours = comments.filter((one) => one.pull === pull.number && suggestionOf(one) !== undefined);
  const paths = [...new Set(ours.map(({ path }) => path))];
  const files = paths.map((path): readonly [string, FileEdit] => {
    const [mode = ""] = git(pull.headRepo.path, "ls-tree", pull.head, "--", path).split(" ");
    const text = gitBytes(pull.headRepo.path, "cat-file", "blob", `${pull.head}:${path}`).toString("utf8");
    const written = applySuggestions(
      text,
      ours.filter((one) => one.path === path),
    );
    return [path, mode === "100755" ? { executable: written } : written];
  });
  return files.length === 0 ? pull : pushToHead(pull, Object.fromEntries(files));
}
