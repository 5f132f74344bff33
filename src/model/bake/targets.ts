/** The targets and groups of bake files that are read together: matrices unrolled, parents resolved. */
import type { HclFile } from "../../parsers/hcl/tree.ts";
import type { Place } from "../../source.ts";
import { type Fact, type Unknown, unknown } from "../fact.ts";
import { asUnknown, bakeText, type HclData, isList, isUnread, refused } from "./data.ts";
import { evaluate } from "./evaluate.ts";
import { type BakeLayer, type BakePairs, emptyLayer, layerOf, over, unreadLayer } from "./layers.ts";
import type { Scope } from "./scope.ts";
import { attributeNamed, type BakeBlock, blocksOf, matrixScopes, worldOf } from "./world.ts";

/** One target as bake would build it: what it inherits is in it. */
export interface BakeTarget {
  readonly name: string;
  /** The block's label, where the target's name is that or comes of it by a matrix. */
  readonly at: Place;
  readonly context?: Fact<string>;
  readonly dockerfile?: Fact<string>;
  readonly inline?: Fact<string>;
  /** The stage; "" is the last one. */
  readonly target?: Fact<string>;
  readonly args: BakePairs;
  readonly contexts: BakePairs;
  /** `*` stands for a part that cannot be told. */
  readonly tags: readonly string[];
  /** Names that it inherits from directly. */
  readonly parents: readonly string[];
  /** Why there may be other targets than this one in its place: its matrix or its name cannot be told. */
  readonly several?: Unknown;
}

/** What bake makes of its files. */
export interface BakeDefinition {
  readonly targets: readonly BakeTarget[];
  /** Each group's members: targets and groups. The label of a matrix is a group of its targets. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** Those of the groups that are labels of matrices, which nobody has named a group. */
  readonly labels: ReadonlySet<string>;
}

/** A target as its blocks say it, parents not yet resolved. */
interface Said {
  readonly name: string;
  readonly at: Place;
  readonly layer: BakeLayer;
  readonly several?: Unknown;
}

/** A target that others define before the files: a compose service of the same folder. */
export interface OuterTarget {
  readonly name: string;
  readonly at: Place;
  readonly layer: BakeLayer;
}

// docker/metadata-action writes this target into a file of the moment: tags and labels, and arguments of its own names.
const written = /^docker-metadata-action/;

/** What a command line sets of a target, by its name. */
export type Overrides = (name: string) => BakeLayer | undefined;

/** Evaluates bake files in the order in which bake reads them; what a call sets of a target reaches its heirs. */
export function readTargets(
  files: readonly HclFile[],
  outer: readonly OuterTarget[] = [],
  overrides: Overrides = () => undefined,
): BakeDefinition {
  const world = worldOf(files);
  const said = new Map<string, Said>(outer.map((target) => [target.name, target]));
  const groups = new Map<string, readonly string[]>();
  const own = new Set<string>();
  const labels = new Set<string>();
  for (const found of blocksOf(files, "target")) {
    const scope: Scope = { file: found.file, locals: new Map(), world };
    const targets = unrolled(found, scope);
    for (const target of targets) {
      const before = said.get(target.name);
      const layer = before === undefined ? target.layer : over(before.layer, target.layer);
      said.set(target.name, before === undefined ? target : { ...before, ...target, at: before.at, layer });
      own.add(target.name);
    }
    const label = labelOf(found);
    const names = targets.map(({ name }) => name);
    if (names.length === 1 && names[0] === label) continue;
    groups.set(label, [...new Set([...(groups.get(label) ?? []), ...names])]);
    labels.add(label);
  }
  // The last group of a name is the group; beside one, the targets of a matrix of that name belong to it too.
  for (const [name, found] of new Map(blocksOf(files, "group").map((block) => [labelOf(block), block]))) {
    const members = membersOf(found, { file: found.file, locals: new Map(), world });
    groups.set(name, [...new Set([...(groups.get(name) ?? []), ...members])]);
    labels.delete(name);
  }
  const resolve = resolver(said, overrides);
  const targets = [...own].flatMap((name) => {
    const target = said.get(name);
    return target === undefined ? [] : [resolved(target, resolve(name))];
  });
  return { targets, groups, labels };
}

function labelOf({ block }: BakeBlock): string {
  return block.labels[0]?.text ?? "";
}

function membersOf({ block }: BakeBlock, scope: Scope): readonly string[] {
  const targets = attributeNamed(block, "targets");
  const data = targets === undefined ? [] : evaluate(targets, scope);
  return isList(data) ? data.filter((each) => typeof each === "string") : [];
}

/** The targets of one block: one, or one for each combination of its matrix. */
function unrolled(found: BakeBlock, scope: Scope): readonly Said[] {
  const { block, file } = found;
  const label = labelOf(found);
  const at = { file, span: block.labels[0]?.span ?? block.span };
  const matrix = attributeNamed(block, "matrix");
  if (matrix === undefined) return [{ name: label, at, layer: layerOf(block, scope) }];
  const place = { file, span: matrix.span };
  const data = evaluate(matrix, scope);
  const scopes = matrixScopes(data, scope);
  if (scopes === undefined) {
    const why = asUnknown(isUnread(data) ? data : refused("the matrix is not a map of lists", place));
    return [{ name: label, at, layer: layerOf(block, withUnread(matrix, scope, why)), several: why }];
  }
  return scopes.map((each) => namedTarget({ found, label, at }, each));
}

/** The scope of a matrix whose values cannot be told: of its names, as far as they are written, none has one. */
function withUnread(matrix: Parameters<typeof evaluate>[0], scope: Scope, why: Unknown): Scope {
  const names = matrix.kind === "map" ? matrix.entries.map(({ key }) => evaluate(key, scope)) : [];
  const value: HclData = { unread: why.why, at: why.at };
  const locals = names.flatMap((name) => (typeof name === "string" ? [[name, value] as const] : []));
  return { ...scope, locals: new Map(locals) };
}

function namedTarget(
  { found, label, at }: { readonly found: BakeBlock; readonly label: string; readonly at: Place },
  scope: Scope,
): Said {
  const layer = layerOf(found.block, scope);
  const expression = attributeNamed(found.block, "name");
  if (expression === undefined) return { name: label, at, layer };
  const name = bakeText(evaluate(expression, scope), { file: found.file, span: expression.span });
  if (typeof name === "string") return { name, at, layer };
  const why = name === null ? unknown({ key: "null name", why: "the name is null" }, at) : asUnknown(name);
  return { name: label, at, layer, several: why };
}

/** A parent is resolved whole before it is laid over the one before it; a circle ends where it began. */
function resolver(said: ReadonlyMap<string, Said>, overrides: Overrides): (name: string) => BakeLayer {
  const done = new Map<string, BakeLayer>();
  const resolve = (name: string, visited: Map<string, BakeLayer | undefined>): BakeLayer | undefined => {
    const known = done.get(name);
    if (known !== undefined) return known;
    if (visited.has(name)) return visited.get(name);
    visited.set(name, undefined);
    const target = said.get(name);
    if (target === undefined) return undefined;
    const { inherits, inheritsMore } = target.layer;
    let below = inheritsMore === undefined ? emptyLayer : unreadLayer(inheritsMore);
    for (const parent of inherits) {
      const isMissing = !said.has(parent) && !written.test(parent);
      const layer = isMissing ? missingParent(parent, target) : resolve(parent, visited);
      if (layer !== undefined) below = over(below, layer);
    }
    const own = over(below, target.layer);
    const set = overrides(name);
    const whole = withoutEmptyContexts(set === undefined ? own : over(own, set));
    visited.set(name, whole);
    return whole;
  };
  return (name) => {
    // Without a circle what a target comes to is the same for everybody who asks, and its parents come first.
    for (const one of parentsFirst(name, said, done)) {
      const layer = resolve(one, new Map());
      if (layer !== undefined) done.set(one, layer);
    }
    return resolve(name, new Map()) ?? emptyLayer;
  };
}

/** A context of an empty text takes one away, in its own target alone: what inherits from it has none to lay over others. */
function withoutEmptyContexts(layer: BakeLayer): BakeLayer {
  const values = [...layer.contexts.values].filter(([, value]) => !value.known || value.value !== "");
  return { ...layer, contexts: { ...layer.contexts, values: new Map(values) } };
}

/** A target behind all that it inherits from, those that are done left out; none where they inherit in a circle. */
function parentsFirst(
  name: string,
  said: ReadonlyMap<string, Said>,
  done: ReadonlyMap<string, unknown>,
): readonly string[] {
  const order: string[] = [];
  const state = new Map<string, "open" | "closed">();
  const stack = [name];
  while (stack.length > 0) {
    const top = stack.at(-1) ?? "";
    if (done.has(top) || state.get(top) !== undefined) {
      stack.pop();
      if (state.get(top) !== "open") continue;
      state.set(top, "closed");
      order.push(top);
      continue;
    }
    state.set(top, "open");
    for (const parent of said.get(top)?.layer.inherits ?? []) {
      if (state.get(parent) === "open") return [];
      if (state.get(parent) === undefined && said.has(parent)) stack.push(parent);
    }
  }
  return order;
}

/** It may be in a file that is named on the command line. */
function missingParent(parent: string, { at }: Said): BakeLayer {
  const why = `the target "${parent}", which it inherits from, is in no bake file next to it`;
  return unreadLayer(unknown({ key: `bake parent ${parent}`, why }, at));
}

function resolved({ name, at, layer, several }: Said, whole: BakeLayer): BakeTarget {
  const { context, dockerfile, inline, target, args, contexts, tags = [] } = whole;
  return {
    name,
    at,
    ...(context && { context }),
    ...(dockerfile && { dockerfile }),
    ...(inline && { inline }),
    ...(target && { target }),
    args,
    contexts,
    tags: [...new Set(tags)],
    parents: layer.inherits,
    ...(several && { several }),
  };
}
