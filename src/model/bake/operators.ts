import { ownValue } from "../../names.ts";
import type { Place } from "../../source.ts";
import {
  calculated,
  conditionOf,
  type HclData,
  isEqual,
  isUnread,
  numberOf,
  refused,
  type Unread,
  unread,
} from "./data.ts";

/** Both sides of an operator, and where it stands. */
export interface Sides {
  readonly left: HclData;
  readonly right: HclData;
  readonly at: Place;
}

type Numbers = (a: number, b: number) => number | boolean;

/** What two numbers make, by the sign between them. */
export const arithmetic: Readonly<Record<string, Numbers>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "%": (a, b) => a % b,
  "<": (a, b) => a < b,
  ">": (a, b) => a > b,
  "<=": (a, b) => a <= b,
  ">=": (a, b) => a >= b,
};

/** What an operator makes of two values; the right one is asked for where the left does not settle it. */
export function applyBinary(
  operator: string,
  left: HclData,
  { right, at }: { readonly right: () => HclData; readonly at: Place },
): HclData {
  if (operator === "&&" || operator === "||") return logical(operator === "||", { left, right: right(), at });
  if (operator === "==" || operator === "!=")
    return compared({ left, right: right(), at }, operator === "==");
  const numbers = ownValue(arithmetic, operator);
  return numbers === undefined
    ? refused(`no operator ${operator}`, at)
    : counted(numbers, { left, right: right(), at });
}

/** What `!` and `-` make of a value. */
export function applyUnary(operator: string, value: HclData, at: Place): HclData {
  if (operator === "!") {
    const condition = conditionOf(value, at);
    return typeof condition === "boolean" ? !condition : condition;
  }
  const number = numberOf(value, at);
  return typeof number === "number" ? -number : number;
}

/** Whether two values are equal, or differ. */
export function compared({ left, right, at }: Sides, equal: boolean): HclData {
  const missing = [left, right].find((value): value is Unread => isUnread(value));
  if (missing !== undefined) return missing;
  const same = isEqual(left, right);
  return same === undefined ? unread("lists and maps are not compared", at) : same === equal;
}

/** `and` and `or`: one side may settle it alone, unless bake refuses the other. */
export function logical(settles: boolean, { left, right, at }: Sides): HclData {
  const sides = [conditionOf(left, at), conditionOf(right, at)];
  const refusal = sides.find((side) => typeof side !== "boolean" && side.refused === true);
  if (refusal !== undefined) return refusal;
  if (sides.includes(settles)) return settles;
  return sides.find((side) => typeof side !== "boolean") ?? !settles;
}

/** What a calculation or comparison of two numbers gives. */
export function counted(numbers: Numbers, { left, right, at }: Sides): HclData {
  const a = numberOf(left, at);
  const b = numberOf(right, at);
  if (typeof a !== "number") return a;
  if (typeof b !== "number") return b;
  const result = numbers(a, b);
  return typeof result === "boolean" ? result : calculated(result, at);
}
