import { type ChangeScope, changeScope } from "../model/change/scope.ts";
import { openBase } from "../model/stages/base.ts";
import { BASELINE_PATH } from "../policy/baseline/baseline.ts";
import { loadPolicy } from "../policy/load.ts";
import type { DeclaredBase, PlacedBase, Policy } from "../policy/policy.ts";
import type { PolicyProblem } from "../policy/problems.ts";
import { RECORDED_PATH } from "../policy/recorded.ts";
import { plural } from "../report/counts.ts";
import type { ChangedFile, Changes } from "../workspace/changes.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { CommandOutcome } from "./exit.ts";
import { type LoadOptions, loadedPolicy } from "./load.ts";
import { findPolicyFile, readRecorded } from "./policy-files.ts";
import { NO_IMAGES } from "./remarks.ts";

/** A change to judge. `workspace` is the head's; a given `policyFile` goes before the base's own policy. */
export interface ChangeOptions extends LoadOptions {
  readonly base: Workspace;
  readonly changes: Changes;
  /** The base as a person names it. */
  readonly baseName: string;
  /** Whose policy is in force: the base's, unless what is checked is the team's word already. */
  readonly policyFrom?: "base" | "head";
  /** Replaces the policy's `scope`. */
  readonly scope?: Policy["scope"];
  /** Replaces the policy's `fail-on`. */
  readonly failOn?: Policy["failOn"];
  /** `YYYY-MM-DD`, for dated waivers. */
  readonly today?: string;
  /** Whether what the baseline holds counts like anything else. */
  readonly noBaseline?: boolean;
}

/** The policy as a tree writes it, in force or not. */
export interface WrittenPolicy {
  readonly policy?: Policy;
  readonly problems: readonly PolicyProblem[];
}

/** Both ends of a change before their images are read. */
export interface ChangeTrees {
  /** In force on each; they differ only in what is an image. */
  readonly policies: { readonly base: Policy; readonly head: Policy };
  readonly written: { readonly base: WrittenPolicy; readonly head: WrittenPolicy };
  readonly scope: ChangeScope;
  /** The tree of the policy in force, whose markdownlint configuration counts as well. */
  readonly policyTree: Workspace;
  readonly remarks: readonly string[];
}

/** Finds the policy in force, which is the base's, and what of the trees the change can touch. */
export function openTrees(options: ChangeOptions): CommandOutcome<{ readonly trees: ChangeTrees }> {
  const found = policyInForce(options);
  if (!found.ok) return found;
  const { policy } = found;
  const written = {
    base: writtenPolicy(options.base, policy, options),
    head: writtenPolicy(options.workspace, policy, options),
  };
  let policies = { base: policy, head: withNewBases(policy, written.head.policy, options.workspace) };
  let scope = scopeOf(policies, options);
  const remarks = [...found.remarks];
  const own = written.head.policy;
  if (scope.head.survey.problems.length > 0 && own !== undefined && options.images === undefined) {
    policies = { base: policy, head: withImagesOf(policies.head, own) };
    scope = scopeOf(policies, options);
    remarks.push(
      `the images named by the policy of ${options.baseName} are gone, so those named by the change's policy are checked`,
    );
  }
  const { problems } = scope.head.survey;
  if (problems.length > 0) return { ok: false, failure: { kind: "policy", problems } };
  return {
    ok: true,
    trees: {
      policies,
      written,
      scope,
      policyTree: found.from,
      remarks: [...remarks, touchedText(scope, options.baseName)],
    },
  };
}

function scopeOf(
  policies: ChangeTrees["policies"],
  { base, workspace, changes, newFailures }: ChangeOptions,
): ChangeScope {
  return changeScope({
    base,
    head: workspace,
    policies,
    changed: changes.files.map(endsOf),
    ...(newFailures && { newFailures }),
  });
}

function endsOf(file: ChangedFile): { readonly before?: string; readonly after?: string } {
  switch (file.status) {
    case "added":
      return { after: file.path };
    case "removed":
      return { before: file.path };
    case "modified":
      return { before: file.path, after: file.path };
    case "renamed":
      return { before: file.from, after: file.path };
  }
}

/**
 * The policy with what the change says of bases of which nothing was known: an image may move to a base that the same
 * change describes. What is known of a base already stays in force.
 */
function withNewBases(policy: Policy, own: Policy | undefined, head: Workspace): Policy {
  const isNew = ({ ref, at }: PlacedBase | DeclaredBase) =>
    openBase(ref, policy, at).configuration !== undefined;
  const recorded = readRecorded(head);
  const recordedBases = [
    ...(policy.recordedBases ?? []),
    ...(recorded.ok ? recorded.bases.filter(isNew) : []),
  ];
  return {
    ...policy,
    recordedBases,
    baseImages: [...policy.baseImages, ...(own?.baseImages ?? []).filter(isNew)],
  };
}

/** What an image is may move with the tree; what is right may not. */
function withImagesOf(policy: Policy, { images, builds }: Policy): Policy {
  const { images: _, ...rest } = policy;
  return { ...rest, builds, ...(images !== undefined && { images }) };
}

/** The policy in force, and the tree that it is of. */
interface InForce {
  readonly policy: Policy;
  readonly from: Workspace;
  readonly remarks: readonly string[];
}

/** The base's policy; the head's where the base has none, or none that can be used. */
function policyInForce(options: ChangeOptions): CommandOutcome<InForce> {
  const { base, workspace: head } = options;
  const fromBase: LoadOptions = { ...options, workspace: base };
  if (options.policyFrom === "head") return inForce(loadedPolicy(options), head);
  if (options.policyFile !== undefined) return inForce(loadedPolicy(fromBase), base);
  if (!hasOwnWords(options.base)) {
    const adopted = hasOwnWords(options.workspace);
    return inForce(
      loadedPolicy(options),
      head,
      adopted ? [`${options.baseName} has no policy yet, so the change's own is used`] : [],
    );
  }
  const policy = loadedPolicy(fromBase);
  if (policy.ok) return inForce(policy, base);
  const why = `warning: the policy of ${options.baseName} cannot be used, so the change's own is`;
  return inForce(loadedPolicy(options), head, [why]);
}

function hasOwnWords(workspace: Workspace): boolean {
  const policy = findPolicyFile(workspace);
  const others = [RECORDED_PATH, BASELINE_PATH];
  return !policy.ok || policy.file !== undefined || others.some((path) => workspace.read(path) !== undefined);
}

function inForce(
  read: CommandOutcome<{ readonly policy: Policy }>,
  from: Workspace,
  remarks: readonly string[] = [],
): CommandOutcome<InForce> {
  return read.ok ? { ...read, from, remarks } : read;
}

/** The policy that a tree writes for itself; one that was handed in stands for both. */
function writtenPolicy(
  workspace: Workspace,
  inForce: Policy,
  { policyFile, rules }: ChangeOptions,
): WrittenPolicy {
  if (policyFile !== undefined) return { policy: inForce, problems: [] };
  const found = findPolicyFile(workspace);
  if (!found.ok || found.file === undefined) return { problems: [] };
  const { policy, problems } = loadPolicy(found.file, rules);
  return problems.length > 0 ? { problems } : { policy, problems };
}

function touchedText({ base, head }: ChangeScope, baseName: string): string {
  const touched = head.scope.folders.size;
  if (base.folders + head.folders === 0) return NO_IMAGES;
  const gone = base.scope.folders.size;
  const said =
    touched === 0 && gone > 0
      ? `removes ${gone} of ${plural(base.folders, "image folder")}`
      : `touches ${touched === 0 ? "none" : touched} of ${plural(head.folders, "image folder")}`;
  return `compared with ${baseName}: the change ${said}`;
}
