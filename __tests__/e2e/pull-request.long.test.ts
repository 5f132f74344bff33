import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { git } from "../checkouts/git.ts";
import type { PullRequestTable } from "../checkouts/pull-request.ts";
import { filesOf } from "../checkouts/upstream.ts";
import { commitSuggestions } from "../github-server/suggestions.ts";
import { patchesOf, usePullRequests } from "./pull-request.ts";
import { nginxConf, seenAt, tree, WEB } from "./pull-request-seen.ts";

const { open } = usePullRequests();

/** The pull request that caused the incident: it makes the tree that was in order into the one that was not. */
function incident(): PullRequestTable {
  const before = filesOf("examples/fixed");
  const after = filesOf("examples/incident");
  const kept = (path: string) => path in after || path.startsWith(".github/");
  const gone = Object.keys(before).flatMap((path) => (kept(path) ? [] : [[path, null] as const]));
  return { base: before, head: [{ ...Object.fromEntries(gone), ...after }] };
}

const inputs = { suggestions: "true", "check-run": "true" };
const STOREFRONT = "deployment/images/storefront";

test.concurrent("the pull request of the incident fails on its lines; its suggestions and the patch for the rest make it pass", async () => {
  const stage = await open(incident());
  const first = await stage.run({ inputs });
  expect([first.exitCode, first.stderr, first.outputs["conclusion"]]).toEqual([1, "", "failure"]);
  expect(seenAt(first)).toEqual(
    expect.arrayContaining([
      `${STOREFRONT}/Dockerfile:4 error nginx/default-site`,
      `${STOREFRONT}/Dockerfile:8 error user/created-unused`,
      `${STOREFRONT}/Dockerfile:12 error files/not-owned`,
      `${STOREFRONT}/apache/ports.conf:2 error ports/role-mismatch`,
      `${STOREFRONT}/nginx/nginx.conf.old:1 error nginx/user-root`,
    ]),
  );
  expect(first.dropped).toEqual({ error: 0, warning: 0, notice: 0 });
  const { comments, checkRuns } = stage.github.state;
  expect(comments.length).toBeGreaterThan(3);
  expect(checkRuns).toMatchObject([{ conclusion: "failure", head_sha: stage.pull().head }]);
  expect(checkRuns[0]?.annotations).toHaveLength(Number(first.outputs["introduced"]));

  const [rest = ""] = patchesOf(first.summary);
  stage.move((pull) => commitSuggestions(pull, comments));
  stage.applyPatch(rest);
  const second = await stage.run({ inputs });
  expect([second.exitCode, second.outputs["errors"], second.outputs["conclusion"]]).toEqual([
    0,
    "0",
    "success",
  ]);
  expect(stage.github.state.comments).toEqual([]);
  expect(checkRuns.at(-1)).toMatchObject({ conclusion: "success", head_sha: stage.pull().head });
});

test.concurrent("the one patch that holds every fix does the same without a suggestion", async () => {
  const stage = await open(incident());
  const first = await stage.run();
  const patches = patchesOf(first.summary);
  expect(patches).toHaveLength(1);
  // Git does not mind the line that the copy button's way needs.
  expect(readFileSync(first.outputs["patch"] ?? "", "utf8").trim()).toBe(patches[0]?.trim());
  stage.applyPatch(patches[0] ?? "");
  const second = await stage.run();
  expect([second.exitCode, second.outputs["errors"]]).toEqual([0, "0"]);
});

test.concurrent("annotations and suggestions stand on the head's lines where the base moved the same file's", async () => {
  const above = 10;
  const stage = await open({
    base: { ...tree, [WEB]: nginxConf("nginx", above) },
    head: [{ [WEB]: nginxConf("root", above) }],
    baseMoved: { [WEB]: `${"# of the base\n".repeat(5)}${nginxConf("nginx", above)}` },
  });
  const step = await stage.run({ inputs });
  expect(seenAt(step)).toEqual([`${WEB}:11 error nginx/user-root`]);
  const { comments, checkRuns } = stage.github.state;
  expect(comments.map(({ path, line }) => `${path}:${line}`)).toEqual([`${WEB}:11`]);
  expect(checkRuns[0]?.annotations.map(({ start_line }) => start_line)).toEqual([11]);
  stage.move((pull) => commitSuggestions(pull, comments));
  const { upstream, head } = stage.pull();
  expect(git(upstream.path, "show", `${head}:${WEB}`)).toMatch(/# comment 10\nuser (?!root)\w+;\nevents/);
  expect((await stage.run({ inputs })).exitCode).toBe(0);
});

test.concurrent("a second run of the same commit posts nothing again", async () => {
  const stage = await open(incident());
  await stage.run({ inputs });
  const before = stage.github.state.comments.map(({ id }) => id);
  await stage.run({ inputs });
  expect(stage.github.state.comments.map(({ id }) => id)).toEqual(before);
  expect(stage.github.state.reviews).toHaveLength(1);
});

test.concurrent("what somebody answered stays, and what no longer holds goes", async () => {
  const stage = await open(incident());
  const { state } = stage.github;
  await stage.run({ inputs });
  const [first] = state.comments;
  if (first === undefined) throw new Error("there is no suggestion to answer");
  const person = { ...first.user, login: "reviewer", bot: false };
  const answer = {
    ...first,
    id: state.nextId++,
    user: person,
    body: "are you sure?",
    in_reply_to_id: first.id,
  };
  state.comments.push(answer);
  stage.move((pull) => commitSuggestions(pull, state.comments));
  await stage.run({ inputs });
  const left = state.comments.map(({ id }) => id);
  expect(left).toEqual(expect.arrayContaining([first.id, answer.id]));
  expect(left.length).toBeLessThan(7);
});
