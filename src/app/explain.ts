import { readFileSync } from "node:fs";
import { didYouMean, nearest } from "../names.ts";
import type { Colors } from "../report/colors.ts";
import type { Rule } from "../rule.ts";
import { type CommandOutcome, usage } from "./exit.ts";
import { ownFile, pageAddress } from "./project.ts";

/** The page of a rule, by its id or, where that is plain, by its name alone; the list of a group, and without a word of all. */
export function explain(
  rules: readonly Rule[],
  wanted: string | undefined,
  colors: Colors,
): CommandOutcome<{ readonly text: string }> {
  if (wanted === undefined) return { ok: true, text: ruleList(rules, colors) };
  const group = rules.filter(({ id }) => id.startsWith(`${wanted.replace(/\/\*?$/, "")}/`));
  if (group.length > 0) return { ok: true, text: ruleList(group, colors) };
  const rule = ruleNamed(rules, wanted);
  if (rule === undefined) return usage(noRule(rules, wanted));
  return { ok: true, text: `${pageOf(rule, colors)}\n${colors.faint(pageAddress(rule.id))}\n` };
}

function ruleNamed(rules: readonly Rule[], wanted: string): Rule | undefined {
  const named = rules.filter(({ id }) => id === wanted || id.endsWith(`/${wanted}`));
  return named.find(({ id }) => id === wanted) ?? (named.length === 1 ? named[0] : undefined);
}

function noRule(rules: readonly Rule[], wanted: string): string {
  const ids = rules.map(({ id }) => id);
  const alike = ids.filter((id) => id.endsWith(`/${wanted}`));
  const near =
    nearest(wanted, ids) ?? nearest(wanted, new Set(ids.map((id) => id.slice(id.indexOf("/") + 1))));
  if (alike.length > 1) return `"${wanted}" may be ${alike.join(" or ")}`;
  return `there is no rule "${wanted}"${near === undefined ? ": keelcheck explain lists all" : didYouMean(near)}`;
}

/** The page as it was written, its titles made strong; without the page what the rule itself says. */
function pageOf({ id, summary, severity }: Rule, colors: Colors): string {
  const page = ownFile(`docs/rules/${id}.md`);
  if (page === undefined) return `${colors.title(id)} (${severity})\n\n${summary}\n`;
  return readFileSync(page, "utf8").replace(/^#{1,3} .*$/gm, (title) => colors.strong(title));
}

function ruleList(rules: readonly Rule[], colors: Colors): string {
  const width = Math.max(0, ...rules.map(({ id }) => id.length));
  const lines = rules.map(({ id, summary, severity, off }) => {
    const level = off === true ? colors.faint("off".padEnd(7)) : colors[severity](severity.padEnd(7));
    return `${colors.strong(id.padEnd(width))}  ${level}  ${summary}`;
  });
  return `${lines.join("\n")}\n`;
}
