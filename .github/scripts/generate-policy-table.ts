import { policySchemaText } from "../../src/policy/schema.ts";

/** What is used of a JSON schema. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
}

/** Every key of the policy with what it takes, from its schema. */
export function policyTable(): string {
  // Our own text.
  const rows = rowsOf(JSON.parse(policySchemaText()) as Schema, "");
  return ["| key | takes | says |", "|---|---|---|", ...rows].join("\n");
}

function rowsOf({ properties = {} }: Schema, prefix: string): readonly string[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const key = `${prefix}${name}`;
    const row = `| \`${key}\` | ${cell(takes(schema))} | ${cell(schema.description ?? "")} |`;
    return [row, ...below(schema, key)];
  });
}

/** The keys of a map, and of the maps of a list (`builds[].context`). */
function below(schema: Schema, key: string): readonly string[] {
  const forms = formsOf(schema);
  const rows = forms.flatMap((form) => [
    ...rowsOf(form, `${key}.`),
    ...(form.items === undefined ? [] : formsOf(form.items).flatMap((item) => rowsOf(item, `${key}[].`))),
  ]);
  return [...new Map(rows.map((row) => [row.split(" | ")[0], row])).values()];
}

function formsOf(schema: Schema): readonly Schema[] {
  return (schema.anyOf ?? schema.oneOf ?? [schema]).flatMap((form) =>
    form === schema ? [form] : formsOf(form),
  );
}

/** In words what a value may be: "`docker` or `podman`", "text or a list of texts". */
function takes(schema: Schema): string {
  const words = formsOf(schema).map(formWords);
  return [...new Set(words)].join(" or ");
}

function formWords(schema: Schema): string {
  const { items, type } = schema;
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.enum !== undefined) return schema.enum.map((one) => `\`${String(one)}\``).join(", ");
  if (type === "array") return `a list of ${items === undefined ? "values" : plural(takes(items))}`;
  if (type === "object") return "a map";
  const types = typeof type === "string" ? [type] : (type ?? []);
  return types.map((one) => TYPES.get(one) ?? one).join(" or ") || "a value";
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ["string", "text"],
  ["integer", "a number"],
  ["number", "a number"],
  ["boolean", "`true` or `false`"],
]);

function plural(words: string): string {
  return words === "text" ? "texts" : words === "a map" ? "maps" : words.replace(/^a (\w+)$/, "$1s");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replace(/\s+/g, " ").trim();
}
