/** Functions of maps. */
import { type BakeFunction, ofList, ofMap, ofTexts, textsOf } from "./arguments.ts";
import { type HclData, isList, isMap, keyText, mapOf, refused, unread } from "./data.ts";

export const mapFunctions: Readonly<Record<string, BakeFunction>> = {
  keys: ofMap((map) => [...map.keys()]),
  values: ofMap((map) => [...map.values()]),
  merge: (maps, at) => {
    const given = maps.filter((map) => map !== null);
    return given.every(isMap) ? mapOf(given.flatMap((map) => [...map])) : refused("merge() takes maps", at);
  },
  lookup: ofMap((map, [key = null, otherwise], at) => {
    const name = keyText(key, at);
    if (typeof name !== "string") return name;
    const found = map.has(name) ? map.get(name) : otherwise;
    return found === undefined ? refused("there is no such key", at) : found;
  }),
  zipmap: ofList((keys, [values = null], at) => {
    const names = textsOf(keys, at);
    if (!Array.isArray(names)) return names;
    if (!isList(values) || values.length !== names.length) return refused("lists of different lengths", at);
    return mapOf(names.map((name, index) => [name, values[index] ?? null]));
  }),
  jsonencode: ([value = null], at) => {
    const text = JSON.stringify(plain(value));
    return /[<>&\u2028\u2029]/.test(text) ? unread("such a text is not encoded", at) : text;
  },
  jsondecode: ofTexts(([text = ""], at) => {
    try {
      return fromJson(JSON.parse(text));
    } catch {
      return refused("not JSON", at);
    }
  }),
};

function plain(value: HclData): unknown {
  if (isMap(value)) return Object.fromEntries([...value].map(([key, each]) => [key, plain(each)]));
  return isList(value) ? value.map(plain) : value;
}

function fromJson(value: unknown): HclData {
  if (Array.isArray(value)) return value.map(fromJson);
  if (typeof value === "object" && value !== null)
    return mapOf(Object.entries(value).map(([key, each]) => [key, fromJson(each)] as const));
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}
