import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  isDoubtful,
  lostDelivery,
  whyOf
} from "./chunk-MTTMMLFA.js";
import "./chunk-IKB4C3XX.js";

// src/github/review/review.ts
import { posix } from "node:path";

// src/github/review/suggestions-comment.ts
var MARKER = /(?:^|\n)`{3,}\r?\n\r?\n<!-- keelcheck:([0-9a-f]{20}(?:,[0-9a-f]{20})*) -->\s*$/;
var SUGGESTED = /^(`{3,})suggestion[ \t]*\n([\s\S]*?)^\1[ \t]*$/m;
var RANK = { error: 0, warning: 1, notice: 2 };
function suggestionComment(suggestion, render) {
  const findings = suggestion.findings.map(({ finding }) => finding);
  const said = findings.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]).map(render);
  const care = suggestion.safe ? [] : ["**Check before applying**: this may change more than what is reported."];
  const marker = `<!-- keelcheck:${fingerprintsOf(suggestion).join(",")} -->`;
  return [...said, ...care, fenced(suggestion.lines), marker].join("\n\n");
}
function fingerprintsOf({ findings }) {
  return [...new Set(findings.map(({ fingerprint }) => fingerprint))].sort();
}
function markedIn(body) {
  return MARKER.exec(body)?.[1]?.split(",");
}
function suggests(body, lines) {
  const text = SUGGESTED.exec(body.replaceAll("\r\n", "\n"))?.[2];
  return text === lines.map((line) => `${line}
`).join("");
}
function fenced(lines) {
  const longest = Math.max(
    2,
    ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map(({ length }) => length))
  );
  const fence = "`".repeat(longest + 1);
  return [`${fence}suggestion`, ...lines, fence].join("\n");
}

// src/github/review/own.ts
function ownAmong(comments, viewer) {
  const answered = new Set(comments.map(({ replyTo }) => replyTo));
  return comments.flatMap((comment) => {
    const fingerprints = markedIn(comment.body);
    if (fingerprints === void 0 || comment.replyTo !== void 0) return [];
    if (!comment.bot && (viewer === void 0 || comment.login !== viewer)) return [];
    return [{ ...comment, fingerprints: fingerprints.toSorted(), answered: answered.has(comment.id) }];
  });
}
function needsViewer(comments) {
  return comments.some(
    ({ body, bot, replyTo }) => !bot && replyTo === void 0 && markedIn(body) !== void 0
  );
}
function planReview({
  own,
  suggestions: suggestions2,
  current,
  pathOf
}) {
  const kept = /* @__PURE__ */ new Map();
  for (const suggestion of suggestions2) {
    const about = own.filter((comment) => isAbout(comment, suggestion));
    const holder = about.find((comment) => offers(comment, suggestion, pathOf(suggestion))) ?? about.find(({ answered }) => answered);
    if (holder !== void 0) kept.set(suggestion, holder);
  }
  const keepers = new Set(kept.values());
  const said = new Set(suggestions2.flatMap(fingerprintsOf));
  const remove = own.filter(
    (comment) => !comment.answered && !keepers.has(comment) && !isTrue(comment, current, said)
  );
  const standing = suggestions2.filter((one) => {
    const holder = kept.get(one);
    return holder !== void 0 && offers(holder, one, pathOf(one));
  });
  return {
    post: suggestions2.filter((one) => !kept.has(one)),
    standing,
    discussed: suggestions2.filter((one) => kept.has(one) && !standing.includes(one)),
    remove
  };
}
function isAbout({ fingerprints }, suggestion) {
  return fingerprints.join() === fingerprintsOf(suggestion).join();
}
function offers({ path, line, body }, { lines }, wanted) {
  return path === wanted && line !== void 0 && suggests(body, lines);
}
function isTrue({ fingerprints }, current, said) {
  return fingerprints.every((one) => current.has(one)) && !fingerprints.some((one) => said.has(one));
}

// src/github/review/post.ts
var MOST_REQUESTS = 16;
async function postInHalves(api, { pull, headSha, runUrl }, comments) {
  const waiting = comments.length === 0 ? [] : [comments];
  const posted = [];
  const refused = [];
  for (let requests = 1; waiting.length > 0; requests++) {
    const some = waiting.shift() ?? [];
    const answer = await api.createReview(pull, {
      headSha,
      body: bodyOf(some.length, runUrl),
      comments: some
    });
    if (answer.ok) posted.push(...some);
    else if (answer.failure.status !== 422) return { posted, refused, failure: answer.failure };
    else if (some.length > 1 && requests < MOST_REQUESTS) waiting.unshift(...halves(some));
    else refused.push(...some.map((comment) => ({ comment, failure: answer.failure })));
    if (requests >= MOST_REQUESTS && !answer.ok) return { posted, refused, failure: answer.failure };
  }
  return { posted, refused };
}
function bodyOf(count, runUrl) {
  const page = runUrl === void 0 ? "job summary" : `[job summary](${runUrl})`;
  const fixes = count === 1 ? "a fix" : `${count} fixes`;
  return `Keelcheck suggests ${fixes}; every finding, and the fixes that no suggestion can hold, are in the ${page}.`;
}
function halves(all) {
  const middle = Math.ceil(all.length / 2);
  return [all.slice(0, middle), all.slice(middle)];
}

// src/github/review/review.ts
var MOST_COMMENTS = 30;
var TRIES = 3;
async function postReview(api, input) {
  const channel = channelOf(input);
  let before;
  for (let tries = 1; ; tries++) {
    const round = await oneRound(api, input, channel);
    if ("unread" in round) return { ...round.unread, shown: [] };
    before ??= round.plan.standing.length;
    const { failure } = round.posting;
    if (failure === void 0 || !isDoubtful(failure) || tries === TRIES)
      return { ...await delivered(api, round, { channel, before }), shown: round.shown };
  }
}
function channelOf({ readOnly }) {
  return { needs: "pull-requests: write", ...readOnly === void 0 ? {} : { readOnly } };
}
async function oneRound(api, input, channel) {
  const lost = input.suggestions.length === 0 ? "old suggestions were not cleared" : "no suggestions were posted";
  const listed = await api.listReviewComments(input.pull);
  if (!listed.ok) return { unread: lostDelivery({ ...channel, lost }, listed.failure) };
  const { items, complete } = listed.value;
  if (!complete)
    return {
      unread: {
        ok: false,
        lost: `${lost}: the pull request has more comments than are read (${items.length})`
      }
    };
  const own = await ownComments(api, items);
  const pathOf = ({ path }) => posix.join(input.pathPrefix ?? "", path);
  const plan = planReview({ own, suggestions: input.suggestions, current: input.current, pathOf });
  const wanted = plan.post.slice(0, MOST_COMMENTS);
  const comments = wanted.map((one) => newComment(one, pathOf(one), input));
  const posting = await postInHalves(api, input, comments);
  const posted = wanted.filter(
    (_one, index) => posting.posted.some((comment) => comment === comments[index])
  );
  return { plan, posting, shown: [...plan.standing, ...posted] };
}
async function ownComments(api, comments) {
  if (!needsViewer(comments)) return ownAmong(comments, void 0);
  const viewer = await api.viewer();
  return ownAmong(comments, viewer.ok ? viewer.value : void 0);
}
function newComment(suggestion, path, { render }) {
  const { first, last } = suggestion;
  const body = suggestionComment(suggestion, render);
  return first < last ? { path, start_line: first, line: last, body } : { path, line: last, body };
}
async function delivered(api, { plan, posting }, { channel, before }) {
  const { failure, refused } = posting;
  const posted = plan.standing.length - before + posting.posted.length;
  const failed = failure ?? (posted === 0 ? refused[0]?.failure : void 0);
  if (failed !== void 0) {
    const wanted = posted + plan.post.length - posting.posted.length;
    const lost = posted === 0 ? "no suggestions were posted" : `only ${posted} of ${wanted} suggestions were posted`;
    return lostDelivery({ ...channel, lost }, failed);
  }
  const cleared2 = await clear(api, plan.remove);
  return {
    ok: true,
    said: [
      ...posted > 0 ? [`${suggestions(posted)} posted`] : [],
      ...before > 0 ? [`${suggestions(before)} already on the page`] : [],
      ...plan.discussed.length > 0 ? [`${suggestions(plan.discussed.length)} not posted: somebody answered an earlier one`] : [],
      ...refused.map(
        ({ comment, failure: why }) => `no suggestion at ${comment.path}:${comment.line}: ${whyOf(why)}`
      ),
      ...plan.post.length > MOST_COMMENTS ? [
        `${suggestions(plan.post.length - MOST_COMMENTS)} not posted: a review holds ${MOST_COMMENTS} at most`
      ] : [],
      ...cleared2
    ]
  };
}
async function clear(api, comments) {
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
function cleared(count) {
  return count === 0 ? [] : [`${suggestions(count)} cleared that no longer hold${count === 1 ? "s" : ""}`];
}
function suggestions(count) {
  return count === 1 ? "1 suggestion" : `${count} suggestions`;
}
export {
  postReview
};
