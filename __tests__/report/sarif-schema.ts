type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: "string", minLength: 1 };
const number: Schema = { type: "integer", minimum: 1 };

/** An object with these keys and no others; those that end in `?` may be absent. */
function only(keys: Readonly<Record<string, Schema>>): Schema {
  const entries = Object.entries(keys);
  return {
    type: "object",
    additionalProperties: false,
    required: entries.map(([key]) => key).filter((key) => !key.endsWith("?")),
    properties: Object.fromEntries(entries.map(([key, value]) => [key.replace(/\?$/, ""), value])),
  };
}

function list(items: Schema, bounds: Schema = {}): Schema {
  return { type: "array", items, ...bounds };
}

const message = only({ text });
const level: Schema = { enum: ["error", "warning", "note"] };
const region = only({ startLine: number, "startColumn?": number, "endLine?": number, "endColumn?": number });
// A path from the root: nothing that an address would read otherwise.
const uri: Schema = { type: "string", pattern: "^[A-Za-z0-9._%-][A-Za-z0-9._%/-]*$" };
const artifactLocation = only({ uri, uriBaseId: { const: "%SRCROOT%" } });
const physicalLocation = only({ artifactLocation, region });
const related = only({ id: number, physicalLocation, message });
const replacement = only({ deletedRegion: region, "insertedContent?": only({ text: { type: "string" } }) });
const fix = only({
  description: message,
  artifactChanges: list(only({ artifactLocation, replacements: list(replacement, { minItems: 1 }) }), {
    minItems: 1,
  }),
});

const result = only({
  ruleId: text,
  "ruleIndex?": { type: "integer", minimum: 0 },
  level,
  message,
  locations: list(only({ physicalLocation }), { minItems: 1, maxItems: 1 }),
  "relatedLocations?": list(related, { minItems: 1, maxItems: 100 }),
  partialFingerprints: only({ "keelcheck/v1": { type: "string", pattern: "^[0-9a-f]{20}$" } }),
  "baselineState?": { enum: ["new", "unchanged"] },
  "suppressions?": list(
    only({
      kind: { enum: ["inSource", "external"] },
      status: { const: "accepted" },
      justification: text,
      location: only({ physicalLocation }),
    }),
  ),
  "fixes?": list(fix, { minItems: 1 }),
  "properties?": only({ images: list(text, { minItems: 1 }) }),
});

const rule = only({
  id: { type: "string", minLength: 1, maxLength: 255 },
  shortDescription: only({ text: { type: "string", minLength: 1, maxLength: 1024 } }),
  fullDescription: only({ text: { type: "string", minLength: 1, maxLength: 1024 } }),
  helpUri: text,
  help: only({ text, markdown: text }),
  defaultConfiguration: only({ level }),
  properties: only({
    tags: list(text, { minItems: 1, maxItems: 10 }),
    "problem.severity": { enum: ["error", "warning", "recommendation"] },
  }),
});

/**
 * The part of SARIF 2.1.0 that Keelcheck writes, with what GitHub asks for on top: a line for every place, a text for
 * every rule, 25,000 results. Narrower than the standard's own schema, which allows whatever this one does.
 */
export const sarifSchema = only({
  $schema: text,
  version: { const: "2.1.0" },
  runs: list(
    only({
      tool: only({
        driver: only({ name: text, version: text, "informationUri?": text, rules: list(rule) }),
      }),
      automationDetails: only({ id: { type: "string", pattern: "^keelcheck/.*/?$" } }),
      invocations: list(
        only({
          executionSuccessful: { const: true },
          toolExecutionNotifications: list(only({ level, message })),
        }),
      ),
      originalUriBaseIds: only({ "%SRCROOT%": only({ description: message }) }),
      "versionControlProvenance?": list(
        only({ repositoryUri: text, revisionId: text, mappedTo: only({ uriBaseId: text }) }),
      ),
      columnKind: { const: "utf16CodeUnits" },
      newlineSequences: list(text, { minItems: 1, uniqueItems: true }),
      results: list(result, { maxItems: 25_000 }),
    }),
    { minItems: 1, maxItems: 1 },
  ),
});
