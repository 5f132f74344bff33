import { execFile } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createConnection, createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { ROOT } from "../../.github/scripts/repo.ts";
import type { ApiFailure } from "../../src/github/api/shape.ts";
import { connected, handClock, type Reply, scripted } from "./api-scripted.ts";

const user = { body: { login: "octo" } };
const sha = "c".repeat(40);
const run = { name: "Keelcheck", headSha: sha, externalId: "1" };
const text = { conclusion: "success", title: "t", summary: "s", annotations: [] } as const;

const secondary = (seconds: number): Reply => ({
  status: 403,
  headers: { "retry-after": String(seconds) },
  body: {
    message: "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
  },
});
const primary: Reply = {
  status: 403,
  headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(Math.ceil(Date.now() / 1000) + 3600) },
  body: { message: "API rate limit exceeded for installation" },
};

test("the token goes to the API of the environment, in a folder of a GitHub Enterprise Server too", async () => {
  const { url, asked } = await scripted([user]);
  expect(await connected(`${url}/api/v3/`).viewer()).toEqual({ ok: true, value: "octo" });
  expect(asked).toMatchObject([{ line: "GET /api/v3/user", authorization: "token s3cret" }]);
});

test.each<
  readonly [what: string, replies: readonly Reply[], requests: number, failure: ApiFailure | undefined]
>([
  ["a server that fails twice", [{ status: 502 }, { status: 503 }, user], 3, undefined],
  ["a server that fails three times", [{ status: 502 }], 3, { kind: "broken", status: 502 }],
  ["a connection that is cut twice", ["cut", "cut", user], 3, undefined],
  ["an answer that breaks off twice", ["half", "half", user], 3, undefined],
  ["an answer that breaks off always", ["half"], 3, { kind: "cut" }],
  ["no answer, once", ["hang", user], 1, { kind: "slow", seconds: 0.3 }],
  ["a short secondary limit", [secondary(5), user], 2, undefined],
  [
    "a secondary limit that does not end",
    [secondary(5)],
    2,
    { kind: "limited", status: 403, seconds: 5, detail: expect.stringContaining("secondary") },
  ],
  [
    "a long secondary limit",
    [secondary(31), user],
    1,
    { kind: "limited", status: 403, seconds: 31, detail: expect.stringContaining("secondary") },
  ],
  [
    "a used up limit",
    [primary, user],
    1,
    { kind: "limited", status: 403, detail: "API rate limit exceeded for installation" },
  ],
  ["a limit without a word", [{ status: 429, body: "" }, user], 1, { kind: "limited", status: 429 }],
  [
    "a token that may not",
    [{ status: 403, body: { message: "Resource not accessible by integration" } }, user],
    1,
    { kind: "forbidden", status: 403, detail: "Resource not accessible by integration" },
  ],
  [
    "a wrong token",
    [{ status: 401, body: { message: "Bad credentials" } }, user],
    1,
    { kind: "unauthorized", status: 401, detail: "Bad credentials" },
  ],
  ["nothing there", [{ status: 404, body: {} }, user], 1, { kind: "missing", status: 404 }],
  ["the page of a proxy", [{ type: "text/html", body: "<html>" }, user], 1, { kind: "odd" }],
  ["another's JSON", [{ body: [] }, user], 1, { kind: "odd" }],
])("%s", async (_what, replies, requests, failure) => {
  const clock = handClock();
  const { url, asked } = await scripted(replies, clock);
  const answer = await connected(url, { clock, limits: { requestMs: 300 } }).viewer();
  expect(answer).toEqual(failure === undefined ? { ok: true, value: "octo" } : { ok: false, failure });
  expect(asked).toHaveLength(requests);
});

test("nobody listens", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  const answer = await connected(`http://127.0.0.1:${port}`).viewer();
  expect(answer).toEqual({ ok: false, failure: { kind: "cut", detail: "ECONNREFUSED" } });
});

test("what makes something is not repeated on the quiet", async () => {
  const { url, asked } = await scripted([{ status: 502 }, "cut"]);
  const api = connected(url);
  expect(await api.createCheckRun({ ...run, ...text })).toMatchObject({ failure: { kind: "broken" } });
  expect(await api.createReview(1, { headSha: sha, body: "b", comments: [] })).toMatchObject({
    failure: { kind: "cut" },
  });
  expect(asked).toHaveLength(2);
});

test("all requests together take a bounded time, of which only what is under way is counted", async () => {
  const clock = handClock();
  const { url, asked } = await scripted((line) => (line.includes("/user") ? user : "hang"), clock);
  const api = connected(url, { clock, limits: { totalMs: 1500, requestMs: 1000 } });
  clock.pass(1600);
  expect(await api.viewer()).toMatchObject({ ok: true });
  expect(await api.readTree(sha)).toMatchObject({ failure: { kind: "slow" } });
  expect(await api.readTree(sha)).toEqual({ ok: false, failure: { kind: "late", seconds: 1.5 } });
  expect(await api.viewer()).toEqual({ ok: false, failure: { kind: "late", seconds: 1.5 } });
  expect(asked).toHaveLength(3);
});

test("a wait that GitHub asks for is not longer than the time that is left", async () => {
  const { url, asked } = await scripted([secondary(30), user]);
  const answer = await connected(url, { limits: { totalMs: 10_000, secondMs: 1000 } }).viewer();
  expect(answer).toMatchObject({ failure: { kind: "limited", seconds: 30 } });
  expect(asked).toHaveLength(1);
});

test("a token that no header can hold is not told", async () => {
  const { url, asked } = await scripted([user]);
  const answer = await connected(url, { token: "s3cret\nmore" }).viewer();
  expect(answer).toEqual({ ok: false, failure: { kind: "cut" } });
  expect(asked).toEqual([]);
});

describe("lists", () => {
  const files = (count: number) =>
    scripted((line) => {
      const query = new URL(line.replace("GET ", ""), "http://host").searchParams;
      const from = (Number(query.get("page")) - 1) * Number(query.get("per_page"));
      const names = Array.from(
        { length: Math.max(0, Math.min(100, count - from)) },
        (_, index) => from + index,
      );
      return { body: names.map((name) => ({ filename: `f${name}`, status: "added", changes: 1 })) };
    });

  test.each([
    [0, 1, true],
    [99, 1, true],
    [100, 6, true],
    [730, 11, true],
    [2999, 30, true],
    [3500, 30, false],
  ])("of %i files in %i requests", async (count, requests, complete) => {
    const { url, asked } = await files(count);
    const answer = await connected(url).listPullFiles(7);
    if (!answer.ok) throw new Error(answer.failure.kind);
    const { items } = answer.value;
    expect(items.map(({ path }) => path)).toEqual(
      Array.from({ length: Math.min(count, 3000) }, (_, index) => `f${index}`),
    );
    expect(answer.value.complete).toBe(complete);
    expect(asked).toHaveLength(requests);
  });

  test("with an item that cannot be read are not used", async () => {
    const { url } = await scripted([{ body: [{ filename: "a" }] }]);
    expect(await connected(url).listPullFiles(7)).toEqual({ ok: false, failure: { kind: "odd" } });
  });
});

/** Asks in a process of its own, as the Action does, and hands back what it printed. */
async function askApart(env: Readonly<Record<string, string>>) {
  const script = `import { connect } from ${JSON.stringify(join(ROOT, "src/github/api/api.ts"))};
    const api = connect({ token: "s3cret", env: process.env, limits: { secondMs: 10, requestMs: 900_000, totalMs: 900_000 } });
    console.log(JSON.stringify(await api.viewer()));`;
  const all = { ...process.env, GITHUB_REPOSITORY: "octo/images", NODE_NO_WARNINGS: "1", ...env };
  const args = ["--input-type=module", "--eval", script];
  return await promisify(execFile)(process.execPath, args, { env: all });
}

test("the proxy of the environment is used, and does not see the token", async () => {
  const { url, asked } = await scripted([user]);
  const seen: string[] = [];
  const proxy = createServer((socket) => {
    socket.once("data", (head) => {
      seen.push(head.toString());
      const server = createConnection(Number(new URL(url).port), "127.0.0.1");
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      socket.pipe(server).pipe(socket);
    });
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void proxy.close());
  await once(proxy, "listening");
  const { port } = proxy.address() as AddressInfo;
  const env = {
    GITHUB_API_URL: "http://github.invalid/api/v3",
    http_proxy: `http://127.0.0.1:${port}`,
    no_proxy: "",
  };
  expect((await askApart(env)).stdout).toBe('{"ok":true,"value":"octo"}\n');
  expect(seen).toEqual([expect.stringMatching(/^CONNECT github\.invalid:80 /)]);
  expect(seen.join()).not.toContain("s3cret");
  expect(asked).toMatchObject([{ line: "GET /api/v3/user", authorization: "token s3cret" }]);
});

test("Octokit prints nothing, and the process ends as soon as its work is done", async () => {
  const headers = {
    deprecation: "true",
    sunset: "\t::error::soon",
    link: '<https://host/>; rel="deprecation"',
  };
  const { url } = await scripted([{ status: 500 }, { ...user, headers }]);
  const { stdout, stderr } = await askApart({ GITHUB_API_URL: url });
  expect({ stdout, stderr }).toEqual({ stdout: '{"ok":true,"value":"octo"}\n', stderr: "" });
});
