import { type Ask, askPages, askWith, type Connection } from "./ask.ts";
import {
  readAnnotationCount,
  readBlobAnswer,
  readId,
  readLogin,
  readMergeBase,
  readNothing,
  readPosted,
  readPullFile,
  readRunOf,
  readTreeAnswer,
} from "./read.ts";
import type { CheckRunText, ChecksApi, GitHubApi, NewComment, ReviewsApi, TreesApi } from "./shape.ts";

export { apiLimits } from "./ask.ts";

/** GitHub lists 3,000 files of a pull request at most (REST description), which is as many comments as are read. */
const PAGES = 30;

/** A write that may have been done although no answer came is not repeated here: the caller looks first. */
const once = { request: { retries: 0 } };

/** Connects to the API of the job's repository; nothing is sent yet. The token must not be empty. */
export function connect(connection: Connection): GitHubApi {
  const ask = askWith(connection);
  const [owner = "", name = ""] = (connection.env.GITHUB_REPOSITORY ?? "").split("/");
  const repo = `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;
  return { ...checks(ask, repo), ...reviews(ask, repo), ...trees(ask, repo) };
}

function checks(ask: Ask, repo: string): ChecksApi {
  return {
    createCheckRun: ({ name, headSha, externalId, detailsUrl, ...text }) => {
      const page = detailsUrl === undefined ? {} : { details_url: detailsUrl };
      const named = { name, head_sha: headSha, external_id: externalId, ...page };
      return ask(`POST ${repo}/check-runs`, { ...named, ...completed(text), ...once }, readId);
    },
    updateCheckRun: (id, text) =>
      ask(`PATCH ${repo}/check-runs/{id}`, { id, ...completed(text), ...once }, readNothing),
    findCheckRun: ({ name, headSha, externalId }) => {
      const which = { ref: headSha, check_name: name, filter: "all", per_page: 100 };
      return ask(`GET ${repo}/commits/{ref}/check-runs`, which, readRunOf(externalId));
    },
    countAnnotations: (id) => ask(`GET ${repo}/check-runs/{id}`, { id }, readAnnotationCount),
  };
}

function completed({ conclusion, title, summary, annotations }: CheckRunText) {
  return { status: "completed", conclusion, output: { title, summary, annotations } };
}

function reviews(ask: Ask, repo: string): ReviewsApi {
  return {
    listReviewComments: (pull) =>
      askPages(
        ask,
        { route: `GET ${repo}/pulls/{pull}/comments`, parameters: { pull }, pages: PAGES },
        readPosted,
      ),
    createReview: (pull, { headSha, body, comments }) => {
      const review = { commit_id: headSha, event: "COMMENT", body, comments: comments.map(onTheRight) };
      return ask(`POST ${repo}/pulls/{pull}/reviews`, { pull, ...review, ...once }, readNothing);
    },
    deleteReviewComment: async (id) => {
      const answer = await ask(`DELETE ${repo}/pulls/comments/{id}`, { id }, readNothing);
      return answer.ok || answer.failure.kind !== "missing" ? answer : { ok: true, value: undefined };
    },
    viewer: () => ask("GET /user", {}, readLogin),
  };
}

function onTheRight(comment: NewComment) {
  return { ...comment, side: "RIGHT", ...(comment.start_line === undefined ? {} : { start_side: "RIGHT" }) };
}

function trees(ask: Ask, repo: string): TreesApi {
  return {
    listPullFiles: (pull) =>
      askPages(
        ask,
        { route: `GET ${repo}/pulls/{pull}/files`, parameters: { pull }, pages: PAGES },
        readPullFile,
      ),
    mergeBase: (base, head) => {
      const between = { between: `${base}...${head}`, per_page: 1 };
      return ask(`GET ${repo}/compare/{between}`, between, readMergeBase);
    },
    readTree: (sha) => ask(`GET ${repo}/git/trees/{sha}`, { sha, recursive: "1" }, readTreeAnswer),
    readBlob: (sha) => ask(`GET ${repo}/git/blobs/{sha}`, { sha }, readBlobAnswer),
  };
}
