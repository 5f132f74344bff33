// A pull request does not get to say by which policy it is judged.
import { describe, expect, test } from "vitest";
import type { PullRequestTable } from "../checkouts/pull-request.ts";
import { usePullRequests, type Workflow } from "./pull-request.ts";
import { nginxConf, seenAt, tree, WEB } from "./pull-request-seen.ts";

const { open } = usePullRequests();

const STRICT = "runtime: docker\nrules:\n  docs/*: off\n";
const LOOSE = "runtime: docker\nrules:\n  docs/*: off\n  nginx/*: off\n  user/*: off\n";
const policy = (path: string): PullRequestTable => ({
  base: { ...tree, [path]: STRICT },
  head: [{ [WEB]: nginxConf("root"), [path]: LOOSE }],
});
/** Nothing can be fetched with git: the diff and the base are GitHub's, by its API. */
const byApi: Workflow = {
  checkout: { remote: "http://127.0.0.1:1/acme/deploy" },
  env: { GITHUB_SERVER_URL: "http://127.0.0.1:1" },
};

describe.concurrent("the policy is the base's", () => {
  test.each<{ readonly what: string; readonly path: string; readonly workflow?: Workflow }>([
    { what: "where it stands as a rule", path: ".github/keelcheck.yml" },
    {
      what: "where an input names it",
      path: "team/policy.yml",
      workflow: { inputs: { policy: "team/policy.yml" } },
    },
    { what: "by the API", path: ".github/keelcheck.yml", workflow: byApi },
    {
      what: "by the API, where an input names it",
      path: "team/policy.yml",
      workflow: { ...byApi, inputs: { policy: "team/policy.yml" } },
    },
  ])("$what", async ({ path, workflow }) => {
    const { run } = await open(policy(path));
    const step = await run(workflow);
    expect(seenAt(step)).toContain(`${WEB}:1 error nginx/user-root`);
    expect(step.exitCode).toBe(1);
  });

  test("and where the base's cannot be had, above the working directory, nothing is judged", async () => {
    const moved = { base: { ...inDeploy(tree), "policy.yml": STRICT } };
    const head = [{ [`deploy/${WEB}`]: nginxConf("root"), "policy.yml": LOOSE }];
    const { run } = await open({ ...moved, head });
    const inputs = { "working-directory": "deploy", policy: "../policy.yml" };
    const byGit = await run({ inputs });
    expect([byGit.exitCode, ...seenAt(byGit)]).toContain(`deploy/${WEB}:1 error nginx/user-root`);
    const step = await run({ ...byApi, inputs });
    expect(step.exitCode).toBe(2);
  });
});

test("a policy file that is a link out of the repo is not read", async () => {
  const { run } = await open({
    base: tree,
    head: [{ "team/policy.yml": { link: "/proc/self/environ" } }],
  });
  const step = await run({ inputs: { policy: "team/policy.yml" } });
  expect(step.exitCode).toBe(2);
  expect(step.stdout + step.summary).toContain("link that leaves the repo");
});

test.each([
  [".git/config", "belongs to git"],
  ["deployment/images/web/nginx.conf", "already exists and is not a SARIF file"],
  ["out/x.sarif", "is not in the workspace"],
])("a first policy cannot have the Action write over %s", async (sarif, why) => {
  const { ".github/keelcheck.yml": _, ...base } = tree;
  const { run } = await open({
    base,
    head: [{ ".github/keelcheck.yml": `${STRICT}sarif: ${sarif}\n`, out: { link: "/tmp" } }],
  });
  const step = await run();
  expect(step.stdout).toContain(`no SARIF file was written: ${sarif} ${why}`);
  expect(step.outputs["sarif"]).toBeUndefined();
});

function inDeploy(files: typeof tree): typeof tree {
  return Object.fromEntries(Object.entries(files).map(([path, edit]) => [`deploy/${path}`, edit] as const));
}
