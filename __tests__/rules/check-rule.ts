import { check } from "../../src/engine/check.ts";
import type { Finding } from "../../src/finding.ts";
import { readFleet } from "../../src/model/fleet.ts";
import { parseMarkdown } from "../../src/parsers/markdown.ts";
import { loadPolicy } from "../../src/policy/load.ts";
import type { Rule } from "../../src/rule.ts";
import { type Place, positionAt, sourceFile } from "../../src/source.ts";
import { type MemoryFile, memoryWorkspace } from "../../src/workspace/memory.ts";

export const POLICY_PATH = ".github/keelcheck.yml";

/** The files of a small repo: path from its root to text, or to an executable or a link. */
export type Files = Readonly<Record<string, MemoryFile>>;

export interface CheckOptions {
  /** The text of `.github/keelcheck.yml`. */
  readonly policy?: string;
  /** `YYYY-MM-DD`. */
  readonly today?: string;
  /** Patterns that git ignores, besides those of a `.gitignore` among the files. */
  readonly ignored?: readonly string[];
}

/** What one rule says of a small repo, a line each: `path:line:col-col message`. */
export function checkRule(rule: Rule, files: Files, options: CheckOptions = {}): string[] {
  return findingsOf(rule, files, options).map((finding) => lineOf(rule, finding));
}

/** What one rule finds in a small repo; a policy with an error is the test's own mistake and throws. */
export function findingsOf(rule: Rule, files: Files, options: CheckOptions = {}): readonly Finding[] {
  const all = options.policy === undefined ? files : { ...files, [POLICY_PATH]: options.policy };
  const workspace = memoryWorkspace(all, options.ignored ? { ignored: options.ignored } : {});
  const content = workspace.read(POLICY_PATH);
  const text = content && "text" in content ? content.text : undefined;
  const file = text === undefined ? undefined : sourceFile(POLICY_PATH, text);
  const { policy, problems } = loadPolicy(file, [rule]);
  if (problems.length > 0) {
    const lines = problems.map(({ at, message }) => `${placeOf(at)} ${message}`);
    throw new Error(`the policy of the test has errors:\n${lines.join("\n")}`);
  }
  const fleet = readFleet({ workspace, policy, markdown: (readme) => parseMarkdown(readme) });
  const today = options.today === undefined ? {} : { today: options.today };
  return check({ fleet, policy, rules: [rule], ...today });
}

/** A finding as `path:line:col-col message`, or `path message` without a span; another rule's id is shown. */
export function lineOf(rule: Rule, finding: Finding): string {
  const by = finding.rule === rule.id ? "" : `[${finding.rule}] `;
  return `${placeOf(finding.at)} ${by}${finding.message}`;
}

/** `path:line:col-col`, 1-based with the end behind the last character; `path:line:col-line:col` over several lines. */
export function placeOf({ file, span }: Place): string {
  if (!span) return file.path;
  const start = positionAt(file, span.start);
  const end = positionAt(file, span.end);
  const until = start.line === end.line ? `${end.column}` : `${end.line}:${end.column}`;
  return `${file.path}:${start.line}:${start.column}-${until}`;
}
