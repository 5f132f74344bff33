import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "vitest";
import { connect } from "../../src/github/api/api.ts";
import type { GitHubApi } from "../../src/github/api/shape.ts";
import { makePullRequest, type PullRequest, type PullRequestTable } from "../checkouts/pull-request.ts";
import { type GitHubOptions, type LocalGitHub, startGitHub } from "../github-server/server.ts";

/** A GitHub with one pull request, and a connection to it on which a second takes a hundredth of one. */
export interface LocalPull {
  readonly api: GitHubApi;
  readonly github: LocalGitHub;
  readonly pull: PullRequest;
}

/** However busy the machine is. */
const forHangs = { requestMs: 900_000, totalMs: 900_000 };

/** Starts it for the length of a test. */
export async function localPull(
  { onTestFinished }: Pick<TestContext, "onTestFinished">,
  table: PullRequestTable,
  options: Omit<GitHubOptions, "repos" | "pulls"> = {},
): Promise<LocalPull> {
  const root = mkdtempSync(join(tmpdir(), "keelcheck-github-"));
  const pull = makePullRequest(root, table);
  const github = await startGitHub({ ...options, repos: root, pulls: [pull] });
  onTestFinished(async () => {
    await github.stop();
    rmSync(root, { recursive: true, force: true });
  });
  const env = { GITHUB_API_URL: github.api, GITHUB_REPOSITORY: pull.upstream.repository };
  return { api: connect({ token: "ghs_job", env, limits: { ...forHangs, secondMs: 10 } }), github, pull };
}
