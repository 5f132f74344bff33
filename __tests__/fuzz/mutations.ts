import fc from "fast-check";
import { type Overlaid, overlayWorkspace } from "../../src/workspace/overlay.ts";
import type { Content, EntryKind, Workspace } from "../../src/workspace/workspace.ts";
import type { Material, NamedText, Own } from "./material.ts";

/** Where a change takes place: a share of the text or list, in 1/65536. */
const place = fc.nat(65_535);

const KINDS = [
  "insert",
  "replace",
  "delete",
  "repeat",
  "nest",
  "copy",
  "splice",
  "swap",
  "number",
  "line-out",
  "line-twice",
  "line-moved",
  "line-of-another",
  "grow",
  "line-ends",
  "cut",
] as const;

/** One change of a text. */
interface TextChange {
  readonly kind: (typeof KINDS)[number];
  readonly at: number;
  readonly to: number;
  readonly length: number;
  readonly piece: number;
  /** Whether what comes in may be of any format. */
  readonly foreign: boolean;
}

const textChange: fc.Arbitrary<TextChange> = fc.record({
  kind: fc.constantFrom(...KINDS),
  at: place,
  to: place,
  length: fc.nat(24),
  piece: fc.nat(),
  foreign: fc.nat(2).map((share) => share === 0),
});

/** A real text with one to five changes; fewer when a failure is made smaller. */
export function mutatedTexts(given: Material, takes: (path: string) => boolean): fc.Arbitrary<NamedText> {
  const own = given.texts.filter(({ path }) => takes(path));
  const from = own.length > 0 ? own : given.texts;
  return fc
    .tuple(fc.nat(from.length - 1), fc.array(textChange, { minLength: 1, maxLength: 5 }))
    .map(([index, changes]) => {
      const { path, text } = picked(from, index);
      return { path, text: mutated({ path, text }, changes, given) };
    });
}

function mutated({ path, text }: NamedText, changes: readonly TextChange[], given: Material): string {
  return changes.reduce(
    (now, change) => changed(now, change, change.foreign ? given : given.own(path)),
    text,
  );
}

function changed(text: string, change: TextChange, { pieces, texts }: Own): string {
  const { kind, length } = change;
  const at = scaled(change.at, text.length);
  const to = scaled(change.to, text.length);
  switch (kind) {
    case "insert":
      return text.slice(0, at) + picked(pieces, change.piece) + text.slice(at);
    case "replace":
      return text.slice(0, at) + picked(pieces, change.piece) + text.slice(at + length);
    case "delete":
      return text.slice(0, at) + text.slice(at + length);
    case "repeat":
      return text.slice(0, at) + picked(pieces, change.piece).repeat(length) + text.slice(at);
    case "nest":
      return text.slice(0, at) + picked(OPENING, change.piece).repeat(8 * length) + text.slice(at);
    case "copy":
      return text.slice(0, at) + text.slice(to, to + 4 * length) + text.slice(at);
    case "splice": {
      const other = picked(texts, change.piece).text;
      return text.slice(0, at) + other.slice(scaled(change.to, other.length));
    }
    case "swap":
      return swapped(text, change.at, change.to);
    case "number":
      return renumbered(text, change);
    case "grow":
      return text.length > MOST_GROWN ? text : text.repeat(2 + (length % 3));
    case "line-ends":
      return ends(text, length);
    case "cut":
      return text.slice(0, at);
    default:
      return ofLines(text, { ...change, kind }, texts);
  }
}

const MOST_GROWN = 8_000;

const OPENING = [
  ..."{[(<\"'`>-*_",
  "${",
  "$(",
  "if a; then\n",
  "http {\n",
  "<a>",
  "<If a>\n",
  "- ",
  "  ",
  "${A:-",
  "> - ",
  "&& (",
];

const NUMBERS = [
  "0",
  "-1",
  "1",
  "65535",
  "65536",
  "08",
  "0x10",
  "1e9",
  "99999999999999999999",
  "1.5",
  "",
  "٣",
];

/** A number of the text, another in its place. */
function renumbered(text: string, { at, piece }: TextChange): string {
  const numbers = [...text.matchAll(/\d+/g)];
  const { 0: number = "", index = 0 } = numbers[scaled(at, numbers.length - 1)] ?? {};
  return text.slice(0, index) + picked(NUMBERS, piece) + text.slice(index + number.length);
}

/** Two words of the text, each in the other's place. */
function swapped(text: string, at: number, to: number): string {
  const parts = text.split(/(\s+)/);
  const one = scaled(at, parts.length - 1);
  const two = scaled(to, parts.length - 1);
  return parts
    .map((part, index) => (index === one ? parts[two] : index === two ? parts[one] : part))
    .join("");
}

/** The text with other ends of lines, or a mark before its first one. */
function ends(text: string, number: number): string {
  if (number % 4 === 0) return text.replace(/\r?\n/g, "\r\n");
  if (number % 4 === 1) return text.replace(/\r?\n/g, "\r");
  if (number % 4 === 2) return `\ufeff${text}`;
  return text.replace(/\n$/, "");
}

function ofLines(
  text: string,
  { kind, at, to, piece }: TextChange & { readonly kind: `line-${"out" | "twice" | "moved" | "of-another"}` },
  texts: readonly NamedText[],
): string {
  const lines = text.split("\n");
  const line = scaled(at, lines.length - 1);
  const own = lines[line] ?? "";
  const moved = scaled(to, lines.length - 1);
  const others = picked(texts, piece).text.split("\n");
  const after = {
    "line-out": () => lines.toSpliced(line, 1),
    "line-twice": () => lines.toSpliced(line, 0, own),
    "line-moved": () => lines.toSpliced(line, 1).toSpliced(moved, 0, own),
    "line-of-another": () => lines.toSpliced(line, 0, others[scaled(to, others.length - 1)] ?? ""),
  };
  return after[kind]().join("\n");
}

const TREE_KINDS = [
  "removed",
  "renamed",
  "copied",
  "linked",
  "replaced",
  "made-executable",
  "unreadable",
  "made-folder",
] as const;

/** One change of a tree. */
interface TreeChange {
  readonly kind: "text" | (typeof TREE_KINDS)[number];
  readonly file: number;
  readonly other: number;
  readonly text: TextChange;
}

const treeChange: fc.Arbitrary<TreeChange> = fc.record({
  kind: fc.oneof(
    { weight: 8, arbitrary: fc.constant("text" as const) },
    {
      weight: 4,
      arbitrary: fc.constantFrom(...TREE_KINDS),
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

function changedTree(tree: Workspace, change: TreeChange, given: Material): Workspace {
  const entries = tree.list().filter(({ kind }) => kind !== "submodule");
  if (entries.length === 0) return tree;
  const { path, kind } = picked(entries, change.file);
  const other = picked(entries, change.other);
  const content = tree.read(path);
  if (content === undefined) return tree;
  const own = kind === "link" || kind === "submodule" ? "file" : kind;
  const text = "text" in content ? content.text : "";
  const { texts } = change.text.foreign ? given : given.own(path);
  switch (change.kind) {
    case "text":
      return laid(tree, [[path, { text: mutated({ path, text }, [change.text], given) }, own]]);
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
    case "unreadable":
      return laid(tree, [[path, picked(UNREADABLE, change.other), own]]);
    case "made-folder":
      return laid(tree, [[path], [`${path}/${other.path.split("/").at(-1)}`, content, own]]);
  }
}

const UNREADABLE: readonly Content[] = [
  { unreadable: "is not UTF-8" },
  { unreadable: "is encrypted by SOPS", sealed: true },
  { unreadable: "could not be read", failed: true },
];

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
