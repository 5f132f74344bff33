/** The index of all images, as `keelcheck docs` writes it. */
import { indexLines } from "../documents/image-index.ts";
import { indexEdits, indexText } from "../documents/section/plan.ts";
import { withReplacements } from "../edits/replacements.ts";
import type { Edit } from "../finding.ts";
import { regionsOf } from "../model/readme/regions.ts";
import type { MarkdownFile } from "../parsers/markdown/tree.ts";
import { sourceFile } from "../source.ts";
import type { LoadedRepo } from "./load.ts";
import type { Readmes } from "./readmes.ts";

/** A README that is left as it is, or a table in it, and why. */
export interface DocsNote {
  readonly path: string;
  /** Lower case, no full stop. */
  readonly text: string;
}

/** What READMEs are to become. */
export interface ReadmeEdits {
  readonly byPath: ReadonlyMap<string, readonly Edit[]>;
  readonly notes: readonly DocsNote[];
}

/** Why a README is left alone whose markers would not be read back. */
export const UNREAD =
  "is not written: what it would get could not be read back, as behind code or a comment that is not closed";

/** Nothing to write. */
export const NO_DRAFT: ReadmeEdits = { byPath: new Map(), notes: [] };

/** The index of all images, in the README of the folder that holds theirs; of the whole repo's README it is no part. */
export async function indexDraft({ fleet }: LoadedRepo, readmes: Readmes): Promise<ReadmeEdits> {
  const { root, folders, read } = fleet;
  if (root === "" || folders.length < 2 || folders.some((folder) => folder.path === root)) return NO_DRAFT;
  const path = `${root}/README.md`;
  const refused = (why: string) => ({ byPath: new Map(), notes: [{ path, text: `is not written: ${why}` }] });
  const lines = indexLines(fleet, path);
  const file = read(path);
  if (file === undefined)
    return { byPath: new Map([[path, [{ create: path, text: indexText(lines) }]]]), notes: [] };
  if ("unreadable" in file) return refused(`it ${file.unreadable}`);
  const markdown = (await readmes.read([file], {})).get(path);
  const why = problemOf(markdown);
  if (markdown === undefined || why !== undefined) return refused(why ?? "it could not be read");
  const edits = indexEdits(markdown, lines);
  if (edits.length === 0) return NO_DRAFT;
  const after = sourceFile(
    path,
    edits.reduce(
      (text, edit) =>
        "replace" in edit
          ? withReplacements(text, [
              { ...(edit.replace.span ?? { start: 0, end: text.length }), text: edit.text },
            ])
          : text,
      file.text,
    ),
  );
  const reread = (await readmes.read([after], {})).get(path);
  const isRead =
    reread !== undefined && problemOf(reread) === undefined && indexEdits(reread, lines).length === 0;
  return isRead
    ? { byPath: new Map([[path, edits]]), notes: [] }
    : { byPath: new Map(), notes: [{ path, text: UNREAD }] };
}

/** Why a README's markers cannot be followed. */
function problemOf(markdown: MarkdownFile | undefined): string | undefined {
  return markdown && (markdown.givenUp ?? regionsOf(markdown).problems[0]?.message);
}
