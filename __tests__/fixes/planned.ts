import { failureLines } from "../../src/app/failure.ts";
import { judge, type TreeVerdict } from "../../src/app/judge.ts";
import { loadedPolicy } from "../../src/app/load.ts";
import { readLintConfiguration } from "../../src/app/markdownlint.ts";
import { failureText } from "../../src/engine/check.ts";
import { whereOf } from "../../src/engine/fix/edits.ts";
import { type FixInput, type PlannedFixes, planFixes } from "../../src/engine/fix/fix.ts";
import { laidFiles } from "../../src/engine/fix/patch.ts";
import type { FileChange } from "../../src/facts.ts";
import type { Finding } from "../../src/finding.ts";
import { readFleet } from "../../src/model/fleet/read.ts";
import { readWaivers } from "../../src/model/waivers/read.ts";
import { parseMarkdown } from "../../src/parsers/markdown/parse.ts";
import { rules } from "../../src/rules/index.ts";
import { overlayWorkspace } from "../../src/workspace/overlay.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import type { Tree } from "./trees.ts";

/** A tree with its findings, and how it is read again. */
export interface Subject {
  readonly workspace: Workspace;
  readonly findings: readonly Finding[];
  readonly recheck: FixInput["recheck"];
}

/** Checks a tree with all rules; one that cannot be read is the test's own mistake and throws. */
export function subjectOf({ workspace, today = "2026-11-23" }: Tree): Subject {
  const first = judged(workspace, today);
  if ("unreadable" in first) throw new Error(first.unreadable);
  return {
    workspace,
    findings: first.findings,
    async recheck(tree) {
      const again = judged(tree, today);
      if ("unreadable" in again) return again;
      // A rule that throws on the tree as it is, is another test's matter.
      const [failure] = again.failures.slice(first.failures.length);
      return failure === undefined ? again.findings : { unreadable: failureText(failure) };
    },
  };
}

/** As `runCheck`, but without workers, which take longer to start than these trees to check. */
function judged(workspace: Workspace, today: string): TreeVerdict | { readonly unreadable: string } {
  const read = loadedPolicy({ workspace, rules });
  if (!read.ok) return { unreadable: failureLines(read.failure).join("; ") };
  const { policy } = read;
  const { lint } = readLintConfiguration(workspace);
  const reading = lint === undefined ? {} : { lint };
  const fleet = readFleet({ workspace, policy, markdown: (file) => parseMarkdown(file, reading) });
  const waivers = readWaivers({ fleet, policy, ruleIds: rules.map(({ id }) => id) });
  return judge({ fleet, policy, rules, waivers, today });
}

/** The plan for a subject: safe and unsafe fixes, unless it says otherwise. */
export function plan(subject: Subject, options: Partial<FixInput> = {}): Promise<PlannedFixes> {
  return planFixes({ ...subject, overlay: overlayWorkspace, unsafe: true, ...options });
}

/** The tree as changes leave it. */
export function patched({ workspace }: Subject, changes: readonly FileChange[]): Workspace {
  return overlayWorkspace(workspace, laidFiles(changes));
}

/** Rule and place of a finding, with the title of its fix. */
export function titled(finding: Finding): string {
  return `${finding.rule} at ${whereOf(finding)} [${finding.fix?.safe === true ? "safe" : "unsafe"}] ${finding.fix?.title}`;
}
