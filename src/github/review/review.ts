import { posix } from "node:path";
import type { Finding } from "../../finding.ts";
import { type Channel, isDoubtful, lostDelivery, whyOf } from "../api/failure.ts";
import type { NewComment, PostedComment, ReviewsApi } from "../api/shape.ts";
import type { Delivery } from "../delivery.ts";
import { needsViewer, type OwnComment, ownAmong, planReview, type ReviewPlan } from "./own.ts";
import { type Posting, postInHalves } from "./post.ts";
import type { Suggestion } from "./suggestions.ts";
import { suggestionComment } from "./suggestions-comment.ts";

export interface ReviewInput {
  /** The pull request's number. */
  readonly pull: number;
  /** Its head, not the merge. */
  readonly headSha: string;
  /** In the order in which they matter. */
  readonly suggestions: readonly Suggestion[];
  /** Fingerprints of all findings there are, with a suggestion or without: what is not among them is cleared. */
  readonly current: ReadonlySet<string>;
  /** A finding as Markdown: message, why, link to the rule; it must show the repo's text and do nothing. */
  readonly render: (finding: Finding) => string;
  /** The checked folder as a path from the repo's root. */
  readonly pathPrefix?: string;
  /** The page that shows the job summary. */
  readonly runUrl?: string;
  /** Why the token may only read, where that is known. */
  readonly readOnly?: string;
}

/** More is a wall that nobody reads, and one request that GitHub cuts short. */
const MOST_COMMENTS = 30;

/** How often it is tried to post what may have been posted although no answer came; the page is read each time. */
const TRIES = 3;

/** How it went, and which of the suggestions are on the page now; the others are nowhere but in the patch. */
export type ReviewDelivery = Delivery & { readonly shown: readonly Suggestion[] };

/** What was there, and what became of what was wanted. */
interface Round {
  readonly plan: ReviewPlan;
  readonly posting: Posting;
  readonly shown: readonly Suggestion[];
}

/**
 * Posts what is not on the page yet as one review, and clears what no longer holds. Nothing is posted twice, nothing is
 * cleared that somebody answered, and a review without comments is not made.
 */
export async function postReview(api: ReviewsApi, input: ReviewInput): Promise<ReviewDelivery> {
  const channel = channelOf(input);
  let before: number | undefined;
  for (let tries = 1; ; tries++) {
    const round = await oneRound(api, input, channel);
    if ("unread" in round) return { ...round.unread, shown: [] };
    before ??= round.plan.standing.length;
    const { failure } = round.posting;
    if (failure === undefined || !isDoubtful(failure) || tries === TRIES)
      return { ...(await delivered(api, round, { channel, before })), shown: round.shown };
  }
}

function channelOf({ readOnly }: ReviewInput): Omit<Channel, "lost"> {
  return { needs: "pull-requests: write", ...(readOnly === undefined ? {} : { readOnly }) };
}

/** One look at the page and one attempt to post what it lacks; or the delivery, where the page cannot be read. */
async function oneRound(
  api: ReviewsApi,
  input: ReviewInput,
  channel: Omit<Channel, "lost">,
): Promise<Round | { readonly unread: Delivery }> {
  const lost =
    input.suggestions.length === 0 ? "old suggestions were not cleared" : "no suggestions were posted";
  const listed = await api.listReviewComments(input.pull);
  if (!listed.ok) return { unread: lostDelivery({ ...channel, lost }, listed.failure) };
  const { items, complete } = listed.value;
  // Without the rest of the list it cannot be told what stands there already.
  if (!complete)
    return {
      unread: {
        ok: false,
        lost: `${lost}: the pull request has more comments than are read (${items.length})`,
      },
    };
  const own = await ownComments(api, items);
  const pathOf = ({ path }: Suggestion) => posix.join(input.pathPrefix ?? "", path);
  const plan = planReview({ own, suggestions: input.suggestions, current: input.current, pathOf });
  const wanted = plan.post.slice(0, MOST_COMMENTS);
  const comments = wanted.map((one) => newComment(one, pathOf(one), input));
  const posting = await postInHalves(api, input, comments);
  const posted = wanted.filter((_one, index) =>
    posting.posted.some((comment) => comment === comments[index]),
  );
  return { plan, posting, shown: [...plan.standing, ...posted] };
}

async function ownComments(
  api: ReviewsApi,
  comments: readonly PostedComment[],
): Promise<readonly OwnComment[]> {
  if (!needsViewer(comments)) return ownAmong(comments, undefined);
  const viewer = await api.viewer();
  return ownAmong(comments, viewer.ok ? viewer.value : undefined);
}

/** A `start_line` that equals `line` is refused. */
function newComment(suggestion: Suggestion, path: string, { render }: ReviewInput): NewComment {
  const { first, last } = suggestion;
  const body = suggestionComment(suggestion, render);
  return first < last ? { path, start_line: first, line: last, body } : { path, line: last, body };
}

async function delivered(
  api: ReviewsApi,
  { plan, posting }: Round,
  { channel, before }: { readonly channel: Omit<Channel, "lost">; readonly before: number },
): Promise<Delivery> {
  const { failure, refused } = posting;
  const posted = plan.standing.length - before + posting.posted.length;
  const failed = failure ?? (posted === 0 ? refused[0]?.failure : undefined);
  if (failed !== undefined) {
    const wanted = posted + plan.post.length - posting.posted.length;
    const lost =
      posted === 0 ? "no suggestions were posted" : `only ${posted} of ${wanted} suggestions were posted`;
    return lostDelivery({ ...channel, lost }, failed);
  }
  const cleared = await clear(api, plan.remove);
  return {
    ok: true,
    said: [
      ...(posted > 0 ? [`${suggestions(posted)} posted`] : []),
      ...(before > 0 ? [`${suggestions(before)} already on the page`] : []),
      ...(plan.discussed.length > 0
        ? [`${suggestions(plan.discussed.length)} not posted: somebody answered an earlier one`]
        : []),
      ...refused.map(
        ({ comment, failure: why }) => `no suggestion at ${comment.path}:${comment.line}: ${whyOf(why)}`,
      ),
      ...(plan.post.length > MOST_COMMENTS
        ? [
            `${suggestions(plan.post.length - MOST_COMMENTS)} not posted: a review holds ${MOST_COMMENTS} at most`,
          ]
        : []),
      ...cleared,
    ],
  };
}

/** Deletes comments one by one, and stops at the first that cannot be. */
async function clear(api: ReviewsApi, comments: readonly OwnComment[]): Promise<readonly string[]> {
  let done = 0;
  for (const { id } of comments) {
    const answer = await api.deleteReviewComment(id);
    if (!answer.ok) {
      const left = comments.length - done;
      return [...cleared(done), `${suggestions(left)} could not be cleared: ${whyOf(answer.failure)}`];
    }
    done += 1;
  }
  return cleared(done);
}

function cleared(count: number): readonly string[] {
  return count === 0 ? [] : [`${suggestions(count)} cleared that no longer hold${count === 1 ? "s" : ""}`];
}

function suggestions(count: number): string {
  return count === 1 ? "1 suggestion" : `${count} suggestions`;
}
