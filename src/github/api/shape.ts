/** Why GitHub's API did not do what was asked. */
export interface ApiFailure {
  readonly kind: /** The token lacks a permission (403). */
    | "forbidden"
    /** The token is not valid (401). */
    | "unauthorized"
    /** Not there, or not for this token to see (404, 410). */
    | "missing"
    /** What was sent is not accepted (422, other 4xx). */
    | "refused"
    /** Too many requests (429, or 403 that says so). */
    | "limited"
    /** The server failed (5xx). */
    | "broken"
    /** No answer, or only the beginning of one. */
    | "cut"
    /** No answer within the time for one request. */
    | "slow"
    /** The time for all requests together is used up. */
    | "late"
    /** An answer that is not GitHub's. */
    | "odd";
  /** HTTP status, where there was an answer. */
  readonly status?: number;
  /** What the server says, or the system's code of a connection that failed (`ECONNREFUSED`); not yet safe to show. */
  readonly detail?: string;
  /** Seconds: how long GitHub asks to wait, or how long was waited. */
  readonly seconds?: number;
}

/** What was asked for, or why it is not there. */
export type GithubAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: ApiFailure };

/** One annotation of a check run, in GitHub's own words; lines and columns are 1-based. */
export interface AnnotationJson {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: "failure" | "warning" | "notice";
  readonly title: string;
  readonly message: string;
}

export type CheckConclusion = "success" | "failure" | "neutral";

/** What tells a check run from all others of its commit. */
export interface CheckRunName {
  readonly name: string;
  readonly headSha: string;
  /** The job that made it; two runs of one job differ. */
  readonly externalId: string;
}

/** What a check run says; annotations are added to those that it holds already. */
export interface CheckRunText {
  readonly conclusion: CheckConclusion;
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
  readonly annotations: readonly AnnotationJson[];
}

/** One comment of a review that is to be posted; it stands on the head's side. */
export interface NewComment {
  readonly path: string;
  /** The first line, where there are several. */
  readonly start_line?: number;
  readonly line: number;
  readonly body: string;
}

export interface NewReview {
  readonly headSha: string;
  readonly body: string;
  readonly comments: readonly NewComment[];
}

/** A review comment that stands on the pull request. */
export interface PostedComment {
  readonly id: number;
  readonly path: string;
  /** Absent where the code it spoke of has changed since. */
  readonly line?: number;
  readonly body: string;
  /** Absent where the account is gone. */
  readonly login?: string;
  readonly bot: boolean;
  /** The comment that it answers. */
  readonly replyTo?: number;
}

/** A file of a pull request's diff, as GitHub lists it. */
export interface PullFileJson {
  /** `added`, `removed`, `modified`, `renamed`, `copied`, `changed` or `unchanged`. */
  readonly status: string;
  readonly path: string;
  /** The path in the base, where it is another. */
  readonly from?: string;
  /** Lines added and deleted; 0 for a binary file and for a mere renaming. */
  readonly changes: number;
  /** Unified hunks; absent for binary and for very large diffs. */
  readonly patch?: string;
}

export interface TreeEntry {
  readonly path: string;
  /** Git's mode in octal (`100644`). */
  readonly mode: string;
  readonly sha: string;
  /** Bytes; absent for what is no blob. */
  readonly size?: number;
}

/** A list, and whether it holds everything that there is. */
export interface Listing<T> {
  readonly items: readonly T[];
  readonly complete: boolean;
}

/** Check runs of one repository. */
export interface ChecksApi {
  /** Makes a completed check run and hands back its id. Not repeated where it may have been made already. */
  createCheckRun(
    run: CheckRunName & CheckRunText & { readonly detailsUrl?: string },
  ): Promise<GithubAnswer<number>>;
  /** Not repeated where it may have been done already, for annotations would be there twice. */
  updateCheckRun(id: number, run: CheckRunText): Promise<GithubAnswer<undefined>>;
  findCheckRun(run: CheckRunName): Promise<GithubAnswer<number | undefined>>;
  countAnnotations(checkRun: number): Promise<GithubAnswer<number>>;
}

/** Reviews of one repository's pull requests. */
export interface ReviewsApi {
  listReviewComments(pull: number): Promise<GithubAnswer<Listing<PostedComment>>>;
  /** Posts a review of kind COMMENT. Not repeated where it may have been posted already. */
  createReview(pull: number, review: NewReview): Promise<GithubAnswer<undefined>>;
  /** A comment that is gone already is no failure. */
  deleteReviewComment(id: number): Promise<GithubAnswer<undefined>>;
  /** Who the token is; a job's own token may not ask. */
  viewer(): Promise<GithubAnswer<string>>;
}

/** Diffs and contents of one repository. */
export interface TreesApi {
  listPullFiles(pull: number): Promise<GithubAnswer<Listing<PullFileJson>>>;
  /** The commit at which two others parted. */
  mergeBase(base: string, head: string): Promise<GithubAnswer<string>>;
  /** All files of a commit or tree. */
  readTree(sha: string): Promise<GithubAnswer<Listing<TreeEntry>>>;
  readBlob(sha: string): Promise<GithubAnswer<Uint8Array>>;
}

/** What Keelcheck asks of GitHub's API, for one repository. No function throws; all together take a bounded time. */
export interface GitHubApi extends ChecksApi, ReviewsApi, TreesApi {}
