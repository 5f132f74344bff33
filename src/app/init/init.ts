/** `keelcheck init`: from a repo as it is to the policy that fits, the workflow, and a baseline of the rest. */
import { baselineOf, isHoldable } from "../../engine/baseline.ts";
import type { FileChange } from "../../facts.ts";
import type { Finding } from "../../finding.ts";
import type { Fleet } from "../../model/fleet/types.ts";
import { BASELINE_PATH, baselineText } from "../../policy/baseline/baseline.ts";
import type { Policy } from "../../policy/policy.ts";
import { sourceFile } from "../../source.ts";
import { overlayWorkspace } from "../../workspace/overlay.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { basesToSettle } from "../bases/bases.ts";
import { type CheckAnswer, type CheckOptions, runCheck } from "../check.ts";
import { type CommandOutcome, usage } from "../exit.ts";
import { type LoadedRepo, load } from "../load.ts";
import { findPolicyFile, POLICY_PATHS } from "../policy-files.ts";
import { BASES_SCRIPT_PATH, basesScript } from "./bases-script.ts";
import { conventionsOf } from "./conventions.ts";
import type { Convention } from "./counting.ts";
import { type PolicyWords, policyText } from "./policy-text.ts";
import { imagesRoot } from "./root.ts";
import { standingWorkflow, WORKFLOW_PATH, workflowFor } from "./workflow.ts";

/** A repo to adopt. */
export interface InitOptions extends CheckOptions {
  /** The folder on disk that `workspace` is. */
  readonly folder: string;
}

/** What is found in a repo before anything is decided. */
export interface Survey {
  /** Path of the policy that the repo has already. */
  readonly policyFile?: string;
  readonly conventions: readonly Convention[];
  readonly root: string;
  readonly images: number;
  readonly folders: number;
  readonly remarks: readonly string[];
}

/** What was decided of it. */
export interface Decisions {
  readonly conventions: readonly Convention[];
  readonly runtime?: NonNullable<Policy["runtime"]>;
}

/** What is to be written, and what stands already. */
export interface InitPlan {
  readonly survey: Survey;
  readonly conventions: readonly Convention[];
  /** New files, sorted by path. */
  readonly changes: readonly FileChange[];
  /** Files that stand already and are left alone. */
  readonly standing: readonly string[];
  /** Lines that the policy that stands could be given. */
  readonly additions?: string;
  /** What goes into the baseline. */
  readonly recorded: readonly Finding[];
  /** Findings that no baseline holds: those about waivers. */
  readonly left: number;
  /** Base images that the script records. */
  readonly bases: number;
  /** Paths of new files that git ignores. */
  readonly ignored: readonly string[];
  readonly bugs: CheckAnswer["bugs"];
}

const NOTHING_TO_ADOPT =
  "init found no Dockerfile: run it in a repo that has one; keelcheck new IMAGE writes the folder of a first image";

/** Looks at a repo, without its baseline, and counts what it does already. */
export async function surveyRepo(
  options: InitOptions,
): Promise<CommandOutcome<{ readonly survey: Survey; readonly loaded: LoadedRepo }>> {
  const standing = findPolicyFile(options.workspace);
  if (!standing.ok) return standing;
  const first = await load(options);
  if (!first.ok) return first;
  const root = first.policy.images === undefined ? imagesRoot(first.fleet) : first.fleet.root;
  const loaded = root === first.fleet.root ? first : await load({ ...options, images: [globOf(root)] });
  if (!loaded.ok) return loaded;
  const { fleet, policy } = loaded;
  if (fleet.images.length === 0) return usage(NOTHING_TO_ADOPT);
  const counting = { fleet, policy, rules: options.rules };
  const survey: Survey = {
    ...(standing.file !== undefined && { policyFile: standing.file.path }),
    conventions: conventionsOf(counting),
    root: fleet.root,
    images: fleet.images.length,
    folders: fleet.folders.length,
    remarks: first.remarks.filter((remark) => fleet.images.length === 0 || !remark.includes("found in")),
  };
  return { ok: true, survey, loaded };
}

/** Works out what is to be written once it is decided which conventions count. Writes nothing. */
export async function planInit(
  options: InitOptions,
  survey: Survey,
  { conventions, runtime }: Decisions,
): Promise<CommandOutcome<{ readonly plan: InitPlan }>> {
  const { workspace } = options;
  const words: PolicyWords = { images: [globOf(survey.root)], ...(runtime !== undefined && { runtime }) };
  const path = survey.policyFile ?? POLICY_PATHS[0] ?? "";
  const policy = survey.policyFile === undefined ? policyText(conventions, words) : undefined;
  const decided = policy === undefined ? workspace : laid(workspace, path, policy);
  const checked = await runCheck({ ...options, workspace: decided, noBaseline: true });
  if (!checked.ok) return checked;
  const files = newFiles(options, checked, policy === undefined ? {} : { [path]: policy });
  const isThere = (each: string) => workspace.read(each) !== undefined;
  const changes = Object.entries(files)
    .filter(([each]) => !isThere(each))
    .map(([each, text]) => created(each, text))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const workflow = standingWorkflow(workspace);
  const written = changes.filter((change) => change.path !== WORKFLOW_PATH || workflow === undefined);
  const plan: InitPlan = {
    survey,
    conventions,
    changes: written,
    standing: [survey.policyFile, workflow, isThere(BASELINE_PATH) ? BASELINE_PATH : undefined].flatMap(
      (each) => each ?? [],
    ),
    ...(policy === undefined && conventions.length > 0 && { additions: policyText(conventions) }),
    recorded: isThere(BASELINE_PATH) ? [] : checked.unfolded.filter(isHoldable),
    left: checked.unfolded.filter((one) => !isHoldable(one)).length,
    bases: basesIn(checked).length,
    ignored: written.map((change) => change.path).filter(workspace.ignored),
    bugs: checked.bugs,
  };
  return { ok: true, plan };
}

function newFiles(
  { folder }: InitOptions,
  checked: CheckAnswer,
  policy: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const workflow = workflowFor(folder);
  const baseline = baselineOf(checked.unfolded);
  const script = basesScript(basesIn(checked));
  return {
    ...policy,
    ...(workflow !== undefined && { [WORKFLOW_PATH]: workflow }),
    ...(baseline.length > 0 && { [BASELINE_PATH]: baselineText(baseline) }),
    ...(script !== undefined && { [BASES_SCRIPT_PATH]: script }),
  };
}

function basesIn({ fleet, policy }: { readonly fleet: Fleet; readonly policy: Policy }) {
  return basesToSettle(fleet, policy).filter(({ command }) => command !== undefined);
}

function globOf(root: string): string {
  return root === "" ? "**" : `${root}/**`;
}

function laid(workspace: Workspace, path: string, text: string): Workspace {
  const file = { content: { text: sourceFile(path, text).text }, kind: "file" } as const;
  return overlayWorkspace(workspace, new Map([[path, file]]));
}

function created(path: string, after: string): FileChange {
  const executable = path === BASES_SCRIPT_PATH;
  return { path, after, executable: { before: executable, after: executable } };
}
