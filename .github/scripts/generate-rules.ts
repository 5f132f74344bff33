import type { Rule } from "../../src/rule.ts";
import { camelCase, constantOf, loadRule, ruleIds } from "./rule-files.ts";

/** `src/rules/index.ts`: every rule, sorted by id. */
export function ruleIndex(): string {
  const ids = ruleIds();
  const list = ids.map((id) => `  ${aliasOf(id)},`);
  return [
    "// Written by `npm run generate` from the files of this folder.",
    'import type { Rule } from "../rule.ts";',
    ...ids.map((id) => `import { ${constantOf(id)} as ${aliasOf(id)} } from "./${id}.ts";`),
    "",
    "/** All rules, sorted by id. */",
    "export const rules: readonly Rule[] = [",
    ...list,
    "];",
    "",
  ].join("\n");
}

/** Two groups may have a rule of one name, so the index names each by its group too. */
function aliasOf(id: string): string {
  return camelCase(id.replace("/", "-"));
}

/** `docs/rules/README.md`: the table of all rules. */
export async function ruleTable(): Promise<string> {
  const rules = await Promise.all(ruleIds().map(loadRule));
  const groups = [...new Set(rules.map(({ id }) => id.split("/")[0] ?? ""))];
  return [
    "# Rules",
    "",
    "Each page says why the rule is there, what to do, and shows what is reported and what is accepted; the examples",
    "run as tests. Severities are defaults: the policy may set others. *off* rules speak only when the policy",
    "configures them.",
    ...groups.flatMap((group) => ["", `## ${group}`, "", ...table(group, rules)]),
    "",
    "This page is written by `npm run generate`.",
    "",
  ].join("\n");
}

function table(group: string, rules: readonly Rule[]): string[] {
  const rows = rules.filter(({ id }) => id.startsWith(`${group}/`)).map(row);
  return ["| rule | severity | what holds when it is silent |", "|---|---|---|", ...rows];
}

function row({ id, severity, off, summary }: Rule): string {
  const shown = off ? `off, then ${severity}` : severity;
  return `| [\`${id}\`](${id}.md) | ${shown} | ${summary.replaceAll("|", "\\|")} |`;
}
