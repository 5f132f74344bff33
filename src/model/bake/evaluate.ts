/** What an expression of bake's language is worth. */
import type { HclExpression, HclFor } from "../../parsers/hcl/tree.ts";
import type { Place } from "../../source.ts";
import {
  bakeText,
  bounded,
  conditionOf,
  getFrom,
  type HclData,
  isEqual,
  isList,
  isMap,
  isUnread,
  keyText,
  mapOf,
  refused,
  type Unread,
  unread,
} from "./data.ts";
import { callFunction } from "./functions.ts";
import { applyBinary, applyUnary } from "./operators.ts";
import type { Scope, UserFunction } from "./scope.ts";

// Ours: no definition calls as deep.
const deepestCall = 60;
const longestPattern = 300;

export function evaluate(expression: HclExpression, scope: Scope): HclData {
  const { budget } = scope.world;
  const at = { file: scope.file, span: expression.span };
  if (budget.left <= 0 || budget.depth > deepestCall) return unread("too much to evaluate", at);
  budget.left--;
  budget.depth++;
  const value = bounded(expressionValue(expression, scope, at), at);
  budget.depth--;
  return value;
}

function expressionValue(expression: HclExpression, scope: Scope, at: Place): HclData {
  switch (expression.kind) {
    case "null":
      return null;
    case "number":
    case "bool":
      return expression.value;
    case "text":
      return template(expression, scope, at);
    case "name":
      return named(expression.name, scope, at);
    case "list":
      return expression.items.map((item) => evaluate(item, scope));
    case "map":
      return mapValue(expression, scope);
    case "get":
      return getValue(expression, scope, at);
    case "splat":
      return splat(expression, scope, at);
    case "call":
      return call(expression, scope, at);
    case "condition":
      return condition(expression, scope, at);
    case "binary":
      return applyBinary(expression.operator, evaluate(expression.left, scope), {
        right: () => evaluate(expression.right, scope),
        at,
      });
    case "unary":
      return applyUnary(expression.operator, evaluate(expression.value, scope), at);
    case "for":
      return expression.resultKey === undefined
        ? listFor(expression, scope, at)
        : mapFor({ ...expression, resultKey: expression.resultKey }, scope, at);
    case "other":
      return unread("this expression is not read", at);
  }
}

/** A text that is nothing but one `${}` keeps its type; null in a longer one is refused. */
function template({ parts }: HclExpression & { kind: "text" }, scope: Scope, at: Place): HclData {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && "value" in only) return evaluate(only.value, scope);
  let text = "";
  let like = "";
  let missing: Unread | undefined;
  for (const part of parts) {
    const value = "text" in part ? part.text : bakeText(evaluate(part.value, scope), at);
    if (typeof value === "string") {
      text += value;
      like += value;
    } else {
      missing ??= value ?? refused("null in a text", at);
      like += value?.like ?? "*";
    }
  }
  if (missing === undefined) return text;
  const { like: _, ...plain } = missing;
  return like.length > longestPattern ? plain : { ...plain, like };
}

function named(name: string, { locals, world }: Scope, at: Place): HclData {
  const found = locals.has(name) ? locals.get(name) : world.variable(name);
  return found === undefined ? refused(`there is no variable "${name}" in the bake files`, at) : found;
}

/** The entries of a map; where a key cannot be told, nobody knows what the map holds. */
function mapValue({ entries }: HclExpression & { kind: "map" }, scope: Scope): HclData {
  const found: (readonly [string, HclData])[] = [];
  for (const entry of entries) {
    const key = keyText(evaluate(entry.key, scope), { file: scope.file, span: entry.key.span });
    if (typeof key !== "string") return key;
    found.push([key, evaluate(entry.value, scope)]);
  }
  return mapOf(found);
}

function getValue({ from, key }: HclExpression & { kind: "get" }, scope: Scope, at: Place): HclData {
  const reference = blockAttribute({ from, key }, scope);
  if (reference !== undefined) return reference;
  return getFrom(evaluate(from, scope), evaluate(key, scope), at);
}

/** `target.web.context`, and `target.web.args.X` through what is asked of it. */
function blockAttribute({ from, key }: Pick<HclExpression & { kind: "get" }, "from" | "key">, scope: Scope) {
  if (from.kind !== "get" || from.from.kind !== "name") return undefined;
  const type = from.from.name;
  if ((type !== "target" && type !== "group") || scope.locals.has(type)) return undefined;
  const [name, attribute] = [from.key, key].map((each) => evaluate(each, scope));
  if (typeof name !== "string" || typeof attribute !== "string") return undefined;
  const at = { file: scope.file, span: key.span };
  const found = scope.world.attribute(type, name, attribute);
  return found === undefined ? refused(`there is no ${type} "${name}" in the bake files`, at) : found;
}

function splat({ from, keys }: HclExpression & { kind: "splat" }, scope: Scope, at: Place): HclData {
  const value = evaluate(from, scope);
  if (isUnread(value)) return value;
  const items = value === null ? [] : isList(value) ? value : [value];
  const names = keys.map((key) => evaluate(key, scope));
  return items.map((item) => names.reduce((found, name) => getFrom(found, name, at), item));
}

/** Both ways lead to the same type: of two plain values that differ in it, both are texts. */
function condition(
  { test, yes, no }: HclExpression & { kind: "condition" },
  scope: Scope,
  at: Place,
): HclData {
  const chosen = conditionOf(evaluate(test, scope), at);
  const results = [evaluate(yes, scope), evaluate(no, scope)] as const;
  if (typeof chosen !== "boolean") {
    return isEqual(...results) === true ? results[0] : { ...chosen, ...alike(results) };
  }
  const [value, other] = chosen ? results : [results[1], results[0]];
  const mixed = isPlain(value) && isPlain(other) && typeof value !== typeof other;
  return mixed ? bakeText(value, at) : value;
}

function alike(results: readonly HclData[]): { readonly like?: string } {
  return results.some((value) => typeof value !== "string") ? {} : { like: "*" };
}

function isPlain(value: HclData): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** `try` and `can` look at what would be refused; all others are given values. */
function call(expression: HclExpression & { kind: "call" }, scope: Scope, at: Place): HclData {
  const { name, items, spread } = expression;
  const values = items.map((item) => evaluate(item, scope));
  const last = values.at(-1);
  if (spread && last !== undefined) {
    if (!isList(last)) return isUnread(last) ? last : refused(`"..." after something that is not a list`, at);
    values.splice(-1, 1, ...last);
  }
  const own = scope.world.userFunction(name);
  return own === undefined
    ? callFunction(name, values, at)
    : callOwn(own, values, { world: scope.world, at });
}

function callOwn(
  own: UserFunction,
  values: readonly HclData[],
  { world, at }: { readonly world: Scope["world"]; readonly at: Place },
): HclData {
  const { parameters, variadic, file, result } = own;
  if (values.length < parameters.length || (variadic === undefined && values.length > parameters.length))
    return refused("the number of arguments does not match", at);
  const locals = new Map(parameters.map((name, index): [string, HclData] => [name, values[index] ?? null]));
  if (variadic !== undefined) locals.set(variadic, values.slice(parameters.length));
  return evaluate(result, { file, locals, world });
}

function listFor(expression: HclFor, scope: Scope, at: Place): HclData {
  const rounds = roundsOf(expression, scope, at);
  return isRounds(rounds) ? rounds.map((inner) => evaluate(expression.result, inner)) : rounds;
}

type HclMapFor = HclFor & { readonly resultKey: HclExpression };

function mapFor(expression: HclMapFor, scope: Scope, at: Place): HclData {
  const rounds = roundsOf(expression, scope, at);
  if (!isRounds(rounds)) return rounds;
  const found = new Map<string, HclData>();
  for (const inner of rounds) {
    const key = keyText(evaluate(expression.resultKey, inner), at);
    if (typeof key !== "string") return key;
    const value = evaluate(expression.result, inner);
    const before = found.get(key);
    if (!expression.grouped && before !== undefined) return refused(`the key "${key}" appears twice`, at);
    found.set(
      key,
      expression.grouped ? [...(before !== undefined && isList(before) ? before : []), value] : value,
    );
  }
  return mapOf(found);
}

function isRounds(value: readonly Scope[] | Unread): value is readonly Scope[] {
  return Array.isArray(value);
}

/** The scope of each item that the test takes; where a test cannot be told, nothing can. */
function roundsOf({ key, item, of, test }: HclFor, scope: Scope, at: Place): readonly Scope[] | Unread {
  const value = evaluate(of, scope);
  if (isUnread(value)) return value;
  if (!isList(value) && !isMap(value)) return refused("neither a list nor a map to walk", at);
  const entries: Iterable<readonly [string | number, HclData]> = isList(value) ? value.entries() : value;
  const rounds: Scope[] = [];
  for (const [name, each] of entries) {
    const locals = new Map([
      ...scope.locals,
      ...(key === undefined ? [] : [[key, name] as const]),
      [item, each],
    ]);
    const inner = { ...scope, locals };
    const taken = test === undefined ? true : conditionOf(evaluate(test, inner), at);
    if (typeof taken !== "boolean") return taken;
    if (taken) rounds.push(inner);
  }
  return rounds;
}
