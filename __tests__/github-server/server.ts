import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { isGitRequest, serveGit, tokenOf } from "../checkouts/http-git.ts";
import type { PullRequest } from "../checkouts/pull-request.ts";
import { jobAccount, refusedTo } from "./access.ts";
import * as checks from "./checks.ts";
import * as contents from "./contents.ts";
import { type ApiRequest, type Description, type Match, readDescription } from "./description.ts";
import { broken, type Fault, type Faults, faults, insteadOf } from "./faults.ts";
import { publicUser } from "./objects.ts";
import type { OperationId } from "./operations.ts";
import { moveComments } from "./outdated.ts";
import * as reviews from "./reviews.ts";
import {
  type Account,
  type ApiAnswer,
  type Call,
  type GitHubState,
  notFound,
  type SeenRequest,
} from "./state.ts";

/** What a local GitHub is made of. */
export interface GitHubOptions {
  /** The folder of its bare repos (`owner/name.git`). */
  readonly repos: string;
  readonly pulls?: readonly PullRequest[];
  /** `/api/v3` as on GitHub Enterprise Server; GitHub's own API has none. */
  readonly prefix?: string;
  /** Who the tokens are; `ghs_job` is the job's own unless given. */
  readonly tokens?: Readonly<Record<string, Account>>;
  readonly faults?: readonly Fault[];
  /** Whether git needs a token to fetch. */
  readonly isPrivate?: boolean;
}

export interface LocalGitHub {
  /** `GITHUB_SERVER_URL`; git fetches from below it. */
  readonly url: string;
  /** `GITHUB_API_URL`. */
  readonly api: string;
  readonly state: GitHubState;
  /** Every request to the API, in order. */
  readonly requests: readonly SeenRequest[];
  /** What this server answered against GitHub's description: a fault of the tests. */
  readonly faulty: readonly string[];
  readonly fail: (fault: Fault) => void;
  /** Makes a pull request known, or moves one that is: comments on changed lines are outdated then. */
  readonly setPull: (pull: PullRequest) => void;
  readonly stop: () => Promise<void>;
}

const HANDLERS: Readonly<Record<OperationId, (call: Call) => ApiAnswer>> = {
  "checks/create": checks.createCheckRun,
  "checks/get": checks.getCheckRun,
  "checks/list-annotations": checks.listAnnotations,
  "checks/list-for-ref": checks.listForRef,
  "checks/update": checks.updateCheckRun,
  "git/get-blob": contents.getBlob,
  "git/get-commit": contents.getCommit,
  "git/get-tree": contents.getTree,
  "pulls/create-reply-for-review-comment": reviews.reply,
  "pulls/create-review": reviews.createReview,
  "pulls/delete-review-comment": reviews.deleteComment,
  "pulls/list-comments-for-review": reviews.listReviewComments,
  "pulls/list-files": contents.listFiles,
  "pulls/list-review-comments": reviews.listComments,
  "pulls/list-reviews": reviews.listReviews,
  "repos/compare-commits-with-basehead": contents.compare,
  "repos/get-content": contents.getContent,
  "users/get-authenticated": (call) => ({ status: 200, body: publicUser(call, call.account) }),
};

/** Starts a GitHub that judges each request as GitHub does, and keeps what it is told. */
export async function startGitHub(options: GitHubOptions): Promise<LocalGitHub> {
  const pulls = new Map((options.pulls ?? []).map((pull) => [pull.number, pull]));
  const state: GitHubState = { checkRuns: [], reviews: [], comments: [], pulls, diffs: new Map(), nextId: 1 };
  const requests: SeenRequest[] = [];
  const faulty: string[] = [];
  const striking = faults(options.faults ?? []);
  const description = await readDescription();
  const accounts = options.tokens ?? { ghs_job: jobAccount };
  // Node's server closes an idle connection after 5 s: a client that is late to see it takes that for a cut one.
  const server = createServer({ keepAliveTimeout: 900_000 });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  // A server that listens on a port has an address with one.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const site = { options, state, requests, faulty, striking, description, accounts, url };
  server.on("request", (request, response) => void handle(site, request, response));
  return {
    url,
    api: `${url}${options.prefix ?? ""}`,
    state,
    requests,
    faulty,
    fail: striking.add,
    setPull: (pull) => {
      moveComments(state, pull);
      pulls.set(pull.number, pull);
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Site {
  readonly options: GitHubOptions;
  readonly state: GitHubState;
  readonly requests: SeenRequest[];
  readonly faulty: string[];
  readonly striking: Faults;
  readonly description: Description;
  readonly accounts: Readonly<Record<string, Account>>;
  readonly url: string;
}

async function handle(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { options, accounts, url } = site;
  const asked = new URL(request.url ?? "/", url);
  if (isGitRequest(asked.pathname)) {
    const tokens = options.isPrivate === true ? new Set(Object.keys(accounts)) : undefined;
    serveGit(options.repos, request, response, tokens);
    return;
  }
  const read = await readRequest(request, asked, options.prefix ?? "");
  if (read === undefined) {
    await write(response, notFound());
    return;
  }
  const match = site.description.match(read);
  const fault = match === undefined ? undefined : site.striking.next(match.operation);
  const isDone = fault === undefined || !["cut", "silent"].includes(fault.does);
  const instead = fault === undefined ? undefined : insteadOf(fault, Date.now());
  const answer = instead ?? (isDone ? judged(site, { read, match, request }) : broken());
  remember(site, { read, match, answer: isDone ? answer : undefined });
  await send(response, answer, fault);
}

interface Asked {
  readonly read: ApiRequest;
  readonly match: Match | undefined;
  readonly request: IncomingMessage;
}

/** The answer by the description, the token and what GitHub holds. */
function judged(site: Site, { read, match, request }: Asked): ApiAnswer {
  const account = site.accounts[tokenOf(request) ?? ""];
  if (account === undefined) return { status: 401, body: { message: "Bad credentials", status: "401" } };
  if (match === undefined) return notFound();
  const may = refusedTo(account, match.operation);
  if (may !== undefined) return may;
  if (match.wrong.length > 0)
    return { status: 422, body: { message: "Invalid request.", errors: match.wrong, status: "422" } };
  const call = callOf(site, read, { match, account });
  if (call === undefined) return notFound();
  const answer = handled(site, call);
  const wrong =
    answer.status < 300 ? site.description.wrongAnswer(match.operation, answer.status, answer.body) : [];
  site.faulty.push(...wrong.map((why) => `${match.operation}: ${why}`));
  return answer;
}

/** What goes wrong here is no fault of who asked. */
function handled({ faulty }: Site, call: Call): ApiAnswer {
  try {
    return HANDLERS[call.operation](call);
  } catch (error) {
    faulty.push(`${call.operation}: ${String(error)}`);
    return broken(500);
  }
}

/** `undefined` for a repo that this GitHub does not have. */
function callOf(
  { options, state, url }: Site,
  { query, body }: ApiRequest,
  { match, account }: { readonly match: Match; readonly account: Account },
): Call | undefined {
  const { owner, repo } = match.parameters;
  const repository = owner === undefined ? "" : `${owner}/${repo}`;
  const known = [...state.pulls.values()].flatMap(({ upstream, headRepo }) => [upstream, headRepo]);
  const path =
    known.find((one) => one.repository === repository)?.path ?? join(options.repos, `${repository}.git`);
  if (repository !== "" && !contents.isRepo(path)) return undefined;
  // The description has judged it where it needs a body.
  const fields = (body ?? {}) as Readonly<Record<string, unknown>>;
  return {
    operation: match.operation,
    parameters: match.parameters,
    query,
    body: fields,
    account,
    repository,
    repo: path,
    state,
    api: `${url}${options.prefix ?? ""}`,
    server: url,
  };
}

function remember(
  { requests }: Site,
  { read, match, answer }: Omit<Asked, "request"> & { readonly answer: ApiAnswer | undefined },
): void {
  const query = new URLSearchParams(read.query).toString();
  const said =
    answer?.status === 422 ? (answer.body as { readonly errors?: readonly string[] }).errors : undefined;
  requests.push({
    method: read.method,
    path: query === "" ? read.path : `${read.path}?${query}`,
    body: read.body,
    wrong: match === undefined ? ["GitHub has no such operation"] : (said ?? match.wrong),
    ...(match === undefined ? {} : { operation: match.operation }),
    ...(answer === undefined ? {} : { status: answer.status }),
  });
}

/** `undefined` for what lies outside of the API. */
async function readRequest(
  request: IncomingMessage,
  { pathname, searchParams }: URL,
  prefix: string,
): Promise<ApiRequest | undefined> {
  if (!pathname.startsWith(`${prefix}/`)) return undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  return {
    method: request.method ?? "GET",
    path: pathname.slice(prefix.length),
    query: Object.fromEntries(searchParams),
    body: text === "" ? undefined : JSON.parse(text),
  };
}

async function send(response: ServerResponse, answer: ApiAnswer, fault: Fault | undefined): Promise<void> {
  switch (fault?.does) {
    case "cut":
    case "done and cut":
      response.destroy();
      return;
    case "silent":
      return;
    case "done and broken":
      return await write(response, broken());
    case "odd":
      response.writeHead(200, { "content-type": "text/html" }).end("<html>Sign in to the proxy</html>");
      return;
    case "half an answer":
      return half(response, answer);
    case "slow":
      await wait(fault.milliseconds ?? 1000);
      return await write(response, answer);
    default:
      return await write(response, answer);
  }
}

async function write(response: ServerResponse, { status, body, headers = {} }: ApiAnswer): Promise<void> {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
  await new Promise<void>((resolve) => response.end(body === undefined ? "" : JSON.stringify(body), resolve));
}

/** The head promises more than comes. */
function half(response: ServerResponse, { status, body }: ApiAnswer): void {
  const text = JSON.stringify(body ?? {});
  const length = Buffer.byteLength(text);
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", "content-length": length });
  response.write(text.slice(0, Math.ceil(text.length / 2)), () => response.destroy());
}
