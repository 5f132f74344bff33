import type { LineRange } from "../source.ts";
import type { ChangedFile, Changes } from "./changes.ts";
import { type Hunk, hunksOf, mappedLine } from "./git-changes-hunks.ts";
import { type Differing, linesOnDisk, withUntracked } from "./git-changes-untracked.ts";
import { git, pieces, WorkspaceError } from "./git-run.ts";
import type { TreeDifference } from "./git-tree.ts";
import { readName } from "./names.ts";

/**
 * What lies between a commit and another one, or between a commit and the files on disk: new ones that are not
 * ignored count as git would add them. `repo` may be a sub-folder of the checkout; then only what lies below it counts.
 * Throws a `WorkspaceError` where git has no such commit.
 */
export function gitChanges(repo: string, base: string, head: string | undefined): Changes {
  const ends = commitsOf(repo, head === undefined ? [base] : [base, head]);
  const tracked = fileDifferences(readRaw(git(repo, diff(["--raw", "-z", "--no-abbrev"], ends))).records);
  const files = head === undefined ? withUntracked(repo, tracked, untrackedNames(repo)) : tracked;
  return changesOf(repo, files, () =>
    hunksOf(git(repo, diff(["--patch", "--unified=0", "--full-index"], ends))),
  );
}

/** What lies between two commits, and how their trees differ. */
export interface CommitChanges {
  readonly changes: Changes;
  readonly differences: readonly TreeDifference[];
}

/** What lies between two commits that are known by their full ids, from one answer of git. */
export function commitChanges(repo: string, base: string, head: string): CommitChanges {
  const how = ["--raw", "-z", "--no-abbrev", "--patch", "--unified=0", "--full-index"];
  const { records, patch } = readRaw(git(repo, diff(how, [base, head])));
  return { changes: changesOf(repo, fileDifferences(records), () => hunksOf(patch)), differences: records };
}

/** `readHunks` is asked when the first line is. */
function changesOf(
  repo: string,
  files: readonly Differing[],
  readHunks: () => ReadonlyMap<string, readonly Hunk[]>,
): Changes {
  const onDisk = new Map(files.flatMap((file) => (file.untracked ? [[file.path, file]] : [])));
  const headPaths = new Map(files.flatMap(movedOrGone));
  let hunks: ReadonlyMap<string, readonly Hunk[]> | undefined;
  return {
    files: files.map(changedFile).sort((a, b) => (a.path < b.path ? -1 : 1)),
    headPathOf: (path) => (headPaths.has(path) ? headPaths.get(path) : path),
    addedLines(path) {
      const untracked = onDisk.get(path);
      if (untracked !== undefined) return untracked.status === "renamed" ? [] : linesOnDisk(repo, path);
      hunks ??= readHunks();
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

/** A record of a raw diff. */
interface RawRecord extends TreeDifference {
  /** Git's letter for what happened, a rename's with how much stayed. */
  readonly status: string;
  /** The id before. */
  readonly blob: string;
}

const COLON = 0x3a;

/** `:mode mode blob blob status NUL path NUL`, with a second path where the status is a rename; a NUL, and the patch. */
function readRaw(output: Buffer): { readonly records: readonly RawRecord[]; readonly patch: Buffer } {
  const records: RawRecord[] = [];
  let at = 0;
  const next = () => {
    const found = output.indexOf(0, at);
    const end = found < 0 ? output.length : found;
    const piece = output.subarray(at, end);
    at = end + 1;
    return piece;
  };
  while (output[at] === COLON) {
    const words = next().toString("latin1").slice(1).split(" ");
    const [before = "", after = "", blob = "", id = "", status = ""] = words;
    const first = readName(next());
    const second = status.startsWith("R") ? readName(next()) : first;
    records.push({
      status,
      blob,
      ...(status !== "A" && { before: { name: first, mode: before, id: blob } }),
      ...(status !== "D" && { after: { name: second, mode: after, id } }),
    });
  }
  return { records, patch: output.subarray(at + 1) };
}

function fileDifferences(records: readonly RawRecord[]): readonly Differing[] {
  const files = new Map<string, Differing>();
  for (const record of records)
    for (const file of filesOf(record)) files.set(`${file.status} ${file.path}`, file);
  return [...files.values()];
}

/** What one record says of the paths that are UTF-8. */
function filesOf({ status, blob, before, after }: RawRecord): readonly Differing[] {
  const from = before?.name.readable ? before.name.path : undefined;
  const to = after?.name.readable ? after.name.path : undefined;
  if (!status.startsWith("R")) {
    const kind = status === "A" ? "added" : status === "D" ? "removed" : "modified";
    const path = to ?? from;
    return path === undefined ? [] : [{ status: kind, path, blob }];
  }
  if (from === undefined) return to === undefined ? [] : [{ status: "added", path: to, blob }];
  if (to === undefined) return [{ status: "removed", path: from, blob }];
  return [{ status: "renamed", path: to, from, blob }];
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
