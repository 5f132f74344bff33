/** Functions of lists. A set is the sorted list of what is in it, as bake walks it. */
import { type BakeFunction, ofList, ofTexts, textsOf } from "./arguments.ts";
import { type HclData, isEqual, isList, isMap, isUnread, numberOf, refused, unread } from "./data.ts";

export const listFunctions: Readonly<Record<string, BakeFunction>> = {
  concat: (lists, at) => (lists.every(isList) ? lists.flat() : refused("concat() takes lists", at)),
  compact: ofList((list) => list.filter((item) => item !== "" && item !== null)),
  distinct: ofList((list, _, at) => distinct(list, at)),
  flatten: ofList((list) => flatten(list)),
  reverselist: ofList((list) => [...list].reverse()),
  sort: ofList((list, _, at) => {
    const texts = textsOf(list, at);
    return Array.isArray(texts) ? texts.sort(byText) : texts;
  }),
  length: ([value = null], at) =>
    isList(value) ? value.length : isMap(value) ? value.size : refused("length() takes a list or a map", at),
  contains: ofList((list, [wanted = null], at) => {
    const same = list.map((item) => isEqual(item, wanted));
    if (same.includes(true)) return true;
    return same.includes(undefined) ? unread("lists and maps are not compared", at) : false;
  }),
  indexof: ofList((list, [wanted = null], at) => {
    const index = list.findIndex((item) => isEqual(item, wanted) === true);
    return index < 0 ? refused("it is not in the list", at) : index;
  }),
  index: ([value = null, key = null], at) => {
    const found =
      isMap(value) && typeof key === "string"
        ? value.get(key)
        : isList(value)
          ? value[Number(key)]
          : undefined;
    return found === undefined ? refused("there is no such index", at) : found;
  },
  // It takes what a variable's type makes a map, refuses any other, and converts no index.
  hasindex: ([value = null, key = null], at) =>
    isMap(value)
      ? unread("whether this is a map by its type is not read", at)
      : isList(value) && typeof key === "number" && value[key] !== undefined,
  element: ofList((list, [index = null], at) => {
    const number = numberOf(index, at);
    if (typeof number !== "number") return number;
    return list.at(number % list.length) ?? refused("element() of an empty list", at);
  }),
  slice: ofList((list, [from = 0, to = 0], at) => {
    const [start, end] = [numberOf(from, at), numberOf(to, at)];
    if (typeof start !== "number" || typeof end !== "number") return refused("slice() takes two numbers", at);
    return start < 0 || end > list.length || start > end
      ? refused("outside the list", at)
      : list.slice(start, end);
  }),
  chunklist: ofList((list, [size = 0], at) => {
    const count = numberOf(size, at);
    if (typeof count !== "number" || count < 0) return refused("chunklist() takes a size", at);
    if (count === 0) return [list];
    return Array.from({ length: Math.ceil(list.length / count) }, (_, index) =>
      list.slice(index * count, (index + 1) * count),
    );
  }),
  coalesce: (values, at) => {
    const found = values.find((value) => value !== null);
    return found === undefined ? refused("coalesce() of nothing but null", at) : found;
  },
  coalescelist: (lists, at) =>
    lists.find((list) => isList(list) && list.length > 0) ?? refused("coalescelist() of empty lists", at),
  setunion: (sets, at) =>
    setOf(
      sets.flatMap((set) => (isList(set) ? set : [set])),
      at,
    ),
  setintersection: (sets, at) => combined(sets, at, (inFirst, others) => inFirst && others.every(Boolean)),
  setsubtract: (sets, at) => combined(sets, at, (inFirst, others) => inFirst && !others.some(Boolean)),
  sethaselement: ofList((set, [wanted = null]) => set.some((item) => isEqual(item, wanted) === true)),
  setproduct: (lists, at) => {
    if (!lists.every(isList)) return refused("setproduct() takes lists", at);
    let found: readonly (readonly HclData[])[] = [[]];
    for (const list of lists) {
      if (found.length * list.length > 10_000) return unread("the list grows too long", at);
      found = found.flatMap((before) => list.map((item) => [...before, item]));
    }
    return found;
  },
  csvdecode: ofTexts((_, at) => unread("csvdecode() is not read", at)),
};

function distinct(list: readonly HclData[], at: Parameters<BakeFunction>[1]): HclData {
  if (list.some((item) => isList(item) || isMap(item))) return unread("lists and maps are not compared", at);
  // A list has one type: numbers beside texts are texts.
  if (new Set(list.map((item) => typeof item)).size < 2) return [...new Set(list)];
  const texts = textsOf(list, at);
  return Array.isArray(texts) ? [...new Set(texts)] : texts;
}

function flatten(list: readonly HclData[]): readonly HclData[] {
  return list.flatMap((item) => (isList(item) ? flatten(item) : [item]));
}

/** The set of texts or of numbers; a set of both would be one of texts. */
function setOf(items: readonly HclData[], at: Parameters<BakeFunction>[1]): HclData {
  if (items.every((item) => typeof item === "number")) return [...new Set(items)].sort((a, b) => a - b);
  const texts = textsOf(items, at);
  return Array.isArray(texts) ? [...new Set(texts)].sort(byText) : texts;
}

function combined(
  sets: readonly HclData[],
  at: Parameters<BakeFunction>[1],
  keeps: (inFirst: boolean, others: readonly boolean[]) => boolean,
): HclData {
  const [first, ...others] = sets.map((set) => setOf(isList(set) ? set : [set], at));
  if (first === undefined || !isList(first)) return first ?? refused("not a set", at);
  const wrong = others.find((other) => isUnread(other));
  if (wrong !== undefined) return wrong;
  return first.filter((item) =>
    keeps(
      true,
      others.map((other) => isList(other) && other.includes(item)),
    ),
  );
}

// go-cty sorts by bytes.
function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
