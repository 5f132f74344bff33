import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { GitHubApi } from "../../github/api/shape.ts";
import { type Environment, type Event, readEvent } from "../../github/event.ts";
import { type Checkout, readCheckout } from "../../github/git/checkout.ts";
import type { Inputs } from "../../github/inputs.ts";
import type { Runner } from "../../github/runner.ts";
import { logLine } from "../../report/commands.ts";
import type { ShownLines } from "../../report/shown.ts";
import type { Rule } from "../../rule.ts";
import type { Failures } from "../../work.ts";
import { addsLine, type Changes } from "../../workspace/changes.ts";
import { type GitObjects, gitObjects } from "../../workspace/git-objects.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { patienceOf } from "../patience.ts";

/** What the Action needs of the world. */
export interface ActionWorld {
  readonly env: Environment;
  readonly runner: Runner;
  /** `YYYY-MM-DD`, for dated waivers. */
  readonly today: string;
  /** The rules to check; all of them unless a test says otherwise. */
  readonly rules?: readonly Rule[];
  /** Makes what takes the failures of a tree: a test has parts of the work fail. */
  readonly newFailures?: () => Failures;
}

/** What was asked for, and on what. */
export interface Job {
  readonly inputs: Inputs;
  readonly folder: string;
  readonly checkout: Checkout;
  /** Its objects; whoever made the job closes them. */
  readonly objects: GitObjects;
  readonly event: Event;
  /** Lines about this run that stand at the head of the summary. */
  readonly remarks: readonly string[];
  /** GitHub's API, or why it cannot be asked. Loaded when it is first wanted. */
  readonly api: () => Promise<GitHubApi | string>;
}

/** Both ends of a change, and how its lines are shown. */
export interface Trees {
  readonly base: Workspace;
  readonly head: Workspace;
  readonly changes: Changes;
  readonly baseName: string;
  /** The base's commit, where it is known. */
  readonly baseCommit?: string;
  readonly lines?: ShownLines;
  /** The pull request's head, whose lines its page shows, where it is not what is judged. */
  readonly shown?: Workspace;
  /** Whether the diff is GitHub's, so that git does not have the head. */
  readonly byApi?: true;
  readonly remarks: readonly string[];
}

/** How the judged lines are shown; as they are, unless the page shows those of another commit. */
export function shownLines(
  changes: Pick<Changes, "addedLines">,
  lineOf: ShownLines["lineOf"] = (_, line) => line,
): ShownLines {
  return { lineOf, inDiff: (path, line) => addsLine(changes, path, line) };
}

/** Finds out what started the job and what is checked out. */
export function readJob(inputs: Inputs, { env, runner }: ActionWorld): Job {
  const { event, remark } = readEvent(env, (path) => readFileSync(path, "utf8"));
  const folder = resolve(env.GITHUB_WORKSPACE ?? ".", inputs.workingDirectory);
  if (remark !== undefined) runner.print(`${logLine(remark)}\n`);
  let api: Promise<GitHubApi | string> | undefined;
  return {
    inputs,
    folder,
    checkout: readCheckout(folder, env),
    objects: gitObjects(folder),
    event,
    remarks: remark === undefined ? [] : [remark],
    api: () => {
      api ??= connected(inputs.token, env);
      return api;
    },
  };
}

/** Octokit is large: whoever asks the API for nothing does not load it. */
async function connected(token: string | undefined, env: Environment): Promise<GitHubApi | string> {
  if (token === undefined) return "no token was given";
  try {
    const { apiLimits, connect } = await import("../../github/api/api.ts");
    const times = patienceOf(env);
    const { requestMs, totalMs } = apiLimits;
    return connect({ token, env, limits: { requestMs: requestMs * times, totalMs: totalMs * times } });
  } catch {
    // @actions/github reads the address as it is loaded.
    return `GITHUB_API_URL is not a valid address: ${env.GITHUB_API_URL ?? ""}`;
  }
}

/** The commit that a check run belongs to: a pull request's head, which is not the merge that is checked out. */
export function headCommit({ event, checkout }: Job, env: Environment): string | undefined {
  if (event.kind === "pull_request" || event.kind === "pull_request_target") return event.head.sha;
  if (event.kind === "merge_group") return event.head;
  return checkout.commit ?? env.GITHUB_SHA;
}

/** Why no permission of the workflow lets the job's token write, where the event tells. */
export function readOnlyReason({ event }: Job): string | undefined {
  const isFork = event.kind === "pull_request" && event.fork;
  return isFork ? "the token of a pull request from a fork is read-only" : undefined;
}
