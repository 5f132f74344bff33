import fc from "fast-check";
import { type Overlaid, overlayWorkspace } from "../../src/workspace/overlay.ts";
import type { Content, EntryKind, Workspace } from "../../src/workspace/workspace.ts";
import type { Material, NamedText } from "./material.ts";

/** Where a change takes place: a share of the text or list, in 1/65536. */
const place = fc.nat(65_535);

/** One change of a text. */
interface TextChange {
  readonly kind:
    | "insert"
    | "replace"
    | "delete"
    | "repeat"
    | "copy"
    | "line-out"
    | "line-twice"
    | "line-moved"
    | "cut";
  readonly at: number;
  readonly to: number;
  readonly length: number;
  readonly piece: number;
}

const textChange: fc.Arbitrary<TextChange> = fc.record({
  kind: fc.constantFrom(
    "insert",
    "replace",
    "delete",
    "repeat",
    "copy",
    "line-out",
    "line-twice",
    "line-moved",
    "cut",
  ),
  at: place,
  to: place,
  length: fc.nat(24),
  piece: fc.nat(),
});

/** A real text with one to five changes; fewer when a failure is made smaller. */
export function mutatedTexts(
  { texts, pieces }: Material,
  takes: (path: string) => boolean,
): fc.Arbitrary<NamedText> {
  const own = texts.filter(({ path }) => takes(path));
  const from = own.length > 0 ? own : texts;
  return fc
    .tuple(fc.nat(from.length - 1), fc.array(textChange, { minLength: 1, maxLength: 5 }))
    .map(([index, changes]) => {
      const { path, text } = picked(from, index);
      return { path, text: changes.reduce((now, change) => changed(now, change, pieces), text) };
    });
}

function changed(text: string, change: TextChange, pieces: readonly string[]): string {
  const { kind, length } = change;
  const at = scaled(change.at, text.length);
  const to = scaled(change.to, text.length);
  const piece = picked(pieces, change.piece);
  const lines = text.split("\n");
  const line = scaled(change.at, lines.length - 1);
  const moved = scaled(change.to, lines.length - 1);
  switch (kind) {
    case "insert":
      return text.slice(0, at) + piece + text.slice(at);
    case "replace":
      return text.slice(0, at) + piece + text.slice(at + length);
    case "delete":
      return text.slice(0, at) + text.slice(at + length);
    case "repeat":
      return text.slice(0, at) + piece.repeat(length) + text.slice(at);
    case "copy":
      return text.slice(0, at) + text.slice(to, to + 4 * length) + text.slice(at);
    case "line-out":
      return lines.toSpliced(line, 1).join("\n");
    case "line-twice":
      return lines.toSpliced(line, 0, lines[line] ?? "").join("\n");
    case "line-moved":
      return lines
        .toSpliced(line, 1)
        .toSpliced(moved, 0, lines[line] ?? "")
        .join("\n");
    case "cut":
      return text.slice(0, at);
  }
}

/** One change of a tree. */
interface TreeChange {
  readonly kind: "text" | "removed" | "renamed" | "copied" | "linked" | "replaced" | "made-executable";
  readonly file: number;
  readonly other: number;
  readonly text: TextChange;
}

const treeChange: fc.Arbitrary<TreeChange> = fc.record({
  kind: fc.oneof(
    { weight: 8, arbitrary: fc.constant("text" as const) },
    {
      weight: 4,
      arbitrary: fc.constantFrom("removed", "renamed", "copied", "linked", "replaced", "made-executable"),
    },
  ),
  file: fc.nat(),
  other: fc.nat(),
  text: textChange,
});

/** A tree that was changed, and what it was made of. */
export interface MutatedTree {
  readonly of: string;
  readonly today?: string;
  readonly workspace: Workspace;
}

/** A real tree with one to four changes of its files. */
export function mutatedTrees(given: Material): fc.Arbitrary<MutatedTree> {
  const { trees } = given;
  return fc
    .tuple(fc.nat(trees.length - 1), fc.array(treeChange, { minLength: 1, maxLength: 4 }))
    .map(([index, changes]) => {
      const { name, today, workspace } = picked(trees, index);
      const after = changes.reduce((now, change) => changedTree(now, change, given), workspace);
      return { of: name, workspace: after, ...(today !== undefined && { today }) };
    });
}

function changedTree(tree: Workspace, change: TreeChange, { texts, pieces }: Material): Workspace {
  const entries = tree.list().filter(({ kind }) => kind !== "submodule");
  if (entries.length === 0) return tree;
  const { path, kind } = picked(entries, change.file);
  const other = picked(entries, change.other);
  const content = tree.read(path);
  if (content === undefined) return tree;
  const own = kind === "link" || kind === "submodule" ? "file" : kind;
  const text = "text" in content ? content.text : "";
  const mutated: Content = { text: changed(text, change.text, pieces) };
  switch (change.kind) {
    case "text":
      return laid(tree, [[path, mutated, own]]);
    case "removed":
      return laid(tree, [[path]]);
    case "renamed":
      return laid(tree, [[path], [`${path}.old`, content, own]]);
    case "copied":
      return laid(tree, [[other.path, content, own]]);
    case "linked":
      return laid(tree, [[path, { text: relative(other.path, path) }, "link"]]);
    case "replaced":
      return laid(tree, [[path, { text: picked(texts, change.other).text }, own]]);
    case "made-executable":
      return laid(tree, [[path, content, own === "file" ? "executable" : "file"]]);
  }
}

type Laying = readonly [path: string, content?: Content, kind?: Exclude<EntryKind, "submodule">];

function laid(tree: Workspace, files: readonly Laying[]): Workspace {
  const overlaid = files.map(([path, content, kind = "file"]): [string, Overlaid] => [
    path,
    content === undefined ? null : { content, kind },
  ]);
  return overlayWorkspace(tree, new Map(overlaid));
}

/** A link's target: the way from one path's folder to another path. */
function relative(to: string, from: string): string {
  return "../".repeat(from.split("/").length - 1) + to;
}

function scaled(share: number, most: number): number {
  return Math.floor((share / 65_536) * (Math.max(0, most) + 1));
}

function picked<T>(list: readonly T[], number: number): T {
  return list[number % list.length] as T; // in range, and no list is empty
}
