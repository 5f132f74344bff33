/** What the names of bake files mean: variables with their defaults, functions, attributes of other targets. */
import type { HclAttribute, HclBlock, HclExpression, HclFile } from "../../parsers/hcl/tree.ts";
import type { SourceFile } from "../../source.ts";
import { type HclData, isList, refused, unread } from "./data.ts";
import { evaluate } from "./evaluate.ts";
import type { Scope, UserFunction, World } from "./scope.ts";
import { ofType } from "./types.ts";

/** A block with the file that it stands in. */
export interface BakeBlock {
  readonly file: SourceFile;
  readonly block: HclBlock;
}

interface Definition {
  readonly file: SourceFile;
  /** The default; without one a variable is empty, or null where it has a type. */
  readonly value?: HclExpression;
  readonly type?: HclExpression;
}

// Ours: many times what a large definition needs.
const mostSteps = 200_000;

// Set by bake itself (buildx, commands/bake.go), the platform by its machine.
const builtIn: ReadonlyMap<string, string> = new Map([["BAKE_CMD_CONTEXT", "cwd://"]]);

/** The world of files that bake reads as one; a variable of the environment, which would override, is none of theirs. */
export function worldOf(files: readonly HclFile[]): World {
  const definitions = definitionsOf(files);
  const functions = functionsOf(files);
  const resolved = new Map<string, HclData>();
  const busy = new Set<string>();
  const world: World = {
    budget: { left: mostSteps, depth: 0 },
    variable: (name) => {
      const found = builtIn.get(name) ?? resolved.get(name);
      if (found !== undefined) return found;
      const definition = definitions.get(name);
      if (definition === undefined) return undefined;
      const { file, value, type } = definition;
      if (value === undefined) return type === undefined ? "" : null;
      if (busy.has(name)) return refused(`the variable "${name}" needs itself`, { file, span: value.span });
      busy.add(name);
      const evaluated = (expression: HclExpression) =>
        evaluate(expression, { file, locals: new Map(), world });
      const bare = evaluated(value);
      const result =
        type === undefined ? bare : ofType(bare, { type, evaluated, at: { file, span: value.span } });
      busy.delete(name);
      resolved.set(name, result);
      return result;
    },
    userFunction: (name) => functions.get(name),
    attribute: (type, name, attribute) => attributeOf({ type, name, attribute }, files, world),
  };
  return world;
}

function attributeOf(
  wanted: { readonly type: string; readonly name: string; readonly attribute: string },
  files: readonly HclFile[],
  world: World,
): HclData | undefined {
  const { type, name, attribute } = wanted;
  const found = blocksOf(files, type).findLast(({ block }) => block.labels[0]?.text === name);
  if (found === undefined) return undefined;
  const { file, block } = found;
  const at = { file, span: block.span };
  if (attributeNamed(block, "matrix") !== undefined)
    return unread(`${type} "${name}" stands for several targets`, at);
  const value = attributeNamed(block, attribute);
  return value === undefined ? null : evaluate(value, { file, locals: new Map(), world });
}

/** The value of an attribute as it is written. */
export function attributeNamed({ attributes }: HclBlock, name: string): HclExpression | undefined {
  return attributes.findLast(({ key }) => key.text === name)?.value;
}

/** The blocks of one type in all files, in their order. */
export function blocksOf(files: readonly HclFile[], type: string): readonly BakeBlock[] {
  return files.flatMap(({ file, body }) =>
    body.blocks.filter((block) => block.type === type).map((block) => ({ file, block })),
  );
}

/** An attribute of a file itself counts before a variable of its name; of two variables the later one is it. */
function definitionsOf(files: readonly HclFile[]): ReadonlyMap<string, Definition> {
  const found = new Map<string, Definition>();
  for (const { file, block } of blocksOf(files, "variable")) {
    const [label] = block.labels;
    const value = attributeNamed(block, "default");
    const type = attributeNamed(block, "type");
    const isTyped = type !== undefined && type.kind !== "null";
    if (label !== undefined)
      found.set(label.text, { file, ...(value && { value }), ...(isTyped && { type }) });
  }
  for (const { file, body } of files) {
    for (const { key, value } of body.attributes as readonly HclAttribute[])
      found.set(key.text, { file, value });
  }
  return found;
}

function functionsOf(files: readonly HclFile[]): ReadonlyMap<string, UserFunction> {
  const found = new Map<string, UserFunction>();
  for (const { file, block } of blocksOf(files, "function")) {
    const [label] = block.labels;
    const result = attributeNamed(block, "result");
    const parameters = keywordsOf(attributeNamed(block, "params"));
    const [variadic] = keywordsOf(attributeNamed(block, "variadic_params"));
    if (label === undefined || result === undefined) continue;
    const rest = variadic === undefined ? {} : { variadic };
    found.set(label.text, { file, parameters, ...rest, result });
  }
  return found;
}

/** Names as they are written: bare words, or texts in JSON. */
function keywordsOf(expression: HclExpression | undefined): readonly string[] {
  if (expression === undefined) return [];
  if (expression.kind === "list") return expression.items.flatMap(keywordsOf);
  if (expression.kind === "name") return [expression.name];
  const [part] = expression.kind === "text" ? expression.parts : [];
  return part !== undefined && "text" in part ? [part.text] : [];
}

/** The scopes of a matrix: one for each combination; undefined where the matrix cannot be told. */
export function matrixScopes(matrix: HclData, scope: Scope): readonly Scope[] | undefined {
  if (!(matrix instanceof Map)) return undefined;
  let scopes: readonly Scope[] = [scope];
  for (const [name, values] of matrix as ReadonlyMap<string, HclData>) {
    if (!isList(values) || scopes.length * values.length > 1000) return undefined;
    scopes = values.flatMap((value) =>
      scopes.map((each) => ({ ...each, locals: new Map([...each.locals, [name, value]]) })),
    );
  }
  return scopes;
}
