import { lstatSync, readlinkSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { archiveBytes } from "./content.ts";
import { InsideReader, readRegular, statOf } from "./disk-read.ts";
import { walked } from "./disk-walk.ts";
import { folderOf, foldersAbove } from "./git.ts";
import { git, gitExplanation, pieces, runGit, WorkspaceError } from "./git-run.ts";
import { kindOfMode } from "./git-tree.ts";
import { type IgnoreFile, type IgnoreRules, ignoreRules } from "./ignore.ts";
import { readThrough } from "./links.ts";
import { readName } from "./names.ts";
import { type KeptFile, type SparseFiles, sparseFiles } from "./sparse.ts";
import { byPath, type Content, type Entry, type EntryKind, type Workspace } from "./workspace.ts";

/**
 * The files below a folder, as git would commit them; without git, all that `.gitignore` does not name.
 * Throws a `WorkspaceError` when the folder cannot be opened.
 */
export function diskWorkspace(root: string): Workspace {
  const top = realFolder(root);
  const { entries, unreadableNames, closedFolders, above, prefix, sparse } = listing(top);
  const byName = new Map(entries.map((entry) => [entry.path, entry]));
  const contents = new Map<string, Content | undefined>();
  const reader = new InsideReader(top);
  const load = (entry: Entry) => {
    if (!contents.has(entry.path))
      contents.set(entry.path, sparse?.read(entry.path) ?? reader.text(entry.path));
    return contents.get(entry.path);
  };
  let rules: IgnoreRules | undefined;
  return {
    list: () => entries,
    read: (path) => readThrough(byName, path, load),
    bytes(path) {
      const found = readThrough(byName, path, (entry) => reader.open(entry.path, archiveBytes));
      return found instanceof Uint8Array ? found : undefined;
    },
    ignored(path) {
      rules ??= ignoreRules([...above, ...ignoreFiles(entries, prefix, load)], prefix);
      return rules.wouldHide(path);
    },
    unreadableNames,
    ...(closedFolders && { closedFolders }),
    ...(sparse && { leftOut: sparse.leftOut }),
  };
}

interface Listing {
  readonly entries: readonly Entry[];
  readonly unreadableNames: readonly string[];
  readonly closedFolders?: readonly string[];
  /** Ignore files of the checkout that lie above the root. */
  readonly above: readonly IgnoreFile[];
  /** The root's path in its checkout. */
  readonly prefix: string;
  /** Of a sparse checkout: what git keeps without laying it out. */
  readonly sparse?: SparseFiles;
}

function realFolder(root: string): string {
  const stats = statOf(root);
  if (stats === undefined) throw new WorkspaceError(`there is no folder ${root}`);
  const real = realpathSync.native(root);
  if (!lstatSync(real).isDirectory()) throw new WorkspaceError(`${root} is not a folder`);
  return real;
}

function listing(root: string): Listing {
  const prefix = checkoutPrefix(root);
  if (prefix === undefined && isBare(root))
    throw new WorkspaceError(`${root} is a bare repository, which lays out no files: check a checkout of it`);
  if (prefix === undefined) return walk(root);
  const found = trackedAndNew(root);
  // The checkout around it ignores the folder as a whole: the folder is not that repo's.
  if (prefix !== "" && found.entries.length === 0) return walk(root);
  return { ...found, prefix, above: [...filesAbove(root, prefix)] };
}

/** The folder's path from the top of its checkout, `undefined` outside of git. */
function checkoutPrefix(root: string): string | undefined {
  if (!isBelowRepo(root)) return undefined;
  const result = runGit(root, ["rev-parse", "--is-inside-work-tree", "--show-prefix"]);
  if (!result.ok) {
    if (/dubious ownership/.test(result.message))
      throw new WorkspaceError(gitExplanation(result.message, root));
    return undefined;
  }
  const [inside, ...rest] = result.output.toString("utf8").split("\n");
  return inside === "true" ? rest.join("\n").replace(/\/?\n$/, "") : undefined;
}

/** Whether git would find a repo from a folder: to start it for nothing is a tenth of a check of little. */
function isBelowRepo(folder: string): boolean {
  return (
    statOf(join(folder, ".git")) !== undefined || (dirname(folder) !== folder && isBelowRepo(dirname(folder)))
  );
}

/** Whether git itself would take a folder for a repository (`is_git_directory` in its setup.c). */
function isBare(folder: string): boolean {
  return ["HEAD", "objects", "refs"].every((name) => statOf(join(folder, name)) !== undefined);
}

function* filesAbove(root: string, prefix: string): Generator<IgnoreFile> {
  const depth = prefix.split("/").length;
  for (const [index, folder] of foldersAbove(prefix).entries()) {
    const up = "../".repeat(depth - index);
    const content = readRegular(join(root, up, ".gitignore"));
    if (content !== undefined && "text" in content) yield { folder, text: content.text };
  }
}

/**
 * Tracked and new files with the disk's modes, which the next commit takes; where git does not trust those
 * (`core.fileMode`, on Windows and some mounts), tracked ones with the index's.
 */
function trackedAndNew(root: string): Pick<Listing, "entries" | "unreadableNames" | "sparse"> {
  const fileMode = runGit(root, ["config", "--type=bool", "core.fileMode"]);
  const trustsDisk = !(fileMode.ok && fileMode.output.toString("latin1").trim() === "false");
  const kinds = new Map<string, EntryKind | undefined>();
  const unreadableNames = new Set<string>();
  const add = (bytes: Buffer, kind?: EntryKind) => {
    const name = readName(bytes);
    if (name.readable) kinds.set(name.path.replace(/\/$/, ""), kind);
    else unreadableNames.add(name.shown);
  };
  for (const piece of pieces(git(root, ["ls-files", "-o", "--exclude-standard", "-z"]))) add(piece);
  const kept: KeptFile[] = [];
  for (const piece of pieces(git(root, ["ls-files", "-s", "-t", "-z"]))) {
    const tab = piece.indexOf("\t");
    // `tag mode id stage`; the tag S is of files that a sparse checkout does not lay out.
    const [tag, mode = "", id = ""] = piece.subarray(0, tab).toString("latin1").split(" ");
    const kind = kindOfMode(mode);
    const name = piece.subarray(tab + 1);
    add(name, trustsDisk && kind !== "submodule" ? undefined : kind);
    const read = tag === "S" ? readName(name) : undefined;
    if (read?.readable && kind !== undefined) kept.push({ path: read.path, kind, id });
  }
  const entries: Entry[] = [];
  for (const [path, kind] of kinds) {
    const entry = entryOf(root, path, kind);
    if (entry !== undefined) entries.push(entry);
  }
  const laidOut = new Set(entries.map(({ path }) => path));
  const sparse = sparseFiles(
    root,
    kept.filter(({ path }) => !laidOut.has(path)),
  );
  return {
    entries: [...entries, ...(sparse?.entries ?? [])].sort(byPath),
    unreadableNames: [...unreadableNames].sort(),
    ...(sparse && { sparse }),
  };
}

/** What stands at a path on disk; `undefined` when it is gone. `indexed` is the kind in git's index. */
function entryOf(root: string, path: string, indexed?: EntryKind): Entry | undefined {
  const full = join(root, path);
  const stats = statOf(full);
  if (stats === undefined) return undefined;
  if (stats.isSymbolicLink()) return { path, kind: "link", target: readlinkSync(full) };
  // A folder in git's list is another repo: a submodule, or one that is not added yet.
  if (stats.isDirectory()) return { path, kind: "submodule" };
  if (indexed === "file" || indexed === "executable") return { path, kind: indexed };
  return { path, kind: (stats.mode & 0o111) === 0 ? "file" : "executable" };
}

/** Outside of git: all files but `.git`, `node_modules` and what the `.gitignore` files name. */
function walk(root: string): Listing {
  const { found, unreadableNames, closedFolders } = walked(root);
  const entries = found.flatMap((path) => entryOf(root, path) ?? []);
  const reader = new InsideReader(root);
  const load = (entry: Entry) => reader.text(entry.path);
  const rules = ignoreRules(ignoreFiles(entries, "", load));
  return {
    entries: entries.filter((entry) => !rules.hides(entry.path)).sort(byPath),
    unreadableNames,
    closedFolders: closedFolders.filter((path) => !rules.hides(path)),
    above: [],
    prefix: "",
  };
}

function* ignoreFiles(
  entries: readonly Entry[],
  prefix: string,
  load: (entry: Entry) => Content | undefined,
): Generator<IgnoreFile> {
  for (const entry of entries) {
    if (!/(^|\/)\.gitignore$/.test(entry.path) || entry.kind === "link") continue;
    const content = load(entry);
    if (content !== undefined && "text" in content)
      yield { folder: folderOf(prefix, entry.path), text: content.text };
  }
}
