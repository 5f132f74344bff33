import type { BasesReport, BaseToSettle } from "../text/bases.ts";
import { jsonText } from "./report.ts";
import { type Schema, schemaText } from "./schema.ts";

/** Version of the format; raised when a reader of the old one would go wrong. */
const BASES_VERSION = 1;

/** The whole answer of `keelcheck bases --format json`. */
interface BasesJson {
  readonly version: number;
  readonly bases: readonly BaseToSettle[];
  readonly remarks: readonly string[];
}

/** The bases that are not known as JSON text, as docs/bases.schema.json describes it. */
export function jsonBases({ bases, remarks }: BasesReport): string {
  const answer: BasesJson = { version: BASES_VERSION, bases, remarks };
  return jsonText(answer);
}

const text: Schema = { type: "string" };
const texts = (description: string): Schema => ({ type: "array", items: text, description });
const position: Schema = { type: "integer", minimum: 1 };

const base: Schema = {
  type: "object",
  required: ["ref", "why", "recorded", "images", "at", "unknown"],
  properties: {
    ref: { ...text, description: "As in the FROM line, with variables replaced where their value is known." },
    why: { ...text, description: "Why it is unknown." },
    recorded: {
      type: "boolean",
      description: "Its configuration is recorded; its files and users are unknown.",
    },
    images: texts("Names of the images that start from it, sorted."),
    at: {
      type: "array",
      description: "The FROM lines that name it.",
      items: {
        type: "object",
        required: ["file", "line", "column"],
        properties: {
          file: text,
          line: position,
          column: { ...position, description: "Counted in UTF-16 units." },
        },
      },
    },
    unknown: texts("Facts of these images that are unknown because of it."),
    command: { ...text, description: "The command that settles it." },
    policy: {
      ...text,
      description: "Policy lines that settle it; fill in the names in capitals.",
    },
    advice: { ...text, description: "Advice where neither a command nor policy lines settle it." },
  },
};

/** The JSON Schema of `keelcheck bases --format json`, as docs/bases.schema.json holds it. */
export function basesSchemaText(): string {
  return schemaText("Keelcheck: bases --format json", {
    required: ["version", "bases", "remarks"],
    properties: {
      version: { const: BASES_VERSION },
      bases: { type: "array", items: base, description: "Sorted by ref; empty when all bases are known." },
      remarks: texts("What a person should read first."),
    },
  });
}
