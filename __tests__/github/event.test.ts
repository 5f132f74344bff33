import { expect, test } from "vitest";
import { readEvent } from "../../src/github/event.ts";
import { type Payload, payloadOf } from "./payload.ts";

const zeros = "0".repeat(40);

function read(name: string, payload: unknown) {
  const env = { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: "/event.json" };
  return readEvent(env, () => (typeof payload === "string" ? payload : JSON.stringify(payload)));
}

function forked(): Payload {
  const payload = payloadOf("pull_request", "opened");
  const pull = { ...(payload.pull_request as object) } as { head: { repo: { full_name: string } } };
  pull.head = { ...pull.head, repo: { ...pull.head.repo, full_name: "stranger/Hello-World" } };
  return { ...payload, pull_request: pull };
}

test.each(["pull_request", "pull_request_target"])("%s has both ends", (name) => {
  expect(read(name, payloadOf("pull_request", "opened"))).toEqual({
    event: {
      kind: name,
      number: 2,
      base: {
        sha: "f95f852bd8fca8fcc58a9a2d6c842781e32a215e",
        ref: "master",
        repository: "Codertocat/Hello-World",
      },
      head: {
        sha: "ec26c3e57ca3a959ca5aad62de7213c562f8c821",
        ref: "changes",
        repository: "Codertocat/Hello-World",
      },
      fork: false,
    },
  });
});

test("a fork's pull request is told by its head's repository", () => {
  expect(read("pull_request", forked()).event).toMatchObject({ fork: true });
});

test("a fork that was deleted is a fork", () => {
  const payload = forked() as { pull_request: { head: { repo: unknown } } };
  payload.pull_request.head.repo = null;
  expect(read("pull_request", payload).event).toMatchObject({ fork: true });
});

test("a merge group has commits", () => {
  expect(read("merge_group", payloadOf("merge_group"))).toEqual({
    event: {
      kind: "merge_group",
      base: "380387fbc80638b734a49e1be1c4dfec1c01b33c",
      head: "2ffea6db159f6b6c47a24e778fb9ef40cf6b1c7d",
    },
  });
});

test("a push has before and after, and a new branch no before", () => {
  const payload = {
    ...payloadOf("push"),
    before: "1".repeat(40),
    after: "2".repeat(40),
    ref: "refs/heads/main",
  };
  const event = { kind: "push", after: "2".repeat(40), ref: "refs/heads/main" };
  expect(read("push", payload)).toEqual({ event: { ...event, before: "1".repeat(40) } });
  expect(read("push", { ...payload, before: zeros })).toEqual({ event });
});

test.each(["workflow_dispatch", "schedule"])("%s needs no payload", (name) => {
  expect(readEvent({ GITHUB_EVENT_NAME: name }, unreadable)).toEqual({ event: { kind: name } });
});

function unreadable(): string {
  throw new Error("ENOENT");
}

const odd: readonly [string, string, unknown, string][] = [
  ["an event of no interest", "release", {}, "Keelcheck does not handle it specially"],
  ["a name that objects have", "constructor", {}, "Keelcheck does not handle it specially"],
  ["a broken payload", "pull_request", "{", "/event.json is not JSON"],
  ["a list", "push", "[]", "/event.json does not hold a JSON object"],
  ["null", "push", "null", "/event.json does not hold a JSON object"],
  ["no pull request", "pull_request", {}, "its payload has no pull_request"],
  [
    "no base",
    "pull_request",
    { pull_request: { head: { sha: "a" } } },
    "its payload has no pull_request.base.sha",
  ],
  ["no head", "merge_group", { merge_group: { base_sha: "a" } }, "its payload has no merge_group.head_sha"],
  ["no after", "push", { before: "a" }, "its payload has no after"],
];

test.each(odd)("%s is treated as any other event, in one line", (_, name, payload, why) => {
  expect(read(name, payload)).toEqual({
    event: { kind: "other", name },
    remark: `the event ${name} is treated like workflow_dispatch: ${why}; all images are checked`,
  });
});

test("a payload of 32 MB is read", () => {
  const payload = {
    before: "a",
    after: "b",
    ref: "refs/heads/main",
    commits: ["x".repeat(32 * 1024 * 1024)],
  };
  expect(read("push", payload)).toMatchObject({ event: { kind: "push", before: "a", after: "b" } });
});

test("an event that is not there", () => {
  expect(readEvent({}, unreadable).remark).toContain("GITHUB_EVENT_NAME is not set");
  expect(readEvent({ GITHUB_EVENT_NAME: "push" }, unreadable).remark).toContain(
    "GITHUB_EVENT_PATH is not set",
  );
  const env = { GITHUB_EVENT_NAME: "push", GITHUB_EVENT_PATH: "/gone" };
  expect(readEvent(env, unreadable).remark).toContain("/gone cannot be read");
});
