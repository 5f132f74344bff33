import { describe, expect, test } from "vitest";
import type { PullRequest } from "../checkouts/pull-request.ts";
import { pushToHead } from "../checkouts/pull-request.ts";
import { ask, comment, everyWay, reviewOf, runOf, thirty, useGitHubs } from "./github.ts";

const { pullRequest, start } = useGitHubs();

const annotation = {
  path: "web/nginx.conf",
  start_line: 1,
  end_line: 1,
  annotation_level: "failure",
  message: "m",
};

describe("check runs", () => {
  test("annotations are added up, fifty a request", async () => {
    const pull = pullRequest();
    const github = await start(pull);
    const made = await ask(github, "POST /check-runs", runOf(pull, Array(50).fill(annotation)));
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
    ["fifty-one annotations", (pull) => runOf(pull, Array(51).fill(annotation)), /50 items/],
    [
      "a level of the commands",
      (pull) => runOf(pull, [{ ...annotation, annotation_level: "error" }]),
      /allowed values/,
    ],
    [
      "columns over several lines",
      (pull) => runOf(pull, [{ ...annotation, end_line: 2, start_column: 1 }]),
      /columns over/,
    ],
    [
      "an end before the start",
      (pull) => runOf(pull, [{ ...annotation, start_line: 3, end_line: 2 }]),
      /before start_line/,
    ],
    [
      "a column before the first",
      (pull) => runOf(pull, [{ ...annotation, start_column: 5, end_column: 4 }]),
      /end_column/,
    ],
    ["a line 0", (pull) => runOf(pull, [{ ...annotation, start_line: 0, end_line: 0 }]), /less than 1/],
    ["a path from the root", (pull) => runOf(pull, [{ ...annotation, path: "/a" }]), /no path/],
    ["a long title", (pull) => runOf(pull, [{ ...annotation, title: "x".repeat(256) }]), /title is too long/],
    [
      "a long message",
      (pull) => runOf(pull, [{ ...annotation, message: "é".repeat(32_769) }]),
      /message is too long/,
    ],
    ["no message", (pull) => runOf(pull, [{ ...annotation, message: "" }]), /message is missing/],
    ["a long summary", (pull) => runOf(pull, [], { summary: "x".repeat(65_536) }), /summary/],
    ["no title", (pull) => runOf(pull, [], { title: "" }), /title/],
    ["no conclusion", (pull) => ({ ...runOf(pull, []), conclusion: undefined }), /conclusion/],
    [
      "a commit that is not there",
      (pull) => ({ ...runOf(pull, []), head_sha: "0".repeat(40) }),
      /No commit found/,
    ],
    ["a text for a number", (pull) => runOf(pull, [{ ...annotation, start_line: "1" }]), /must be integer/],
  ])("%s is refused", async (_, body, why) => {
    const pull = pullRequest();
    const github = await start(pull);
    const { status, body: said } = await ask(github, "POST /check-runs", body(pull));
    expect([status, JSON.stringify(said)]).toEqual([422, expect.stringMatching(why)]);
    expect(github.state.checkRuns).toEqual([]);
    expect(github.requests[0]?.wrong.join()).toMatch(why);
  });
});

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
    const pull = pullRequest({ ...everyWay });
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
    const github = await start(pullRequest({ ...everyWay, fork: true }));
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
    const pull = pullRequest({
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
