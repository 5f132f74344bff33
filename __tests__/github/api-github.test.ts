import { expect, test } from "vitest";
import { identify } from "../../src/engine/identity.ts";
import type { Finding } from "../../src/finding.ts";
import { postCheckRun } from "../../src/github/check-run/check-run.ts";
import { readPullDiff } from "../../src/github/pull/files.ts";
import { readBaseFiles } from "../../src/github/pull/files-base.ts";
import { postReview, type ReviewInput } from "../../src/github/review/review.ts";
import { suggestionsOf } from "../../src/github/review/suggestions.ts";
import { sourceFile } from "../../src/source.ts";
import { git } from "../checkouts/git.ts";
import { pushToHead } from "../checkouts/pull-request.ts";
import { readOnlyAccount } from "../github-server/access.ts";
import { commitSuggestions } from "../github-server/suggestions.ts";
import { type LocalPull, localPull } from "./api-local-github.ts";

// The channels against a GitHub that judges each request by GitHub's own description. Side by side, for each of them
// waits: Octokit keeps writes a second apart, and reviews three.
const path = "deploy/web/nginx.conf";
const before = `user web;\n${"# x\n".repeat(20)}server {\n  listen 8080;\n}\n`;
const after = before.replace("8080", "80").replace("user web", "user root");
const table = {
  base: { [path]: before, "deploy/old.txt": "old\ntext\nof\nsome\nlines\n", "deploy/gone": "gone\n" },
  head: [
    {
      [path]: after,
      "deploy/old.txt": null,
      "deploy/new.txt": "old\ntext\nof\nsome\nlines\n",
      "deploy/gone": null,
    },
  ],
};

function finding(key: string, old: string, by: string, text = after): Finding {
  const file = sourceFile("web/nginx.conf", text);
  const start = text.indexOf(old);
  const at = { file, span: { start, end: start + old.length } };
  const fix = { title: by, safe: true, edits: [{ replace: at, text: by }] };
  return { rule: "nginx/a", severity: "error", key, at, message: key, images: [], fix };
}

const findings = [finding("user", "root", "web"), finding("port", "listen 80", "listen 8080")];

async function reviewInput({ api, pull }: LocalPull, all: readonly Finding[]): Promise<ReviewInput> {
  const diff = await readPullDiff(api, { pull: 7, folder: "deploy" });
  if (!diff.ok) throw new Error(diff.failure.kind);
  const identified = identify(all);
  const { suggestions } = suggestionsOf({
    findings: identified,
    headText: (of) => `${git(pull.upstream.path, "show", `${pull.head}:deploy/${of}`)}\n`,
    headLine: (_path, line) => line,
    hunksOf: diff.value.hunksOf,
  });
  const current = new Set(identified.map(({ fingerprint }) => fingerprint));
  const about = { pull: 7, headSha: pull.head, render: ({ key }: Finding) => key, pathPrefix: "deploy" };
  return { ...about, suggestions, current };
}

test.concurrent("the diff and the base's files", async (context) => {
  const { api, pull, github } = await localPull(context, table);
  const diff = await readPullDiff(api, { pull: 7, folder: "deploy" });
  if (!diff.ok) throw new Error(diff.failure.kind);
  expect(diff.value.files).toEqual([
    { status: "removed", path: "gone" },
    { status: "renamed", path: "new.txt", from: "old.txt" },
    { status: "modified", path: "web/nginx.conf" },
  ]);
  expect(diff.value.addedLines("web/nginx.conf")).toEqual([
    { first: 1, last: 1 },
    { first: 23, last: 23 },
  ]);
  expect(diff.value.hunksOf("web/nginx.conf")).toEqual([
    { first: 1, last: 4 },
    { first: 20, last: 24 },
  ]);
  const paths = ["gone", "web/nginx.conf", "new.txt"];
  const base = await readBaseFiles(api, { commit: pull.base, paths, folder: "deploy" });
  expect(base).toEqual({
    ok: true,
    files: new Map<string, unknown>([
      ["gone", { kind: "file", bytes: Buffer.from("gone\n") }],
      ["web/nginx.conf", { kind: "file", bytes: Buffer.from(before) }],
      ["new.txt", null],
    ]),
  });
  expect(await api.mergeBase(pull.base, pull.head)).toEqual({ ok: true, value: pull.start });
  expect(github.faulty).toEqual([]);
});

test.concurrent("suggestions, applied as GitHub applies them, mend the file; what no longer holds is cleared", async (context) => {
  const scene = await localPull(context, table);
  const { api, github, pull } = scene;
  const input = await reviewInput(scene, findings);
  expect(await postReview(api, input)).toMatchObject({ ok: true, said: ["2 suggestions posted"] });
  expect(await postReview(api, input)).toMatchObject({
    ok: true,
    said: ["2 suggestions already on the page"],
  });
  expect(github.state.reviews).toHaveLength(1);
  const mended = commitSuggestions(pull, github.state.comments);
  expect(`${git(mended.upstream.path, "show", `${mended.head}:${path}`)}\n`).toBe(before);
  github.setPull(mended);
  const nothing = { ...input, headSha: mended.head, suggestions: [], current: new Set<string>() };
  expect(await postReview(api, nothing)).toMatchObject({
    ok: true,
    said: ["2 suggestions cleared that no longer hold"],
  });
  expect(github.state.comments).toEqual([]);
  expect(github.requests.flatMap(({ wrong }) => wrong)).toEqual([]);
});

test.concurrent("a suggestion whose lines were pushed over is posted anew", async (context) => {
  const scene = await localPull(context, table);
  const { api, github, pull } = scene;
  expect(await postReview(api, await reviewInput(scene, findings))).toMatchObject({ ok: true });
  const text = after.replace("listen 80;", "listen 80; # web");
  const moved = pushToHead(pull, { [path]: text });
  github.setPull(moved);
  const again = [finding("user", "root", "web", text), finding("port", "listen 80", "listen 8080", text)];
  const input = await reviewInput({ ...scene, pull: moved }, again);
  expect(await postReview(api, input)).toMatchObject({
    ok: true,
    said: [
      "1 suggestion posted",
      "1 suggestion already on the page",
      "1 suggestion cleared that no longer holds",
    ],
  });
  expect(github.state.comments.map(({ line }) => line)).toEqual([1, 23]);
});

test.concurrent("a line that left the diff between reading and posting loses only itself", async (context) => {
  const scene = await localPull(context, table);
  const input = await reviewInput(scene, findings);
  const [first, second] = input.suggestions;
  if (first === undefined || second === undefined) throw new Error("two suggestions were expected");
  const off = { ...first, first: 10, last: 10 };
  expect(await postReview(scene.api, { ...input, suggestions: [off, second] })).toMatchObject({
    ok: true,
    said: [
      "1 suggestion posted",
      expect.stringMatching(
        /^no suggestion at deploy\/web\/nginx\.conf:10: GitHub refuses it \(422\): .*must be part of the diff/,
      ),
    ],
  });
});

const shown = findings.map((one) => ({
  finding: one,
  shown: { path: "web/nginx.conf", range: { start: { line: 1, column: 6 }, end: { line: 1, column: 10 } } },
  message: one.message,
}));
const checkRun = {
  externalId: "1",
  conclusion: "failure",
  title: "2 findings",
  summary: "# s",
  pathPrefix: "deploy",
} as const;

test.concurrent("200 findings are in the check run, though an answer was lost on the way", async (context) => {
  const faults = [
    { does: "done and cut", operation: "checks/create", times: 1 },
    { does: "done and broken", operation: "checks/update", times: 1 },
    { does: "broken", operation: "checks/update", after: 1, times: 1 },
  ] as const;
  const { api, github, pull } = await localPull(context, table, { faults });
  const many = Array.from({ length: 100 }, () => shown).flat();
  const delivery = await postCheckRun(api, { ...checkRun, headSha: pull.head, findings: many });
  expect(delivery).toEqual({ ok: true, said: ['the check run "Keelcheck findings" holds 200 findings'] });
  const [run, ...more] = github.state.checkRuns;
  expect(more).toEqual([]);
  expect(run).toMatchObject({
    status: "completed",
    conclusion: "failure",
    title: "2 findings",
    summary: "# s",
  });
  expect(run?.annotations).toHaveLength(200);
  expect(github.requests.flatMap(({ wrong }) => wrong)).toEqual([]);
});

test.concurrent("a token that may only read", async (context) => {
  const scene = await localPull(context, table, { tokens: { ghs_job: readOnlyAccount } });
  const { api, pull } = scene;
  expect(await postReview(api, await reviewInput(scene, findings))).toMatchObject({
    ok: false,
    lost: "no suggestions were posted: the token is read-only",
    grant: "give the job `pull-requests: write`",
  });
  expect(await postCheckRun(api, { ...checkRun, headSha: pull.head, findings: shown })).toEqual({
    ok: false,
    lost: "no check run was created: the token is read-only",
    grant: "give the job `checks: write`",
  });
});

test.concurrent("a GitHub Enterprise Server", async (context) => {
  const { api, github, pull } = await localPull(context, table, { prefix: "/api/v3" });
  expect(await postCheckRun(api, { ...checkRun, headSha: pull.head, findings: shown })).toMatchObject({
    ok: true,
  });
  expect(github.state.checkRuns).toHaveLength(1);
});
