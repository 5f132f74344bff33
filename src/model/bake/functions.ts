/** The functions of bake's standard library that give the same for the same arguments (buildx 0.38, go-cty 1.17). */
import type { Place } from "../../source.ts";
import type { BakeFunction } from "./arguments.ts";
import { type HclData, isUnread, refused, type Unread, unread, unreadIn } from "./data.ts";
import { listFunctions } from "./functions-lists.ts";
import { mapFunctions } from "./functions-maps.ts";
import { numberFunctions } from "./functions-numbers.ts";
import { textFunctions } from "./functions-texts.ts";

const table: ReadonlyMap<string, BakeFunction> = new Map(
  [textFunctions, numberFunctions, listFunctions, mapFunctions].flatMap((functions) =>
    Object.entries(functions),
  ),
);

// They hand on what is in them as it is, so that a part that cannot be told stays one.
const keepsParts = new Set(
  (
    "chunklist coalesce coalescelist concat element flatten keys length lookup merge range reverselist slice " +
    "values zipmap hasindex"
  ).split(" "),
);

/** Of the moment, the machine or chance. */
const outside = new Set(["bcrypt", "homedir", "timestamp", "uuidv4"]);

/** Calls a function of the standard library. */
export function callFunction(name: string, values: readonly HclData[], at: Place): HclData {
  if (name === "try") return firstThatHolds(values, at);
  if (name === "can") return holds(values[0] ?? null);
  if (outside.has(name)) return unread(`${name}() returns something different each time`, at);
  const found = table.get(name);
  if (found === undefined) return unread(`the function ${name}() is not read`, at);
  const missing = values.map((value) => (keepsParts.has(name) ? wholly(value) : unreadIn(value)));
  return missing.find((each) => each !== undefined) ?? found(values, at);
}

function wholly(value: HclData): Unread | undefined {
  return isUnread(value) ? value : undefined;
}

function firstThatHolds(values: readonly HclData[], at: Place): HclData {
  const found = values.find((value) => unreadIn(value)?.refused !== true);
  return found === undefined ? refused("every argument of try() fails", at) : found;
}

function holds(value: HclData): HclData {
  const missing = unreadIn(value);
  return missing === undefined ? true : missing.refused === true ? false : missing;
}
