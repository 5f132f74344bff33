import { randomUUID } from "node:crypto";
import { posix } from "node:path";
import type { Finding, Severity } from "../../finding.ts";
import type { Position } from "../../source.ts";
import { type Channel, isDoubtful, lostDelivery } from "../api/failure.ts";
import type {
  AnnotationJson,
  ApiFailure,
  CheckConclusion,
  CheckRunText,
  ChecksApi,
  GithubAnswer,
} from "../api/shape.ts";
import type { Delivery } from "../delivery.ts";
import type { Environment } from "../event.ts";
import { cutMarkdown, cutText, textLimits } from "./text.ts";

/** A finding as it is shown on the page of the pull request or commit. */
export interface ShownFinding {
  readonly finding: Finding;
  /** Path from the checked folder and 1-based positions; the end is behind the last character. */
  readonly shown: {
    readonly path: string;
    readonly range?: { readonly start: Position; readonly end: Position };
  };
  /** All that there is to say of it, as plain text that is safe to show. */
  readonly message: string;
}

export interface CheckRunInput {
  /** The pull request's head, not the merge. */
  readonly headSha: string;
  /** From `newExternalId`: what a lost answer is looked up by. */
  readonly externalId: string;
  readonly conclusion: CheckConclusion;
  readonly title: string;
  /** Markdown of any length. */
  readonly summary: string;
  /** All findings, in the order of the report. */
  readonly findings: readonly ShownFinding[];
  /** The checked folder as a path from the repo's root. */
  readonly pathPrefix?: string;
  /** Where `Details` leads. */
  readonly detailsUrl?: string;
  /** Why the token may only read, where that is known. */
  readonly readOnly?: string;
}

/** Not the name of a job, or two checks of a pull request look the same. */
export const CHECK_RUN_NAME = "Keelcheck findings";

/** A name that no other check run has; it tells people which job made it, and several steps of a job apart. */
export function newExternalId({ GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT, GITHUB_JOB }: Environment): string {
  return [GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT, GITHUB_JOB, randomUUID()].filter(Boolean).join("-");
}

/** What GitHub takes in one request. */
const PER_REQUEST = 50;

/** A check run that nobody scrolls through is not worth the minutes that GitHub wants between so many requests. */
const MAX_ANNOTATIONS = 1000;

/** A write whose answer was lost is tried again as often. */
const TRIES = 3;

const CLOSING = "The rest is in the job summary.";

/**
 * Makes a check run that holds all findings, introduced ones and the worst first. Every run makes a new one: updating
 * would add to the annotations of the run before. It is completed from the first request on and says until the last
 * how many findings are missing, so that no failure midway leaves it unfinished or untrue.
 */
export async function postCheckRun(api: ChecksApi, input: CheckRunInput): Promise<Delivery> {
  const all = input.findings.toSorted(byWeight);
  const annotations = all.flatMap((one) => annotationOf(one, input) ?? []).slice(0, MAX_ANNOTATIONS);
  const batches = batchesOf(annotations);
  const channel = {
    needs: "checks: write",
    ...(input.readOnly === undefined ? {} : { readOnly: input.readOnly }),
  };
  const made = await create(api, input, textOf(input, batches, 0));
  if (!made.ok) return lostDelivery({ ...channel, lost: "no check run was created" }, made.failure);
  for (let done = 1; done < batches.length; done++) {
    const failure = await append(
      api,
      { id: made.value, before: done * PER_REQUEST },
      textOf(input, batches, done),
    );
    if (failure !== undefined)
      return partly({ ...channel, held: done * PER_REQUEST, all: all.length }, failure);
  }
  return { ok: true, said: [said(annotations.length, all.length)] };
}

function said(held: number, count: number): string {
  const name = `the check run "${CHECK_RUN_NAME}"`;
  if (held === count) return `${name} holds ${count === 1 ? "1 finding" : `${count} findings`}`;
  return `${name} holds ${held} of ${count} findings; all are in the job summary`;
}

function partly(
  { held, all, ...channel }: Omit<Channel, "lost"> & { readonly held: number; readonly all: number },
  failure: ApiFailure,
): Delivery {
  const lost = `the check run "${CHECK_RUN_NAME}" holds only ${held} of ${all} findings`;
  return lostDelivery({ ...channel, lost }, failure);
}

/** Introduced before existing, errors before notices; equals stay in the order of the report. */
function byWeight(a: ShownFinding, b: ShownFinding): number {
  return weight(a.finding) - weight(b.finding);
}

const LEVELS: Readonly<Record<Severity, AnnotationJson["annotation_level"]>> = {
  error: "failure",
  warning: "warning",
  notice: "notice",
};
const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, notice: 2 };

function weight({ severity, novelty }: Finding): number {
  return ORDER[severity] + (novelty === "existing" ? 10 : 0);
}

function batchesOf(annotations: readonly AnnotationJson[]): readonly (readonly AnnotationJson[])[] {
  const count = Math.max(1, Math.ceil(annotations.length / PER_REQUEST));
  return Array.from({ length: count }, (_, index) =>
    annotations.slice(index * PER_REQUEST, (index + 1) * PER_REQUEST),
  );
}

/** `undefined` for a file outside of the repo, for which GitHub would refuse the whole check run. */
function annotationOf(
  { finding, shown, message }: ShownFinding,
  { pathPrefix = "" }: CheckRunInput,
): AnnotationJson | undefined {
  const path = posix.join(pathPrefix, shown.path);
  if (/^\.?\.?\//.test(path)) return undefined;
  return {
    path,
    ...linesOf(shown.range),
    annotation_level: LEVELS[finding.severity],
    title: finding.rule.slice(0, textLimits.title),
    message: cutText(message.trim() === "" ? finding.rule : message, textLimits.message),
  };
}

/** GitHub refuses columns of what goes on over several lines, and a line 0. */
function linesOf(range: ShownFinding["shown"]["range"]): Pick<AnnotationJson, "start_line" | "end_line"> {
  if (range === undefined) return { start_line: 1, end_line: 1 };
  const { start, end } = range;
  const lines = { start_line: start.line, end_line: Math.max(start.line, end.line) };
  if (end.line !== start.line) return lines;
  const columns = { start_column: start.column, end_column: Math.max(start.column, end.column) };
  return { ...lines, ...columns };
}

/** What the check run says once the batch `index` is in it. */
function textOf(
  { conclusion, title, summary, findings }: CheckRunInput,
  batches: readonly (readonly AnnotationJson[])[],
  index: number,
): CheckRunText {
  const shown = batches.slice(0, index + 1).reduce((sum, batch) => sum + batch.length, 0);
  const missing = findings.length - shown;
  const note = missing === 0 ? "" : `${shown} of ${findings.length} findings are annotated here.\n\n`;
  return {
    conclusion,
    title: cutText(title.trim() === "" ? CHECK_RUN_NAME : title, textLimits.title),
    summary: cutMarkdown(`${note}${summary}`, textLimits.summary, CLOSING),
    annotations: batches[index] ?? [],
  };
}

/** Makes the check run; where the answer was lost, looks whether it is there before it makes another. */
async function create(
  api: ChecksApi,
  input: CheckRunInput,
  text: CheckRunText,
): Promise<GithubAnswer<number>> {
  const { headSha, externalId, detailsUrl } = input;
  const name = { name: CHECK_RUN_NAME, headSha, externalId };
  const page = detailsUrl === undefined ? {} : { detailsUrl };
  let answer = await api.createCheckRun({ ...name, ...page, ...text });
  for (let tries = 1; tries < TRIES && !answer.ok && isDoubtful(answer.failure); tries++) {
    const found = await api.findCheckRun(name);
    if (!found.ok) return answer;
    if (found.value !== undefined) return { ok: true, value: found.value };
    answer = await api.createCheckRun({ ...name, ...page, ...text });
  }
  return answer;
}

/** Adds one batch of annotations, and never one twice; hands back why that was not possible. */
async function append(
  api: ChecksApi,
  { id, before }: { readonly id: number; readonly before: number },
  text: CheckRunText,
): Promise<ApiFailure | undefined> {
  let answer = await api.updateCheckRun(id, text);
  for (let tries = 1; tries < TRIES && !answer.ok && isDoubtful(answer.failure); tries++) {
    const held = await api.countAnnotations(id);
    if (!held.ok) return answer.failure;
    if (held.value > before) return undefined;
    answer = await api.updateCheckRun(id, text);
  }
  return answer.ok ? undefined : answer.failure;
}
