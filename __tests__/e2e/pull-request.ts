import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect } from "vitest";
import { bundle } from "../../.github/scripts/bundle.ts";
import { type CheckoutInputs, checkOut } from "../checkouts/checkout.ts";
import { type Branch, makeBranch, type Pushed } from "../checkouts/events.ts";
import {
  applyPatch,
  makePullRequest,
  type PullRequest,
  type PullRequestTable,
} from "../checkouts/pull-request.ts";
import type { Files } from "../checkouts/upstream.ts";
import type { Payload } from "../github/payload.ts";
import { type GitHubOptions, type LocalGitHub, startGitHub } from "../github-server/server.ts";
import { runStep, type StepDone } from "./pull-request-step.ts";

/** What is checked out: the merge as by default, the head by `ref:`, or the base as on pull_request_target. */
export type CheckedOut = "merge" | "head" | "base";

/** How a workflow runs the Action. */
export interface Workflow {
  readonly event?: "pull_request" | "pull_request_target";
  readonly action?: string;
  readonly payload?: Payload;
  readonly checkedOut?: CheckedOut;
  readonly checkout?: Partial<CheckoutInputs>;
  /** Inputs besides the token, which is `ghs_job` unless given; "" for none. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** A pull request on a GitHub of its own. */
export interface Stage {
  readonly github: LocalGitHub;
  /** The pull request as it is now. */
  readonly pull: () => PullRequest;
  /** Runs the built Action on it. */
  readonly run: (workflow?: Workflow) => Promise<StepDone>;
  /** Moves the pull request: a push, applied suggestions. */
  readonly move: (change: (pull: PullRequest) => PullRequest) => void;
  /** Applies a patch in a clone and pushes it. */
  readonly applyPatch: (patch: string) => void;
}

/** A branch on a GitHub of its own: pushes, merge groups and events without a pull request. */
export interface BranchStage {
  readonly github: LocalGitHub;
  readonly branch: Branch;
  readonly run: (
    event: string,
    payload: Payload,
    workflow?: Omit<Workflow, "event" | "payload">,
  ) => Promise<StepDone>;
}

export interface PullRequests {
  readonly open: (table: PullRequestTable, options?: Partial<GitHubOptions>) => Promise<Stage>;
  readonly push: (before: Files, after: Files, how?: Pushed) => Promise<BranchStage>;
}

/** Builds the Action as `npm run build` does; hands back what makes pull requests on local GitHubs and runs it on them. */
export function usePullRequests(): PullRequests {
  const root = mkdtempSync(join(tmpdir(), "keelcheck-pull-request-"));
  const started: LocalGitHub[] = [];
  const fresh = (name: string) => mkdtempSync(join(root, `${name}-`));
  const action = join(root, "dist", "action.js");
  const start = async (options: GitHubOptions) => {
    const github = await startGitHub(options);
    started.push(github);
    return github;
  };
  beforeAll(async () => {
    await bundle(join(root, "dist"));
  });
  // Not after each: some tests run beside each other, since they wait more than they work.
  afterAll(async () => {
    await Promise.all(started.map((github) => github.stop()));
    rmSync(root, { recursive: true, force: true });
    // The tests' own GitHub has to answer as GitHub does.
    expect(started.flatMap(({ faulty }) => faulty)).toEqual([]);
  });
  return {
    open: async (table, options = {}) => {
      const repos = fresh("repos");
      let pull = makePullRequest(repos, table);
      const github = await start({ repos, pulls: [pull], ...options });
      const move = (change: (pull: PullRequest) => PullRequest) => {
        pull = change(pull);
        github.setPull(pull);
      };
      return {
        github,
        pull: () => pull,
        move,
        applyPatch: (patch) => move((now) => applyPatch(now, patch, fresh("clone"))),
        run: (workflow = {}) => runOnPull({ github, pull, workflow, action, fresh }),
      };
    },
    push: async (before, after, how) => {
      const repos = fresh("repos");
      const branch = makeBranch(repos, before, after, how);
      const github = await start({ repos });
      const run: BranchStage["run"] = async (
        event,
        payload,
        { checkout = {}, inputs = {}, env = {} } = {},
      ) => {
        const workspace = fresh("workspace");
        const { url } = branch.upstream;
        const remote = `${github.url}/acme/deploy`;
        checkOut(workspace, {
          url,
          remote,
          commit: branch.after,
          ref: "refs/heads/main",
          token: "ghs_job",
          ...checkout,
        });
        const site = { ...siteOf(github, "acme/deploy"), GITHUB_SHA: branch.after, ...env };
        return await runStep({
          root: fresh("runner"),
          workspace,
          action,
          event,
          payload,
          inputs: { token: "ghs_job", ...inputs },
          env: site,
        });
      };
      return { github, branch, run };
    },
  };
}

interface OnPull {
  readonly github: LocalGitHub;
  readonly pull: PullRequest;
  readonly workflow: Workflow;
  readonly action: string;
  readonly fresh: (name: string) => string;
}

async function runOnPull({ github, pull, workflow, action, fresh }: OnPull): Promise<StepDone> {
  const { event = "pull_request", checkedOut = event === "pull_request" ? "merge" : "base" } = workflow;
  const workspace = fresh("workspace");
  checkOut(workspace, {
    url: pull.upstream.url,
    remote: `${github.url}/${pull.upstream.repository}`,
    token: "ghs_job",
    ...commitOf(pull, checkedOut),
    ...workflow.checkout,
  });
  return await runStep({
    root: fresh("runner"),
    workspace,
    action,
    event,
    payload: workflow.payload ?? pull.payload(workflow.action),
    inputs: { token: "ghs_job", ...workflow.inputs },
    env: {
      ...siteOf(github, pull.upstream.repository),
      GITHUB_SHA: event === "pull_request" ? pull.merge : pull.base,
      ...workflow.env,
    },
  });
}

/** As actions/checkout is told it: by the event, or by `ref:`. */
function commitOf(pull: PullRequest, checkedOut: CheckedOut): Pick<CheckoutInputs, "commit" | "ref"> {
  if (checkedOut === "merge") return { commit: pull.merge, ref: `refs/pull/${pull.number}/merge` };
  return checkedOut === "head" ? { commit: pull.head } : { commit: pull.base, ref: "refs/heads/main" };
}

function siteOf({ url, api }: LocalGitHub, repository: string): Readonly<Record<string, string>> {
  return { GITHUB_SERVER_URL: url, GITHUB_API_URL: api, GITHUB_REPOSITORY: repository };
}

/** The patches of a summary, as its copy button hands them over. */
export function patchesOf(summary: string): readonly string[] {
  return [...summary.matchAll(/^(?<fence>`{3,})diff\n(?<text>[\s\S]*?)^\k<fence>$/gm)].map(
    ({ groups }) => groups?.["text"] ?? "",
  );
}
