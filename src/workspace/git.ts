import { batchReader, blobBytes, blobs } from "./blobs.ts";
import { decode } from "./content.ts";
import type { BlobBytes } from "./git-ahead.ts";
import { git, gitExplanation, runGit, WorkspaceError } from "./git-run.ts";
import { type Committed, searchCommit } from "./git-search.ts";
import { type GitTree, listCommit } from "./git-tree.ts";
import { type IgnoreFile, ignoreRules } from "./ignore.ts";
import { readThrough } from "./links.ts";
import { type Content, type Entry, entriesCalled, entryAt, lowerBound, type Workspace } from "./workspace.ts";

/** The tree of a commit; `repo` may be a sub-folder of the checkout, then only what lies below it is listed. */
export function gitWorkspace(repo: string, revision: string): Workspace {
  const commit = commitOf(repo, revision);
  return commitWorkspace({ repo, commit, tree: listCommit(repo, commit), bytes: new Map() });
}

/** A commit by its full id, its tree, and the blobs that were read already. */
export interface ListedCommit extends Committed {
  readonly tree: GitTree;
  readonly bytes: BlobBytes;
  /** The folder's path in its checkout, without a slash at its end, where it is known already. */
  readonly prefix?: string;
}

/** The tree of a commit that was listed already. */
export function commitWorkspace(listed: ListedCommit): Workspace {
  const { repo, commit, tree, bytes } = listed;
  const contents = batchReader(
    (args, input) => git(repo, args, input),
    (index) => tree.entries[index]?.id,
    bytes,
  );
  const load = ({ path }: Entry) => contents(lowerBound(tree.entries, path));
  const entries = tree.entries.some(isLink)
    ? tree.entries.map((entry) => (isLink(entry) ? { ...entry, target: targetOf(load(entry)) } : entry))
    : tree.entries;
  const byName = { get: (path: string) => entryAt(entries, path) };
  let rules: ReturnType<typeof ignoreRules> | undefined;
  return {
    list: () => entries,
    read: (path) => readThrough(byName, path, load),
    bytes(path) {
      const found = readThrough(byName, path, ({ path: at }) => entryAt(tree.entries, at)?.id);
      return typeof found === "string"
        ? (bytes.get(found) ?? blobBytes((args, input) => git(repo, args, input), found))
        : undefined;
    },
    ignored(path) {
      rules ??= committedRules(listed, entries, load);
      return rules.wouldHide(path);
    },
    search: (strings, where = {}) => searchCommit({ repo, commit, entries, bytes }, strings, where),
    unreadableNames: tree.unreadableNames,
  };
}

/** The full id of a commit. A revision is never an option, whatever it starts with. */
function commitOf(repo: string, revision: string): string {
  const result = runGit(repo, [
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${revision}^{commit}`,
  ]);
  if (result.ok) return result.output.toString("latin1").trim();
  if (result.message === "") throw new WorkspaceError(`there is no commit ${revision} in ${repo}`);
  throw new WorkspaceError(gitExplanation(result.message, repo));
}

/**
 * How many files of a commit a partial clone has not fetched. Those that a clone leaves out by their size alone are not
 * counted: they are read as files that are not there, each told at its place.
 */
export function filesLeftOut(repo: string, commit: string): number {
  return objectsLeftOut(repo, commit, /^(?!blob:limit)\S/).size;
}

/** The ids of what a partial clone has not fetched of a commit; none where it leaves out by no such filter. */
export function objectsLeftOut(repo: string, commit: string, filter = /\S/): ReadonlySet<string> {
  const filters = runGit(repo, ["config", "--get-regexp", "^remote\\..*\\.partialclonefilter$"]);
  const values = filters.ok ? filters.output.toString("utf8").split("\n") : [];
  if (!values.some((line) => filter.test(line.slice(line.indexOf(" ") + 1)))) return new Set();
  const objects = git(repo, ["rev-list", "--objects", "--missing=print", "--no-walk", commit]).toString(
    "latin1",
  );
  return new Set(objects.split("\n").flatMap((line) => (line.startsWith("?") ? [line.slice(1)] : [])));
}

function isLink({ kind }: Entry): boolean {
  return kind === "link";
}

function targetOf(content: Content): string {
  return "text" in content ? content.text : "";
}

function committedRules(
  { repo, commit, prefix }: ListedCommit,
  entries: readonly Entry[],
  load: (entry: Entry) => Content,
): ReturnType<typeof ignoreRules> {
  const top = prefix ?? prefixOf(repo);
  const files: IgnoreFile[] = [...filesAbove(repo, commit, top)];
  for (const entry of entriesCalled(entries, (name) => name === ".gitignore")) {
    const content = load(entry);
    if ("text" in content) files.push({ folder: folderOf(top, entry.path), text: content.text });
  }
  return ignoreRules(files, top);
}

function prefixOf(repo: string): string {
  return git(repo, ["rev-parse", "--show-prefix"])
    .toString("utf8")
    .replace(/\/?\n$/, "");
}

function* filesAbove(repo: string, commit: string, top: string): Generator<IgnoreFile> {
  for (const folder of foldersAbove(top)) {
    const name = folder === "" ? ".gitignore" : `${folder}/.gitignore`;
    if (name.includes("\n")) continue;
    for (const [, bytes] of blobs((args, input) => git(repo, args, input), [`${commit}:${name}`])) {
      const content = decode(bytes);
      if ("text" in content) yield { folder, text: content.text };
    }
  }
}

/** The folders above a folder, from the top of the checkout down: `a/b` has "" and `a`. */
export function foldersAbove(top: string): readonly string[] {
  if (top === "") return [];
  const parts = top.split("/");
  return parts.map((_, count) => parts.slice(0, count).join("/"));
}

/** The folder of an ignore file, from the top of the checkout. */
export function folderOf(top: string, path: string): string {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
  return [top, folder].filter((part) => part !== "").join("/");
}
