/** What one block says of a target, and how blocks are laid over each other (buildx 0.38, `Target.Merge`). */
import type { HclBlock, HclExpression } from "../../parsers/hcl/tree.ts";
import type { Place } from "../../source.ts";
import { type Fact, known, type Unknown } from "../fact.ts";
import { asUnknown, bakeText, type HclData, isList, isMap, isUnread, refused } from "./data.ts";
import { evaluate } from "./evaluate.ts";
import type { Scope } from "./scope.ts";
import { attributeNamed } from "./world.ts";

/** Names with their values; with `rest`, other names may be there, or others than these. */
export interface BakePairs {
  readonly values: ReadonlyMap<string, Fact<string>>;
  /** Why there may be more of them. */
  readonly rest?: Unknown;
}

/** What is said of a target; what is absent is not said. */
export interface BakeLayer {
  readonly context?: Fact<string>;
  readonly dockerfile?: Fact<string>;
  /** The Dockerfile stands in the definition itself. */
  readonly inline?: Fact<string>;
  readonly target?: Fact<string>;
  readonly args: BakePairs;
  readonly contexts: BakePairs;
  /** `*` stands for a part that cannot be told. */
  readonly tags?: readonly string[];
  readonly inherits: readonly string[];
  /** Why it may inherit from more than these. */
  readonly inheritsMore?: Unknown;
}

const nothing: BakePairs = { values: new Map() };

export const emptyLayer: BakeLayer = { args: nothing, contexts: nothing, inherits: [] };

/** A layer of which nothing can be told. */
export function unreadLayer(why: Unknown): BakeLayer {
  const pairs = { values: new Map(), rest: why };
  return { context: why, dockerfile: why, target: why, args: pairs, contexts: pairs, inherits: [] };
}

/** What a block says in one scope. */
export function layerOf(block: HclBlock, scope: Scope): BakeLayer {
  const value = (name: string) => {
    const expression = attributeNamed(block, name);
    return expression && { expression, data: evaluate(expression, scope) };
  };
  const text = (name: string): Fact<string> | undefined => {
    const found = value(name);
    return found && textFact(found.data, placeOf(found.expression, scope));
  };
  const context = text("context");
  const dockerfile = text("dockerfile");
  const inline = text("dockerfile-inline");
  const target = text("target");
  const tags = tagsOf(value("tags")?.data);
  return {
    ...(context && { context }),
    ...(dockerfile && { dockerfile }),
    ...(inline && { inline }),
    ...(target && { target }),
    args: pairsOf(attributeNamed(block, "args"), scope),
    contexts: pairsOf(attributeNamed(block, "contexts"), scope),
    ...(tags && { tags }),
    ...inheritsOf(value("inherits"), scope),
  };
}

function placeOf({ span }: HclExpression, { file }: Scope): Place {
  return { file, span };
}

/** Null says nothing; an empty text does. */
function textFact(data: HclData, at: Place): Fact<string> | undefined {
  const text = bakeText(data, at);
  if (text === null) return undefined;
  // The place is the attribute's own: what it refers to may lie in another file.
  return typeof text === "string" ? known(text, at) : { ...asUnknown(text), at };
}

function pairsOf(expression: HclExpression | undefined, scope: Scope): BakePairs {
  if (expression === undefined) return nothing;
  const at = placeOf(expression, scope);
  const data = evaluate(expression, scope);
  if (data === null) return nothing;
  if (!isMap(data))
    return {
      values: new Map(),
      rest: asUnknown({ ...(isUnread(data) ? data : refused("not a map", at)), at }),
    };
  const places = entryPlaces(expression, scope);
  const values = new Map<string, Fact<string>>();
  for (const [name, value] of data) {
    const fact = textFact(value, places.get(name) ?? at);
    if (fact !== undefined) values.set(name, fact);
  }
  return { values };
}

function entryPlaces(expression: HclExpression, scope: Scope): ReadonlyMap<string, Place> {
  if (expression.kind !== "map") return new Map();
  return new Map(
    expression.entries.flatMap(({ key, value }) => {
      const name = evaluate(key, scope);
      return typeof name === "string" ? [[name, placeOf(value, scope)] as const] : [];
    }),
  );
}

function tagsOf(data: HclData | undefined): readonly string[] | undefined {
  if (data === undefined || data === null) return undefined;
  if (!isList(data)) return [];
  return data.flatMap((tag) => {
    if (typeof tag === "string") return tag === "" ? [] : [tag];
    const like = tag !== null && isUnread(tag) ? tag.like : undefined;
    return like === undefined ? [] : [like];
  });
}

function inheritsOf(
  found: { readonly expression: HclExpression; readonly data: HclData } | undefined,
  scope: Scope,
): Pick<BakeLayer, "inherits" | "inheritsMore"> {
  if (found === undefined || found.data === null) return { inherits: [] };
  const at = placeOf(found.expression, scope);
  const items = isList(found.data) ? found.data : [found.data];
  const inherits: string[] = [];
  let inheritsMore: Unknown | undefined;
  for (const item of items) {
    const name = textFact(item, at);
    if (name?.known === true) inherits.push(name.value);
    else if (name !== undefined) inheritsMore ??= name;
  }
  return { inherits, ...(inheritsMore && { inheritsMore }) };
}

/** One layer over another: what it says counts, arguments and contexts one by one. */
export function over(below: BakeLayer, above: BakeLayer): BakeLayer {
  const inheritsMore = above.inheritsMore ?? below.inheritsMore;
  return {
    ...below,
    ...above,
    args: pairsOver(below.args, above.args),
    contexts: pairsOver(below.contexts, above.contexts),
    inherits: [...below.inherits, ...above.inherits],
    ...(inheritsMore && { inheritsMore }),
  };
}

/** Under a map that cannot be told, every value may be another. */
function pairsOver(below: BakePairs, above: BakePairs): BakePairs {
  const { rest } = above;
  const kept = [...below.values].map(([name, value]) => [name, rest ?? value] as const);
  const more = rest ?? below.rest;
  return { values: new Map([...kept, ...above.values]), ...(more && { rest: more }) };
}
