import type { LineRange } from "../../source.ts";
import { mapAnswer } from "../api/failure.ts";
import type { GithubAnswer, PullFileJson, TreesApi } from "../api/shape.ts";
import { readPatch } from "./files-patch.ts";

/** One file of a pull request's diff, from the merge base to the head. */
export type PullFile =
  | { readonly status: "added" | "modified" | "removed"; readonly path: string }
  | { readonly status: "renamed"; readonly path: string; readonly from: string };

/** The diff of a pull request as GitHub's page shows it. Paths are relative to one folder of the repo. */
export interface PullDiff {
  /** Sorted by path. */
  readonly files: readonly PullFile[];
  /** False where GitHub lists no more files than these; then nothing may be concluded from what is not listed. */
  readonly complete: boolean;
  /** Where a file of the base is in the head; `undefined` where it is gone. */
  readonly headPathOf: (basePath: string) => string | undefined;
  /** Lines of the head that the change adds; where GitHub does not show the diff, the whole file. */
  readonly addedLines: (headPath: string) => readonly LineRange[];
  /** Lines of the head that can be commented, hunk by hunk; none where GitHub does not show the diff. */
  readonly hunksOf: (headPath: string) => readonly LineRange[];
}

/** What a file's diff says of its lines. */
interface Lines {
  readonly added: readonly LineRange[];
  readonly hunks: readonly LineRange[];
}

const NONE: Lines = { added: [], hunks: [] };
const ALL: Lines = { added: [{ first: 1, last: Number.MAX_SAFE_INTEGER }], hunks: [] };

/** The diff of a pull request within `folder`, a path from the repo's root ("" for the root). */
export async function readPullDiff(
  api: Pick<TreesApi, "listPullFiles">,
  { pull, folder }: { readonly pull: number; readonly folder: string },
): Promise<GithubAnswer<PullDiff>> {
  const listed = await api.listPullFiles(pull);
  return mapAnswer(listed, ({ items, complete }) => pullDiff(items, { folder, complete }));
}

/** The diff that GitHub's list of files describes. */
export function pullDiff(
  listed: readonly PullFileJson[],
  { folder, complete }: { readonly folder: string; readonly complete: boolean },
): PullDiff {
  const within = listed.flatMap((file) => {
    const one = fileWithin(file, folder);
    return one === undefined ? [] : [{ file: one, lines: linesOf(file) }];
  });
  const files = within.map(({ file }) => file).sort(byPath);
  const lines = new Map(within.map(({ file, lines: found }) => [file.path, found]));
  const gone = new Map(files.flatMap((file) => movedTo(file)));
  return {
    files,
    complete,
    headPathOf: (path) => (gone.has(path) ? gone.get(path) : path),
    addedLines: (path) => (lines.get(path) ?? NONE).added,
    hunksOf: (path) => (lines.get(path) ?? NONE).hunks,
  };
}

function movedTo(file: PullFile): (readonly [from: string, to: string | undefined])[] {
  if (file.status === "removed") return [[file.path, undefined]];
  return file.status === "renamed" ? [[file.from, file.path]] : [];
}

/** The file as the folder sees it: what is moved in is added, what is moved out is removed. */
function fileWithin(file: PullFileJson, folder: string): PullFile | undefined {
  const path = inside(file.path, folder);
  const from = file.from === undefined ? undefined : inside(file.from, folder);
  switch (file.status) {
    case "unchanged":
      return undefined;
    case "renamed":
      if (path !== undefined && from !== undefined) return { status: "renamed", path, from };
      if (path !== undefined) return { status: "added", path };
      return from === undefined ? undefined : { status: "removed", path: from };
    case "added":
    case "copied":
      return path === undefined ? undefined : { status: "added", path };
    case "removed":
      return path === undefined ? undefined : { status: "removed", path };
    default:
      return path === undefined ? undefined : { status: "modified", path };
  }
}

function inside(path: string, folder: string): string | undefined {
  if (folder === "") return path;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}

function linesOf({ status, changes, patch }: PullFileJson): Lines {
  if (status === "removed") return NONE;
  if (patch !== undefined) return readPatch(patch);
  // A file of which no line changes was renamed, or got another mode, or is binary.
  return changes === 0 ? NONE : ALL;
}

function byPath(a: PullFile, b: PullFile): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
