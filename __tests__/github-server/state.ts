import type { PullRequest } from "../checkouts/pull-request.ts";
import type { DiffFile } from "./diff.ts";
import type { OperationId } from "./operations.ts";

/** Who a token is, and what it may do. */
export interface Account {
  readonly login: string;
  readonly bot: boolean;
  /** `none` where the job was not given the permission at all. */
  readonly checks: Permission;
  readonly "pull-requests": Permission;
  readonly contents: Permission;
}

export type Permission = "none" | "read" | "write";

/** What GitHub answers, before it is written. */
export interface ApiAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An annotation as it was sent. */
export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: "failure" | "warning" | "notice";
  readonly title?: string;
  readonly message: string;
  readonly raw_details?: string;
}

/** A check run with all annotations that it was ever sent. */
export interface CheckRun {
  readonly id: number;
  readonly repository: string;
  name: string;
  readonly head_sha: string;
  readonly external_id: string;
  details_url: string;
  status: string;
  conclusion: string | null;
  title: string | null;
  summary: string | null;
  text: string | null;
  readonly annotations: Annotation[];
}

export interface Review {
  readonly id: number;
  readonly pull: number;
  readonly user: Account;
  readonly body: string;
  readonly state: string;
  readonly commit_id: string;
}

/** A comment of a review; `line` is null once the code that it speaks of has changed. */
export interface ReviewComment {
  readonly id: number;
  readonly review: number;
  readonly pull: number;
  readonly user: Account;
  readonly path: string;
  readonly side: "LEFT" | "RIGHT";
  line: number | null;
  start_line: number | null;
  readonly original_line: number;
  readonly original_start_line: number | null;
  readonly commit_id: string;
  readonly diff_hunk: string;
  readonly body: string;
  readonly in_reply_to_id?: number;
}

/** Everything that GitHub remembers; deleted comments are gone from it. */
export interface GitHubState {
  readonly checkRuns: CheckRun[];
  readonly reviews: Review[];
  readonly comments: ReviewComment[];
  readonly pulls: Map<number, PullRequest>;
  readonly diffs: Map<string, readonly DiffFile[]>;
  nextId: number;
}

/** A request that came in, and what became of it. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query, without the API's prefix. */
  readonly path: string;
  readonly operation?: OperationId;
  readonly body: unknown;
  /** Absent where the connection was cut. */
  readonly status?: number;
  /** What the description or GitHub's own limits have against it. */
  readonly wrong: readonly string[];
}

/** A request that GitHub has let in. */
export interface Call {
  readonly operation: OperationId;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly account: Account;
  /** `owner/name`, and the bare repo on disk. */
  readonly repository: string;
  readonly repo: string;
  readonly state: GitHubState;
  /** The API's address, for links. */
  readonly api: string;
  readonly server: string;
}

/** Validation failed: GitHub's form of it. */
export function refused(...errors: readonly string[]): ApiAnswer {
  const body = { message: "Unprocessable Entity", errors, documentation_url: DOCUMENTATION, status: "422" };
  return { status: 422, body };
}

export function notFound(): ApiAnswer {
  return { status: 404, body: { message: "Not Found", documentation_url: DOCUMENTATION, status: "404" } };
}

export function forbidden(message = "Resource not accessible by integration"): ApiAnswer {
  return { status: 403, body: { message, documentation_url: DOCUMENTATION, status: "403" } };
}

export const DOCUMENTATION = "https://docs.github.com/rest";
