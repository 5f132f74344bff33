import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Payload, payloadOf } from "../github/payload.ts";
import { git, gitWith } from "./git.ts";
import { commit, type Files, makeUpstream, mergeCommit, type Upstream } from "./upstream.ts";

/** What a pull request is about, as a table of files. */
export interface PullRequestTable {
  /** The tree that the branch starts from. */
  readonly base: Files;
  /** What the branch does, a commit each. */
  readonly head: readonly Files[];
  /** What the base's branch did meanwhile; the merge is made with it. */
  readonly baseMoved?: Files;
  /** Whether the event still names the base as it was before that. */
  readonly staleEvent?: boolean;
  /** Whether the head lies in another repository. */
  readonly fork?: boolean;
  readonly repository?: string;
  readonly number?: number;
  /** How many commits the base's branch has before the pull request. */
  readonly history?: number;
}

/** A pull request in real repos. */
export interface PullRequest {
  readonly upstream: Upstream;
  /** Where the head lies: the upstream itself unless it is a fork's. */
  readonly headRepo: Upstream;
  readonly number: number;
  /** Where the branch starts. */
  readonly start: string;
  /** The last commit of the base's branch, which is the merge's first parent. */
  readonly base: string;
  readonly head: string;
  readonly merge: string;
  /** What GitHub sends, for `pull_request` and `pull_request_target` alike. */
  readonly payload: (action?: string) => Payload;
}

/** Makes the repos of a pull request below a folder. */
export function makePullRequest(root: string, table: PullRequestTable): PullRequest {
  mkdirSync(root, { recursive: true });
  const repository = table.repository ?? "acme/deploy";
  const number = table.number ?? 7;
  const upstream = makeUpstream(root, repository);
  let start = commit(upstream, "refs/heads/main", table.base, undefined, "the base");
  for (let count = 1; count < (table.history ?? 1); count++)
    start = commit(upstream, "refs/heads/main", {}, start, `commit ${count}`);
  const head = table.head.reduce(
    (parent, files, index) => commit(upstream, "refs/heads/change", files, parent, `change ${index + 1}`),
    start,
  );
  const base =
    table.baseMoved === undefined
      ? start
      : commit(upstream, "refs/heads/main", table.baseMoved, start, "moved");
  git(upstream.path, "update-ref", `refs/pull/${number}/head`, head);
  const merge = mergeCommit(upstream, `refs/pull/${number}/merge`, base, head);
  const headRepo = table.fork === true ? fork(root, upstream, repository) : upstream;
  const named = table.staleEvent === true ? start : base;
  const pull = { upstream, headRepo, number, start, base, head, merge };
  return { ...pull, payload: (action = "opened") => payload({ ...pull, base: named }, action) };
}

/** Moves the branch to a repo of somebody else; the upstream keeps `refs/pull/N/head` as GitHub does. */
function fork(root: string, upstream: Upstream, repository: string): Upstream {
  const other = makeUpstream(root, `somebody/${repository.split("/")[1] ?? "fork"}`);
  git(other.path, "fetch", "--quiet", upstream.url, "+refs/heads/change:refs/heads/change");
  git(upstream.path, "update-ref", "-d", "refs/heads/change");
  return other;
}

/** Adds commits to the head and makes the merge anew, as after a push or an applied suggestion. */
export function pushToHead(pull: PullRequest, files: Files): PullRequest {
  const branch = "refs/heads/change";
  const head = commit(pull.headRepo, branch, files, pull.head, "apply suggestions");
  return moveHead(pull, head);
}

/** Applies a patch with `git apply` in a clone of the head's branch, and pushes it, as a person would. */
export function applyPatch(pull: PullRequest, patch: string, scratch: string): PullRequest {
  git(scratch, "clone", "--quiet", "--branch=change", pull.headRepo.url, "clone");
  const clone = join(scratch, "clone");
  gitWith(patch, clone, "apply", "-");
  git(clone, "add", "--all");
  git(clone, "commit", "--quiet", "--message", "apply the patch");
  git(clone, "push", "--quiet", "origin", "HEAD:refs/heads/change");
  return moveHead(pull, git(clone, "rev-parse", "HEAD"));
}

/** Makes a commit that is there already the pull request's head, and the merge anew. */
export function moveHead(pull: PullRequest, head: string): PullRequest {
  const { upstream, headRepo, number, base } = pull;
  if (headRepo !== upstream)
    git(upstream.path, "fetch", "--quiet", headRepo.url, `+${head}:refs/pull/${number}/head`);
  else git(upstream.path, "update-ref", `refs/pull/${number}/head`, head);
  const merge = mergeCommit(upstream, `refs/pull/${number}/merge`, base, head);
  const moved = { ...pull, head, merge };
  return { ...moved, payload: (action = "synchronize") => payload(moved, action) };
}

/** GitHub's own example of the event with this pull request's numbers, commits and repos. */
function payload(pull: Omit<PullRequest, "payload">, action: string): Payload {
  const example = payloadOf("pull_request", "opened");
  const { upstream, headRepo, number } = pull;
  const request = fields(example["pull_request"]);
  return {
    ...example,
    action,
    number,
    repository: repo(example["repository"], upstream.repository),
    pull_request: {
      ...request,
      number,
      merge_commit_sha: pull.merge,
      base: end(request["base"], { ref: "main", sha: pull.base, repository: upstream.repository }),
      head: end(request["head"], { ref: "change", sha: pull.head, repository: headRepo.repository }),
    },
  };
}

function end(
  example: unknown,
  { ref, sha, repository }: { readonly ref: string; readonly sha: string; readonly repository: string },
): Payload {
  const [owner] = repository.split("/");
  const known = fields(example);
  return {
    ...known,
    ref,
    sha,
    label: `${owner}:${ref}`,
    user: { ...fields(known["user"]), login: owner },
    repo: repo(known["repo"], repository),
  };
}

function repo(example: unknown, repository: string): Payload {
  const [owner, name] = repository.split("/");
  const known = fields(example);
  return { ...known, full_name: repository, name, owner: { ...fields(known["owner"]), login: owner } };
}

function fields(value: unknown): Payload {
  // The examples are GitHub's: these fields are objects in them.
  return value as Payload;
}
