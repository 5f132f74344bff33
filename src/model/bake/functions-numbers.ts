/** Functions of numbers and conditions. */
import { ownValue } from "../../names.ts";
import { type BakeFunction, ofNumbers, ofTexts } from "./arguments.ts";
import { calculated, conditionOf, type HclData, refused, unread } from "./data.ts";
import { arithmetic, compared, counted, logical } from "./operators.ts";

function operator(sign: string): BakeFunction {
  const numbers = ownValue(arithmetic, sign);
  return ([a = null, b = null], at) =>
    numbers === undefined ? refused(`no operator ${sign}`, at) : counted(numbers, { left: a, right: b, at });
}

export const numberFunctions: Readonly<Record<string, BakeFunction>> = {
  add: operator("+"),
  subtract: operator("-"),
  multiply: operator("*"),
  divide: operator("/"),
  modulo: operator("%"),
  greaterthan: operator(">"),
  greaterthanorequalto: operator(">="),
  lessthan: operator("<"),
  lessthanorequalto: operator("<="),
  equal: ([a = null, b = null], at) => compared({ left: a, right: b, at }, true),
  notequal: ([a = null, b = null], at) => compared({ left: a, right: b, at }, false),
  and: ([a = null, b = null], at) => logical(false, { left: a, right: b, at }),
  or: ([a = null, b = null], at) => logical(true, { left: a, right: b, at }),
  not: ([a = null], at) => {
    const condition = conditionOf(a, at);
    return typeof condition === "boolean" ? !condition : condition;
  },
  absolute: ofNumbers(([a = 0]) => Math.abs(a)),
  negate: ofNumbers(([a = 0]) => -a),
  ceil: ofNumbers(([a = 0]) => Math.ceil(a)),
  floor: ofNumbers(([a = 0]) => Math.floor(a)),
  int: ofNumbers(([a = 0]) => Math.trunc(a)),
  signum: ofNumbers(([a = 0]) => Math.sign(a)),
  max: ofNumbers((all, at) => (all.length === 0 ? refused("max() of nothing", at) : Math.max(...all))),
  min: ofNumbers((all, at) => (all.length === 0 ? refused("min() of nothing", at) : Math.min(...all))),
  pow: ofNumbers(([a = 0, b = 0], at) => calculated(a ** b, at)),
  range: ofNumbers((numbers, at) => {
    const [start, end, step] =
      numbers.length === 1 ? [0, numbers[0] ?? 0, 1] : [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 1];
    const signed = numbers.length < 3 && end < start ? -1 : step;
    // 1024 is go-cty's own limit.
    if (signed === 0 || Math.abs((end - start) / signed) > 1024) return refused("such a range", at);
    const found: HclData[] = [];
    for (let at = start; signed > 0 ? at < end : at > end; at += signed) found.push(at);
    return found;
  }),
  parseint: ofTexts(([text = "", base = ""], at) => {
    const radix = Number(base);
    if (!/^-?[0-9a-zA-Z]{1,12}$/.test(text) || !(radix >= 2 && radix <= 36))
      return unread("such a number", at);
    const value = Number.parseInt(text, radix);
    return value.toString(radix) === text.toLowerCase().replace(/^(-?)0+(?=.)/, "$1")
      ? value
      : refused(`"${text}" is not a number in base ${base}`, at);
  }),
};
