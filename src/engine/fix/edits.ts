import { type Replacement, withReplacements } from "../../edits/replacements.ts";
import type { FileChange } from "../../facts.ts";
import type { Edit, Finding } from "../../finding.ts";
import { positionAt, type Span } from "../../source.ts";
import { entryAt, type Workspace } from "../../workspace/workspace.ts";
import { fileWhy, foldersDownTo, newPathWhy, outsideWhy, type Tree, treeOf } from "./paths.ts";
import { styled } from "./style.ts";

/** A finding with the edits of its fix, folders written out file by file. */
export interface Candidate {
  readonly finding: Finding;
  readonly edits: readonly Edit[];
}

/** Fixes that can be applied side by side, and those that cannot, each with the reason. */
export interface Choice {
  readonly chosen: readonly Candidate[];
  readonly refused: readonly { readonly finding: Finding; readonly why: string }[];
}

/** An edit that is chosen, with the finding that it mends. */
interface Owned {
  readonly edit: Edit;
  readonly finding: Finding;
}

/** Takes the fixes in their order; one that cannot be applied to this tree beside those before it is refused. */
export function chooseFixes(workspace: Workspace, findings: readonly Finding[]): Choice {
  const tree = treeOf(workspace);
  const owned = new Map<string, Owned[]>();
  const chosen: Candidate[] = [];
  const refused: { finding: Finding; why: string }[] = [];
  for (const finding of findings) {
    const edits = (finding.fix?.edits ?? []).flatMap((edit) => written(tree, edit));
    const why = impossible(tree, edits) ?? overlapping(owned, edits);
    if (why !== undefined) {
      refused.push({ finding, why });
      continue;
    }
    chosen.push({ finding, edits });
    for (const edit of edits)
      for (const path of placesOf(edit)) owned.set(path, [...(owned.get(path) ?? []), { edit, finding }]);
  }
  return { chosen, refused };
}

/** What edits of one choice make of a tree, sorted by path; a file that they leave as it was is not among them. */
export function applyEdits(workspace: Workspace, edits: readonly Edit[]): readonly FileChange[] {
  const entries = workspace.list();
  const byFile = new Map<string, Edit[]>();
  for (const edit of edits) byFile.set(pathOf(edit), [...(byFile.get(pathOf(edit)) ?? []), edit]);
  return [...byFile]
    .map(([path, own]) => {
      const content = workspace.read(path);
      const before = content !== undefined && "text" in content ? content.text : undefined;
      return changeOf({ path, before, executable: entryAt(entries, path)?.kind === "executable" }, own);
    })
    .filter((change) => !isSame(change))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** The paths that edits touch, old and new. */
export function touchedBy(edits: readonly Edit[]): readonly string[] {
  return edits.flatMap((edit) => ("rename" in edit ? [edit.rename, edit.to] : [pathOf(edit)]));
}

/** `path:line:column` of a finding, or its path. */
export function whereOf({ at }: Pick<Finding, "at">): string {
  if (at.span === undefined) return at.file.path;
  const { line, column } = positionAt(at.file, at.span.start);
  return `${at.file.path}:${line}:${column}`;
}

interface Standing {
  readonly path: string;
  readonly before: string | undefined;
  readonly executable: boolean;
}

function changeOf({ path, before, executable }: Standing, edits: readonly Edit[]): FileChange {
  const same = { before: executable, after: executable };
  const wanted = edits.find((edit) => "chmod" in edit)?.executable ?? executable;
  const create = edits.find((edit) => "create" in edit);
  if (create !== undefined)
    return { path, after: create.text, executable: { before: wanted, after: wanted } };
  const text = before ?? "";
  if (edits.some((edit) => "remove" in edit)) return { path, before: text, executable: same };
  const to = edits.find((edit) => "rename" in edit)?.to ?? path;
  return {
    path: to,
    ...(to !== path && { from: path }),
    before: text,
    after: withReplacements(text, replacementsOf(text, edits)),
    executable: { before: executable, after: wanted },
  };
}

/** Each different replacement once. */
function replacementsOf(text: string, edits: readonly Edit[]): readonly Replacement[] {
  const all = edits.flatMap((edit) =>
    "replace" in edit ? [styled(text, { ...spanOf(edit.replace), text: edit.text })] : [],
  );
  return [...new Map(all.map((one) => [JSON.stringify([one.start, one.end, one.text]), one])).values()];
}

function isSame({ from, before, after, executable }: FileChange): boolean {
  return from === undefined && before === after && executable.before === executable.after;
}

/** A rename of a folder is a rename of each of its files. */
function written(tree: Tree, edit: Edit): readonly Edit[] {
  if (!("rename" in edit) || !tree.isFolder(edit.rename)) return [edit];
  const below = `${edit.rename}/`;
  return tree.workspace
    .list()
    .map(({ path }) => path)
    .filter((path) => path.startsWith(below))
    .map((path) => ({ rename: path, to: `${edit.to}/${path.slice(below.length)}` }));
}

/** Why the edits of one fix cannot be applied to a tree, whatever else is. */
function impossible(tree: Tree, edits: readonly Edit[]): string | undefined {
  if (edits.length === 0) return "it changes nothing";
  const created = new Set(edits.flatMap((edit) => ("create" in edit ? [edit.create] : [])));
  for (const [index, edit] of edits.entries()) {
    const why = impossibleEdit(tree, edit, created);
    if (why !== undefined) return why;
    if (edits.slice(0, index).some((other) => clash(other, edit))) {
      return `its own changes of ${pathOf(edit)} overlap`;
    }
  }
  return undefined;
}

function impossibleEdit(tree: Tree, edit: Edit, created: ReadonlySet<string>): string | undefined {
  if ("create" in edit) return newPathWhy(tree, edit.create);
  if ("rename" in edit) return fileWhy(tree, edit.rename) ?? newPathWhy(tree, edit.to);
  if ("chmod" in edit && created.has(edit.chmod)) return outsideWhy(tree, edit.chmod);
  const why = fileWhy(tree, pathOf(edit));
  if (why !== undefined || !("replace" in edit)) return why;
  const { file } = edit.replace;
  const content = tree.workspace.read(file.path);
  if (content === undefined || !("text" in content) || content.text !== file.text) {
    return `${file.path} is not the file that was read`;
  }
  const { start, end } = spanOf(edit.replace);
  const fits = start >= 0 && start <= end && end <= file.text.length;
  return fits ? undefined : `its place is not in ${file.path}`;
}

function overlapping(
  owned: ReadonlyMap<string, readonly Owned[]>,
  edits: readonly Edit[],
): string | undefined {
  for (const edit of edits) {
    const near = placesOf(edit).flatMap((path) => owned.get(path) ?? []);
    const other = near.find((one) => clash(one.edit, edit));
    if (other === undefined) continue;
    return `it overlaps the fix of ${other.finding.rule} at ${whereOf(other.finding)}`;
  }
  return undefined;
}

/** Paths under which an edit is kept: what it touches, and for a new file the folders that it needs. */
function placesOf(edit: Edit): readonly string[] {
  if ("create" in edit) return [edit.create, ...foldersDownTo(edit.create)];
  if ("rename" in edit) return [edit.rename, edit.to, ...foldersDownTo(edit.to)];
  return [pathOf(edit)];
}

/** The path that an edit is about, as it is before the fixes. */
function pathOf(edit: Edit): string {
  if ("replace" in edit) return edit.replace.file.path;
  if ("create" in edit) return edit.create;
  if ("rename" in edit) return edit.rename;
  return "remove" in edit ? edit.remove : edit.chmod;
}

/** The path at which an edit puts a file that was not there. */
function newPathOf(edit: Edit): string | undefined {
  if ("create" in edit) return edit.create;
  return "rename" in edit ? edit.to : undefined;
}

/** Whether two edits cannot both be made. Equal edits can: they are one. */
function clash(a: Edit, b: Edit): boolean {
  return meet(a, b) && !isEqual(a, b);
}

function meet(a: Edit, b: Edit): boolean {
  if (newPathsClash(newPathOf(a), newPathOf(b))) return true;
  if (pathOf(a) !== pathOf(b)) return false;
  if ("remove" in a || "remove" in b) return true;
  if ("replace" in a && "replace" in b) return spansClash(spanOf(a.replace), spanOf(b.replace));
  // Text, name and mode of a file are changed apart from each other.
  return ("rename" in a && "rename" in b) || ("chmod" in a && "chmod" in b);
}

function isEqual(a: Edit, b: Edit): boolean {
  const plain = (edit: Edit) =>
    "replace" in edit ? [edit.replace.file.path, spanOf(edit.replace), edit.text] : edit;
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

/** Two files at one path, or a file where the other needs a folder. */
function newPathsClash(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}

/** Insertions clash at one offset and inside what is replaced; spans that only touch do not clash. */
function spansClash(a: Span, b: Span): boolean {
  if (a.start === a.end && b.start === b.end) return a.start === b.start;
  return Math.max(a.start, b.start) < Math.min(a.end, b.end) || inside(a, b) || inside(b, a);
}

function inside({ start, end }: Span, around: Span): boolean {
  return start === end && around.start < start && start < around.end;
}

function spanOf({ file, span }: { readonly file: { readonly text: string }; readonly span?: Span }): Span {
  return span ?? { start: 0, end: file.text.length };
}
