import { prose } from "../../escape/markdown-text.ts";
import { safe } from "../../escape/safe.ts";
import type { FixPlan, Report } from "../../facts.ts";
import type { Finding } from "../../finding.ts";
import type { GitHubApi } from "../../github/api/shape.ts";
import type { CheckRunInput } from "../../github/check-run/check-run.ts";
import type { Delivery } from "../../github/delivery.ts";
import type { Suggestion } from "../../github/review/suggestions.ts";
import { annotationText, shownFindings } from "../../report/github.ts";
import { fingerprints } from "../../report/identities.ts";
import { byWeight } from "../../report/order.ts";
import { shownAt } from "../../report/shown.ts";
import { changeSum } from "../../report/words.ts";
import { pageAddress } from "../project.ts";
import type { Judged } from "./answer.ts";
import { headTree } from "./api.ts";
import { suggestionsFor } from "./fixes.ts";
import { type ActionWorld, headCommit, type Job, readOnlyReason } from "./job.ts";

/** What was posted, and what was lost on the way. */
export interface Posted {
  /** Suggestions that stand on the pull request's page. */
  readonly suggestions: readonly Suggestion[];
  /** Lines for the log. */
  readonly said: readonly string[];
  /** What was lost and how to grant it, for the log and the summary. */
  readonly lost: readonly string[];
}

const NOTHING: Posted = { suggestions: [], said: [], lost: [] };

/** The fixes of a check, to be offered on its pull request. */
interface Offer {
  /** Absent where nothing can be fixed. */
  readonly plan: FixPlan | undefined;
  readonly judged: Judged;
  readonly job: Job;
}

/** Posts suggestions on the pull request, where they are asked for; clears those that no longer hold. */
export async function postSuggestions(offer: Offer, { env }: Pick<ActionWorld, "env">): Promise<Posted> {
  const { judged, job } = offer;
  const { event, inputs, checkout } = job;
  const { answer } = judged;
  if (!(inputs.suggestions ?? answer.policy.suggestions)) return NOTHING;
  // Nothing is lost where there is no page to post on.
  if (!("number" in event)) return NOTHING;
  const api = await job.api();
  if (typeof api === "string") return { ...NOTHING, lost: [`no suggestions were posted: ${safe(api)}`] };
  const found = await suggestionsOn(api, offer);
  if ("lost" in found) return { ...NOTHING, lost: [found.lost] };
  const { postReview } = await import("../../github/review/review.ts");
  const readOnly = readOnlyReason(job);
  const prints = fingerprints(answer.report);
  const delivery = await postReview(api, {
    pull: event.number,
    headSha: event.head.sha,
    suggestions: found.suggestions,
    current: new Set(answer.report.findings.flatMap((finding) => prints.get(finding) ?? [])),
    render: (finding) => commentText(finding),
    pathPrefix: checkout.prefix,
    ...runUrlOf(env, "runUrl"),
    ...(readOnly !== undefined && { readOnly }),
  });
  return { ...linesOf(delivery), suggestions: delivery.shown };
}

async function suggestionsOn(
  api: GitHubApi,
  { plan, judged, job }: Offer,
): Promise<{ readonly suggestions: readonly Suggestion[] } | { readonly lost: string }> {
  const { event, checkout } = job;
  if (plan === undefined || plan.applied.length === 0 || !("number" in event)) return { suggestions: [] };
  const { readPullDiff } = await import("../../github/pull/files.ts");
  const { lostDelivery } = await import("../../github/api/failure.ts");
  // What can be commented is what the page shows: its diff starts at the merge base, which a shallow clone may lack.
  const diff = await readPullDiff(api, { pull: event.number, folder: checkout.prefix });
  if (!diff.ok) {
    const readOnly = readOnlyReason(job);
    const channel = { lost: "no suggestions were posted", needs: "pull-requests: write" };
    const { lost } = linesOf(lostDelivery({ ...channel, ...(readOnly && { readOnly }) }, diff.failure));
    return { lost: lost.join() };
  }
  const paths = plan.changes.map(({ path, from = path }) => from);
  const shown = judged.trees?.byApi ? await headTree(judged.trees.head, paths, job) : undefined;
  const trees = judged.trees && { ...judged.trees, ...(shown && { shown }) };
  return suggestionsFor(plan, { ...judged, ...(trees && { trees }) }, diff.value.hunksOf);
}

/** A finding as the Markdown of a comment. */
function commentText({ message, help, helpLines = [], rule, severity }: Finding): string {
  const why = help === undefined ? "" : `\n\n${[help, ...helpLines].map(prose).join("<br>")}`;
  return `**${severity}**: ${prose(message)} ([${rule}](${pageAddress(rule)}))${why}`;
}

/** What the check run tells. */
interface Told {
  readonly judged: Judged;
  readonly job: Job;
  readonly summary: string;
}

/** Makes the check run that holds every finding, where it is asked for. */
export async function postRun(
  { judged, job, summary }: Told,
  { env }: Pick<ActionWorld, "env">,
): Promise<Posted> {
  const { inputs } = job;
  const { answer } = judged;
  if (!(inputs.checkRun ?? answer.policy.checkRun)) return NOTHING;
  const headSha = headCommit(job, env);
  const api = await job.api();
  if (typeof api === "string") return { ...NOTHING, lost: [`no check run was created: ${safe(api)}`] };
  if (headSha === undefined)
    return { ...NOTHING, lost: ["no check run was created: its commit cannot be determined"] };
  const { newExternalId, postCheckRun } = await import("../../github/check-run/check-run.ts");
  const externalId = newExternalId(env);
  return linesOf(await postCheckRun(api, { ...runInput(judged, job, env), externalId, headSha, summary }));
}

function runInput(
  { answer, trees }: Judged,
  job: Job,
  env: ActionWorld["env"],
): Omit<CheckRunInput, "headSha" | "summary" | "externalId"> {
  const { report } = answer;
  const readOnly = readOnlyReason(job);
  return {
    conclusion: answer.conclusion,
    title: changeSum(report),
    findings: placed(report, trees?.lines, job.checkout.prefix),
    pathPrefix: job.checkout.prefix,
    ...runUrlOf(env, "detailsUrl"),
    ...(readOnly !== undefined && { readOnly }),
  };
}

/** The page of this run, where it can be told, under the name that it is asked for by. */
function runUrlOf<K extends string>(env: ActionWorld["env"], name: K): { readonly [key in K]?: string } {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
  if (!server || !repository || !run) return {};
  const url = { [name]: `${server}/${repository}/actions/runs/${run}` };
  // TypeScript widens a computed key to `string`.
  return url as { readonly [key in K]: string };
}

function placed(
  report: Report,
  lines: Parameters<typeof shownAt>[1],
  pathPrefix: string,
): CheckRunInput["findings"] {
  return shownFindings(report)
    .toSorted(byWeight)
    .map((finding) => {
      const shown = shownAt(finding, lines);
      return { finding, shown, message: annotationText({ finding, shown }, report, { pathPrefix }) };
    });
}

function linesOf(delivery: Delivery): Posted {
  if (delivery.ok) return { ...NOTHING, said: delivery.said.map(safe) };
  const grant = delivery.grant === undefined ? "" : `; ${delivery.grant}`;
  return { ...NOTHING, lost: [safe(`${delivery.lost}${grant}`)] };
}
