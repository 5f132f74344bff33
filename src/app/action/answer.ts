import type { Comparison, Report } from "../../facts.ts";
import type { Finding } from "../../finding.ts";
import { type History, readHistory } from "../../github/git/history.ts";
import { askedObjects, type ObjectLookup } from "../../github/git/objects.ts";
import { rules as allRules } from "../../rules/index.ts";
import type { GitObjects } from "../../workspace/git-objects.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { type ChangeAnswer, decides, runChange } from "../change.ts";
import { type CheckAnswer, type CheckOptions, concluded, runCheck } from "../check.ts";
import { type CommandOutcome, usage } from "../exit.ts";
import { openWorkspace } from "../load.ts";
import { patienceOf } from "../patience.ts";
import { apiTrees } from "./api.ts";
import type { ActionWorld, Job, Trees } from "./job.ts";
import { namedPolicy } from "./policy.ts";
import { gitTrees } from "./trees.ts";

/** What is wrong, and what is known of the change. */
export interface Judged {
  readonly answer: CheckAnswer;
  readonly workspace: Workspace;
  readonly trees?: Trees;
  readonly remarks: readonly string[];
}

/** What all fetches together may take. */
const FETCH_MS = 60_000;

/** Checks what the event is about: what the change brings where it can be had, and everything else. */
export async function judgeJob(job: Job, world: ActionWorld): Promise<CommandOutcome<Judged>> {
  const history = await historyOf(job, world);
  if (history.kind === "refused") return usage(history.why);
  const found = await treesOf(history, job);
  if ("trees" in found) return await judgeChange(found.trees, job, world);
  // With the base's secrets in the job, the head may not bring the policy that it is judged by.
  if (job.event.kind === "pull_request_target")
    return usage(`on pull_request_target nothing is checked without the base: ${found.why.join("; ")}`);
  return await judgeAll([...history.remarks, ...wholeRemark(found.why, job)], job, world);
}

async function historyOf(job: Job, { env }: ActionWorld): Promise<History> {
  const { folder, checkout, event, inputs, api } = job;
  return await readHistory({
    folder,
    ...(checkout.head && { known: checkout.head }),
    objects: lookupBy(job.objects, askedObjects(folder)),
    event,
    env,
    token: inputs.token,
    milliseconds: FETCH_MS * patienceOf(env),
    mergeBase: async (base, head) => {
      const connected = await api();
      if (typeof connected === "string") return undefined;
      const answer = await connected.mergeBase(base, head);
      return answer.ok ? answer.value : undefined;
    },
  });
}

/** By the git that is kept open, or where it does not answer as ever. */
function lookupBy(objects: GitObjects, otherwise: ObjectLookup): ObjectLookup {
  return {
    ids: async (names) =>
      (await objects.infos(names))?.map((info) => info?.id) ?? (await otherwise.ids(names)),
    commit: async (id) => {
      const [info] = (await objects.infos([id])) ?? [];
      const bytes = info?.type === "commit" ? await objects.read([info]) : undefined;
      return bytes?.get(id)?.toString("utf8") ?? (await otherwise.commit(id));
    },
  };
}

/** The trees to compare: from git, else from the API, else why there are none. */
async function treesOf(
  history: Exclude<History, { kind: "refused" }>,
  job: Job,
): Promise<{ readonly trees: Trees } | { readonly why: readonly string[] }> {
  if (history.kind === "compared") return { trees: await gitTrees(job, history) };
  // What GitHub says of the pull request is not true of another commit.
  if (history.another === true || !("number" in job.event)) return { why: [history.why] };
  const found = await apiTrees(job);
  if (!found.ok) return { why: [history.why, found.why] };
  const { trees } = found;
  return { trees: { ...trees, remarks: [...history.remarks, history.why, ...trees.remarks] } };
}

/** A job that nobody would compare says nothing of it. */
function wholeRemark(why: readonly string[], { event }: Job): readonly string[] {
  if (event.kind === "workflow_dispatch" || event.kind === "schedule" || event.kind === "other") return [];
  return [`everything is checked and counts: ${why.join("; ")}`];
}

async function judgeChange(trees: Trees, job: Job, world: ActionWorld): Promise<CommandOutcome<Judged>> {
  const { inputs, event } = job;
  const { base, head, changes, baseName } = trees;
  const isPush = event.kind === "push";
  const named = namedPolicy(job, isPush ? undefined : trees);
  if (!named.ok) return named;
  const scope = inputs.scope ?? (isPush ? "all" : undefined);
  const options = { ...optionsOf(job, world), ...named.option, workspace: head };
  // What is pushed is the team's word already, its policy included.
  const policyFrom = isPush ? "head" : "base";
  const about = { policyFrom, base, changes, baseName, ...(scope && { scope }) } as const;
  const changed = await runChange({ ...options, ...about });
  if (!changed.ok) return changed;
  const remarks = [...trees.remarks, ...named.remarks];
  if (changed.report.comparison.scope === "changed")
    return { ok: true, answer: changed, workspace: head, trees, remarks };
  const whole = await runCheck({ ...options, policy: changed.policy });
  if (!whole.ok) return whole;
  return { ok: true, answer: allWithChange(whole, changed, options), workspace: head, trees, remarks };
}

/** Every finding, with what the change does to those that it touches. */
function allWithChange(
  whole: CheckAnswer,
  changed: ChangeAnswer,
  { failOn, rules }: CheckOptions,
): CheckAnswer {
  const brought = new Set(changed.report.findings.filter(decides("changed")).map(sameness));
  const compared = new Map(
    whole.report.findings.map((finding): [Finding, Finding] => {
      const novelty = brought.has(sameness(finding)) ? "introduced" : "existing";
      return [finding, { ...finding, novelty }];
    }),
  );
  const seen = new Set([...whole.report.findings, ...(whole.report.held ?? [])].map(sameness));
  // What the rules of a change say, they say of the change alone.
  const more = changed.report.findings.filter((finding) => !seen.has(sameness(finding)));
  const report: Report & { readonly comparison: Comparison } = {
    ...whole.report,
    findings: [...compared.values(), ...more],
    comparison: { ...changed.report.comparison, scope: "all" },
    remarks: [...whole.report.remarks, ...changed.remarks],
  };
  const failures = [...whole.failures, ...changed.failures];
  return {
    ...whole,
    report,
    everything: [...whole.everything.map((finding) => compared.get(finding) ?? finding), ...more],
    ...concluded({ counted: report.findings, failOn: failOn ?? whole.policy.failOn, failures, rules }),
  };
}

function sameness({ rule, at, key, message }: Finding): string {
  return JSON.stringify([rule, at.file.path, at.span?.start, key, message]);
}

async function judgeAll(
  remarks: readonly string[],
  job: Job,
  world: ActionWorld,
): Promise<CommandOutcome<Judged>> {
  const opened = openWorkspace(job.folder);
  if (!opened.ok) return opened;
  const named = namedPolicy(job, undefined);
  if (!named.ok) return named;
  const options = { ...optionsOf(job, world), ...named.option, workspace: opened.workspace };
  const answer = await runCheck(options);
  return answer.ok ? { ok: true, answer, workspace: opened.workspace, remarks } : answer;
}

function optionsOf(
  { inputs }: Job,
  { rules, today, newFailures }: ActionWorld,
): Omit<CheckOptions, "workspace"> {
  return {
    rules: rules ?? allRules,
    today,
    ...(newFailures && { newFailures }),
    ...(inputs.images === undefined ? {} : { images: inputs.images }),
    ...(inputs.failOn === undefined ? {} : { failOn: inputs.failOn }),
  };
}
