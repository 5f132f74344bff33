import { plainJson } from "../../names.ts";
import type { Convention } from "./counting.ts";

/** What the policy's file says besides conventions. */
export interface PolicyWords {
  /** Globs of image folders. */
  readonly images: readonly string[];
  readonly runtime?: string;
}

/** Lines of a policy for these conventions, each with what it was counted from; without `words` no more than them. */
export function policyText(conventions: readonly Convention[], words?: PolicyWords): string {
  const head =
    words === undefined
      ? []
      : [
          "# yaml-language-server: $schema=https://raw.githubusercontent.com/keelcheck/keelcheck/main/docs/keelcheck.schema.json",
          `images: ${yaml(words.images.length === 1 ? (words.images[0] ?? "") : words.images)}`,
          ...(words.runtime === undefined ? [] : [`runtime: ${words.runtime}`]),
        ];
  return `${[...head, ...groupsOf(conventions).flatMap(groupLines)].join("\n")}\n`;
}

interface Group {
  readonly key: string;
  readonly conventions: readonly Convention[];
}

function groupsOf(conventions: readonly Convention[]): readonly Group[] {
  const keys = [...new Set(conventions.map(({ key }) => first(key)))];
  return keys.map((key) => ({ key, conventions: conventions.filter((one) => first(one.key) === key) }));
}

function groupLines({ key, conventions }: Group): readonly string[] {
  const lines = conventions.flatMap((convention) => {
    const name = convention.key.slice(key.length + 1);
    const indent = name === "" ? "" : "  ";
    const written = name === "" ? key : yaml(name);
    return [`${indent}# ${shareText(convention)}`, `${indent}${written}: ${yaml(convention.value)}`];
  });
  return conventions.some((one) => one.key === key) ? lines : [`${key}:`, ...lines];
}

/** "47 of 52 image folders". */
export function shareText({ count, of, what }: Pick<Convention, "count" | "of" | "what">): string {
  return `${count} of ${of} ${what}`;
}

// A registry may hold dots: only the first part is the policy's key.
function first(key: string): string {
  return key.split(".")[0] ?? key;
}

/** A word that YAML takes for the text that it is, or the text in quotes. */
function yaml(value: string | readonly string[]): string {
  if (typeof value !== "string") return `[${value.map(yaml).join(", ")}]`;
  const plain = /^(?:[A-Za-z][\w.-]*|[1-9]\d*|\.)$/.test(value);
  return plain && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(value)
    ? value
    : plainJson(JSON.stringify(value));
}
