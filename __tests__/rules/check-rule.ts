import { checkChange, checkWaivers } from "../../src/engine/change.ts";
import { type CheckResult, check, checkAll, failureText } from "../../src/engine/check.ts";
import { applyWaivers } from "../../src/engine/waivers.ts";
import type { Finding } from "../../src/finding.ts";
import { readFleet } from "../../src/model/fleet/read.ts";
import { readWaivers } from "../../src/model/waivers/read.ts";
import { parseMarkdown } from "../../src/parsers/markdown/parse.ts";
import { defaultPolicy } from "../../src/policy/defaults.ts";
import { loadPolicy } from "../../src/policy/load.ts";
import type { Policy } from "../../src/policy/policy.ts";
import type { Revision, Rule } from "../../src/rule.ts";
import { rules } from "../../src/rules/index.ts";
import { type Place, positionAt, type SourceFile, sourceFile } from "../../src/source.ts";
import { type MemoryFile, memoryWorkspace } from "../../src/workspace/memory.ts";
import { changeOf } from "./change-of.ts";

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
  /** For rules of scope "change": files as the base has them where they differ; `null` for one that the base lacks. */
  readonly base?: Readonly<Record<string, MemoryFile | null>>;
  /** What reading a file throws, by its path. */
  readonly throws?: Readonly<Record<string, string>>;
}

/** What one rule says of a small repo, a line each: `path:line:col-col message`. */
export function checkRule(rule: Rule, files: Files, options: CheckOptions = {}): string[] {
  return findingsOf(rule, files, options).map((finding) => lineOf(rule, finding));
}

/** What one rule finds in a small repo; a policy with an error is the test's own mistake and throws. */
export function findingsOf(rule: Rule, files: Files, options: CheckOptions = {}): readonly Finding[] {
  if (rule.scope === "change") return findingsOfChange(rule, files, options);
  const tree = readTree(rule, files, options);
  const { fleet, policyProblems } = tree;
  if (policyProblems.length > 0) {
    const lines = policyProblems.map(({ at, message }) => `${placeOf(at)} ${message}`);
    throw new Error(`the policy of the test has errors:\n${lines.join("\n")}`);
  }
  const policy = tree.policy ?? defaultPolicy;
  const today = options.today === undefined ? {} : { today: options.today };
  if (rule.scope === "unread") return checkAll({ fleet, policy, rules: [rule], ...today }).findings;
  if (rule.scope !== "waiver") return check({ fleet, policy, rules: [rule], ...today });
  // A waiver is judged by what all rules say.
  const findings = check({ fleet, policy, rules, ...today });
  const { uses } = applyWaivers({ findings, waivers: tree.waivers, policy, ...today });
  const all = [...rules.filter(({ scope }) => scope !== "waiver"), rule];
  return withoutFailures(checkWaivers({ uses, fleet, policy, rules: all, ...today }));
}

/** What a rule of scope "change" finds in the files, which were `options.base` before. */
function findingsOfChange(rule: Rule, files: Files, options: CheckOptions): readonly Finding[] {
  const { base = {}, policy: text, ignored, today } = options;
  const after = text === undefined ? files : { ...files, [POLICY_PATH]: text };
  const before = Object.entries({ ...after, ...base }).filter(
    (entry): entry is [string, MemoryFile] => entry[1] !== null,
  );
  const rest = ignored === undefined ? {} : { ignored };
  const old = readTree(rule, Object.fromEntries(before), rest);
  const change = changeOf(old, readTree(rule, after, rest, old.policy));
  const policy = old.policy ?? change.head.policy ?? defaultPolicy;
  const when = today === undefined ? {} : { today };
  return withoutFailures(checkChange({ change, fleet: change.head.fleet, policy, rules: [rule], ...when }));
}

/** A small repo, read under its own policy or the one that is in force; a policy with errors is told, not used. */
function readTree(rule: Rule, files: Files, options: CheckOptions, inForce?: Policy): Revision {
  const all = options.policy === undefined ? files : { ...files, [POLICY_PATH]: options.policy };
  const tree = memoryWorkspace(all, options.ignored ? { ignored: options.ignored } : {});
  const workspace = { ...tree, read: (path: string) => throwing(options.throws?.[path]) ?? tree.read(path) };
  const content = workspace.read(POLICY_PATH);
  const text = content && "text" in content ? content.text : undefined;
  const file = text === undefined ? undefined : sourceFile(POLICY_PATH, text);
  const known = [rule, ...rules];
  const { policy, problems } = loadPolicy(file, known);
  const markdown = (readme: SourceFile) => parseMarkdown(readme);
  const fleet = readFleet({ workspace, policy: inForce ?? policy, markdown });
  const usable = file === undefined || problems.length > 0 ? {} : { policy };
  const ruleIds = known.map(({ id }) => id);
  return { fleet, ...usable, policyProblems: problems, waivers: readWaivers({ fleet, ...usable, ruleIds }) };
}

function throwing(message: string | undefined): undefined {
  if (message !== undefined) throw new Error(message);
}

function withoutFailures({ findings, failures }: CheckResult): readonly Finding[] {
  const [failure] = failures;
  if (failure === undefined) return findings;
  throw new Error(failureText(failure), { cause: failure.error });
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
