import { spawnSync } from "node:child_process";
import { batchReader, blobs } from "./blobs.ts";
import { decode } from "./content.ts";
import { folderTakenForRepo } from "./git-lookalike.ts";
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

/** The tree cannot be opened at all; the message is one line for the person at the terminal. */
export class WorkspaceError extends Error {}

/** What a git command printed, or why it failed. */
export type GitResult =
  | { readonly ok: true; readonly output: Buffer }
  | { readonly ok: false; readonly missing: boolean; readonly message: string };

/** Variables that would point git at another repo than the folder it runs in (a hook sets some). */
const elsewhere = [
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_COMMON_DIR",
  "GIT_PREFIX",
  "GIT_NAMESPACE",
  // Goes before the options of a diff that is read.
  "GIT_DIFF_OPTS",
];

/** What git is never to do, whatever settings there are. */
const SETTINGS = [
  "core.fsmonitor=false",
  "core.quotePath=false",
  "core.hooksPath=/dev/null",
  // A folder of the tree is not a repo, though it may be made to look like one.
  "safe.bareRepository=explicit",
];

/** Runs git in a folder without a shell, hooks, monitors, locks, prompts or lazy fetches. */
export function runGit(folder: string, args: readonly string[], input = ""): GitResult {
  const taken = folderTakenForRepo(folder);
  if (taken !== undefined) return { ok: false, missing: false, message: `${taken} is no checkout` };
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    GIT_OPTIONAL_LOCKS: "0",
    GIT_NO_LAZY_FETCH: "1",
    GIT_TERMINAL_PROMPT: "0",
    LC_ALL: "C",
  };
  for (const name of Object.keys(env)) if (elsewhere.includes(name) || isInput(name)) delete env[name];
  const done = spawnSync("git", ["--no-pager", ...SETTINGS.flatMap((each) => ["-c", each]), ...args], {
    cwd: folder,
    env,
    input,
    maxBuffer: Number.POSITIVE_INFINITY,
    windowsHide: true,
  });
  if (done.error !== undefined) return { ok: false, missing: true, message: done.error.message };
  if (done.status === 0) return { ok: true, output: done.stdout };
  return { ok: false, missing: false, message: done.stderr.toString("utf8").trim() };
}

/** An input of the Action; the token is one of them. */
function isInput(name: string): boolean {
  return name.toUpperCase().startsWith("INPUT_");
}

/** The output of a git command that has to succeed; throws a `WorkspaceError` that says what to do. */
export function git(folder: string, args: readonly string[], input = ""): Buffer {
  const result = runGit(folder, args, input);
  if (result.ok) return result.output;
  throw new WorkspaceError(explain(result.message, folder));
}

/** One line of what git said, with the way out where it has one. */
export function explain(message: string, folder: string): string {
  if (!/dubious ownership/.test(message)) return `git cannot read ${folder}: ${firstLine(message)}`;
  const named = /safe\.directory (.+)$/m.exec(message)?.[1] ?? folder;
  return `git does not trust ${folder}, which belongs to another user: run git config --global --add safe.directory ${named}`;
}

function firstLine(message: string): string {
  return (message.split("\n")[0] ?? "").replace(/^fatal: /, "");
}

/** The pieces of output that ends each with a NUL. */
export function* pieces(output: Buffer): Generator<Buffer> {
  for (let start = 0; start < output.length; ) {
    const end = output.indexOf(0, start);
    if (end < 0) return;
    yield output.subarray(start, end);
    start = end + 1;
  }
}

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
    ignored(path) {
      rules ??= committedRules(repo, commit, entries, load);
      return rules.wouldHide(path);
    },
    search: (strings, where = {}) => searchTree(repo, commit, strings, where),
    unreadableNames: tree.unreadableNames,
  };
}

/** Whatever the person's own configuration says of searching. */
const PLAIN = ["--no-full-name", "--no-color", "--no-recurse-submodules"];

function searchTree(
  repo: string,
  commit: string,
  strings: readonly string[],
  { names = [], words }: SearchWhere,
): readonly string[] {
  const pathspecs = names.map((name) => `:(icase,glob)**/${name}`);
  const how = ["grep", ...PLAIN, "-l", "-z", "-F", ...(words === true ? ["-w"] : []), "-f", "-"];
  // The strings go in by its input: thousands of them are too long for a command line. An empty line is in every file.
  const lines = strings.flatMap((string) => string.split("\n").filter(Boolean));
  if (lines.length === 0) return [];
  const result = runGit(repo, [...how, commit, "--", ...pathspecs], `${lines.join("\n")}\n`);
  // Exit code 1 and no message: nothing holds it.
  if (!result.ok && result.message !== "") throw new WorkspaceError(explain(result.message, repo));
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
  throw new WorkspaceError(explain(result.message, repo));
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
  repo: string,
  commit: string,
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
