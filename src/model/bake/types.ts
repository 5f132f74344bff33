/** What a variable's type makes of its value. */
import type { HclExpression } from "../../parsers/hcl/tree.ts";
import type { Place } from "../../source.ts";
import {
  bakeText,
  conditionOf,
  type HclData,
  isList,
  isMap,
  isUnread,
  mapOf,
  numberOf,
  refused,
  unread,
} from "./data.ts";

/** A type as it is written, and where the value stands; `evaluated` is asked for the names of its attributes. */
export interface TypedValue {
  readonly type: HclExpression;
  readonly evaluated: (expression: HclExpression) => HclData;
  readonly at: Place;
}

/** A value as the type has it; null is of every type. */
export function ofType(value: HclData, typed: TypedValue): HclData {
  if (value === null || isUnread(value)) return value;
  const { type, at } = typed;
  if (type.kind === "name") return ofPlainType(value, type.name, at);
  const [inner] = type.kind === "call" ? type.items : [];
  if (type.kind !== "call" || inner === undefined) return unread("this type is not read", at);
  const each = (item: HclData) => ofType(item, { ...typed, type: inner });
  switch (type.name) {
    case "list":
      return isList(value) ? value.map(each) : refused("not a list", at);
    case "map":
      return isMap(value)
        ? mapOf([...value].map(([key, item]) => [key, each(item)] as const))
        : refused("not a map", at);
    case "object":
      return isMap(value) ? objectOf(value, inner, typed) : refused("not an object", at);
    case "tuple":
      return isList(value) && inner.kind === "list" && inner.items.length === value.length
        ? value.map((item, index) => ofType(item, { ...typed, type: inner.items[index] ?? inner }))
        : refused("not such a tuple", at);
    default:
      return unread("this type is not read", at);
  }
}

function ofPlainType(value: HclData, name: string, at: Place): HclData {
  if (name === "any") return value;
  if (name === "string") return bakeText(value, at);
  if (name === "number")
    return typeof value === "boolean" ? refused("not a number", at) : numberOf(value, at);
  if (name === "bool")
    return typeof value === "number" ? refused("not a condition", at) : conditionOf(value, at);
  return unread("this type is not read", at);
}

/** The attributes that the type names, and no other. */
function objectOf(
  value: ReadonlyMap<string, HclData>,
  attributes: HclExpression,
  typed: TypedValue,
): HclData {
  if (attributes.kind !== "map") return unread("this type is not read", typed.at);
  const found: (readonly [string, HclData])[] = [];
  for (const { key, value: type } of attributes.entries) {
    const name = typed.evaluated(key);
    if (typeof name !== "string") return unread("this type is not read", typed.at);
    const optional = type.kind === "call" && type.name === "optional" ? type.items[0] : undefined;
    if (optional === undefined && !value.has(name)) return refused(`there is no "${name}" in it`, typed.at);
    found.push([name, ofType(value.get(name) ?? null, { ...typed, type: optional ?? type })]);
  }
  return mapOf(found);
}
