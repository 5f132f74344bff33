import { batchReader, blobBytes, blobs } from "./blobs.ts";
import { decode } from "./content.ts";
import { git, gitExplanation, pieces, runGit, WorkspaceError } from "./git-run.ts";
import { type IgnoreFile, ignoreRules } from "./ignore.ts";
import { readThrough } from "./links.ts";
import { byPath } from "./memory.ts";
import { type Name, readName } from "./names.ts";
import {
  type Content,
  type Entry,
  type EntryKind,
  entryAt,
  lowerBound,
  type SearchWhere,
  type Workspace,
} from "./workspace.ts";

/**
 * Hands out the names in output that ends each with a NUL. One decoding for all of them: of fifty thousand, each by
 * itself would take longer than git. Where one is not UTF-8, each is looked at.
 */
function* records(output: Buffer): Generator<{ readonly head: string; readonly name: Name }> {
  const all = readName(output);
  if (all.readable) {
    for (const record of all.path.split("\0")) {
      const tab = record.indexOf("\t");
      if (tab >= 0)
        yield { head: record.slice(0, tab), name: { readable: true, path: record.slice(tab + 1) } };
    }
    return;
  }
  for (const piece of pieces(output)) {
    const tab = piece.indexOf("\t");
    yield { head: piece.subarray(0, tab).toString("latin1"), name: readName(piece.subarray(tab + 1)) };
  }
}

/** Git's modes in our words; the others (folders) are no entries. */
export function kindOfMode(mode: string): EntryKind | undefined {
  if (mode === "120000") return "link";
  if (mode === "160000") return "submodule";
  if (mode === "100755") return "executable";
  return mode.startsWith("100") ? "file" : undefined;
}

/** The tree of a commit; `repo` may be a sub-folder of the checkout, then only what lies below it is listed. */
export function gitWorkspace(repo: string, revision: string): Workspace {
  const commit = commitOf(repo, revision);
  const tree = readTree(repo, commit);
  const contents = batchReader(
    (args, input) => git(repo, args, input),
    (index) => tree.entries[index]?.id,
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
        ? blobBytes((args, input) => git(repo, args, input), found)
        : undefined;
    },
    ignored(path) {
      rules ??= committedRules({ repo, commit }, entries, load);
      return rules.wouldHide(path);
    },
    search: (strings, where = {}) => searchTree({ repo, commit }, strings, where),
    unreadableNames: tree.unreadableNames,
  };
}

/** Whatever the person's own configuration says of searching. */
const PLAIN = ["--no-full-name", "--no-color", "--no-recurse-submodules"];

interface Committed {
  readonly repo: string;
  /** Its full id. */
  readonly commit: string;
}

function searchTree(
  { repo, commit }: Committed,
  strings: readonly string[],
  { names = [], words }: SearchWhere,
): readonly string[] {
  const pathspecs = names.map((name) => `:(icase,glob)**/${name}`);
  const how = ["grep", ...PLAIN, "-l", "-z", "-F", ...(words === true ? ["-w"] : []), "-f", "-"];
  // The strings go in by its input: thousands of them are too long for a command line. An empty line is in every file.
  const lines = strings.flatMap((string) => string.split("\n").filter(Boolean));
  if (lines.length === 0) return [];
  const result = runGit(repo, [...how, commit, "--", ...pathspecs], {
    input: `${lines.join("\n")}\n`,
  });
  // Exit code 1 and no message: nothing holds it.
  if (!result.ok && result.message !== "") throw new WorkspaceError(gitExplanation(result.message, repo));
  if (!result.ok) return [];
  return [...pieces(result.output)].flatMap((piece) => {
    const name = readName(piece.subarray(commit.length + 1));
    return name.readable ? [name.path] : [];
  });
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

interface Tree {
  /** Sorted by path, each with the id of its blob. */
  readonly entries: readonly (Entry & { readonly id: string })[];
  readonly unreadableNames: readonly string[];
}

function readTree(repo: string, commit: string): Tree {
  const entries: (Entry & { readonly id: string })[] = [];
  const unreadableNames: string[] = [];
  for (const { head, name } of records(git(repo, ["ls-tree", "-r", "-z", commit]))) {
    // `mode type id`
    const kind = kindOfMode(head.slice(0, 6));
    if (!name.readable) unreadableNames.push(name.shown);
    else if (kind !== undefined)
      entries.push({ path: name.path, kind, id: head.slice(head.lastIndexOf(" ") + 1) });
  }
  return { entries: entries.sort(byPath), unreadableNames: unreadableNames.sort() };
}

function isLink({ kind }: Entry): boolean {
  return kind === "link";
}

function targetOf(content: Content): string {
  return "text" in content ? content.text : "";
}

function committedRules(
  { repo, commit }: Committed,
  entries: readonly Entry[],
  load: (entry: Entry) => Content,
): ReturnType<typeof ignoreRules> {
  const top = git(repo, ["rev-parse", "--show-prefix"])
    .toString("utf8")
    .replace(/\/?\n$/, "");
  const files: IgnoreFile[] = [...filesAbove(repo, commit, top)];
  for (const entry of entries) {
    if (!/(^|\/)\.gitignore$/.test(entry.path)) continue;
    const content = load(entry);
    if ("text" in content) files.push({ folder: folderOf(top, entry.path), text: content.text });
  }
  return ignoreRules(files, top);
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
