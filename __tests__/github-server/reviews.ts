import { git } from "../checkouts/git.ts";
import type { PullRequest } from "../checkouts/pull-request.ts";
import { type DiffFile, type DiffHunk, diffOf } from "./diff.ts";
import { review, reviewComment } from "./objects.ts";
import { page } from "./pages.ts";
import { type ApiAnswer, type Call, notFound, type Review, type ReviewComment, refused } from "./state.ts";

/** A comment as it is sent; the description has judged the types. */
interface CommentBody {
  readonly path: string;
  readonly body: string;
  readonly line?: number;
  readonly side?: string;
  readonly start_line?: number;
  readonly start_side?: string;
}

interface ReviewBody {
  readonly commit_id?: string;
  readonly body?: string;
  readonly event?: string;
  readonly comments?: readonly CommentBody[];
}

const MOST_CHARACTERS = 65_536;

const STATES: Readonly<Record<string, string>> = {
  APPROVE: "APPROVED",
  REQUEST_CHANGES: "CHANGES_REQUESTED",
  COMMENT: "COMMENTED",
};

/** All or nothing: one line off the diff refuses the whole review, and GitHub does not say which. */
export function createReview(call: Call): ApiAnswer {
  const pull = pullOf(call);
  if (pull === undefined) return notFound();
  const { commit_id = pull.head, body = "", event, comments = [] }: ReviewBody = call.body;
  if (!commitsOf(call.repo, pull).includes(commit_id))
    return refused("commit_id is not part of the pull request");
  if (event === "COMMENT" && body === "" && comments.length === 0) return refused("body can't be blank");
  if (body.length > MOST_CHARACTERS) return refused("body is too long (maximum is 65536 characters)");
  const diff = new Map(diffOf(call, pull.base, commit_id).map((file) => [file.path, file]));
  const wrong = comments.map((comment) => wrongComment(comment, diff.get(comment.path)));
  const first = wrong.find((why) => why !== undefined);
  if (first !== undefined) return refused(first);
  const made: Review = {
    id: call.state.nextId++,
    pull: pull.number,
    user: call.account,
    body,
    state: STATES[event ?? ""] ?? "PENDING",
    commit_id,
  };
  call.state.reviews.push(made);
  for (const comment of comments)
    call.state.comments.push(posted(call, made, { comment, hunk: hunkAt(comment, diff.get(comment.path)) }));
  return { status: 200, body: review(call, made) };
}

function posted(
  { state, account }: Call,
  { id, pull, commit_id }: Review,
  { comment, hunk }: { readonly comment: CommentBody; readonly hunk: DiffHunk | undefined },
): ReviewComment {
  const { path, body, line = 0, start_line = null } = comment;
  return {
    id: state.nextId++,
    review: id,
    pull,
    user: account,
    path,
    body,
    side: comment.side === "LEFT" ? "LEFT" : "RIGHT",
    line,
    start_line,
    original_line: line,
    original_start_line: start_line,
    commit_id,
    diff_hunk: hunk?.head ?? "",
  };
}

/** Why a comment is refused. */
function wrongComment(comment: CommentBody, file: DiffFile | undefined): string | undefined {
  const { body, line, start_line: start } = comment;
  const thread = "pull_request_review_thread";
  if (body.trim() === "") return "body can't be blank";
  if (body.length > MOST_CHARACTERS) return "body is too long (maximum is 65536 characters)";
  if (file === undefined) return `${thread}.path could not be resolved`;
  const hunk = hunkAt(comment, file);
  if (line === undefined || hunk === undefined) return `${thread}.line must be part of the diff`;
  if (start === undefined)
    return comment.start_side === undefined ? undefined : `${thread}.start_line is missing`;
  if (start >= line) return `${thread}.start_line must precede the end line`;
  const startHunk = hunkAt(
    { ...comment, line: start, side: comment.start_side ?? comment.side ?? "RIGHT" },
    file,
  );
  if (startHunk === undefined) return `${thread}.start_line must be part of the diff`;
  if (startHunk !== hunk) return `${thread}.start_line must be part of the same hunk as the line`;
  return undefined;
}

function hunkAt(
  { line = 0, side = "RIGHT" }: Partial<CommentBody>,
  file: DiffFile | undefined,
): DiffHunk | undefined {
  return file?.hunks.find(({ left, right }) => {
    const range = side === "LEFT" ? left : right;
    return range.first <= line && line <= range.last;
  });
}

export function listReviews(call: Call): ApiAnswer {
  const pull = pullOf(call);
  if (pull === undefined) return notFound();
  const of = call.state.reviews.filter((one) => one.pull === pull.number);
  return page(call, of, (some) => some.map((one) => review(call, one)));
}

export function listComments(call: Call): ApiAnswer {
  const pull = pullOf(call);
  if (pull === undefined) return notFound();
  const of = call.state.comments.filter((one) => one.pull === pull.number);
  return page(call, of, (some) => some.map((one) => reviewComment(call, one)));
}

/** Of one review, each with its place at the time. */
export function listReviewComments(call: Call): ApiAnswer {
  const id = Number(call.parameters["review_id"]);
  if (!call.state.reviews.some((one) => one.id === id)) return notFound();
  const of = call.state.comments.filter((one) => one.review === id);
  return page(call, of, (some) => some.map((one) => reviewComment(call, one)));
}

export function deleteComment(call: Call): ApiAnswer {
  const index = indexOf(call);
  if (index < 0) return notFound();
  call.state.comments.splice(index, 1);
  return { status: 204 };
}

export function reply(call: Call): ApiAnswer {
  const answered = call.state.comments[indexOf(call)];
  if (answered === undefined) return notFound();
  const body = String(call.body["body"]);
  const made = {
    ...answered,
    id: call.state.nextId++,
    user: call.account,
    body,
    in_reply_to_id: answered.id,
  };
  call.state.comments.push(made);
  return { status: 201, body: reviewComment(call, made) };
}

function indexOf({ state, parameters }: Call): number {
  return state.comments.findIndex(({ id }) => id === Number(parameters["comment_id"]));
}

/** The pull request that a path names, where it is one of that repo. */
export function pullOf({ state, parameters, repository }: Call): PullRequest | undefined {
  const pull = state.pulls.get(Number(parameters["pull_number"]));
  return pull?.upstream.repository === repository ? pull : undefined;
}

function commitsOf(repo: string, { base, head }: PullRequest): readonly string[] {
  return git(repo, "rev-list", `${base}..${head}`).split("\n");
}
