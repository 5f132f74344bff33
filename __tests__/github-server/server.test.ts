import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { git } from "../checkouts/git.ts";
import { makePullRequest, type PullRequest, pushToHead } from "../checkouts/pull-request.ts";
import { jobAccount, readOnlyAccount } from "./access.ts";
import type { Fault, FaultKind } from "./faults.ts";
import { type GitHubOptions, type LocalGitHub, startGitHub } from "./server.ts";
import { applySuggestions, commitSuggestions, suggestionOf } from "./suggestions.ts";

const root = mkdtempSync(join(tmpdir(), "github-"));
const started: LocalGitHub[] = [];
afterEach(async () => {
  for (const github of started.splice(0)) {
    expect(github.faulty).toEqual([]);
    await github.stop();
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const thirty = Array.from({ length: 30 }, (_, index) => `line ${index + 1}\n`).join("");

function pullRequest(fork = false): PullRequest {
  return makePullRequest(mkdtempSync(join(root, "pull-")), {
    base: { "web/nginx.conf": thirty, gone: "gone\n", moved: thirty, "run.sh": "echo\n" },
    head: [
      {
        "web/nginx.conf": thirty.replace("line 10\n", "line ten\n").replace("line 25\n", ""),
        gone: null,
        "to/here": { movedFrom: "moved" },
        new: "1\n2\n",
        "run.sh": { executable: "echo\n" },
        "logo.png": new Uint8Array([0x89, 0, 1]),
      },
    ],
    fork,
  });
}

async function start(pull: PullRequest, options: Partial<GitHubOptions> = {}): Promise<LocalGitHub> {
  const github = await startGitHub({ repos: join(pull.upstream.path, "../.."), pulls: [pull], ...options });
  started.push(github);
  return github;
}

interface Asked {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

async function ask(github: LocalGitHub, route: string, body?: unknown, token = "ghs_job"): Promise<Asked> {
  const [method = "", path = ""] = route.split(" ");
  const response = await fetch(`${github.api}/repos/acme/deploy${path}`, {
    method,
    headers: { authorization: `token ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text === "" ? undefined : JSON.parse(text),
    headers: response.headers,
  };
}

const annotation = {
  path: "web/nginx.conf",
  start_line: 1,
  end_line: 1,
  annotation_level: "failure",
  message: "m",
};

function run(pull: PullRequest, annotations: readonly unknown[], output: object = {}) {
  const all = { title: "t", summary: "s", annotations, ...output };
  return {
    name: "Keelcheck",
    head_sha: pull.head,
    external_id: "1",
    status: "completed",
    conclusion: "failure",
    output: all,
  };
}

describe("check runs", () => {
  test("annotations are added up, fifty a request", async () => {
    const pull = pullRequest();
    const github = await start(pull);
    const made = await ask(github, "POST /check-runs", run(pull, Array(50).fill(annotation)));
    expect(made).toMatchObject({ status: 201, body: { id: 1, output: { annotations_count: 50 } } });
    const more = { output: { title: "t", summary: "s2", annotations: [annotation] } };
    expect((await ask(github, "PATCH /check-runs/1", more)).status).toBe(200);
    expect(await ask(github, "GET /check-runs/1")).toMatchObject({
      body: { output: { annotations_count: 51 } },
    });
    const listed = await ask(github, "GET /check-runs/1/annotations?per_page=50&page=2");
    expect(listed.body).toHaveLength(1);
    expect(listed.headers.get("link")).toMatch(/page=1>; rel="prev"/);
    expect(await ask(github, `GET /commits/${pull.head}/check-runs`)).toMatchObject({
      body: { total_count: 1 },
    });
    expect(github.state.checkRuns).toMatchObject([
      { name: "Keelcheck", summary: "s2", conclusion: "failure" },
    ]);
  });

  test.each<readonly [what: string, body: (pull: PullRequest) => object, why: RegExp]>([
    ["fifty-one annotations", (pull) => run(pull, Array(51).fill(annotation)), /50 items/],
    [
      "a level of the commands",
      (pull) => run(pull, [{ ...annotation, annotation_level: "error" }]),
      /allowed values/,
    ],
    [
      "columns over several lines",
      (pull) => run(pull, [{ ...annotation, end_line: 2, start_column: 1 }]),
      /columns over/,
    ],
    [
      "an end before the start",
      (pull) => run(pull, [{ ...annotation, start_line: 3, end_line: 2 }]),
      /before start_line/,
    ],
    [
      "a column before the first",
      (pull) => run(pull, [{ ...annotation, start_column: 5, end_column: 4 }]),
      /end_column/,
    ],
    ["a line 0", (pull) => run(pull, [{ ...annotation, start_line: 0, end_line: 0 }]), /less than 1/],
    ["a path from the root", (pull) => run(pull, [{ ...annotation, path: "/a" }]), /no path/],
    ["a long title", (pull) => run(pull, [{ ...annotation, title: "x".repeat(256) }]), /title is too long/],
    [
      "a long message",
      (pull) => run(pull, [{ ...annotation, message: "é".repeat(32_769) }]),
      /message is too long/,
    ],
    ["no message", (pull) => run(pull, [{ ...annotation, message: "" }]), /message is missing/],
    ["a long summary", (pull) => run(pull, [], { summary: "x".repeat(65_536) }), /summary/],
    ["no title", (pull) => run(pull, [], { title: "" }), /title/],
    ["no conclusion", (pull) => ({ ...run(pull, []), conclusion: undefined }), /conclusion/],
    [
      "a commit that is not there",
      (pull) => ({ ...run(pull, []), head_sha: "0".repeat(40) }),
      /No commit found/,
    ],
    ["a text for a number", (pull) => run(pull, [{ ...annotation, start_line: "1" }]), /must be integer/],
  ])("%s is refused", async (_, body, why) => {
    const pull = pullRequest();
    const github = await start(pull);
    const { status, body: said } = await ask(github, "POST /check-runs", body(pull));
    expect([status, JSON.stringify(said)]).toEqual([422, expect.stringMatching(why)]);
    expect(github.state.checkRuns).toEqual([]);
    expect(github.requests[0]?.wrong.join()).toMatch(why);
  });
});

const comment = { path: "web/nginx.conf", line: 10, side: "RIGHT", body: "```suggestion\nline 10\n```" };

function reviewOf(pull: PullRequest, ...comments: readonly object[]) {
  return { commit_id: pull.head, event: "COMMENT", body: "b", comments };
}

describe("reviews", () => {
  test("are posted, listed, answered and taken back", async () => {
    const pull = pullRequest();
    const github = await start(pull);
    const two = reviewOf(pull, comment, { ...comment, start_line: 8, start_side: "RIGHT", line: 9 });
    expect(await ask(github, "POST /pulls/7/reviews", two)).toMatchObject({
      status: 200,
      body: { state: "COMMENTED" },
    });
    expect(await ask(github, "GET /pulls/7/comments")).toMatchObject({
      body: [
        { path: "web/nginx.conf", line: 10, start_line: null, user: { type: "Bot" } },
        { line: 9, start_line: 8 },
      ],
    });
    expect((await ask(github, "POST /pulls/7/comments/2/replies", { body: "why?" })).status).toBe(201);
    expect(await ask(github, "GET /pulls/7/reviews/1/comments")).toMatchObject({
      body: [{}, {}, { in_reply_to_id: 2 }],
    });
    expect((await ask(github, "DELETE /pulls/comments/3")).status).toBe(204);
    expect((await ask(github, "DELETE /pulls/comments/3")).status).toBe(404);
    expect((await ask(github, "GET /pulls/7/reviews")).body).toHaveLength(1);
    expect(github.state.comments.map(({ id }) => id)).toEqual([2, 4]);
  });

  test.each<readonly [what: string, comments: readonly object[], why: RegExp]>([
    ["a line off the diff", [{ ...comment, line: 17 }], /line must be part of the diff/],
    [
      "one bad line among good ones",
      [comment, { ...comment, line: 17 }, comment],
      /line must be part of the diff/,
    ],
    ["a path off the diff", [{ ...comment, path: "web/other" }], /path could not be resolved/],
    ["the old path of a moved file", [{ ...comment, path: "moved" }], /path could not be resolved/],
    ["a file without hunks", [{ ...comment, path: "run.sh", line: 1 }], /line must be part of the diff/],
    ["a removed file's right side", [{ ...comment, path: "gone", line: 1 }], /line must be part of the diff/],
    [
      "a start that is the end",
      [{ ...comment, start_line: 10, start_side: "RIGHT" }],
      /must precede the end line/,
    ],
    ["a start in another hunk", [{ ...comment, start_line: 10, start_side: "RIGHT", line: 24 }], /same hunk/],
    ["a start off the diff", [{ ...comment, start_line: 1, start_side: "RIGHT" }], /start_line must be part/],
    ["an empty comment", [{ ...comment, body: " " }], /blank/],
    ["a long comment", [{ ...comment, body: "x".repeat(65_537) }], /too long/],
    ["a comment without a line", [{ path: "web/nginx.conf", body: "b" }], /line must be part of the diff/],
  ])("%s refuses the whole", async (_, comments, why) => {
    const pull = pullRequest();
    const github = await start(pull);
    const { status, body } = await ask(github, "POST /pulls/7/reviews", reviewOf(pull, ...comments));
    expect([status, JSON.stringify(body)]).toEqual([422, expect.stringMatching(why)]);
    expect(github.state).toMatchObject({ reviews: [], comments: [] });
  });

  test("of a commit that is not the pull request's is refused", async () => {
    const pull = pullRequest();
    const github = await start(pull);
    const review = { ...reviewOf(pull, comment), commit_id: pull.merge };
    expect((await ask(github, "POST /pulls/7/reviews", review)).status).toBe(422);
  });

  test("are outdated once their lines change", async () => {
    const pull = pullRequest();
    const github = await start(pull);
    await ask(github, "POST /pulls/7/reviews", reviewOf(pull, comment, { ...comment, path: "new", line: 2 }));
    github.setPull(
      pushToHead(pull, { "web/nginx.conf": thirty.replace("line 10\n", "line X\n"), new: "0\n1\n2\n" }),
    );
    const { body } = await ask(github, "GET /pulls/7/comments");
    expect(body).toMatchObject([
      { line: null, original_line: 10 },
      { line: 3, original_line: 2 },
    ]);
  });
});

describe("what the repo holds", () => {
  test("the files of the diff", async () => {
    const github = await start(pullRequest(true));
    const { body } = await ask(github, "GET /pulls/7/files");
    expect(body).toMatchObject([
      { filename: "gone", status: "removed", deletions: 1 },
      { filename: "logo.png", status: "added", changes: 0 },
      { filename: "new", status: "added", patch: "@@ -0,0 +1,2 @@\n+1\n+2" },
      { filename: "run.sh", status: "changed", changes: 0 },
      { filename: "to/here", status: "renamed", previous_filename: "moved" },
      { filename: "web/nginx.conf", status: "modified", additions: 1, deletions: 2 },
    ]);
  });

  test("no more than 3,000 of them, a hundred a page, and no patch of a large one", async () => {
    const many = Object.fromEntries(Array.from({ length: 3_010 }, (_, n) => [`f${n}`, "x\n"]));
    const pull = makePullRequest(mkdtempSync(join(root, "pull-")), {
      base: { a: "a\n" },
      head: [{ ...many, big: "x\n".repeat(20_001) }],
    });
    const github = await start(pull);
    const first = await ask(github, "GET /pulls/7/files?per_page=100");
    expect(first.headers.get("link")).toMatch(/page=30>; rel="last"/);
    expect((first.body as readonly object[])[0]).not.toHaveProperty("patch");
    expect((await ask(github, "GET /pulls/7/files?per_page=100&page=30")).body).toHaveLength(100);
    expect((await ask(github, "GET /pulls/7/files?per_page=100&page=31")).body).toEqual([]);
  });

  test("commits, trees, blobs, files and where two commits parted", async () => {
    const pull = pullRequest();
    const github = await start(pull);
    const compared = await ask(github, `GET /compare/${pull.base}...${pull.head}?per_page=1`);
    expect(compared).toMatchObject({
      status: 200,
      body: { merge_base_commit: { sha: pull.start }, ahead_by: 1 },
    });
    const tree = await ask(github, `GET /git/trees/${pull.head}?recursive=1`);
    const entries = (
      tree.body as { readonly tree: readonly { readonly path: string; readonly sha: string }[] }
    ).tree;
    expect(entries.map(({ path }) => path)).toEqual([
      "logo.png",
      "new",
      "run.sh",
      "to",
      "to/here",
      "web",
      "web/nginx.conf",
    ]);
    const blob = await ask(github, `GET /git/blobs/${entries[1]?.sha}`);
    expect(blob.body).toMatchObject({ size: 4, content: "MQoyCg==" });
    expect(await ask(github, `GET /git/commits/${pull.merge}`)).toMatchObject({ body: { sha: pull.merge } });
    const file = await ask(github, `GET /contents/to%2Fhere?ref=${pull.head}`);
    expect(file).toMatchObject({ status: 200, body: { path: "to/here", encoding: "base64" } });
    for (const path of [
      "/git/trees/0",
      "/git/blobs/0",
      "/git/commits/0",
      "/contents/none",
      "/compare/0...1",
      "/pulls/8/files",
      "/none",
    ])
      expect([path, (await ask(github, `GET ${path}`)).status]).toEqual([path, 404]);
  });
});

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
    expect((await ask(github, "POST /check-runs", run(pull, []), "reads")).status).toBe(403);
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
    const once = () => ask(github, "POST /check-runs", run(pull, []));
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

describe("suggestions", () => {
  const at = (line: number | null, body: string, start_line: number | null = null) =>
    ({ path: "a", side: "RIGHT", line, start_line, body }) as const;

  test.each<
    readonly [what: string, text: string, comments: readonly ReturnType<typeof at>[], expected: string]
  >([
    ["one line", "1\n2\n3\n", [at(2, "why\n```suggestion\ntwo\n```\n")], "1\ntwo\n3\n"],
    ["several lines", "1\n2\n3\n", [at(3, "```suggestion\nx\n```", 2)], "1\nx\n"],
    ["nothing in its place", "1\n2\n3\n", [at(2, "```suggestion\n```")], "1\n3\n"],
    ["an empty line", "1\n2\n3\n", [at(2, "```suggestion\n\n```")], "1\n\n3\n"],
    [
      "two of them",
      "1\n2\n3\n",
      [at(1, "```suggestion\na\nb\n```"), at(3, "```suggestion\nc\n```")],
      "a\nb\n2\nc\n",
    ],
    ["a longer fence", "1\n", [at(1, "````suggestion\n```\n````")], "```\n"],
    ["a file's own line ends", "1\r\n2\r\n", [at(1, "```suggestion\none\n```")], "one\r\n2\r\n"],
    ["a comment without one", "1\n", [at(1, "```\nx\n```")], "1\n"],
    ["an outdated one", "1\n", [at(null, "```suggestion\nx\n```")], "1\n"],
    ["the last line without an end", "1\n2", [at(2, "```suggestion\ntwo\n```")], "1\ntwo"],
  ])("%s", (_, text, comments, expected) => {
    expect(applySuggestions(text, comments)).toBe(expected);
  });

  test("that overlap cannot be applied together", () => {
    const two = [at(3, "```suggestion\nx\n```", 1), at(2, "```suggestion\ny\n```")];
    expect(() => applySuggestions("1\n2\n3\n", two)).toThrow(/overlap at line/);
    expect(suggestionOf(at(1, "none"))).toBeUndefined();
  });

  test("become a commit on the head's branch", async () => {
    const pull = pullRequest();
    const github = await start(pull);
    await ask(github, "POST /pulls/7/reviews", reviewOf(pull, comment));
    const moved = commitSuggestions(pull, github.state.comments);
    github.setPull(moved);
    const show = (path: string) => git(moved.upstream.path, "show", `${moved.head}:${path}`);
    expect(show("web/nginx.conf")).toContain("line 9\nline 10\nline 11\n");
    expect(git(moved.upstream.path, "rev-parse", "refs/heads/change", "refs/pull/7/head")).toBe(
      `${moved.head}\n${moved.head}`,
    );
    expect(git(moved.upstream.path, "rev-parse", `${moved.merge}^2`)).toBe(moved.head);
  });
});
