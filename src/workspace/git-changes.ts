import type { LineRange } from "../source.ts";
import type { ChangedFile, Changes } from "./changes.ts";
import { type Hunk, hunksOf, mappedLine } from "./git-changes-hunks.ts";
import { type Differing, linesOnDisk, withUntracked } from "./git-changes-untracked.ts";
import { git, pieces, WorkspaceError } from "./git-run.ts";
import { readName } from "./names.ts";

/**
 * What lies between a commit and another one, or between a commit and the files on disk: new ones that are not
 * ignored count as git would add them. `repo` may be a sub-folder of the checkout; then only what lies below it counts.
 * Throws a `WorkspaceError` where git has no such commit.
 */
export function gitChanges(repo: string, base: string, head: string | undefined): Changes {
  const ends = commitsOf(repo, head === undefined ? [base] : [base, head]);
  const tracked = readRaw(git(repo, diff(["--raw", "-z", "--no-abbrev"], ends)));
  const files = head === undefined ? withUntracked(repo, tracked, untrackedNames(repo)) : tracked;
  const onDisk = new Map(files.flatMap((file) => (file.untracked ? [[file.path, file]] : [])));
  const headPaths = new Map(files.flatMap(movedOrGone));
  let hunks: ReadonlyMap<string, readonly Hunk[]> | undefined;
  return {
    files: files.map(changedFile).sort((a, b) => (a.path < b.path ? -1 : 1)),
    headPathOf: (path) => (headPaths.has(path) ? headPaths.get(path) : path),
    addedLines(path) {
      const untracked = onDisk.get(path);
      if (untracked !== undefined) return untracked.status === "renamed" ? [] : linesOnDisk(repo, path);
      hunks ??= hunksOf(git(repo, diff(["--patch", "--unified=0", "--full-index"], ends)));
      return (hunks.get(path) ?? []).flatMap(({ after }) => addedBy(after));
    },
  };
}

/**
 * The line of a commit's file in another commit (1-based): where a line of the judged merge stands in the pull
 * request's head. `undefined` where the other commit lacks the line or the file.
 */
export function gitLineMap(
  repo: string,
  from: string,
  to: string,
): (path: string, line: number) => number | undefined {
  let hunks: ReadonlyMap<string, readonly Hunk[]> | undefined;
  return (path, line) => {
    hunks ??= hunksOf(
      git(repo, diff(["--patch", "--unified=0", "--no-renames"], commitsOf(repo, [from, to]))),
    );
    return mappedLine(hunks.get(path) ?? [], line);
  };
}

// Whatever the person's own configuration says of diffs. Exact renames are always found; above this number of
// files on either side git compares no contents, which would take seconds.
const NEUTRAL = [
  "-M",
  "-l5000",
  "-O/dev/null",
  "--relative",
  "--no-color",
  "--no-ext-diff",
  "--no-textconv",
  "--submodule=short",
  "--ignore-submodules=dirty",
  "--src-prefix=a/",
  "--dst-prefix=b/",
  "--inter-hunk-context=0",
];

function diff(form: readonly string[], ends: readonly string[]): readonly string[] {
  return ["-c", "diff.autoRefreshIndex=true", "diff", ...NEUTRAL, ...form, "--end-of-options", ...ends, "--"];
}

/** The full ids of commits. Read from git's input, where a revision cannot be an option. */
function commitsOf(repo: string, revisions: readonly string[]): readonly string[] {
  const odd = revisions.find((revision) => /[\n\0]/.test(revision));
  if (odd !== undefined) throw new WorkspaceError(`there is no commit ${JSON.stringify(odd)} in ${repo}`);
  const input = revisions.map((revision) => `${revision}^{commit}\n`).join("");
  const answers = git(repo, ["cat-file", "--batch-check=%(objectname)"], input)
    .toString("latin1")
    .split("\n");
  return revisions.map((revision, index) => {
    const answer = answers[index] ?? "";
    if (/^[0-9a-f]+$/.test(answer)) return answer;
    throw new WorkspaceError(`there is no commit ${revision} in ${repo}`);
  });
}

/** `:mode mode blob blob status NUL path NUL`, and a second path where the status is a rename. */
function readRaw(output: Buffer): readonly Differing[] {
  const files = new Map<string, Differing>();
  const rest = pieces(output);
  for (const record of rest) {
    const [, , blob = "", , status = ""] = record.toString("latin1").split(" ");
    const path = nameOf(rest.next().value);
    const to = status.startsWith("R") ? nameOf(rest.next().value) : undefined;
    for (const file of filesOf({ status, blob, path, to })) files.set(`${file.status} ${file.path}`, file);
  }
  return [...files.values()];
}

interface RawRecord {
  readonly status: string;
  readonly blob: string;
  readonly path: string | undefined;
  /** The new path of a rename. */
  readonly to: string | undefined;
}

/** What one record says of the paths that are UTF-8. */
function filesOf({ status, blob, path, to }: RawRecord): readonly Differing[] {
  if (!status.startsWith("R")) {
    const kind = status === "A" ? "added" : status === "D" ? "removed" : "modified";
    return path === undefined ? [] : [{ status: kind, path, blob }];
  }
  if (path === undefined) return to === undefined ? [] : [{ status: "added", path: to, blob }];
  if (to === undefined) return [{ status: "removed", path, blob }];
  return [{ status: "renamed", path: to, from: path, blob }];
}

function nameOf(bytes: Buffer | undefined): string | undefined {
  const name = bytes === undefined ? undefined : readName(bytes);
  return name?.readable === true ? name.path : undefined;
}

/** The names of the files that are new on disk; a folder among them is another repo. */
function untrackedNames(repo: string): readonly string[] {
  const listed = [...pieces(git(repo, ["ls-files", "-o", "--exclude-standard", "-z"]))];
  return listed.flatMap((bytes) => nameOf(bytes)?.replace(/\/$/, "") ?? []);
}

function changedFile({ status, path, from }: Differing): ChangedFile {
  if (status !== "renamed") return { status, path };
  return { status, path, from: from ?? path };
}

/** Each path of the base that the head has elsewhere or not at all. */
function movedOrGone({ status, path, from }: Differing): readonly (readonly [string, string | undefined])[] {
  if (status === "removed") return [[path, undefined]];
  return from === undefined ? [] : [[from, path]];
}

function addedBy({ start, count }: Hunk["after"]): readonly LineRange[] {
  return count === 0 ? [] : [{ first: start, last: start + count - 1 }];
}
