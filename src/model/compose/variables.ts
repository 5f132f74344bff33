import { parseTemplate, type TemplatePart } from "../../parsers/builds/compose-template.ts";
import { parseEnvFile } from "../../parsers/builds/env-file.ts";
import { LONGEST_VALUE } from "../../parsers/expand-patterns.ts";

/** Variables by name; a value may hold `UNTOLD`. */
export type ComposeVariables = ReadonlyMap<string, string>;

type Lookup = Pick<ComposeVariables, "get">;

/** Stands in a text for what comes from outside of the repo: a character for private use. */
export const UNTOLD = "\uE000";

/** Whether nothing in a text comes from outside. */
export function isTold(text: string): boolean {
  return !text.includes(UNTOLD);
}

/**
 * A text with its variables put in (compose specification, "Interpolation"). One that the repo does not set is `UNTOLD`,
 * but for a word that counts then; so is all of a text that variables make longer than any that is meant.
 */
export function interpolated(
  text: string,
  variables: Lookup,
): { readonly text: string; readonly invalid: boolean } {
  if (!text.includes("$")) return { text, invalid: false };
  const parts = parseTemplate(text);
  const invalid = parts.some(({ kind }) => kind === "invalid");
  let put = "";
  for (const part of parts) {
    put += partValue(part, variables);
    if (put.length > Math.max(LONGEST_VALUE, text.length)) return { text: UNTOLD, invalid };
  }
  return { text: put, invalid };
}

function partValue(part: TemplatePart, variables: Lookup): string {
  if (part.kind !== "variable") return part.text;
  const { name, operator, word = "" } = part;
  const value = variables.get(name);
  if (operator === undefined || operator.endsWith("?")) return value ?? UNTOLD;
  if (value !== undefined && !isTold(value)) return UNTOLD;
  const counts = operator.startsWith(":") ? value !== undefined && value !== "" : value !== undefined;
  const put = () => interpolated(word, variables).text;
  if (operator.endsWith("+")) return counts ? put() : (value ?? "");
  return counts ? (value ?? "") : put();
}

/**
 * What files of variables set, the later over the earlier, their own variables and those around them put in; what is set
 * around them counts first.
 */
export function readEnvTexts(texts: readonly string[], around: Lookup): ReadonlyMap<string, string> {
  const own = new Map<string, string>();
  const lookup = { get: (name: string) => around.get(name) ?? own.get(name) };
  for (const { name, value, expands } of texts.flatMap((text) => parseEnvFile(text).entries)) {
    const put = value === undefined ? lookup.get(name) : expands ? interpolated(value, lookup).text : value;
    if (put !== undefined) own.set(name, put);
  }
  return own;
}
