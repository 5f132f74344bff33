import { describe, expect, test } from "vitest";
import type { PullRequestTable } from "../checkouts/pull-request.ts";
import { jobAccount, readOnlyAccount } from "../github-server/access.ts";
import type { Fault, FaultKind } from "../github-server/faults.ts";
import type { GitHubOptions } from "../github-server/server.ts";
import { usePullRequests, type Workflow } from "./pull-request.ts";
import { logOf, nginxConf, OLD, seenAt, tree, WEB } from "./pull-request-seen.ts";

const { open } = usePullRequests();

const change: PullRequestTable = { base: tree, head: [{ [WEB]: nginxConf("root") }] };
const introduced = [`${WEB}:1 error nginx/user-root`];
const inputs = { suggestions: "true", "check-run": "true" };

interface Degraded {
  readonly what: string;
  readonly table?: PullRequestTable;
  readonly options?: Partial<GitHubOptions>;
  readonly workflow?: Workflow;
  /** How many suggestions and check runs there are in the end. */
  readonly held: readonly [suggestions: number, checkRuns: number];
  /** What the log names as lost; nothing else is. */
  readonly lost: readonly RegExp[];
}

const tokens = (account: typeof jobAccount) => ({ tokens: { ghs_job: account } });
const failing = (does: FaultKind, more: Partial<Fault> = {}) => ({ faults: [{ does, ...more }] });

const cases: readonly Degraded[] = [
  { what: "nothing goes wrong", held: [1, 1], lost: [] },
  {
    what: "the token is read-only",
    options: tokens(readOnlyAccount),
    held: [0, 0],
    lost: [
      /^no suggestions were posted: the token is read-only; give the job `pull-requests: write`$/m,
      /^no check run was created: the token is read-only; give the job `checks: write`$/m,
    ],
  },
  {
    what: "the pull request is a fork's",
    table: { ...change, fork: true },
    options: tokens(readOnlyAccount),
    held: [0, 0],
    lost: [/^no suggestions were posted: .* from a fork/m, /^no check run was created: .* from a fork/m],
  },
  {
    what: "only checks may be written",
    options: tokens({ ...jobAccount, "pull-requests": "read" }),
    held: [0, 1],
    lost: [/^no suggestions were posted: .*`pull-requests: write`$/m],
  },
  {
    what: "pull requests may not even be read",
    options: tokens({ ...jobAccount, "pull-requests": "none" }),
    held: [0, 1],
    lost: [/^no suggestions were posted: .*; give the job `pull-requests: write`$/m],
  },
  {
    what: "only pull requests may be written",
    options: tokens({ ...jobAccount, checks: "none" }),
    held: [1, 0],
    lost: [/^no check run was created: .*`checks: write`$/m],
  },
  {
    what: "the token is wrong",
    workflow: { inputs: { ...inputs, token: "wrong" } },
    held: [0, 0],
    lost: [
      /^no suggestions were posted: .*does not accept the token/m,
      /^no check run was created: .*does not accept/m,
    ],
  },
  {
    what: "there is no token",
    workflow: { inputs: { ...inputs, token: "" } },
    held: [0, 0],
    lost: [/^no suggestions were posted: no token/m, /^no check run was created: no token/m],
  },
  {
    what: "the rate limit is used up for an hour",
    options: failing("rate limit"),
    held: [0, 0],
    lost: [
      /^no suggestions were posted: .*too many requests/m,
      /^no check run was created: too many requests/m,
    ],
  },
  {
    what: "the rate limit ends at once",
    options: failing("rate limit", { times: 1, seconds: 1 }),
    held: [1, 1],
    lost: [],
  },
  {
    what: "the secondary limit is met once",
    options: failing("secondary limit", { operation: "checks/create", times: 1, seconds: 1 }),
    held: [1, 1],
    lost: [],
  },
  {
    what: "the server fails once",
    options: failing("broken", { operation: "checks/create", times: 1, status: 500 }),
    held: [1, 1],
    lost: [],
  },
  {
    what: "the server fails always",
    options: failing("broken"),
    held: [0, 0],
    lost: [
      /^no suggestions were posted: .*fails with 502/m,
      /^no check run was created: GitHub's API fails with 502/m,
    ],
  },
  ...(["done and broken", "done and cut", "half an answer", "cut"] as const).flatMap((does) =>
    (["checks/create", "pulls/create-review", "pulls/list-review-comments"] as const).map(
      (operation): Degraded => ({
        what: `${does} once, at ${operation}`,
        options: failing(does, { operation, times: 1 }),
        held: [1, 1],
        lost: [],
      }),
    ),
  ),
  {
    what: "a proxy answers once for GitHub, to what reads",
    options: failing("odd", { operation: "pulls/list-review-comments", times: 1 }),
    held: [0, 1],
    lost: [/^no suggestions were posted: the answer of GitHub's API cannot be read$/m],
  },
  {
    what: "a proxy answers once for GitHub, to what writes",
    options: failing("odd", { operation: "checks/create", times: 1 }),
    held: [1, 1],
    lost: [],
  },
  {
    what: "the connection is cut always",
    options: failing("cut"),
    held: [0, 0],
    lost: [
      /^no suggestions were posted: .*the connection to GitHub's API failed/m,
      /^no check run was created: the connection/m,
    ],
  },
  { what: "the server is slow", options: failing("slow", { milliseconds: 500 }), held: [1, 1], lost: [] },
];

/** The one for which the limit of a request has to be over; alone, since nothing else may take that long then. */
const silent: Degraded = {
  what: "the server does not answer once",
  options: failing("silent", { operation: "checks/create", times: 1 }),
  workflow: { inputs, env: { KEELCHECK_PATIENCE: undefined } },
  held: [1, 1],
  lost: [],
};

describe("a channel may be lost, and nothing else", () => {
  test.concurrent.each(cases)("$what", expectDegraded);

  test.each([silent])("$what", expectDegraded);
});

async function expectDegraded({
  table = change,
  options,
  workflow = { inputs },
  held,
  lost,
}: Degraded): Promise<void> {
  const { github, run } = await open(table, options);
  const step = await run(workflow);
  expect([step.exitCode, step.stderr, ...seenAt(step)]).toEqual([1, "", ...introduced]);
  expect([github.state.comments.length, github.state.checkRuns.length]).toEqual(held);
  for (const run of github.state.checkRuns) expect(run.annotations).toHaveLength(1);
  const log = logOf(step);
  for (const why of lost) expect(log).toMatch(why);
  expect(log.match(/^(no|only) .*/gm) ?? []).toHaveLength(lost.length);
  // Whoever reads only the page of the run sees it too.
  expect(step.summary.match(/no suggestions were posted|no check run was created/g) ?? []).toHaveLength(
    lost.length,
  );
  expect(step.stdout + step.summary).not.toContain("ghs_job");
}

describe.concurrent("the base cannot be fetched", () => {
  const nowhere = {
    checkout: { remote: "http://127.0.0.1:1/acme/deploy" },
    env: { GITHUB_SERVER_URL: "http://127.0.0.1:1" },
  };
  const moved: PullRequestTable = { ...change, baseMoved: { x: "x\n" } };

  test("the API has it", async () => {
    const { run } = await open(moved);
    const step = await run(nowhere);
    expect([step.exitCode, ...seenAt(step)]).toEqual([1, ...introduced]);
    expect(step.outputs).toMatchObject({ introduced: "1" });
  });

  test("the API has it, where the head is checked out", async () => {
    const { run } = await open(moved);
    const step = await run({ ...nowhere, checkedOut: "head" });
    expect([step.exitCode, ...seenAt(step)]).toEqual([1, ...introduced]);
  });

  test.each<readonly [what: string, table: PullRequestTable, options: Partial<GitHubOptions>]>([
    ["the API fails too", moved, failing("broken")],
    ["the API may not tell", moved, tokens({ ...jobAccount, "pull-requests": "none", contents: "none" })],
    [
      "there are more files than the API lists",
      { ...moved, head: [{ [WEB]: nginxConf("root"), ...files(3_001) }] },
      {},
    ],
  ])("%s: everything is checked, and that is said", async (_, table, options) => {
    const { run } = await open(table, options);
    const step = await run(nowhere);
    expect([step.exitCode, ...seenAt(step)]).toEqual([1, `${OLD}:1 error nginx/user-root`, ...introduced]);
    expect(logOf(step)).toMatch(/everything is checked and counts/);
    expect(step.summary).toMatch(/everything is checked and counts/);
  });

  test("on pull_request_target nothing is checked without it: the policy would be the head's", async () => {
    const { run } = await open(moved, failing("broken"));
    const step = await run({ ...nowhere, event: "pull_request_target", checkedOut: "merge" });
    expect([step.exitCode, ...seenAt(step)]).toEqual([2]);
    expect(step.summary).toMatch(/nothing is checked without the base/);
    expect(step.summary).not.toMatch(/everything is checked/);
  });
});

function files(count: number): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`data/${n}`, `${n}\n`]));
}
