/** Bake definitions (`docker-bake.hcl`, `docker-bake.json`): their targets, with variables and `inherits` resolved. */
import type { SourceFile, Span } from "../../source.ts";
import { templateParts } from "../hcl/lexer.ts";
import { parseHcl } from "../hcl/parse.ts";
import type { HclBlock, HclEntry, HclValue } from "../hcl/tree.ts";
import type { Comment, SyntaxProblem } from "../syntax.ts";
import type { YamlNode } from "../yaml/parse.ts";
import { entriesOf, parseYaml } from "../yaml/parse.ts";

/** A value and where it stands; `text` is null when it cannot be told. */
export interface BakeText {
  readonly text: string | null;
  readonly span: Span;
}

export interface BakeTarget {
  readonly name: string;
  /** The target's name. */
  readonly span: Span;
  readonly dockerfile?: BakeText;
  /** The Dockerfile stands in the definition itself. */
  readonly inline?: Span;
  readonly context?: BakeText;
  readonly target?: BakeText;
  readonly args: Readonly<Record<string, BakeText>>;
  readonly contexts: Readonly<Record<string, BakeText>>;
  /** Several targets of one block; its texts with the matrix' variables cannot be told. */
  readonly matrix: boolean;
  /** Names in its `inherits`, as far as they can be read; a target of another file may be among them. */
  readonly parents: readonly string[];
}

export interface BakeFile {
  readonly file: SourceFile;
  readonly targets: readonly BakeTarget[];
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
}

interface Definition {
  readonly name: string;
  readonly span: Span;
  readonly attributes: ReadonlyMap<string, HclValue>;
}

/** The text of each variable; null when it cannot be told. */
type Variables = ReadonlyMap<string, string | null>;

// Ours: no definition needs as much.
const longest = 10_000;
const deepest = 50;

/** Reads a bake definition; a name that ends in `.json` is JSON, any other is HCL. */
export function parseBake(file: SourceFile): BakeFile {
  const { body, comments, problems } = file.path.endsWith(".json") ? readJson(file) : parseHcl(file);
  const definitions = new Map<string, Definition>();
  for (const block of body.blocks) {
    const [label] = block.labels;
    if (block.type !== "target" || label === undefined) continue;
    const own = block.attributes.map(({ key, value }): [string, HclValue] => [key.text, value]);
    // A target that is written twice is one, the later attributes count (bake's own merge).
    const attributes = new Map([...(definitions.get(label.text)?.attributes ?? []), ...own]);
    definitions.set(label.text, { name: label.text, span: label.span, attributes });
  }
  const variables = readVariables(body);
  const targets = [...definitions.values()].map((definition) =>
    readTarget(definition, definitions, variables),
  );
  return { file, targets, comments, problems };
}

/** The defaults; a variable that needs itself, or a function, has none that can be told. */
function readVariables(body: Pick<HclBlock, "attributes" | "blocks">): Variables {
  const values = new Map(body.attributes.map(({ key, value }) => [key.text, value]));
  for (const { type, labels, attributes } of body.blocks) {
    const value = attributes.find(({ key }) => key.text === "default")?.value;
    const [name] = labels;
    if (type === "variable" && name !== undefined && value !== undefined) values.set(name.text, value);
  }
  const resolved = new Map<string, string | null>();
  const lookUp = (name: string, depth: number): string | null => {
    const found = resolved.get(name);
    if (found !== undefined) return found;
    resolved.set(name, null);
    const value = values.get(name);
    if (value === undefined || depth > deepest) return null;
    const text = evaluate(value, (inner) => lookUp(inner, depth + 1));
    resolved.set(name, text);
    return text;
  };
  for (const name of values.keys()) lookUp(name, 0);
  return resolved;
}

function readTarget(
  definition: Definition,
  all: ReadonlyMap<string, Definition>,
  variables: Variables,
): BakeTarget {
  const chain = ancestry(definition, all, variables);
  const last = (name: string): BakeText | undefined => {
    const value = chain.findLast(({ attributes }) => attributes.has(name))?.attributes.get(name);
    return value === undefined || value.kind === "null" ? undefined : textOf(value, variables);
  };
  const merged = (name: string) =>
    Object.assign({}, ...chain.map(({ attributes }) => readMap(attributes.get(name), variables)));
  const dockerfile = last("dockerfile");
  const context = last("context");
  const target = last("target");
  const inline = last("dockerfile-inline")?.span;
  return {
    name: definition.name,
    span: definition.span,
    ...(dockerfile === undefined ? {} : { dockerfile }),
    ...(inline === undefined ? {} : { inline }),
    ...(context === undefined ? {} : { context }),
    ...(target === undefined ? {} : { target }),
    args: merged("args"),
    contexts: merged("contexts"),
    matrix: chain.some(({ attributes }) => attributes.has("matrix")),
    parents: parentNames(definition, variables),
  };
}

/** The target behind all that it inherits from: the later counts. */
function ancestry(
  definition: Definition,
  all: ReadonlyMap<string, Definition>,
  variables: Variables,
): readonly Definition[] {
  const chain = new Set<Definition>();
  const visited = new Set<Definition>();
  const visit = (at: Definition): void => {
    if (visited.has(at)) return;
    visited.add(at);
    for (const name of parentNames(at, variables)) {
      const parent = all.get(name);
      if (parent !== undefined) visit(parent);
    }
    chain.add(at);
  };
  visit(definition);
  return [...chain];
}

function parentNames({ attributes }: Definition, variables: Variables): readonly string[] {
  const inherits = attributes.get("inherits");
  const items = inherits?.kind === "list" ? inherits.items : [];
  return items.flatMap((item) => textOf(item, variables).text ?? []);
}

function readMap(value: HclValue | undefined, variables: Variables): Readonly<Record<string, BakeText>> {
  if (value?.kind !== "map") return {};
  const entries = value.entries.filter((entry) => entry.value.kind !== "null");
  return Object.fromEntries(entries.map((entry) => [entry.key.text, textOf(entry.value, variables)]));
}

function textOf(value: HclValue, variables: Variables): BakeText {
  return { text: evaluate(value, (name) => variables.get(name) ?? null), span: value.span };
}

function evaluate(value: HclValue, lookUp: (name: string) => string | null): string | null {
  if (value.kind === "word") return value.text;
  if (value.kind === "name") return lookUp(value.name);
  if (value.kind !== "text") return null;
  let text = "";
  for (const part of value.parts) {
    const found = "text" in part ? part.text : lookUp(part.expression);
    // Variables that double each other would grow without end.
    if (found === null || text.length > longest) return null;
    text += found;
  }
  return text;
}

/** JSON has the same blocks: type, then label, then attributes. JSON is read as YAML, which it is. */
function readJson(file: SourceFile) {
  const { root, comments, problems } = parseYaml(file);
  const blocks: HclBlock[] = [];
  const attributes: HclEntry[] = [];
  for (const { key, value } of entriesOf(root)) {
    if (!["target", "variable", "group", "function"].includes(key.text)) {
      attributes.push({ key, value: fromYaml(value) });
      continue;
    }
    for (const inner of entriesOf(value)) {
      const entries = entriesOf(inner.value).map((entry) => ({
        key: entry.key,
        value: fromYaml(entry.value),
      }));
      blocks.push({
        type: key.text,
        labels: [inner.key],
        attributes: entries,
        blocks: [],
        span: inner.key.span,
      });
    }
  }
  if (root !== undefined && root.kind !== "map") {
    const message = "a bake definition is a map";
    return { body: { attributes, blocks }, comments, problems: [...problems, { message, span: root.span }] };
  }
  return { body: { attributes, blocks }, comments, problems };
}

function fromYaml(node: YamlNode): HclValue {
  const { span } = node;
  if (node.kind === "list") return { kind: "list", items: node.items.map(fromYaml), span };
  if (node.kind === "map") {
    return {
      kind: "map",
      entries: node.entries.map(({ key, value }) => ({ key, value: fromYaml(value) })),
      span,
    };
  }
  if (node.value === null) return { kind: "null", span };
  if (typeof node.value !== "string") return { kind: "word", text: node.text, span };
  return { kind: "text", parts: templateParts(node.value, false), span };
}
