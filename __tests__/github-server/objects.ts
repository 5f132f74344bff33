import type { DiffFile } from "./diff.ts";
import type { Account, Annotation, Call, CheckRun, Review, ReviewComment } from "./state.ts";

// The answers of GitHub, with every field that its description requires.

const TIME = "2026-01-01T00:00:00Z";

export function user({ api, server }: Call, { login, bot }: Account) {
  const url = `${api}/users/${encodeURIComponent(login)}`;
  const below = (name: string) => `${url}/${name}`;
  return {
    login,
    id: 1,
    node_id: "U_1",
    avatar_url: `${server}/avatar`,
    gravatar_id: "",
    url,
    html_url: `${server}/apps/${encodeURIComponent(login)}`,
    followers_url: below("followers"),
    following_url: below("following{/other_user}"),
    gists_url: below("gists{/gist_id}"),
    starred_url: below("starred{/owner}{/repo}"),
    subscriptions_url: below("subscriptions"),
    organizations_url: below("orgs"),
    repos_url: below("repos"),
    events_url: below("events{/privacy}"),
    received_events_url: below("received_events"),
    type: bot ? "Bot" : "User",
    site_admin: false,
  };
}

export function publicUser(call: Call, account: Account) {
  const empty = {
    name: null,
    company: null,
    blog: null,
    location: null,
    email: null,
    hireable: null,
    bio: null,
  };
  const counts = { public_repos: 0, public_gists: 0, followers: 0, following: 0 };
  return {
    ...user(call, account),
    ...empty,
    ...counts,
    created_at: TIME,
    updated_at: TIME,
    user_view_type: "public",
  };
}

export function checkRun({ api, server, repository }: Call, run: CheckRun) {
  const url = `${api}/repos/${repository}/check-runs/${run.id}`;
  const { title, summary, text, annotations } = run;
  return {
    id: run.id,
    node_id: `CR_${run.id}`,
    head_sha: run.head_sha,
    external_id: run.external_id,
    name: run.name,
    url,
    html_url: `${server}/${repository}/runs/${run.id}`,
    details_url: run.details_url,
    status: run.status,
    conclusion: run.conclusion,
    started_at: TIME,
    completed_at: run.status === "completed" ? TIME : null,
    output: {
      title,
      summary,
      text,
      annotations_count: annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: 1 },
    app: null,
    pull_requests: [],
  };
}

export function annotation({ server, repository }: Call, run: CheckRun, one: Annotation) {
  const absent = { start_column: null, end_column: null, title: null, raw_details: null };
  return {
    ...absent,
    ...one,
    blob_href: `${server}/${repository}/blob/${run.head_sha}/${encodeURI(one.path)}`,
  };
}

export function review(call: Call, one: Review) {
  const html = `${pullPage(call, one.pull)}#pullrequestreview-${one.id}`;
  const pull_request_url = pullUrl(call, one.pull);
  return {
    id: one.id,
    node_id: `PRR_${one.id}`,
    user: user(call, one.user),
    body: one.body,
    state: one.state,
    commit_id: one.commit_id,
    submitted_at: TIME,
    html_url: html,
    pull_request_url,
    author_association: "NONE",
    _links: { html: { href: html }, pull_request: { href: pull_request_url } },
  };
}

export function reviewComment(call: Call, one: ReviewComment) {
  const url = `${call.api}/repos/${call.repository}/pulls/comments/${one.id}`;
  const html_url = `${pullPage(call, one.pull)}#discussion_r${one.id}`;
  const pull_request_url = pullUrl(call, one.pull);
  return {
    id: one.id,
    node_id: `PRRC_${one.id}`,
    url,
    pull_request_review_id: one.review,
    diff_hunk: one.diff_hunk,
    path: one.path,
    position: one.line === null ? null : 1,
    original_position: 1,
    commit_id: one.commit_id,
    original_commit_id: one.commit_id,
    user: user(call, one.user),
    body: one.body,
    created_at: TIME,
    updated_at: TIME,
    html_url,
    pull_request_url,
    author_association: "NONE",
    line: one.line,
    original_line: one.original_line,
    start_line: one.start_line,
    original_start_line: one.original_start_line,
    start_side: one.start_line === null ? null : one.side,
    side: one.side,
    subject_type: "line",
    ...(one.in_reply_to_id === undefined ? {} : { in_reply_to_id: one.in_reply_to_id }),
    _links: { self: { href: url }, html: { href: html_url }, pull_request: { href: pull_request_url } },
  };
}

/** Above these GitHub lists a file without its patch: "Limits for viewing content and diffs". */
const PATCH_LINES = 20_000;
const PATCH_BYTES = 500_000;

export function diffEntry({ api, server, repository }: Call, file: DiffFile, head: string) {
  const path = encodeURI(file.path);
  const { patch, additions, deletions } = file;
  const isShown =
    patch !== undefined && additions + deletions <= PATCH_LINES && Buffer.byteLength(patch) <= PATCH_BYTES;
  return {
    sha: file.blob,
    filename: file.path,
    status: file.status,
    additions,
    deletions,
    changes: additions + deletions,
    blob_url: `${server}/${repository}/blob/${head}/${path}`,
    raw_url: `${server}/${repository}/raw/${head}/${path}`,
    contents_url: `${api}/repos/${repository}/contents/${path}?ref=${head}`,
    ...(isShown ? { patch } : {}),
    ...(file.from === undefined ? {} : { previous_filename: file.from }),
  };
}

function pullPage({ server, repository }: Call, pull: number): string {
  return `${server}/${repository}/pull/${pull}`;
}

function pullUrl({ api, repository }: Call, pull: number): string {
  return `${api}/repos/${repository}/pulls/${pull}`;
}
