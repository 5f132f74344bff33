import { whyOf } from "../api/failure.ts";
import type { TreeEntry, TreesApi } from "../api/shape.ts";

/** A file of the base: its bytes or why it is not read, and git's kind; `null` for a path where the base has no file. */
export type BaseFile =
  | { readonly kind: "file" | "executable" | "link"; readonly bytes: Uint8Array }
  | { readonly kind: "file" | "executable" | "link"; readonly unreadable: string }
  | null;

/** The files that were asked for, or why the base could not be read. */
export type BaseReading =
  | { readonly ok: true; readonly files: ReadonlyMap<string, BaseFile> }
  /** Lower case, no full stop. */
  | { readonly ok: false; readonly why: string };

export interface BaseQuestion {
  /** The commit to read from. */
  readonly commit: string;
  /** Paths from the checked folder. */
  readonly paths: readonly string[];
  /** The checked folder as a path from the repo's root ("" for the root). */
  readonly folder: string;
}

/** One request each: more would take the rate limit of whoever else works in the repo. */
const MOST_FILES = 300;

/** Bytes; a longer file is not read on disk either. */
const LARGEST = 5 * 1024 * 1024;
const AT_ONCE = 5;

const KINDS: ReadonlyMap<string, "file" | "executable" | "link"> = new Map([
  ["100644", "file"],
  ["100755", "executable"],
  ["120000", "link"],
]);

/** Reads files of a commit that is not in the checkout; all that were asked for, or none. */
export async function readBaseFiles(
  api: Pick<TreesApi, "readTree" | "readBlob">,
  question: BaseQuestion,
): Promise<BaseReading> {
  const { commit, paths, folder } = question;
  const wanted = [...new Set(paths)];
  if (wanted.length > MOST_FILES)
    return failed(
      `${wanted.length} files of the base are needed, but the API is asked for ${MOST_FILES} at most`,
    );
  const tree = await api.readTree(commit);
  if (!tree.ok) return failed(`the base's tree could not be read: ${whyOf(tree.failure)}`);
  const entries = new Map(tree.value.items.map((entry) => [entry.path, entry]));
  const files = new Map<string, BaseFile>();
  for (let from = 0; from < wanted.length; from += AT_ONCE) {
    const some = wanted.slice(from, from + AT_ONCE);
    const read = await Promise.all(
      some.map(async (path) => readFile(api, entries.get(folder === "" ? path : `${folder}/${path}`))),
    );
    for (const [index, path] of some.entries()) {
      const file = read[index];
      if (typeof file === "string") return failed(`${path} of the base could not be read: ${file}`);
      // GitHub leaves out entries of a tree that is too large.
      if (file === null && !tree.value.complete)
        return failed("the base has more than the 100,000 files that the API lists");
      files.set(path, file ?? null);
    }
  }
  return { ok: true, files };
}

/** The file, or why the API did not give it. */
async function readFile(
  api: Pick<TreesApi, "readBlob">,
  entry: TreeEntry | undefined,
): Promise<BaseFile | string> {
  const kind = KINDS.get(entry?.mode ?? "");
  // A submodule is no file.
  if (entry === undefined || kind === undefined) return null;
  if ((entry.size ?? 0) > LARGEST) return { kind, unreadable: `is larger than 5 MiB (${entry.size} bytes)` };
  const blob = await api.readBlob(entry.sha);
  return blob.ok ? { kind, bytes: blob.value } : whyOf(blob.failure);
}

function failed(why: string): BaseReading {
  return { ok: false, why };
}
