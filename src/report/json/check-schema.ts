import { CHECK_VERSION } from "./report.ts";
import { type Schema, schemaText } from "./schema.ts";

const count: Schema = { type: "integer", minimum: 0 };
const position: Schema = { type: "integer", minimum: 1 };
const range = {
  file: { type: "string", description: "Path from the repo's root, with /." },
  line: position,
  column: { ...position, description: "Counted in UTF-16 units, as all columns." },
  endLine: position,
  endColumn: { ...position, description: "The column after the last character." },
  wholeFile: { const: true, description: "It is about the file as a whole; line and column are 1." },
} satisfies Record<string, Schema>;
const rangeKeys = ["file", "line", "column", "endLine", "endColumn"];

const edit: Schema = {
  description: "One change; all changes of a fix belong together.",
  anyOf: [
    {
      type: "object",
      required: ["replace", "text"],
      properties: {
        replace: {
          type: "object",
          required: rangeKeys,
          properties: range,
          description: "The range that is replaced.",
        },
        text: { type: "string" },
      },
    },
    {
      type: "object",
      required: ["create", "text"],
      properties: {
        create: { type: "string", description: "The path of a new file." },
        text: { type: "string" },
      },
    },
    {
      type: "object",
      required: ["rename", "to"],
      properties: { rename: { type: "string" }, to: { type: "string" } },
    },
    { type: "object", required: ["remove"], properties: { remove: { type: "string" } } },
    {
      type: "object",
      required: ["chmod", "executable"],
      properties: { chmod: { type: "string" }, executable: { type: "boolean" } },
    },
  ],
};

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
      description: "Names of the images that it was found in; empty for a finding about the repo itself.",
    },
    ...range,
    help: { type: "string", description: "What to do." },
    related: { type: "array", items: related, description: "Other places that are needed to understand it." },
    docs: { type: "string", description: "Address of the rule's page." },
    fix: {
      type: "object",
      required: ["title", "safe"],
      properties: {
        title: { type: "string" },
        safe: { type: "boolean", description: "Cannot change what the image does beyond the finding." },
        edits: { type: "array", items: edit },
      },
    },
    novelty: {
      enum: ["introduced", "existing"],
      description: "Whether the change introduces it; absent where nothing was compared.",
    },
    fingerprint: {
      type: "string",
      pattern: "^[0-9a-f]{20}$",
      description: "Of rule, file, key and occurrence: stays the same when lines move or words change.",
    },
  },
};

const counts: Schema = {
  type: "object",
  required: ["errors", "warnings", "notices"],
  properties: { errors: count, warnings: count, notices: count },
};

const waived: Schema = {
  type: "object",
  required: ["finding", "waiver"],
  properties: {
    finding,
    waiver: {
      type: "object",
      required: ["rule", "reason", ...rangeKeys],
      properties: {
        rule: { type: "string", description: "A rule or group/*, as written." },
        reason: { type: "string" },
        until: {
          type: "string",
          description: "The last day on which it applies, YYYY-MM-DD; absent: no end.",
        },
        added: { const: true, description: "Present where the change itself adds it." },
        ...range,
      },
    },
  },
};

const value: Schema = { type: ["string", "null"] };
const imageChange: Schema = {
  type: "object",
  required: ["name", "path", "kind", "facts"],
  properties: {
    name: { type: "string" },
    path: { type: "string", description: "The image folder." },
    kind: { enum: ["new", "removed", "changed", "same"] },
    from: { type: "string", description: "What it was called before, where that differs." },
    inherits: {
      type: "string",
      description: "The changed image that it is built on, where none of its files changed.",
    },
    facts: {
      type: "array",
      description: "The facts that differ, in words; keelcheck inspect --since prints them whole.",
      items: {
        type: "object",
        required: ["fact", "before", "after"],
        properties: { fact: { type: "string" }, before: value, after: value },
      },
    },
  },
};

const comparison: Schema = {
  type: "object",
  required: ["base", "scope", "introduced", "existing", "fixed", "images"],
  description: "What was compared; absent where nothing was.",
  properties: {
    base: { type: "string", description: "The revision that was compared with." },
    scope: { enum: ["changed", "all"], description: "changed: only introduced findings decide." },
    introduced: counts,
    existing: counts,
    fixed: {
      type: "array",
      items: finding,
      description: "Findings that are gone, with places in the base's files.",
    },
    images: { type: "array", items: imageChange, description: "The images that the change touches." },
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
      counts,
      findings: { type: "array", items: finding, description: "Sorted by file, offset, rule and key." },
      waived: {
        type: "array",
        items: waived,
        description: "Findings that a waiver keeps from counting; they are not among the findings.",
      },
      held: {
        type: "array",
        items: finding,
        description: "Findings that the baseline keeps from counting; they are not among the findings.",
      },
      comparison,
      remarks: {
        type: "array",
        items: { type: "string" },
        description: "What a person should read before the findings.",
      },
    },
  });
}
