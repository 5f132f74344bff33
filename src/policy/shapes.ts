/** The pieces that the schemas of our own files are made of. Each part's `error` is what it wants, in words. */

import { didYouMean, nearest } from "../names.ts";
import * as z from "./zod.ts";

export { z };

/** What is said of a key that does not exist. */
export function unknownKey(key: string, allowed: readonly string[]): string {
  const near = nearest(key, allowed);
  if (near !== undefined) return `unknown key "${key}"${didYouMean(near)}`;
  return `unknown key "${key}": allowed are ${allowed.join(", ")}`;
}

/** A map with these keys and no others; for unknown keys the error has one line each. */
export function map<Shape extends z.core.$ZodLooseShape>(shape: Shape, what: string) {
  const keys = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys" ? issue.keys.map((key) => unknownKey(key, keys)).join("\n") : what,
  });
}

/** A text that is not empty. */
export const text = (what: string) => z.string(what).min(1, what);

/** A list, which may be empty. */
export const list = <Item extends z.ZodType>(item: Item, what: string) => z.array(item, what);

/** One value, or a list of at least one. */
export const oneOrMore = <Item extends z.ZodType>(item: Item, what: string) =>
  z.union([item, z.array(item, what).min(1, what)], what);

/** One of these words. */
export const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, `one of ${values.join(", ")}`);

/** `true` or `false`. */
export const flag = () => z.boolean("true or false");
