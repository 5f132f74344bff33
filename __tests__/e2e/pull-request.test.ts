// The main job once, as it is in a workflow; every other way of it is in the long files beside this one.
import { expect, test } from "vitest";
import { commitSuggestions } from "../github-server/suggestions.ts";
import { usePullRequests } from "./pull-request.ts";
import { logOf, nginxConf, OLD, seenAt, tree, WEB } from "./pull-request-seen.ts";

const { open, push } = usePullRequests();

const change = { base: tree, head: [{ [WEB]: nginxConf("root") }] };
const introduced = [`${WEB}:1 error nginx/user-root`];

test.concurrent("a pull request fails on what it brings; its suggestion makes it pass", async () => {
  const inputs = { suggestions: "true", "check-run": "true", sarif: "out/keelcheck.sarif" };
  const { github, run, move } = await open(change);
  const step = await run({ inputs });
  expect([step.exitCode, step.stderr, ...seenAt(step)]).toEqual([1, "", ...introduced]);
  expect(step.outputs).toMatchObject({ conclusion: "failure", introduced: "1", fixed: "0" });
  expect(step.outputs["sarif"]).toMatch(/keelcheck\.sarif$/);
  const { comments, checkRuns } = github.state;
  expect([comments.length, checkRuns.length, checkRuns[0]?.annotations.length]).toEqual([1, 1, 1]);
  move((pull) => commitSuggestions(pull, comments));
  const mended = await run({ inputs });
  expect([mended.exitCode, mended.outputs["conclusion"], ...seenAt(mended)]).toEqual([0, "success"]);
  expect(comments).toEqual([]);
});

test.concurrent("what cannot be fetched is read by the API, and a policy that the change brings is not in force", async () => {
  const policy = ".github/keelcheck.yml";
  const off = "runtime: docker\nrules:\n  docs/*: off\n  nginx/*: off\n";
  const { run } = await open({
    base: tree,
    head: [{ [WEB]: nginxConf("root"), [policy]: off }],
    baseMoved: { x: "x\n" },
  });
  const nowhere = "http://127.0.0.1:1";
  const step = await run({
    checkout: { remote: `${nowhere}/acme/deploy` },
    env: { GITHUB_SERVER_URL: nowhere },
  });
  expect(step.exitCode).toBe(1);
  expect(seenAt(step)).toEqual(expect.arrayContaining(introduced));
  expect(seenAt(step).join()).not.toContain(OLD);
});

test.concurrent("a push checks all images, and says why it compares nothing", async () => {
  const { branch, run } = await push(tree, { [WEB]: nginxConf("root") }, "new");
  const step = await run("push", branch.push);
  expect([step.exitCode, ...seenAt(step)]).toEqual([1, `${OLD}:1 error nginx/user-root`, ...introduced]);
  expect(logOf(step)).toMatch(/the branch is new/);
});
