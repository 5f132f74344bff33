import type { ApiFailure, NewComment, ReviewsApi } from "../api/shape.ts";

/** A comment that GitHub does not take. */
export interface RefusedComment {
  readonly comment: NewComment;
  readonly failure: ApiFailure;
}

/** What became of the comments of a review. */
export interface Posting {
  readonly posted: readonly NewComment[];
  readonly refused: readonly RefusedComment[];
  /** Why the rest was not posted, where it was not for a comment's sake. */
  readonly failure?: ApiFailure;
}

/** What the comments are posted on; `runUrl` is the page that shows the job summary. */
interface Asked {
  readonly pull: number;
  readonly headSha: string;
  readonly runUrl?: string;
}

/**
 * Finding one bad comment among thirty takes eleven requests; a review that GitHub refuses for another reason would
 * take sixty, three seconds apart.
 */
const MOST_REQUESTS = 16;

/**
 * Posts the comments as one review. GitHub refuses the whole for one bad line and does not say which, so what is
 * refused is posted again in halves until a bad comment stands alone.
 */
export async function postInHalves(
  api: ReviewsApi,
  { pull, headSha, runUrl }: Asked,
  comments: readonly NewComment[],
): Promise<Posting> {
  const waiting: (readonly NewComment[])[] = comments.length === 0 ? [] : [comments];
  const posted: NewComment[] = [];
  const refused: RefusedComment[] = [];
  for (let requests = 1; waiting.length > 0; requests++) {
    const some = waiting.shift() ?? [];
    const answer = await api.createReview(pull, {
      headSha,
      body: bodyOf(some.length, runUrl),
      comments: some,
    });
    if (answer.ok) posted.push(...some);
    else if (answer.failure.status !== 422) return { posted, refused, failure: answer.failure };
    else if (some.length > 1 && requests < MOST_REQUESTS) waiting.unshift(...halves(some));
    else refused.push(...some.map((comment) => ({ comment, failure: answer.failure })));
    if (requests >= MOST_REQUESTS && !answer.ok) return { posted, refused, failure: answer.failure };
  }
  return { posted, refused };
}

function bodyOf(count: number, runUrl: string | undefined): string {
  const page = runUrl === undefined ? "job summary" : `[job summary](${runUrl})`;
  const fixes = count === 1 ? "a fix" : `${count} fixes`;
  return `Keelcheck suggests ${fixes}; every finding, and the fixes that no suggestion can hold, are in the ${page}.`;
}

function halves<T>(all: readonly T[]): readonly (readonly T[])[] {
  const middle = Math.ceil(all.length / 2);
  return [all.slice(0, middle), all.slice(middle)];
}
