import { describe, expect, test } from "vitest";
import type { Pushed } from "../checkouts/events.ts";
import type { PullRequestTable } from "../checkouts/pull-request.ts";
import { readOnlyAccount } from "../github-server/access.ts";
import type { GitHubOptions } from "../github-server/server.ts";
import { usePullRequests, type Workflow } from "./pull-request.ts";
import { image, logOf, nginxConf, OLD, seenAt, tree, WEB } from "./pull-request-seen.ts";
import type { StepDone } from "./pull-request-step.ts";

const { open, push } = usePullRequests();

const change: PullRequestTable = { base: tree, head: [{ [WEB]: nginxConf("root") }] };
const moved: PullRequestTable = { ...change, baseMoved: { x: "x\n" } };
const introduced = [`${WEB}:1 error nginx/user-root`];
const everything = [`${OLD}:1 error nginx/user-root`, ...introduced];

/** The exit code, and what is annotated at files. */
function outcome(step: StepDone): unknown {
  expect(step.stderr).toBe("");
  expect(step.dropped).toEqual({ error: 0, warning: 0, notice: 0 });
  expect(step.outputs["conclusion"]).toBe(step.exitCode === 0 ? "success" : "failure");
  return [step.exitCode, ...seenAt(step)];
}

const many = Object.fromEntries(Array.from({ length: 3_500 }, (_, n) => [`data/${n}`, `${n}\n`]));

describe.concurrent("a pull request brings its own findings", () => {
  test.each<{
    readonly what: string;
    readonly table?: PullRequestTable;
    readonly workflow?: Workflow;
    readonly options?: Partial<GitHubOptions>;
  }>([
    { what: "as it is checked out by default" },
    { what: "with all history", workflow: { checkout: { depth: 0 } } },
    { what: "with the head checked out", workflow: { checkedOut: "head" } },
    {
      what: "with the head checked out, the base having moved",
      table: moved,
      workflow: { checkedOut: "head" },
    },
    {
      what: "from a fork",
      table: { ...change, fork: true },
      options: { tokens: { ghs_job: readOnlyAccount } },
    },
    {
      what: "from a fork, with its head checked out",
      table: { ...change, fork: true },
      workflow: { checkedOut: "head" },
    },
    {
      what: "whose base moved meanwhile",
      table: { ...change, baseMoved: image("late", "root"), staleEvent: true },
    },
    { what: "that touches 3,500 files", table: { ...change, head: [{ ...many, [WEB]: nginxConf("root") }] } },
    {
      what: "without credentials in the checkout",
      table: moved,
      workflow: { checkout: { persistCredentials: false } },
      options: { isPrivate: true },
    },
    { what: "in a private repo", table: moved, options: { isPrivate: true } },
    { what: "without a token", workflow: { inputs: { token: "" } } },
    { what: "on an Enterprise Server", options: { prefix: "/api/v3" } },
    { what: "checked out sparsely", workflow: { checkout: { sparse: ["deployment"] } } },
    {
      what: "as pull_request_target, with the merge checked out",
      workflow: { event: "pull_request_target", checkedOut: "merge" },
    },
    {
      what: "as pull_request_target, with the head checked out",
      workflow: { event: "pull_request_target", checkedOut: "head" },
    },
  ])("$what", async ({ table = change, workflow, options }) => {
    const { run } = await open(table, options);
    const step = await run(workflow);
    expect(outcome(step)).toEqual([1, ...introduced]);
    expect(step.outputs).toMatchObject({ introduced: "1", fixed: "0" });
  });

  test("checked out to a sub-folder, of which a folder is the deployment repo", async () => {
    const below = Object.fromEntries(
      Object.entries({ ...tree }).map(([path, text]) => [`ops/${path}`, text]),
    );
    const { run } = await open({ base: below, head: [{ [`ops/${WEB}`]: nginxConf("root") }] });
    const step = await run({ checkout: { path: "repo" }, inputs: { "working-directory": "repo/ops" } });
    expect(outcome(step)).toEqual([1, `ops/${WEB}:1 error nginx/user-root`]);
  });

  test("whose image folder is renamed brings nothing", async () => {
    const { run } = await open({
      base: tree,
      head: [{ "deployment/images/legacy": { movedFrom: "deployment/images/old" } }],
    });
    const step = await run();
    expect(outcome(step)).toEqual([0]);
    expect(step.outputs).toMatchObject({ introduced: "0", fixed: "0" });
  });

  test("whose renamed file is rewritten, too", async () => {
    const { run } = await open({
      base: tree,
      head: [
        { "deployment/images/site": { movedFrom: "deployment/images/web" } },
        { "deployment/images/site/nginx.conf": nginxConf("root") },
      ],
    });
    expect(outcome(await run())).toEqual([1, "deployment/images/site/nginx.conf:1 error nginx/user-root"]);
  });

  test("names what it puts right", async () => {
    const { run } = await open({ base: tree, head: [{ [OLD]: nginxConf("nginx") }] });
    const step = await run();
    expect(outcome(step)).toEqual([0]);
    expect(step.outputs).toMatchObject({ introduced: "0", fixed: "1" });
    expect(step.summary).toMatch(/fixed/i);
  });

  test("is shown on the head's lines where the base changed the file too", async () => {
    const conf = `${nginxConf("nginx")}${"# foot\n".repeat(20)}`;
    const base = { ...tree, [WEB]: conf };
    const head = [
      { [WEB]: conf.replace("        listen 8080;\n", "        listen 8080;\n        listen 8080;\n") },
    ];
    const { run } = await open({ base, head, baseMoved: { [WEB]: `${"# of the base\n".repeat(5)}${conf}` } });
    const step = await run();
    expect(step.annotations.filter(({ path }) => path === WEB).map(({ line }) => line)).toEqual([7]);
  });

  test("is judged by the base's policy", async () => {
    const off = "runtime: docker\nrules:\n  docs/*: off\n  nginx/user-root: off\n";
    const { run } = await open({
      base: tree,
      head: [{ [WEB]: nginxConf("root"), ".github/keelcheck.yml": off }],
    });
    expect(seenAt(await run())).toEqual(expect.arrayContaining(introduced));
  });

  test("that touches no image succeeds at once", async () => {
    const { github, run } = await open({ base: tree, head: [{ "README.md": "# the deployment\n" }] });
    const step = await run();
    expect(outcome(step)).toEqual([0]);
    expect(step.summary).not.toBe("");
    expect(github.requests).toEqual([]);
  });

  test("with scope: all counts what was there", async () => {
    const { run } = await open(change);
    expect(outcome(await run({ inputs: { scope: "all" } }))).toEqual([1, ...everything]);
  });
});

describe.concurrent("what is checked out cannot be determined", () => {
  test("pull_request_target checks out the base by default: refused, and said how to do it", async () => {
    const { run } = await open(change);
    const step = await run({ event: "pull_request_target" });
    expect([step.exitCode, ...seenAt(step)]).toEqual([2]);
    expect(step.annotations.map(({ message }) => message).join()).toMatch(/refs\/pull\/7\/merge/);
    expect(step.summary).toMatch(/refs\/pull\/7\/merge/);
  });

  test("something else than the pull request: everything is checked, and that is said", async () => {
    const { run } = await open(change);
    const step = await run({ checkedOut: "base" });
    expect(outcome(step)).toEqual([1, `${OLD}:1 error nginx/user-root`]);
    expect(logOf(step)).toMatch(/is checked out/);
    expect(step.summary).toMatch(/is checked out/);
  });

  test("in a folder that no input names: everything is checked, and what to name is said", async () => {
    const { run } = await open(change);
    const step = await run({ checkout: { path: "repo" } });
    expect(step.exitCode).toBe(1);
    expect(seenAt(step)).toContain(`repo/${WEB}:1 error nginx/user-root`);
    expect(logOf(step)).toMatch(
      /nginx\.conf of the pull request is not checked out here; .*working-directory/,
    );
  });

  test("images that an input names, and that are nowhere: refused", async () => {
    const { run } = await open(change);
    const step = await run({ inputs: { images: "nowhere/**" } });
    expect(outcome(step)).toEqual([2]);
    expect(step.annotations.map(({ message }) => message)).toEqual([
      'the input images: there is no Dockerfile under "nowhere/**"',
    ]);
  });
});

describe.concurrent("a push", () => {
  test.each<readonly [how: Pushed, seen: readonly string[], said: RegExp | undefined]>([
    ["onto", everything, undefined],
    ["forced", everything, undefined],
    ["new", everything, /the branch is new/],
    ["gone", everything, /the previous commit, 111111111111, is not available: the remote does not have it/],
  ])("%s: all images", async (how, seen, said) => {
    const { branch, run } = await push(tree, { [WEB]: nginxConf("root") }, how);
    const step = await run("push", branch.push);
    expect(outcome(step)).toEqual([1, ...seen]);
    if (said !== undefined) expect(logOf(step)).toMatch(said);
  });
});

describe.concurrent("a merge group", () => {
  test("brings its own findings", async () => {
    const { branch, run } = await push(tree, { [WEB]: nginxConf("root") });
    expect(outcome(await run("merge_group", branch.mergeGroup))).toEqual([1, ...introduced]);
  });

  test("that changes no image passes, whatever there was before", async () => {
    const { branch, run } = await push(tree, { "README.md": "# the deployment\n" });
    expect(outcome(await run("merge_group", branch.mergeGroup))).toEqual([0]);
  });
});

test.concurrent.each([
  ["workflow_dispatch", undefined],
  ["schedule", undefined],
  ["issue_comment", /the event issue_comment is treated like workflow_dispatch/],
])("%s: all images", async (event, said) => {
  const { branch, run } = await push(tree, { [WEB]: nginxConf("root") });
  const step = await run(event, {});
  expect(outcome(step)).toEqual([1, ...everything]);
  if (said !== undefined) expect(logOf(step)).toMatch(said);
  expect(branch.after).toMatch(/^[0-9a-f]{40}$/);
});
