import { CHECK_VERSION } from "./json.ts";
import { type Schema, schemaText } from "./schema.ts";

const count: Schema = { type: "integer", minimum: 0 };
const position: Schema = { type: "integer", minimum: 1 };
const range = {
  file: { type: "string", description: "Path from the repo's root, with /." },
  line: position,
  column: { ...position, description: "Counted in UTF-16 units, as all columns." },
  endLine: position,
  endColumn: { ...position, description: "The column behind the last character." },
  wholeFile: { const: true, description: "The file as a whole is meant; line and column are 1." },
} satisfies Record<string, Schema>;
const rangeKeys = ["file", "line", "column", "endLine", "endColumn"];

const related: Schema = {
  type: "object",
  required: [...rangeKeys, "note"],
  properties: { ...range, note: { type: "string", description: "What the place shows." } },
};

const finding: Schema = {
  type: "object",
  required: ["rule", "severity", "message", "key", "images", ...rangeKeys, "related", "fingerprint"],
  properties: {
    rule: { type: "string", pattern: "^[a-z0-9-]+/[a-z0-9-]+$" },
    severity: { enum: ["error", "warning", "notice"], description: "The severity in force." },
    message: { type: "string" },
    key: { type: "string", description: "What is wrong, without line or prose; part of the fingerprint." },
    images: {
      type: "array",
      items: { type: "string" },
      description: "Names of the images that it was seen in; empty when it is the repo's.",
    },
    ...range,
    help: { type: "string", description: "What to do." },
    related: { type: "array", items: related, description: "Other places that are needed to understand it." },
    docs: { type: "string", description: "Address of the rule's page." },
    fix: {
      type: "object",
      required: ["title", "safe"],
      properties: { title: { type: "string" }, safe: { type: "boolean" } },
    },
    fingerprint: {
      type: "string",
      pattern: "^[0-9a-f]{20}$",
      description: "Of rule, file, key and occurrence: stays the same when lines move or words change.",
    },
  },
};

/** The JSON Schema of `keelcheck check --format json`, as docs/check-report.schema.json holds it. */
export function checkSchemaText(): string {
  return schemaText("Keelcheck: check --format json", {
    required: ["version", "conclusion", "counts", "findings", "remarks"],
    properties: {
      version: { const: CHECK_VERSION },
      conclusion: {
        enum: ["failure", "success"],
        description: "failure when a finding is at or above the policy's fail-on.",
      },
      counts: {
        type: "object",
        required: ["errors", "warnings", "notices"],
        properties: { errors: count, warnings: count, notices: count },
      },
      findings: { type: "array", items: finding, description: "Sorted by file, offset, rule and key." },
      remarks: {
        type: "array",
        items: { type: "string" },
        description: "What a person should read before the findings.",
      },
    },
  });
}
