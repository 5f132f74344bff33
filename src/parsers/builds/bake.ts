/** Bake definitions (`docker-bake.hcl`, `docker-bake.json`) as blocks; what their expressions are worth is the model's. */
import type { SourceFile, Span } from "../../source.ts";
import { readParts } from "../hcl/expression.ts";
import { templateParts } from "../hcl/lexer.ts";
import { parseHcl } from "../hcl/parse.ts";
import type { HclAttribute, HclBlock, HclExpression, HclFile } from "../hcl/tree.ts";
import type { YamlEntry, YamlNode } from "../yaml/parse.ts";
import { entriesOf, parseYaml } from "../yaml/parse.ts";

export type BakeFile = HclFile;

const blockTypes = new Set(["target", "variable", "group", "function"]);

/** Reads a bake definition; a name that ends in `.json` is JSON, any other is HCL. */
export function parseBake(file: SourceFile): BakeFile {
  return file.path.endsWith(".json") ? readJson(file) : parseHcl(file);
}

/** JSON has the same blocks: type, then label, then attributes. JSON is read as YAML, which it is. */
function readJson(file: SourceFile): BakeFile {
  const { root, comments, problems } = parseYaml(file);
  const blocks: HclBlock[] = [];
  const attributes: HclAttribute[] = [];
  for (const { key, value } of entriesOf(root)) {
    if (blockTypes.has(key.text)) blocks.push(...readBlocks(key.text, value));
    else attributes.push({ key, value: fromYaml(value) });
  }
  const message = "a bake definition is a map";
  const wrong = root !== undefined && root.kind !== "map" ? [{ message, span: root.span }] : [];
  return { file, body: { attributes, blocks }, comments, problems: [...problems, ...wrong] };
}

/** Each label may hold one body or a list of them, and so may the type (HCL's JSON syntax). */
function readBlocks(type: string, node: YamlNode): readonly HclBlock[] {
  return eachOf(node)
    .flatMap(entriesOf)
    .flatMap(({ key, value }) => eachOf(value).map((body) => readBlock(type, key, entriesOf(body))));
}

function eachOf(node: YamlNode): readonly YamlNode[] {
  return node.kind === "list" ? node.items : [node];
}

function readBlock(type: string, label: YamlEntry["key"], entries: readonly YamlEntry[]): HclBlock {
  const attributes = entries
    .filter(({ key }) => key.text !== "//")
    .map(({ key, value }) => ({ key, value: fromYaml(value) }));
  return { type, labels: [label], attributes, blocks: [], span: label.span };
}

function fromYaml(node: YamlNode): HclExpression {
  const { span } = node;
  if (node.kind === "list") return { kind: "list", items: node.items.map(fromYaml), span };
  if (node.kind === "map") {
    const entries = node.entries.map(({ key, value }) => ({
      key: textFrom(key.text, key.span),
      value: fromYaml(value),
    }));
    return { kind: "map", entries, span };
  }
  const { value } = node;
  if (value === null) return { kind: "null", span };
  if (typeof value === "number") return { kind: "number", value, span };
  if (typeof value === "boolean") return { kind: "bool", value, span };
  return textFrom(typeof value === "string" ? value : node.text, span);
}

function textFrom(text: string, span: Span): HclExpression {
  return { kind: "text", parts: readParts(templateParts(text, false, 0), 0, span), span };
}
