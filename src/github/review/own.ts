import type { PostedComment } from "../api/shape.ts";
import type { Suggestion } from "./suggestions.ts";
import { fingerprintsOf, markedIn, suggests } from "./suggestions-comment.ts";

/** A comment that this tool has posted before. */
export interface OwnComment extends PostedComment {
  /** What it is about, sorted. */
  readonly fingerprints: readonly string[];
  /** Whether somebody answered: it is part of a conversation then, and stays. */
  readonly answered: boolean;
}

/** What is to be done so that each suggestion stands once. */
export interface ReviewPlan {
  readonly post: readonly Suggestion[];
  readonly standing: readonly Suggestion[];
  /** Somebody answered an earlier comment about these findings, which suggests other lines or has lost its place. */
  readonly discussed: readonly Suggestion[];
  /** Comments that no longer hold, or that a comment of `post` replaces. */
  readonly remove: readonly OwnComment[];
}

/**
 * Those of the comments that are ours: they end in our marker and their author is a bot, or the token itself. A person
 * who copies a marker must not keep a suggestion from being posted.
 */
export function ownAmong(
  comments: readonly PostedComment[],
  viewer: string | undefined,
): readonly OwnComment[] {
  const answered = new Set(comments.map(({ replyTo }) => replyTo));
  return comments.flatMap((comment) => {
    const fingerprints = markedIn(comment.body);
    if (fingerprints === undefined || comment.replyTo !== undefined) return [];
    if (!comment.bot && (viewer === undefined || comment.login !== viewer)) return [];
    return [{ ...comment, fingerprints: fingerprints.toSorted(), answered: answered.has(comment.id) }];
  });
}

/** Whether it must be asked who the token is: a marked comment is no bot's. */
export function needsViewer(comments: readonly PostedComment[]): boolean {
  return comments.some(
    ({ body, bot, replyTo }) => !bot && replyTo === undefined && markedIn(body) !== undefined,
  );
}

/** Compares what should stand with what stands. `pathOf` gives a suggestion's path from the repo's root. */
export function planReview({
  own,
  suggestions,
  current,
  pathOf,
}: {
  readonly own: readonly OwnComment[];
  readonly suggestions: readonly Suggestion[];
  /** Fingerprints of all findings there are. */
  readonly current: ReadonlySet<string>;
  readonly pathOf: (suggestion: Suggestion) => string;
}): ReviewPlan {
  const kept = new Map<Suggestion, OwnComment>();
  for (const suggestion of suggestions) {
    const about = own.filter((comment) => isAbout(comment, suggestion));
    const holder =
      about.find((comment) => offers(comment, suggestion, pathOf(suggestion))) ??
      about.find(({ answered }) => answered);
    if (holder !== undefined) kept.set(suggestion, holder);
  }
  const keepers = new Set(kept.values());
  const said = new Set(suggestions.flatMap(fingerprintsOf));
  const remove = own.filter(
    (comment) => !comment.answered && !keepers.has(comment) && !isTrue(comment, current, said),
  );
  const standing = suggestions.filter((one) => {
    const holder = kept.get(one);
    return holder !== undefined && offers(holder, one, pathOf(one));
  });
  return {
    post: suggestions.filter((one) => !kept.has(one)),
    standing,
    discussed: suggestions.filter((one) => kept.has(one) && !standing.includes(one)),
    remove,
  };
}

function isAbout({ fingerprints }: OwnComment, suggestion: Suggestion): boolean {
  return fingerprints.join() === fingerprintsOf(suggestion).join();
}

/** The same lines at a place that is still there. */
function offers({ path, line, body }: OwnComment, { lines }: Suggestion, wanted: string): boolean {
  return path === wanted && line !== undefined && suggests(body, lines);
}

/** What it says is still found, and no suggestion of now says it in its place. */
function isTrue(
  { fingerprints }: OwnComment,
  current: ReadonlySet<string>,
  said: ReadonlySet<string>,
): boolean {
  return fingerprints.every((one) => current.has(one)) && !fingerprints.some((one) => said.has(one));
}
