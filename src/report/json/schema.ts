/** A JSON Schema or a part of one, as plain data. */
export type Schema = Readonly<Record<string, unknown>>;

// New keys may be added without a new version, so that readers must not refuse what they do not know.
/** The text of a schema file: an object of this title with these keys. */
export function schemaText(title: string, object: Schema): string {
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title,
    description: "New keys may appear without a new version; a changed or removed one raises it.",
    type: "object",
    ...object,
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}
