/** Values of bake's language: what is known of them, and what cannot be read, with its reason and place. */
import type { Place } from "../../source.ts";
import { type Unknown, unknown } from "../fact.ts";

/** A value that cannot be told. */
export interface Unread {
  readonly unread: string;
  readonly at: Place;
  /** The text as far as it can be told, with `*` for the rest. */
  readonly like?: string;
  /** bake refuses it, which `try` and `can` ask for. */
  readonly refused?: true;
}

/** Maps are sorted by their keys, as bake walks them. */
export type HclMap = ReadonlyMap<string, HclData>;

export type HclData = string | number | boolean | null | readonly HclData[] | HclMap | Unread;

// Ours: no definition needs as much.
const longestText = 10_000;
const longestList = 10_000;

export function unread(why: string, at: Place): Unread {
  return { unread: why, at };
}

/** What bake itself refuses. */
export function refused(why: string, at: Place): Unread {
  return { unread: why, at, refused: true };
}

export function isUnread(value: HclData): value is Unread {
  return typeof value === "object" && value !== null && "unread" in value;
}

export function isMap(value: HclData): value is HclMap {
  return value instanceof Map;
}

export function isList(value: HclData): value is readonly HclData[] {
  return Array.isArray(value);
}

/** The reason as the model gives it. */
export function asUnknown({ unread: why, at }: Unread): Unknown {
  return unknown({ key: "bake value", why }, at);
}

/** The first part of a value that cannot be told. */
export function unreadIn(value: HclData): Unread | undefined {
  if (isUnread(value)) return value;
  const items = isList(value) ? value : isMap(value) ? value.values() : [];
  for (const item of items) {
    const found = unreadIn(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function mapOf(entries: Iterable<readonly [string, HclData]>): HclMap {
  return new Map([...new Map(entries)].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** A value as the text that bake makes of it; null stays. */
export function bakeText(value: HclData, at: Place): string | null | Unread {
  if (value === null || typeof value === "string" || isUnread(value)) return value;
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") return numberText(value) ?? unread("a number of many digits", at);
  return refused("a list or a map is not a text", at);
}

/** A value as a number; a text may be one. */
export function numberOf(value: HclData, at: Place): number | Unread {
  if (typeof value === "number" || isUnread(value)) return value;
  if (typeof value === "string" && /^-?\d+(?:\.\d+)?$/.test(value)) return Number(value);
  return refused("not a number", at);
}

/** A value as a condition; a text may be one (go-cty's conversion of strings). */
export function conditionOf(value: HclData, at: Place): boolean | Unread {
  if (typeof value === "boolean" || isUnread(value)) return value;
  if (value === "true" || value === "1") return true;
  if (value === "false" || value === "0") return false;
  return refused("neither true nor false", at);
}

// bake counts with 512 bits: beyond what a double holds exactly its digits are others.
function numberText(value: number): string | undefined {
  if (Number.isSafeInteger(value)) return String(value === 0 ? 0 : value);
  const text = String(value);
  return /^-?\d+\.\d{1,12}$/.test(text) ? text : undefined;
}

/** The result of a calculation, where a double tells it as bake's own numbers would. */
export function calculated(value: number, at: Place): number | Unread {
  const rounded = Number(value.toPrecision(15));
  if (!Number.isFinite(rounded) || numberText(rounded) === undefined)
    return unread("a number of many digits", at);
  return rounded;
}

/** Whether two values are the same; lists and maps may differ by a type that is not kept here. */
export function isEqual(a: HclData, b: HclData): boolean | undefined {
  if (a === null || b === null) return a === b && !(a !== null && isUnread(a));
  if (isUnread(a) || isUnread(b)) return undefined;
  if (typeof a === "object" || typeof b === "object") return typeof a === typeof b ? undefined : false;
  return a === b;
}

/** Gives up what grows too large. */
export function bounded(value: HclData, at: Place): HclData {
  if (typeof value === "string" && value.length > longestText) return unread("the text grows too long", at);
  if (isList(value) && value.length > longestList) return unread("the list grows too long", at);
  return value;
}

/** A value as the key of a map. */
export function keyText(value: HclData, at: Place): string | Unread {
  return bakeText(value, at) ?? refused("a key is null", at);
}

/** What a map or a list holds under a key; refused where it has no such key. */
export function getFrom(value: HclData, key: HclData, at: Place): HclData {
  if (isUnread(value)) return value;
  if (isUnread(key)) return key;
  const name = keyText(key, at);
  if (typeof name !== "string") return name;
  const found = isMap(value)
    ? value.get(name)
    : isList(value) && /^\d+$/.test(name)
      ? value[Number(name)]
      : undefined;
  return found === undefined ? refused(`there is no "${name}" in it`, at) : found;
}
