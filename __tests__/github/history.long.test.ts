import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type Event, readEvent } from "../../src/github/event.ts";
import { type History, type HistoryRequest, readHistory } from "../../src/github/git/history.ts";
import { type CheckoutInputs, checkOut } from "../checkouts/checkout.ts";
import { makeBranch, type Pushed } from "../checkouts/events.ts";
import { git } from "../checkouts/git.ts";
import { serveGit } from "../checkouts/http-git.ts";
import { makePullRequest, type PullRequest, type PullRequestTable } from "../checkouts/pull-request.ts";
import { commit } from "../checkouts/upstream.ts";
import type { Payload } from "./payload.ts";

const root = mkdtempSync(join(tmpdir(), "history-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const fresh = () => mkdtempSync(join(root, "case-"));

function eventOf(name: string, payload: Payload): Event {
  const env = { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: "event.json" };
  return readEvent(env, () => JSON.stringify(payload)).event;
}

const table: PullRequestTable = {
  base: { a: "1\n2\n3\n", b: "b\n" },
  head: [{ a: "1\n2\nthree\n" }, { c: "c\n" }],
};
const moved: PullRequestTable = { ...table, baseMoved: { b: "B\n" } };

type Given = Partial<Pick<HistoryRequest, "token" | "env" | "mergeBase" | "milliseconds">>;

async function read(folder: string, event: Event, given: Given = {}): Promise<History> {
  return await readHistory({ folder, event, env: {}, token: undefined, milliseconds: 900_000, ...given });
}

/** A history with the commits by the names that the pull request has for them. */
function named(history: History, pull: PullRequest): unknown {
  const names = Object.entries({ start: pull.start, base: pull.base, head: pull.head, merge: pull.merge });
  return JSON.parse(names.reduce((text, [name, sha]) => text.replaceAll(sha, name), JSON.stringify(history)));
}

const refOf = ({ number }: PullRequest) => `refs/pull/${number}/merge`;

type How = (pull: PullRequest) => CheckoutInputs;

const ofMerge: How = (pull) => ({ url: pull.upstream.url, commit: pull.merge, ref: refOf(pull) });
const ofHead: How = ({ upstream, head }) => ({ url: upstream.url, commit: head });

const shown = { kind: "compared", base: "base", head: "merge", shown: "head", baseName: "main", remarks: [] };
const same = { kind: "compared", base: "start", head: "merge", baseName: "main", remarks: [] };
const ofItself = { kind: "compared", base: "start", head: "head", baseName: "main", remarks: [] };

describe("a pull request", () => {
  test.each<readonly [what: string, table: PullRequestTable, how: How, expected: unknown]>([
    ["the merge, as it is by default", table, ofMerge, same],
    ["the merge, with all history", table, (pull) => ({ ...ofMerge(pull), depth: 0 }), same],
    ["the merge, two deep", table, (pull) => ({ ...ofMerge(pull), depth: 2 }), same],
    ["the merge with a base that moved", moved, ofMerge, shown],
    ["the merge, the event being older than the base", { ...moved, staleEvent: true }, ofMerge, shown],
    [
      "the merge, asked for by its id",
      moved,
      ({ upstream, merge }) => ({ url: upstream.url, commit: merge }),
      shown,
    ],
    ["a fork's merge", { ...moved, fork: true }, ofMerge, shown],
    ["the head itself", table, ofHead, ofItself],
    ["the head itself, the base having moved", moved, ofHead, ofItself],
    ["the head itself, with all history", moved, (pull) => ({ ...ofHead(pull), depth: 0 }), ofItself],
    ["the head of a branch that starts far back", { ...moved, history: 70 }, ofHead, ofItself],
    ["the fork's head, from the base's repo", { ...moved, fork: true }, ofHead, ofItself],
    ["a sparse merge", moved, (pull) => ({ ...ofMerge(pull), sparse: ["d"] }), shown],
  ])("compares %s", async (_, table, how, expected) => {
    const pull = makePullRequest(fresh(), table);
    const folder = checkOut(fresh(), how(pull));
    const history = await read(folder, eventOf("pull_request", pull.payload()));
    expect(named(history, pull)).toEqual(expected);
    if (history.kind !== "compared") return;
    for (const one of [history.base, history.head, ...(history.shown === undefined ? [] : [history.shown])])
      expect(git(folder, "ls-tree", "-r", "--name-only", one)).toMatch(/^a\nb/);
    // What a later git command finds is complete: no object of these trees is missing.
    expect(git(folder, "rev-list", "--objects", "--no-walk", "--missing=print", history.base)).not.toMatch(
      /^\?/m,
    );
  });

  test("fetches nothing that is there", async () => {
    const pull = makePullRequest(fresh(), moved);
    const folder = checkOut(fresh(), { ...ofMerge(pull), depth: 0 });
    renameSync(pull.upstream.path, `${pull.upstream.path}-gone`);
    expect(named(await read(folder, eventOf("pull_request", pull.payload())), pull)).toEqual(shown);
  });

  test("leaves a full clone whole", async () => {
    const pull = makePullRequest(fresh(), { ...moved, history: 5 });
    const folder = checkOut(fresh(), { url: pull.upstream.url, commit: pull.head, depth: 0 });
    const later = commit(pull.upstream, "refs/heads/main", { z: "z\n" }, pull.base);
    const payload = makeStale(pull.payload(), later);
    expect(named(await read(folder, eventOf("pull_request", payload)), pull)).toEqual(ofItself);
    expect(git(folder, "rev-list", "--count", "HEAD")).toBe("7");
  });

  test("a newer merge than the event's, by the ref that it was fetched for", async () => {
    const pull = makePullRequest(fresh(), moved);
    const folder = checkOut(fresh(), ofMerge(pull));
    const payload = makeStale(pull.payload(), pull.base, pull.start);
    expect(named(await read(folder, eventOf("pull_request", payload)), pull)).toEqual(shown);
  });

  test("a sub-folder of a checkout in a sub-folder", async () => {
    const pull = makePullRequest(fresh(), { ...moved, base: { ...moved.base, "d/e": "e\n" } });
    const folder = checkOut(fresh(), { ...ofMerge(pull), path: "some/where" });
    expect(named(await read(join(folder, "d"), eventOf("pull_request", pull.payload())), pull)).toEqual(
      shown,
    );
  });

  test("the fork's own repo, which lacks the base", async () => {
    const pull = makePullRequest(fresh(), { ...moved, fork: true });
    const folder = checkOut(fresh(), { url: pull.headRepo.url, commit: pull.head });
    const event = eventOf("pull_request", pull.payload());
    expect(await read(folder, event)).toMatchObject({
      kind: "whole",
      why: expect.stringMatching(/: the remote does not have it$/),
    });
    await withServer(join(pull.upstream.path, "../.."), async (server) => {
      const env = { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: "acme/deploy" };
      expect(named(await read(folder, event, { env }), pull)).toEqual(ofItself);
    });
  });

  test("the API says what the history that can be fetched does not", async () => {
    const pull = makePullRequest(fresh(), {
      ...moved,
      head: Array.from({ length: 60 }, (_, n) => ({ a: `${n}\n` })),
    });
    const event = eventOf("pull_request", pull.payload());
    const asked: string[][] = [];
    const mergeBase = (...ends: string[]) => {
      asked.push(ends);
      return Promise.resolve(pull.start);
    };
    const folder = checkOut(fresh(), ofHead(pull));
    expect(named(await read(folder, event, { mergeBase }), pull)).toEqual(ofItself);
    expect(asked).toEqual([[pull.base, pull.head]]);
    const failing = () => Promise.reject(new Error("503"));
    const other = checkOut(fresh(), ofHead(pull));
    expect(named(await read(other, event, { mergeBase: failing }), pull)).toEqual(ofItself);
  });

  test.each<readonly [what: string, how: How, why: RegExp]>([
    [
      "the base",
      ({ upstream, base }) => ({ url: upstream.url, commit: base }),
      /^the base \([0-9a-f]{12}\) is/,
    ],
    [
      "another commit",
      ({ upstream, head }) => ({ url: upstream.url, commit: commit(upstream, "refs/heads/x", {}, head) }),
      /is checked out, which is neither/,
    ],
  ])("checks everything where %s is checked out", async (_, how, why) => {
    const pull = makePullRequest(fresh(), table);
    const history = await read(checkOut(fresh(), how(pull)), eventOf("pull_request", pull.payload()));
    expect(history).toEqual({ kind: "whole", why: expect.stringMatching(why), remarks: [], another: true });
  });

  test("checks everything where the base cannot be had", async () => {
    const pull = makePullRequest(fresh(), moved);
    const event = eventOf("pull_request", pull.payload());
    for (const how of [ofMerge, ofHead]) {
      const folder = checkOut(fresh(), how(pull));
      git(folder, "remote", "set-url", "origin", `file://${root}/none-such`);
      expect(await read(folder, event)).toMatchObject({
        kind: "whole",
        why: expect.stringContaining("none-such"),
      });
      git(folder, "remote", "remove", "origin");
      expect(await read(folder, event)).toMatchObject({
        kind: "whole",
        why: expect.stringContaining("no remote"),
      });
    }
  });

  test("shows the merge's lines where the head alone cannot be had", async () => {
    const pull = makePullRequest(fresh(), moved);
    const folder = checkOut(fresh(), ofMerge(pull));
    git(folder, "fetch", "--quiet", "--depth=1", "origin", pull.base);
    git(folder, "remote", "remove", "origin");
    const { shown: _, ...rest } = shown;
    const remarks = [expect.stringMatching(/^the head of the pull request, [0-9a-f]{12}, is not available/)];
    expect(named(await read(folder, eventOf("pull_request", pull.payload())), pull)).toEqual({
      ...rest,
      remarks,
    });
  });
});

describe("a pull_request_target", () => {
  test.each<readonly [what: string, how: How, expected: unknown]>([
    ["the merge", ofMerge, shown],
    ["the head", ofHead, ofItself],
    [
      "the base, as it is by default",
      ({ upstream, base }) => ({ url: upstream.url, commit: base, ref: "refs/heads/main" }),
      {
        kind: "refused",
        why: expect.stringMatching(/^the base .* ref: refs\/pull\/7\/merge and persist-credentials/),
      },
    ],
    [
      "something else",
      ({ upstream, head }) => ({ url: upstream.url, commit: commit(upstream, "refs/heads/x", {}, head) }),
      { kind: "refused", why: expect.stringMatching(/neither the merge nor the head/) },
    ],
  ])("with %s", async (_, how, expected) => {
    const pull = makePullRequest(fresh(), moved);
    const folder = checkOut(fresh(), how(pull));
    const event = eventOf("pull_request_target", pull.payload());
    expect(named(await read(folder, event), pull)).toEqual(expected);
  });

  test("whose base moved on since", async () => {
    const pull = makePullRequest(fresh(), { ...moved, staleEvent: true });
    const folder = checkOut(fresh(), { url: pull.upstream.url, commit: pull.base });
    const event = eventOf("pull_request_target", pull.payload());
    const history = await read(folder, event, { env: { GITHUB_SHA: pull.base } });
    expect(history).toMatchObject({ kind: "refused", why: expect.stringMatching(/^the base /) });
  });

  test("outside of a checkout", async () => {
    const pull = makePullRequest(fresh(), moved);
    expect((await read(fresh(), eventOf("pull_request_target", pull.payload()))).kind).toBe("refused");
  });
});

describe("two commits that the event names", () => {
  const before = { a: "1\n" };
  const after = { a: "2\n" };

  test.each<readonly [what: string, how: Pushed, whole: RegExp | undefined]>([
    ["on top of the old one", "onto", undefined],
    ["forced, the old one being there still", "forced", undefined],
    ["forced, the old one being gone", "gone", /^the previous commit, 111111111111, is not available: /],
    ["to a new branch", "new", /^the branch is new$/],
  ])("a push %s", async (_, how, why) => {
    const { upstream, push, before: old, after: head } = makeBranch(fresh(), before, after, how);
    const folder = checkOut(fresh(), { url: upstream.url, commit: head, ref: "refs/heads/main" });
    const history = await read(folder, eventOf("push", push));
    if (why !== undefined) expect(history).toMatchObject({ kind: "whole", why: expect.stringMatching(why) });
    else expect(history).toMatchObject({ kind: "compared", base: old, head, baseName: old.slice(0, 12) });
  });

  test("a push of which another commit is checked out", async () => {
    const { upstream, push, before: old } = makeBranch(fresh(), before, after);
    const folder = checkOut(fresh(), { url: upstream.url, commit: old });
    const history = await read(folder, eventOf("push", push));
    expect(history).toMatchObject({
      kind: "whole",
      why: expect.stringMatching(/is checked out, but the event is about/),
    });
  });

  test("a merge group", async () => {
    const { upstream, mergeGroup, before: base, after: head } = makeBranch(fresh(), before, after);
    const ref = "refs/heads/gh-readonly-queue/main/pr-7-abc";
    const folder = checkOut(fresh(), { url: upstream.url, commit: head, ref });
    const history = await read(folder, eventOf("merge_group", mergeGroup));
    expect(history).toMatchObject({ kind: "compared", base, head, remarks: [] });
  });

  test.each(["workflow_dispatch", "schedule", "issues"])("%s names none", async (name) => {
    const { upstream, push, after: head } = makeBranch(fresh(), before, after);
    const folder = checkOut(fresh(), { url: upstream.url, commit: head });
    const why = "the event has nothing to compare with";
    expect(await read(folder, eventOf(name, push))).toEqual({ kind: "whole", why, remarks: [] });
  });

  test("outside of a checkout", async () => {
    const { push } = makeBranch(fresh(), before, after);
    const folder = fresh();
    writeFileSync(join(folder, "a"), "1\n");
    const history = await read(folder, eventOf("push", push));
    expect(history).toMatchObject({ kind: "whole", why: "what is checked out is not a git repository" });
  });
});

describe("a private repo over HTTP", () => {
  const tokens = new Set(["ghs_secret"]);

  test("is read with the job's token where the checkout left none", async () => {
    const pull = makePullRequest(fresh(), moved);
    const event = eventOf("pull_request", pull.payload());
    await withServer(
      join(pull.upstream.path, "../.."),
      async (server) => {
        const env = { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: "acme/deploy" };
        const folder = checkOutPrivate(pull, server);
        expect(await read(folder, event, { env, token: undefined })).toMatchObject({ kind: "whole" });
        const elsewhere = { ...env, GITHUB_SERVER_URL: "https://github.com" };
        expect(await read(folder, event, { env: elsewhere, token: "ghs_secret" })).toMatchObject({
          kind: "whole",
        });
        expect(named(await read(folder, event, { env, token: "ghs_secret" }), pull)).toEqual(shown);
        expect(git(folder, "config", "--local", "--list")).not.toMatch(/extraheader|secret/i);
      },
      tokens,
    );
  });

  test("is read with the checkout's own credentials where they are there", async () => {
    const pull = makePullRequest(fresh(), moved);
    const event = eventOf("pull_request", pull.payload());
    await withServer(
      join(pull.upstream.path, "../.."),
      async (server) => {
        const env = { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: "acme/deploy" };
        const folder = checkOutPrivate(pull, server);
        const basic = Buffer.from("x-access-token:ghs_secret").toString("base64");
        git(folder, "config", `http.${server}/.extraheader`, `AUTHORIZATION: basic ${basic}`);
        // Two of these heads would be refused.
        expect(named(await read(folder, event, { env, token: "another" }), pull)).toEqual(shown);
      },
      tokens,
    );
  });

  test("that does not answer is given up, and without its password", async () => {
    const pull = makePullRequest(fresh(), moved);
    const folder = checkOut(fresh(), ofMerge(pull));
    const silent = createServer(() => undefined).listen(0, "127.0.0.1");
    await new Promise((resolve) => silent.once("listening", resolve));
    const { port } = silent.address() as AddressInfo;
    git(folder, "remote", "set-url", "origin", `http://x:secret@127.0.0.1:${port}/acme/deploy`);
    const history = await read(folder, eventOf("pull_request", pull.payload()), { milliseconds: 700 });
    silent.closeAllConnections();
    silent.close();
    expect(history).toMatchObject({ kind: "whole", why: expect.stringMatching(/no answer in time$/) });
    git(folder, "remote", "set-url", "origin", "http://x:secret@127.0.0.1:1/acme/deploy");
    expect(JSON.stringify(await read(folder, eventOf("pull_request", pull.payload())))).not.toContain(
      "secret",
    );
  });
});

/** A checkout whose credentials are gone (`persist-credentials: false`); it is made from disk, since git waits for the server. */
function checkOutPrivate(pull: PullRequest, server: string): string {
  const folder = checkOut(fresh(), ofMerge(pull));
  git(folder, "remote", "set-url", "origin", `${server}/acme/deploy`);
  return folder;
}

async function withServer(
  repos: string,
  use: (url: string) => Promise<void>,
  tokens?: ReadonlySet<string>,
): Promise<void> {
  const server = createServer((request, response) => {
    if ((request.headers.authorization ?? "").includes(",")) response.writeHead(400).end("Duplicate header");
    else serveGit(repos, request, response, tokens);
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** The event with another base, and another head where one is given. */
function makeStale(payload: Payload, base: string, head?: string): Payload {
  const request = payload["pull_request"] as { readonly base: Payload; readonly head: Payload };
  return {
    ...payload,
    pull_request: {
      ...request,
      base: { ...request.base, sha: base },
      head: { ...request.head, ...(head === undefined ? {} : { sha: head }) },
    },
  };
}
