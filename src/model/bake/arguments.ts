/** How functions take their arguments: each of the kind that it asks for, or the reason why not. */
import type { Place } from "../../source.ts";
import {
  bakeText,
  type HclData,
  type HclMap,
  isList,
  isMap,
  numberOf,
  refused,
  type Unread,
} from "./data.ts";

/** What a function makes of its arguments, none of which is unread as a whole. */
export type BakeFunction = (values: readonly HclData[], at: Place) => HclData;

/** A function of texts alone. */
export function ofTexts(use: (texts: readonly string[], at: Place) => HclData): BakeFunction {
  return (values, at) => {
    const texts = textsOf(values, at);
    return Array.isArray(texts) ? use(texts, at) : (texts as Unread);
  };
}

/** A function of numbers alone. */
export function ofNumbers(use: (numbers: readonly number[], at: Place) => HclData): BakeFunction {
  return (values, at) => {
    const numbers: number[] = [];
    for (const value of values) {
      const number = numberOf(value, at);
      if (typeof number !== "number") return number;
      numbers.push(number);
    }
    return use(numbers, at);
  };
}

/** A function whose first argument is a list. */
export function ofList(
  use: (list: readonly HclData[], rest: readonly HclData[], at: Place) => HclData,
): BakeFunction {
  return ([first = null, ...rest], at) =>
    isList(first) ? use(first, rest, at) : refused("a list is expected", at);
}

/** A function whose first argument is a map. */
export function ofMap(use: (map: HclMap, rest: readonly HclData[], at: Place) => HclData): BakeFunction {
  return ([first = null, ...rest], at) =>
    isMap(first) ? use(first, rest, at) : refused("a map is expected", at);
}

/** Every value as a text. */
export function textsOf(values: readonly HclData[], at: Place): string[] | Unread {
  const texts: string[] = [];
  for (const value of values) {
    const text = bakeText(value, at) ?? refused("null where a text is expected", at);
    if (typeof text !== "string") return text;
    texts.push(text);
  }
  return texts;
}
