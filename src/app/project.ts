import { existsSync } from "node:fs";
import manifest from "../../package.json" with { type: "json" };
import type { RuleFacts } from "../facts.ts";
import type { Rule } from "../rule.ts";

const ADDRESS = manifest.repository.url.replace(/^git\+/, "").replace(/\.git$/, "");

/** The page of this project. */
export const HOMEPAGE = ADDRESS;

/** The version of this tool. */
export const VERSION = manifest.version;

/** Where bugs are reported. */
export const BUGS = `${ADDRESS}/issues`;

/** Address of a rule's page. */
export function pageAddress(rule: string): string {
  return `${ADDRESS}/blob/main/docs/rules/${rule}.md`;
}

/** What reporters know of the rules. */
export function ruleFacts(rules: readonly Rule[]): readonly RuleFacts[] {
  return rules.map(({ id, summary, severity }) => ({ id, summary, severity, docs: pageAddress(id) }));
}

/** A file of this tool's own folder, `undefined` when it did not come along. */
export function ownFile(path: string): URL | undefined {
  // From dist/cli.js, and from dist/chunks/ or src/app/.
  const candidates = [new URL(`../${path}`, import.meta.url), new URL(`../../${path}`, import.meta.url)];
  return candidates.find((candidate) => existsSync(candidate));
}
