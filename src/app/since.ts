import { didYouMean, nearest } from "../names.ts";
import { plural } from "../report/counts.ts";
import type { Changes } from "../workspace/changes.ts";
import { filesLeftOut, gitWorkspace } from "../workspace/git.ts";
import { gitChanges } from "../workspace/git-changes.ts";
import { gitExplanation, runGit, WorkspaceError } from "../workspace/git-run.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { type CommandOutcome, usage } from "./exit.ts";

/** What the files on disk are compared with. */
export interface Since {
  readonly base: Workspace;
  readonly changes: Changes;
  /** The revision as it was written, with the commit that it stands for. */
  readonly baseName: string;
}

/**
 * The tree that a folder's files are compared with: the commit at which the checked out branch left `revision`, so that
 * what others brought to it meanwhile is not taken for this branch's doing.
 */
export function openSince(folder: string, revision: string): CommandOutcome<Since> {
  try {
    const commit = baseCommit(folder, revision);
    if (!commit.ok) return commit;
    const left = filesLeftOut(folder, commit.id);
    if (left > 0) return usage(leftOut(left, revision));
    const base = gitWorkspace(folder, commit.id);
    const short = commit.id.slice(0, 12);
    const baseName = commit.apart
      ? `${revision} (${short}, because it has no common ancestor with HEAD in this clone)`
      : `${revision} (${short})`;
    return { ok: true, base, changes: gitChanges(folder, commit.id, undefined), baseName };
  } catch (error) {
    if (error instanceof WorkspaceError) return usage(error.message);
    throw error;
  }
}

function leftOut(count: number, revision: string): string {
  return `this partial clone lacks ${plural(count, "file")} of ${revision}: fetch ${count === 1 ? "it" : "them"} with git fetch --refetch --no-filter origin`;
}

/** `apart`: the commit is the revision's own, since a shallow clone does not show where the branch left it. */
function baseCommit(
  folder: string,
  revision: string,
): CommandOutcome<{ readonly id: string; readonly apart: boolean }> {
  const named = runGit(folder, [
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${revision}^{commit}`,
  ]);
  if (!named.ok) return usage(noCommit(named.message, revision, folder));
  const id = named.output.toString("latin1").trim();
  const common = runGit(folder, ["merge-base", id, "HEAD"]);
  if (common.ok) return { ok: true, id: common.output.toString("latin1").trim(), apart: false };
  // Git says nothing where there is no such commit, and something where HEAD has no commit yet.
  return { ok: true, id, apart: common.message === "" };
}

function noCommit(message: string, revision: string, folder: string): string {
  if (/not a git repository/.test(message))
    return `--since needs git, but ${folder} is not in a git repository`;
  if (message !== "") return gitExplanation(message, folder);
  const near = nearest(revision, refsOf(folder));
  return `there is no commit ${revision} in ${folder}${near === undefined ? fetching(revision) : didYouMean(near)}`;
}

/** What is counted from another commit, as in `main~3`, is in no other clone under this name. */
function fetching(revision: string): string {
  return /[~^@:]/.test(revision)
    ? ": the history that is here does not go back that far (git fetch --unshallow fetches all of it)"
    : `: fetch it first (git fetch origin ${revision})`;
}

/** The branches and tags of a clone, as one writes them. */
function refsOf(folder: string): readonly string[] {
  const refs = ["refs/heads", "refs/remotes", "refs/tags"];
  const listed = runGit(folder, ["for-each-ref", "--format=%(refname:short)", ...refs]);
  return listed.ok
    ? listed.output
        .toString("utf8")
        .split("\n")
        .filter((name) => name !== "")
    : [];
}
