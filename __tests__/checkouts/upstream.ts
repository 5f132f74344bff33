import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { git, gitWith } from "./git.ts";

/** What a commit does to a path: writes it, takes it away (`null`), or moves a file or folder to it. */
export type FileEdit =
  | string
  | Uint8Array
  | null
  | { readonly executable: string }
  | { readonly link: string }
  | { readonly movedFrom: string };

/** What a commit does, by path. Moves come first. */
export type Files = Readonly<Record<string, FileEdit>>;

/** A bare repo as GitHub keeps it. */
export interface Upstream {
  /** `owner/name`. */
  readonly repository: string;
  readonly path: string;
  readonly url: string;
}

/** Makes an empty repo below a folder, which serves commits by their id as GitHub's do. */
export function makeUpstream(root: string, repository: string): Upstream {
  const path = join(root, `${repository}.git`);
  mkdirSync(path, { recursive: true });
  git(path, "init", "--quiet", "--bare", "--initial-branch=main");
  git(path, "config", "uploadpack.allowAnySHA1InWant", "true");
  git(path, "config", "uploadpack.allowFilter", "true");
  git(path, "config", "http.receivepack", "false");
  // Found by its name: git of the product takes no bare repo for a checkout, since a change could bring one.
  writeFileSync(join(path, ".git"), "gitdir: .\n");
  return { repository, path, url: `file://${path}` };
}

/** Commits to a ref of a repo, on top of its parents; the ref is moved there, whatever it was. */
export function commit(
  { path }: Upstream,
  ref: string,
  files: Files,
  parent?: string,
  message = "the change",
): string {
  const head = [
    `commit ${ref}`,
    "author author <author@example.org> 1767225600 +0000",
    "committer GitHub <noreply@example.org> 1767225600 +0000",
    `data ${Buffer.byteLength(message)}\n${message}`,
    ...(parent === undefined ? ["deleteall"] : [`from ${parent}`]),
    "",
  ].join("\n");
  const edits = Object.entries(files);
  const moves = edits.filter(([, edit]) => isMove(edit));
  const rest = edits.filter(([, edit]) => !isMove(edit));
  const stream = [Buffer.from(head), ...[...moves, ...rest].flatMap(([to, edit]) => command(to, edit))];
  gitWith(
    Buffer.concat([...stream, Buffer.from("\ndone\n")]),
    path,
    "fast-import",
    "--quiet",
    "--force",
    "--done",
  );
  return git(path, "rev-parse", ref);
}

function isMove(edit: FileEdit): edit is { readonly movedFrom: string } {
  return edit !== null && typeof edit === "object" && "movedFrom" in edit;
}

/** One command of git-fast-import's language; JSON's quotes are its quotes for what the tables hold. */
function command(path: string, edit: FileEdit): readonly Uint8Array[] {
  const name = JSON.stringify(path);
  if (edit === null) return [Buffer.from(`D ${name}\n`)];
  if (isMove(edit)) return [Buffer.from(`R ${JSON.stringify(edit.movedFrom)} ${name}\n`)];
  const written = (mode: string, content: string | Uint8Array) => {
    const bytes = Buffer.from(content);
    return [Buffer.from(`M ${mode} inline ${name}\ndata ${bytes.length}\n`), bytes, Buffer.from("\n")];
  };
  if (typeof edit === "string" || edit instanceof Uint8Array) return written("100644", edit);
  return "link" in edit ? written("120000", edit.link) : written("100755", edit.executable);
}

/** The merge of two commits as GitHub makes it for a pull request; throws where they conflict. */
export function mergeCommit({ path }: Upstream, ref: string, base: string, head: string): string {
  const [tree = ""] = git(path, "merge-tree", "--write-tree", base, head).split("\n");
  const message = `Merge ${head} into ${base}`;
  const merge = git(path, "commit-tree", tree, "-p", base, "-p", head, "-m", message);
  git(path, "update-ref", ref, merge);
  return merge;
}

/** The files of a folder on disk, as a commit's table; `below` is put before their paths. */
export function filesOf(folder: string, below = ""): Files {
  const files: Record<string, FileEdit> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const full = join(entry.parentPath, entry.name);
    files[`${below}${full.slice(folder.length).replace(/^\//, "")}`] = editOf(full);
  }
  return files;
}

function editOf(full: string): FileEdit {
  const stats = lstatSync(full);
  if (stats.isSymbolicLink()) return { link: readlinkSync(full) };
  const bytes = readFileSync(full);
  return (stats.mode & 0o111) === 0 ? bytes : { executable: bytes.toString("utf8") };
}
