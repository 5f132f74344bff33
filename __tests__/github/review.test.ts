import { expect, test } from "vitest";
import type { Finding } from "../../src/finding.ts";
import type {
  ApiFailure,
  GithubAnswer,
  NewReview,
  PostedComment,
  ReviewsApi,
} from "../../src/github/api/shape.ts";
import { postReview, type ReviewInput } from "../../src/github/review/review.ts";
import type { Suggestion } from "../../src/github/review/suggestions.ts";
import { suggestionComment } from "../../src/github/review/suggestions-comment.ts";
import { sourceFile } from "../../src/source.ts";

const headSha = "c".repeat(40);
const file = sourceFile("web/nginx.conf", "x\n");
const bot = { login: "github-actions[bot]", bot: true };

const print = (number: number) => String(number).padStart(20, "0");

function finding(number: number): Finding {
  return {
    rule: "a/b",
    severity: "error",
    key: `${number}`,
    at: { file },
    message: `m${number}`,
    images: [],
  };
}

/** The suggestion for the finding of this number, at the line of this number. */
function suggestion(number: number, given: Partial<Suggestion> = {}): Suggestion {
  const findings = [{ finding: finding(number), fingerprint: print(number) }];
  return {
    path: "web/nginx.conf",
    first: number,
    last: number,
    lines: [`l${number}`],
    findings,
    safe: true,
    ...given,
  };
}

const render = ({ message }: Finding) => message;

/** A comment as this tool has posted it in an earlier run. */
function posted(id: number, of: Suggestion, given: Partial<PostedComment> = {}): PostedComment {
  return { id, path: of.path, line: of.last, body: suggestionComment(of, render), ...bot, ...given };
}

interface Mishap {
  readonly failure: ApiFailure;
  /** GitHub did it all the same. */
  readonly done?: true;
}

interface Scene {
  readonly comments?: readonly PostedComment[];
  /** Lines that are not in the diff. */
  readonly off?: readonly number[];
  /** What goes wrong, by the number of the review. */
  readonly mishaps?: Readonly<Record<number, Mishap>>;
  readonly viewer?: string;
  readonly unlisted?: ApiFailure;
  readonly undeletable?: number;
  readonly complete?: boolean;
}

const forbidden = {
  kind: "forbidden",
  status: 403,
  detail: "Resource not accessible by integration",
} as const;
const offTheDiff = { kind: "refused", status: 422, detail: "line must be part of the diff" } as const;
const cut = { kind: "cut" } as const;

function no(failure: ApiFailure): GithubAnswer<never> {
  return { ok: false, failure };
}

/** A pull request's page that keeps comments, and refuses a whole review for one line as GitHub does. */
function page(scene: Scene) {
  let comments = [...(scene.comments ?? [])];
  const reviews: NewReview[] = [];
  const asked: string[] = [];
  const add = (review: NewReview) => {
    const made = review.comments.map(({ path, line, body }, index) => ({
      ...bot,
      ...{ id: 1000 + comments.length + index, path, line, body },
    }));
    comments = [...comments, ...made];
  };
  const api: ReviewsApi = {
    listReviewComments: async () =>
      scene.unlisted === undefined
        ? { ok: true, value: { items: comments, complete: scene.complete ?? true } }
        : no(scene.unlisted),
    createReview: async (_pull, review) => {
      reviews.push(review);
      const mishap = scene.mishaps?.[reviews.length];
      if (mishap?.done) add(review);
      if (mishap !== undefined) return no(mishap.failure);
      if (review.comments.some(({ line }) => scene.off?.includes(line))) return no(offTheDiff);
      add(review);
      return { ok: true, value: undefined };
    },
    deleteReviewComment: async (id) => {
      if (id === scene.undeletable) return no(forbidden);
      comments = comments.filter((comment) => comment.id !== id);
      return { ok: true, value: undefined };
    },
    viewer: async () => {
      asked.push("viewer");
      return scene.viewer === undefined ? no(forbidden) : { ok: true, value: scene.viewer };
    },
  };
  return {
    api,
    reviews,
    asked,
    shown: () => comments.map(({ id, line }) => `${id < 1000 ? id : "new"}@${line ?? "-"}`),
  };
}

async function post(suggestions: readonly Suggestion[], scene: Scene = {}, given: Partial<ReviewInput> = {}) {
  const { api, reviews, asked, shown } = page(scene);
  const current = new Set(suggestions.flatMap((one) => one.findings.map(({ fingerprint }) => fingerprint)));
  const { shown: standing, ...delivery } = await postReview(api, {
    pull: 7,
    headSha,
    suggestions,
    current,
    render,
    ...given,
  });
  const standingAt = standing.map(({ last }) => last);
  return {
    delivery,
    standingAt,
    reviews,
    asked,
    shown: shown(),
    sizes: reviews.map(({ comments }) => comments.length),
  };
}

test("suggestions are one review", async () => {
  const { reviews, delivery } = await post(
    [suggestion(2), suggestion(4, { first: 3 })],
    {},
    { pathPrefix: "deploy", runUrl: "https://x/runs/1" },
  );
  expect(reviews).toEqual([
    {
      headSha,
      body: "Keelcheck suggests 2 fixes; every finding, and the fixes that no suggestion can hold, are in the [job summary](https://x/runs/1).",
      comments: [
        {
          path: "deploy/web/nginx.conf",
          line: 2,
          body: expect.stringMatching(/^m2\n\n```suggestion\nl2\n```/),
        },
        { path: "deploy/web/nginx.conf", start_line: 3, line: 4, body: expect.stringMatching(/^m4\n/) },
      ],
    },
  ]);
  expect(delivery).toEqual({ ok: true, said: ["2 suggestions posted"] });
});

test("no suggestion is no review", async () => {
  expect(await post([])).toMatchObject({ reviews: [], delivery: { ok: true, said: [] } });
});

test("a second run posts nothing", async () => {
  const { delivery, reviews, standingAt } = await post([suggestion(1)], {
    comments: [posted(1, suggestion(1))],
  });
  expect(standingAt).toEqual([1]);
  expect(reviews).toEqual([]);
  expect(delivery).toEqual({ ok: true, said: ["1 suggestion already on the page"] });
});

const one = suggestion(1);
const moved = posted(1, one, { line: 9 });

test.each<
  readonly [what: string, comments: readonly PostedComment[], shown: readonly string[], scene: Scene]
>([
  ["the same at another line: GitHub has moved it", [moved], ["1@9"], {}],
  ["other lines suggested", [posted(1, suggestion(1, { lines: ["old"] }))], ["new@1"], {}],
  ["another file", [posted(1, one, { path: "web/old.conf" })], ["new@1"], {}],
  ["its lines are gone", [{ ...bot, id: 1, path: one.path, body: moved.body }], ["new@1"], {}],
  ["twice", [moved, posted(2, one)], ["1@9"], {}],
  ["a finding that is gone", [posted(1, suggestion(8))], ["new@1"], {}],
  [
    "a finding that is gone, with an answer",
    [posted(1, suggestion(8)), { id: 2, path: one.path, body: "no", login: "ann", bot: false, replyTo: 1 }],
    ["1@8", "2@-", "new@1"],
    {},
  ],
  [
    "other lines suggested, with an answer: it is being talked about",
    [
      posted(1, suggestion(1, { lines: ["old"] })),
      { id: 2, path: one.path, body: "hm", login: "ann", bot: false, replyTo: 1 },
    ],
    ["1@1", "2@-"],
    {},
  ],
  ["a person who copies the marker", [posted(1, one, { login: "ann", bot: false })], ["1@1", "new@1"], {}],
  ["a person whose token it is", [posted(1, one, { login: "ann", bot: false })], ["1@1"], { viewer: "ann" }],
  ["another person", [posted(1, one, { login: "ann", bot: false })], ["1@1", "new@1"], { viewer: "bob" }],
  [
    "an account that is gone",
    [{ id: 1, path: one.path, line: 1, body: moved.body, bot: false }],
    ["1@1", "new@1"],
    {},
  ],
  ["a bot that quotes us", [posted(1, one, { body: `> ${moved.body}\n\nI agree` })], ["1@1", "new@1"], {}],
  ["a bot that answers with our words", [posted(1, one, { replyTo: 5 })], ["1@1", "new@1"], {}],
])("on the page: %s", async (_what, comments, expected, scene) => {
  expect((await post([one], { comments, ...scene })).shown).toEqual(expected);
});

test("a suggestion that is being talked about is not posted anew, and does not count as shown", async () => {
  const comments = [
    posted(1, suggestion(1, { lines: ["old"] })),
    { id: 2, path: one.path, body: "hm", login: "ann", bot: false, replyTo: 1 },
  ];
  const { delivery, standingAt } = await post([one], { comments });
  expect(delivery).toEqual({ ok: true, said: ["1 suggestion not posted: somebody answered an earlier one"] });
  expect(standingAt).toEqual([]);
  expect((await post([one], { comments: [...comments, posted(3, one)] })).standingAt).toEqual([1]);
});

test("who the token is, is asked only where it matters", async () => {
  expect((await post([one], { comments: [posted(1, one)] })).asked).toEqual([]);
  const copied = posted(1, one, { login: "ann", bot: false });
  expect((await post([one], { comments: [copied] })).asked).toEqual(["viewer"]);
});

test("a finding that is still there without a suggestion keeps its comment", async () => {
  const comments = [posted(1, suggestion(8))];
  const { shown } = await post([one], { comments }, { current: new Set([print(1), print(8)]) });
  expect(shown).toEqual(["1@8", "new@1"]);
});

test("a comment of two findings is replaced when one of them is mended", async () => {
  const findings = [1, 2].map((number) => ({ finding: finding(number), fingerprint: print(number) }));
  const { shown, delivery } = await post([one], { comments: [posted(1, suggestion(1, { findings }))] });
  expect(shown).toEqual(["new@1"]);
  expect(delivery).toEqual({
    ok: true,
    said: ["1 suggestion posted", "1 suggestion cleared that no longer holds"],
  });
});

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

test("the first thirty are posted, the others named", async () => {
  const { sizes, delivery, standingAt } = await post(numbers(33).map((number) => suggestion(number)));
  expect(sizes).toEqual([30]);
  expect(standingAt).toEqual(numbers(30));
  expect(delivery).toEqual({
    ok: true,
    said: ["30 suggestions posted", "3 suggestions not posted: a review holds 30 at most"],
  });
});

test("one line off the diff loses only itself", async () => {
  const { shown, delivery, sizes, standingAt } = await post(
    numbers(30).map((number) => suggestion(number)),
    { off: [17] },
  );
  expect(shown.toSorted()).toEqual(
    numbers(30)
      .filter((number) => number !== 17)
      .map((number) => `new@${number}`)
      .toSorted(),
  );
  expect(sizes.length).toBeLessThanOrEqual(11);
  expect(standingAt).toEqual(numbers(30).filter((number) => number !== 17));
  expect(delivery).toEqual({
    ok: true,
    said: [
      "29 suggestions posted",
      "no suggestion at web/nginx.conf:17: GitHub refuses it (422): line must be part of the diff",
    ],
  });
});

test("what is refused altogether is not tried for minutes", async () => {
  const { sizes, delivery } = await post(
    numbers(30).map((number) => suggestion(number)),
    { off: numbers(30) },
  );
  expect(sizes.length).toBe(16);
  expect(delivery).toEqual({
    ok: false,
    lost: "no suggestions were posted: GitHub refuses it (422): line must be part of the diff",
  });
});

test.each([
  ["done", { failure: cut, done: true } as const, 1],
  ["not done", { failure: cut }, 2],
])("a review whose answer was lost and that was %s is there once", async (_what, mishap, reviews) => {
  const { shown, delivery, sizes } = await post([suggestion(1), suggestion(2)], { mishaps: { 1: mishap } });
  expect(shown).toEqual(["new@1", "new@2"]);
  expect(delivery).toEqual({ ok: true, said: ["2 suggestions posted"] });
  expect(sizes).toHaveLength(reviews);
});

test("a page that cannot be written is given up after the third time", async () => {
  const { delivery, sizes } = await post([one], {
    mishaps: { 1: { failure: cut }, 2: { failure: cut }, 3: { failure: cut } },
  });
  expect(sizes).toHaveLength(3);
  expect(delivery).toEqual({
    ok: false,
    lost: "no suggestions were posted: the connection to GitHub's API failed",
  });
});

test("a token that may only read is told what to ask for", async () => {
  const scene = { comments: [posted(1, suggestion(8))], mishaps: { 1: { failure: forbidden } } };
  const { delivery, shown, standingAt } = await post([one], scene);
  expect(delivery).toEqual({
    ok: false,
    lost: "no suggestions were posted: the token is read-only",
    grant: "give the job `pull-requests: write`",
  });
  expect(shown).toEqual(["1@8"]);
  expect(standingAt).toEqual([]);
  expect((await post([one], scene, { readOnly: "it is a fork's" })).delivery).toEqual({
    ok: false,
    lost: "no suggestions were posted: it is a fork's",
  });
});

test("without the page's comments nothing is posted, or it might be there twice", async () => {
  const unlisted = { kind: "broken", status: 502 } as const;
  expect(await post([one], { unlisted })).toMatchObject({
    reviews: [],
    delivery: { ok: false, lost: "no suggestions were posted: GitHub's API fails with 502" },
  });
  expect(await post([], { unlisted })).toMatchObject({
    delivery: { ok: false, lost: "old suggestions were not cleared: GitHub's API fails with 502" },
  });
  expect(await post([one], { complete: false })).toMatchObject({
    reviews: [],
    delivery: {
      ok: false,
      lost: "no suggestions were posted: the pull request has more comments than are read (0)",
    },
  });
});

test("what cannot be cleared is said", async () => {
  const comments = [posted(1, suggestion(7)), posted(2, suggestion(8)), posted(3, suggestion(9))];
  const { delivery } = await post([], { comments, undeletable: 2 });
  expect(delivery).toEqual({
    ok: true,
    said: [
      "1 suggestion cleared that no longer holds",
      "2 suggestions could not be cleared: the token is read-only",
    ],
  });
});
