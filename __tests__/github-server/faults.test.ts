import { describe, expect, test } from "vitest";
import { jobAccount, readOnlyAccount } from "./access.ts";
import type { Fault, FaultKind } from "./faults.ts";
import { ask, comment, reviewOf, runOf, useGitHubs } from "./github.ts";
import type { LocalGitHub } from "./server.ts";

const { pullRequest, start } = useGitHubs();

describe("who may what", () => {
  test("a read-only token, one without a permission, a wrong one", async () => {
    const pull = pullRequest();
    const none = { ...jobAccount, "pull-requests": "none" } as const;
    const github = await start(pull, { tokens: { reads: readOnlyAccount, none }, prefix: "/api/v3" });
    expect(github.api).toBe(`${github.url}/api/v3`);
    const review = reviewOf(pull, comment);
    const lost = await ask(github, "POST /pulls/7/reviews", review, "reads");
    expect(lost).toMatchObject({ status: 403, body: { message: "Resource not accessible by integration" } });
    expect(lost.headers.get("x-accepted-github-permissions")).toBe("pull_requests=write");
    expect((await ask(github, "POST /check-runs", runOf(pull, []), "reads")).status).toBe(403);
    expect((await ask(github, "GET /pulls/7/comments", undefined, "reads")).status).toBe(200);
    expect((await ask(github, "GET /pulls/7/comments", undefined, "none")).status).toBe(403);
    expect((await ask(github, "GET /pulls/7/comments", undefined, "wrong")).status).toBe(401);
    const user = await fetch(`${github.api}/user`, { headers: { authorization: "token none" } });
    expect(user.status).toBe(403);
  });
});

describe("what goes wrong", () => {
  const failing = async (does: FaultKind, more: Partial<Fault> = {}) => {
    const pull = pullRequest();
    const github = await start(pull, { faults: [{ does, operation: "checks/create", times: 1, ...more }] });
    const once = () => ask(github, "POST /check-runs", runOf(pull, []));
    return { github, once };
  };

  test.each<readonly [does: FaultKind, status: number, header: string | undefined, held: number]>([
    ["broken", 502, undefined, 0],
    ["done and broken", 502, undefined, 1],
    ["rate limit", 403, "x-ratelimit-reset", 0],
    ["secondary limit", 403, "retry-after", 0],
    ["forbidden", 403, undefined, 0],
  ])("%s, once", async (does, status, header, held) => {
    const { github, once } = await failing(does);
    const answer = await once();
    expect(answer.status).toBe(status);
    if (header !== undefined) expect(Number(answer.headers.get(header))).toBeGreaterThan(0);
    expect(github.state.checkRuns).toHaveLength(held);
    expect((await once()).status).toBe(201);
  });

  test.each<readonly [does: FaultKind, held: number]>([
    ["cut", 0],
    ["done and cut", 1],
    ["half an answer", 1],
  ])("%s: no whole answer", async (does, held) => {
    const { github, once } = await failing(does);
    await expect(once()).rejects.toThrow();
    expect(github.state.checkRuns).toHaveLength(held);
  });

  test("late, never, and something else", async () => {
    const slow = await failing("slow", { milliseconds: 200 });
    const began = Date.now();
    expect((await slow.once()).status).toBe(201);
    expect(Date.now() - began).toBeGreaterThanOrEqual(190);
    const { github } = await failing("silent", { operation: "pulls/list-files" });
    const never = fetch(`${github.api}/repos/acme/deploy/pulls/7/files`, {
      signal: AbortSignal.timeout(200),
    });
    await expect(never).rejects.toThrow(/timeout/);
    await expect((await failing("odd")).once()).rejects.toThrow(/JSON/);
  });

  test("after some, and from now on", async () => {
    const { github, once } = await failing("broken", { after: 1 });
    const statuses = [await once(), await once(), await once()].map(({ status }) => status);
    github.fail({ does: "broken", status: 500 });
    expect([...statuses, (await once()).status]).toEqual([201, 502, 201, 500]);
  });
});

test("git is served, to who has a token where the repo is private", async () => {
  const pull = pullRequest();
  const open = await start(pull);
  const closed = await start(pull, { isPrivate: true });
  const listed = async (github: LocalGitHub, token?: string) => {
    const headers = token === undefined ? {} : { authorization: `basic ${btoa(`x-access-token:${token}`)}` };
    const response = await fetch(`${github.url}/acme/deploy/info/refs?service=git-upload-pack`, { headers });
    return [response.status, (await response.text()).includes(pull.merge)];
  };
  expect(await listed(open)).toEqual([200, true]);
  expect(await listed(closed)).toEqual([401, false]);
  expect(await listed(closed, "ghs_job")).toEqual([200, true]);
});
