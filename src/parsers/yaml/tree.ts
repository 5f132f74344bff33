/** The tree that yaml.ts makes, and how it is asked. */
import type { Span } from "../../source.ts";

/** A `tag` is one that is written: `!reset`, or `tag:yaml.org,2002:str` for `!!str`. */
export interface YamlMap {
  readonly kind: "map";
  /** In the order of the text; what `<<` merges in stands behind the map's own keys. */
  readonly entries: readonly YamlEntry[];
  readonly span: Span;
  readonly tag?: string;
}

export interface YamlEntry {
  readonly key: { readonly text: string; readonly span: Span };
  readonly value: YamlNode;
}

export interface YamlList {
  readonly kind: "list";
  readonly items: readonly YamlNode[];
  readonly span: Span;
  readonly tag?: string;
}

export interface YamlScalar {
  readonly kind: "scalar";
  /** By the core schema of YAML 1.2: `0644` is the number 644, `yes` is text. */
  readonly value: string | number | boolean | null;
  /** The value as text: quotes and escapes resolved, a number or a word as written. */
  readonly text: string;
  /** With its quotes, or with the `|` of a block; empty where a value is missing. */
  readonly span: Span;
  /** Whether the text is written without quotes on one line, so that `text` and span agree character by character. */
  readonly plain: boolean;
  /** Whether it is a `|` or `>` block. */
  readonly block: boolean;
  readonly tag?: string;
}

/** An alias is the node that it stands for, with that node's spans. */
export type YamlNode = YamlMap | YamlList | YamlScalar;

/** The node at a path of keys, `undefined` when a key is missing or its parent is not a map. */
export function get(node: YamlNode | undefined, ...path: readonly string[]): YamlNode | undefined {
  let at = node;
  for (const key of path) at = entryOf(at, key)?.value;
  return at;
}

/** A map's entry with its key's place. */
export function entryOf(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  return node?.kind === "map" ? node.entries.find((entry) => entry.key.text === key) : undefined;
}

/** The entries of a map; none for anything else. */
export function entriesOf(node: YamlNode | undefined): readonly YamlEntry[] {
  return node?.kind === "map" ? node.entries : [];
}

/** The items of a list; none for anything else. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === "list" ? node.items : [];
}

/** The text of a scalar that says something; `undefined` for null, maps and lists. */
export function asString(node: YamlNode | undefined): string | undefined {
  return node?.kind === "scalar" && node.value !== null ? node.text : undefined;
}

/** The tree as plain data; maps have no prototype, so that no key is special. */
export function plainData(node: YamlNode): unknown {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(plainData);
  const data: Record<string, unknown> = Object.create(null);
  for (const entry of node.entries) data[entry.key.text] = plainData(entry.value);
  return data;
}
