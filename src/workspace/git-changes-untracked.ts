import { createHash } from "node:crypto";
import { lstatSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { LineRange } from "../source.ts";
import type { ChangedFile } from "./changes.ts";

/** A file that differs, with its blob in the base; an `untracked` one lies on disk and is unknown to git. */
export interface Differing {
  readonly status: ChangedFile["status"];
  readonly path: string;
  readonly from?: string;
  readonly blob: string;
  readonly untracked?: true;
}

/** Adds the files that git does not track; one with the content of a removed file is that file, renamed. */
export function withUntracked(
  repo: string,
  tracked: readonly Differing[],
  untracked: readonly string[],
): readonly Differing[] {
  const removed = tracked.filter(({ status }) => status === "removed");
  const gone = new Map(removed.map((file) => [file.path, file]));
  const byBlob = new Map<string, Differing[]>();
  for (const file of removed) byBlob.set(file.blob, [...(byBlob.get(file.blob) ?? []), file]);
  const found: Differing[] = [];
  for (const path of untracked) {
    const blob = gone.size === 0 ? "" : blobId(join(repo, path), removed[0]?.blob.length ?? 0);
    // Taken out of git's index, and still there.
    const kept = gone.get(path);
    if (kept !== undefined) {
      gone.delete(path);
      if (blob !== kept.blob) found.push({ status: "modified", path, blob, untracked: true });
      continue;
    }
    const from = sameContent(
      (byBlob.get(blob) ?? []).filter((file) => gone.has(file.path)),
      path,
    );
    if (from !== undefined) gone.delete(from.path);
    found.push({
      ...(from === undefined ? { status: "added" } : { status: "renamed", from: from.path }),
      path,
      blob,
      untracked: true,
    });
  }
  return [...tracked.filter(({ status, path }) => status !== "removed" || gone.has(path)), ...found];
}

/** Of several removed files with one content, the one that was called the same. */
function sameContent(files: readonly Differing[], path: string): Differing | undefined {
  return files.find((file) => basename(file.path) === basename(path)) ?? files[0];
}

/** All lines of a text on disk; none of what is binary, no regular file or gone. */
export function linesOnDisk(repo: string, path: string): readonly LineRange[] {
  const bytes = contentOf(join(repo, path));
  // Git takes a file for binary by its first 8000 bytes (xdiff-interface.c, buffer_is_binary).
  if (bytes === undefined || bytes.length === 0 || bytes.subarray(0, 8000).includes(0)) return [];
  const ends = bytes.reduce((count, byte) => (byte === 0x0a ? count + 1 : count), 0);
  return [{ first: 1, last: bytes.at(-1) === 0x0a ? ends : ends + 1 }];
}

/** A file's id as git would give it; `length` of an id says which hash the repo uses. */
function blobId(full: string, length: number): string {
  const bytes = contentOf(full);
  if (bytes === undefined) return "";
  return createHash(length === 64 ? "sha256" : "sha1")
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest("hex");
}

function contentOf(full: string): Buffer | undefined {
  try {
    return lstatSync(full).isFile() ? readFileSync(full) : undefined;
  } catch {
    return undefined;
  }
}
