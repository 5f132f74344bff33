import type { LineRange } from "../source.ts";

/** One file that differs between two trees. Paths from the root of the checked folder, with `/`. */
export type ChangedFile =
  | { readonly status: "added" | "modified" | "removed"; readonly path: string }
  /** `from` is the path in the base; the content may differ too. */
  | { readonly status: "renamed"; readonly path: string; readonly from: string };

/** What a change does to the files of a tree. */
export interface Changes {
  /** Sorted by path. */
  readonly files: readonly ChangedFile[];
  /** Where a file of the base is in the head; `undefined` where it is gone. */
  readonly headPathOf: (basePath: string) => string | undefined;
  /** The lines of a file of the head that the change adds or rewrites; an added file has all of its lines. */
  readonly addedLines: (headPath: string) => readonly LineRange[];
}

/** Whether a change adds or rewrites a line of a file of the head (1-based). */
export function addsLine(
  { addedLines }: Pick<Changes, "addedLines">,
  headPath: string,
  line: number,
): boolean {
  return addedLines(headPath).some(({ first, last }) => first <= line && line <= last);
}
