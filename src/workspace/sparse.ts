/** Files that a sparse checkout leaves in git's keeping: the next commit has them as they are. */
import { batchReader } from "./blobs.ts";
import { objectsLeftOut } from "./git.ts";
import { git } from "./git-run.ts";
import type { Content, Entry, EntryKind } from "./workspace.ts";

/** A file of the index that is not laid out on disk. */
export interface KeptFile {
  readonly path: string;
  readonly kind: EntryKind;
  /** Of its blob. */
  readonly id: string;
}

/** Those that the clone holds can be read all the same. */
export interface SparseFiles {
  readonly entries: readonly Entry[];
  readonly read: (path: string) => Content | undefined;
  /** How many files the clone lacks as well, so that nothing of them is known. */
  readonly leftOut: number;
}

/** Finds out which of the files a clone holds; `undefined` where none is left out of the checkout. */
export function sparseFiles(root: string, kept: readonly KeptFile[]): SparseFiles | undefined {
  if (kept.length === 0) return undefined;
  const missing = objectsLeftOut(root, "HEAD");
  const held = kept.filter(({ kind, id }) => kind === "submodule" || !missing.has(id));
  const readAt = batchReader(
    (args, input) => git(root, args, input),
    (index) => held[index]?.id,
  );
  const places = new Map(held.map(({ path }, index) => [path, index]));
  const read = (path: string) => {
    const index = places.get(path);
    return index === undefined ? undefined : readAt(index);
  };
  const entries = held.map(({ path, kind }): Entry => {
    const content = kind === "link" ? read(path) : undefined;
    return content !== undefined && "text" in content ? { path, kind, target: content.text } : { path, kind };
  });
  return { entries, read, leftOut: kept.length - held.length };
}
