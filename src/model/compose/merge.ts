/** How compose lays one file over another, and a service over the one that it extends (compose-go 2.16, `override`). */
import { ownValue } from "../../names.ts";
import type { ComposeEntry, ComposeList, ComposeMap, ComposeValue } from "./value.ts";
import { composeEntries, composeItems, isNothing } from "./value.ts";

type Merge = (base: ComposeValue, over: ComposeValue) => ComposeValue;

// What is not here follows its kind: maps key by key, lists one behind the other, scalars replaced.
const SPECIAL: Readonly<Record<string, Merge>> = {
  command: (_, over) => over,
  entrypoint: (_, over) => over,
  "healthcheck.test": (_, over) => over,
  build: (base, over) => mergeMaps(buildMap(base), buildMap(over), "build"),
  "build.args": mergePairs,
  "build.additional_contexts": mergePairs,
  environment: mergePairs,
  env_file: mergeSequences,
  tmpfs: mergeSequences,
};

/** One service over another; `path` names what is merged within a service, "" the service itself. */
export function mergeService(base: ComposeValue, over: ComposeValue, path = ""): ComposeValue {
  if (over.tag !== undefined) return over;
  if (base.tag === "reset") return over;
  const special = ownValue(SPECIAL, path);
  if (special !== undefined) return special(base, over);
  if (isNothing(over)) return base;
  if (base.kind === "map" && over.kind === "map") return mergeMaps(base, over, path);
  if (base.kind === "list" && over.kind === "list")
    return { ...base, items: withoutRepeats([...base.items, ...over.items]) };
  return over;
}

function mergeMaps(base: ComposeMap, over: ComposeMap, path: string): ComposeMap {
  return mergeEntries(base, over, (before, after, key) =>
    mergeService(before, after, path === "" ? key : `${path}.${key}`),
  );
}

/** Two maps as one, `merge` asked for the keys that both have. */
export function mergeEntries(
  base: ComposeMap,
  over: ComposeMap,
  merge: (base: ComposeValue, over: ComposeValue, key: string) => ComposeValue,
): ComposeMap {
  if (over.tag !== undefined) return over;
  const entries = new Map<string, ComposeEntry>(base.entries);
  for (const [key, entry] of over.entries) {
    const before = entries.get(key);
    const value = before === undefined ? entry.value : merge(before.value, entry.value, key);
    entries.set(key, { key: entry.key, value });
  }
  const open = over.open ?? base.open;
  return { ...base, entries, ...(open === undefined ? {} : { open }) };
}

/** `build: ./x` is short for its context. */
export function buildMap(value: ComposeValue): ComposeMap {
  if (value.kind === "map") return value;
  const { at, folder } = value;
  const entries = new Map<string, ComposeEntry>(isNothing(value) ? [] : [["context", { key: at, value }]]);
  return { kind: "map", entries, at, folder };
}

function mergePairs(base: ComposeValue, over: ComposeValue): ComposeValue {
  return mergeEntries(pairsMap(base), pairsMap(over), (_, after) => after);
}

/** A list of `NAME=value` as a map; a name alone has no value. */
export function pairsMap(value: ComposeValue): ComposeMap {
  if (value.kind === "map") return value;
  const entries = new Map<string, ComposeEntry>();
  for (const item of value.kind === "list" ? composeItems(value) : [value]) {
    if (item.kind !== "scalar" || item.type === "null") continue;
    const cut = item.text.indexOf("=");
    if (cut < 0) entries.set(item.text, { key: item.at, value: { ...item, type: "null", text: "" } });
    else entries.set(item.text.slice(0, cut), { key: item.at, value: behindName(item, cut) });
  }
  return { kind: "map", entries, at: value.at, folder: value.folder };
}

type Scalar = Extract<ComposeValue, { kind: "scalar" }>;

function behindName(item: Scalar, cut: number): Scalar {
  const { at, raw } = item;
  const value: Scalar = { ...item, type: "text", text: item.text.slice(cut + 1), raw: raw.slice(cut + 1) };
  // In a text without quotes the value has its own place; in a quoted one the whole text is shown.
  const exact = at.span !== undefined && at.file.text.startsWith(raw, at.span.start);
  if (!exact || at.span === undefined || !raw.startsWith(item.text.slice(0, cut + 1))) return value;
  return { ...value, at: { ...at, span: { start: at.span.start + cut + 1, end: at.span.end } } };
}

function mergeSequences(base: ComposeValue, over: ComposeValue): ComposeValue {
  const list: ComposeList = { kind: "list", at: over.at, folder: over.folder, items: [] };
  return { ...list, items: withoutRepeats([...sequence(base), ...sequence(over)]) };
}

function sequence(value: ComposeValue): readonly ComposeValue[] {
  if (value.kind === "list") return composeItems(value);
  return value.kind === "scalar" && value.type !== "null" ? [value] : [];
}

function withoutRepeats(items: readonly ComposeValue[]): readonly ComposeValue[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = JSON.stringify(plainValue(item));
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** A value without its places, for comparing. */
export function plainValue(value: ComposeValue): unknown {
  if (value.kind === "scalar") return [value.type, value.text, value.folder];
  if (value.kind === "list") return composeItems(value).map(plainValue);
  const entries = composeEntries(value).map(([key, entry]) => [key, plainValue(entry.value)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
