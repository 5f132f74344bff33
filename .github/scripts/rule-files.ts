import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Rule } from "../../src/rule.ts";
import { ROOT } from "./repo.ts";

/** Ids of the rules, from the files of `src/rules/<group>/`, sorted. */
export function ruleIds(): string[] {
  const files = readdirSync(join(ROOT, "src/rules"), { recursive: true, encoding: "utf8" });
  const ids = files
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => /^[^/]+\/[^/]+\.ts$/.test(file));
  return ids.map((file) => file.slice(0, -".ts".length)).sort();
}

/** The name of a rule's constant: `nginx/privileged-port` is `privilegedPort`. */
export function constantOf(id: string): string {
  return camelCase(id.split("/")[1] ?? id);
}

/** `nginx-privileged-port` as `nginxPrivilegedPort`. */
export function camelCase(words: string): string {
  return words.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** The rule that a file of `src/rules/` exports; a file that exports anything else throws. */
export async function loadRule(id: string): Promise<Rule> {
  const file = pathToFileURL(join(ROOT, "src/rules", `${id}.ts`)).href;
  const exported: Record<string, unknown> = await import(/* @vite-ignore */ file);
  const rule = exported[constantOf(id)];
  if (!isRule(rule) || Object.keys(exported).length > 1) {
    throw new Error(`src/rules/${id}.ts must export the rule ${constantOf(id)} and nothing else`);
  }
  return rule;
}

function isRule(value: unknown): value is Rule {
  return typeof value === "object" && value !== null && "id" in value && "scope" in value && "check" in value;
}
