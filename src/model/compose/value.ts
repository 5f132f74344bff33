/** A compose file's values once variables are put in: a tree that keeps where each value stands and counts from. */
import { composeScalar } from "../../parsers/builds/compose.ts";
import type { YamlNode } from "../../parsers/yaml/parse.ts";
import type { Place, SourceFile } from "../../source.ts";
import type { Unknown } from "../fact.ts";
import { type ComposeVariables, interpolated } from "./variables.ts";

interface Origin {
  readonly at: Place;
  /** The folder that its paths count from, from the repo's root; `undefined` outside of the repo. */
  readonly folder: string | undefined;
  /** `!reset` takes away what files before it say, `!override` takes its place. */
  readonly tag?: "reset" | "override";
}

export interface ComposeMap extends Origin {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, ComposeEntry>;
  /** Why there may be more in it: what it extends cannot be read. */
  readonly open?: Unknown;
}

export interface ComposeEntry {
  readonly key: Place;
  readonly value: ComposeValue;
}

export interface ComposeList extends Origin {
  readonly kind: "list";
  readonly items: readonly ComposeValue[];
}

export interface ComposeScalar extends Origin {
  readonly kind: "scalar";
  readonly type: "text" | "number" | "boolean" | "null";
  /** With `UNTOLD` for each variable that comes from outside of the repo. */
  readonly text: string;
  /** As it is written. */
  readonly raw: string;
}

export type ComposeValue = ComposeMap | ComposeList | ComposeScalar;

/** In what a document is read. */
export interface ReadingFolder {
  readonly file: SourceFile;
  readonly folder: string | undefined;
  readonly variables: ComposeVariables;
  /** Told of each `${` that compose refuses. */
  readonly refused: (at: Place, text: string) => void;
}

/** A document's tree, variables put in. */
export function composeValue(node: YamlNode, reading: ReadingFolder): ComposeValue {
  const { file, folder } = reading;
  const origin: Origin = { at: { file, span: node.span }, folder, ...tagOf(node) };
  if (node.kind === "list")
    return { kind: "list", items: node.items.map((item) => composeValue(item, reading)), ...origin };
  if (node.kind === "map") {
    const entries = new Map(
      node.entries.map(({ key, value }) => [
        key.text,
        { key: { file, span: key.span }, value: composeValue(value, reading) },
      ]),
    );
    return { kind: "map", entries, ...origin };
  }
  const { type, text } = composeScalar(node);
  const put = type === "text" ? interpolated(text, reading.variables) : { text, invalid: false };
  if (put.invalid) reading.refused(origin.at, text);
  return { kind: "scalar", type, text: put.text, raw: node.text, ...origin };
}

function tagOf({ tag }: YamlNode): Pick<Origin, "tag"> {
  if (tag === "!reset") return { tag: "reset" };
  return tag === "!override" ? { tag: "override" } : {};
}

/** The value of a map at a path of keys. */
export function valueAt(
  value: ComposeValue | undefined,
  ...path: readonly string[]
): ComposeValue | undefined {
  let at = value;
  for (const key of path) at = at?.kind === "map" ? at.entries.get(key)?.value : undefined;
  return at;
}

/** The entries of a map, without those that are taken away; none for anything else. */
export function composeEntries(
  value: ComposeValue | undefined,
): readonly (readonly [string, ComposeEntry])[] {
  if (value?.kind !== "map") return [];
  return [...value.entries].filter(([, entry]) => entry.value.tag !== "reset");
}

/** The items of a list; none for anything else. */
export function composeItems(value: ComposeValue | undefined): readonly ComposeValue[] {
  return value?.kind === "list" ? value.items.filter(({ tag }) => tag !== "reset") : [];
}

/** Whether a value says nothing: it is missing, null, or taken away. */
export function isNothing(value: ComposeValue | undefined): boolean {
  return value === undefined || value.tag === "reset" || (value.kind === "scalar" && value.type === "null");
}
