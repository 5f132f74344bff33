import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect } from "vitest";
import { makePullRequest, type PullRequest, type PullRequestTable } from "../checkouts/pull-request.ts";
import { type GitHubOptions, type LocalGitHub, startGitHub } from "./server.ts";

/** An answer of the API. */
export interface Asked {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

/** Makes pull requests and the GitHubs that hold them; all are gone after the tests. */
export interface GitHubs {
  /** Of `everyWay`, where no table is given, there is only one: who pushes to it hands in a table. */
  readonly pullRequest: (table?: PullRequestTable) => PullRequest;
  readonly start: (pull: PullRequest, options?: Partial<GitHubOptions>) => Promise<LocalGitHub>;
}

export const thirty = Array.from({ length: 30 }, (_, index) => `line ${index + 1}\n`).join("");

/** One file in each way that a file can change. */
export const everyWay: PullRequestTable = {
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
};

/** Stops each GitHub after its test, and looks whether it answered as GitHub does. */
export function useGitHubs(): GitHubs {
  const root = mkdtempSync(join(tmpdir(), "github-"));
  const started: LocalGitHub[] = [];
  const make = (table: PullRequestTable) => makePullRequest(mkdtempSync(join(root, "pull-")), table);
  let everyWayMade: PullRequest | undefined;
  afterEach(async () => {
    for (const github of started.splice(0)) {
      expect(github.faulty).toEqual([]);
      await github.stop();
    }
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  return {
    pullRequest: (table) => {
      if (table !== undefined) return make(table);
      everyWayMade ??= make(everyWay);
      return everyWayMade;
    },
    start: async (pull, options = {}) => {
      const github = await startGitHub({
        repos: join(pull.upstream.path, "../.."),
        pulls: [pull],
        ...options,
      });
      started.push(github);
      return github;
    },
  };
}

/** Asks for a route of the repo (`GET /pulls/7/files`). */
export async function ask(
  github: LocalGitHub,
  route: string,
  body?: unknown,
  token = "ghs_job",
): Promise<Asked> {
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

/** The body of a check run with these annotations. */
export function runOf(pull: PullRequest, annotations: readonly unknown[], output: object = {}) {
  const all = { title: "t", summary: "s", annotations, ...output };
  const ended = { status: "completed", conclusion: "failure" };
  return { name: "Keelcheck", head_sha: pull.head, external_id: "1", ...ended, output: all };
}

/** A comment on a line of the diff of `everyWay`, and a review of comments. */
export const comment = {
  path: "web/nginx.conf",
  line: 10,
  side: "RIGHT",
  body: "```suggestion\nline 10\n```",
};

export function reviewOf(pull: PullRequest, ...comments: readonly object[]) {
  return { commit_id: pull.head, event: "COMMENT", body: "b", comments };
}
