import type { Delivery } from "../delivery.ts";
import type { ApiFailure, GithubAnswer } from "./shape.ts";

/** What a channel is called when it is lost, and what it needs. */
export interface Channel {
  /** What did not happen (`no check run was made`). */
  readonly lost: string;
  /** The permission that the job needs (`checks: write`). */
  readonly needs: string;
  /** Why this job's token may only read, as the end of a sentence, where that is known and no permission would help. */
  readonly readOnly?: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** UTF-16 units of a server's message that are worth showing. */
const DETAIL_LIMIT = 300;

/** The failure that an error of Octokit stands for. `seconds` is the time that one request had. */
export function failureOf(error: unknown, seconds: number): ApiFailure {
  const { status, response, cause } = fields(error);
  const { name, code } = fields(cause);
  if (name === "TimeoutError") return { kind: "slow", seconds };
  // Messages of errors that happened on this side may quote a header, and so the token: only codes are handed on.
  if (response === undefined || typeof status !== "number")
    return { kind: "cut", ...detail(codeOf(code, cause)) };
  const { data, headers } = fields(response);
  const said = messageOf(data);
  const kind = kindOf(status, said, fields(headers));
  const wait = Number(fields(headers)["retry-after"]);
  return { kind, status, ...detail(said), ...(kind === "limited" && wait > 0 ? { seconds: wait } : {}) };
}

/** Whether what was asked may have been done all the same. */
export function isDoubtful({ kind }: ApiFailure): boolean {
  return kind === "broken" || kind === "cut" || kind === "slow" || kind === "odd";
}

/** The delivery of a channel that is lost. */
export function lostDelivery({ lost, needs, readOnly }: Channel, failure: ApiFailure): Delivery {
  const readsOnly = failure.kind === "forbidden" || failure.kind === "missing";
  const why = readsOnly && readOnly !== undefined ? readOnly : whyOf(failure);
  const grant = readOnly !== undefined && readsOnly ? undefined : grantFor(failure, needs);
  return { ok: false, lost: `${lost}: ${why}`, ...(grant === undefined ? {} : { grant }) };
}

/** Why, as the end of a sentence. */
export function whyOf({ kind, status, detail: said, seconds }: ApiFailure): string {
  const quoted = said === undefined ? "" : `: ${said}`;
  switch (kind) {
    case "forbidden":
      return /not accessible by/i.test(said ?? "") ? "the token is read-only" : `GitHub forbids it${quoted}`;
    case "unauthorized":
      return "GitHub does not accept the token: it is wrong or no longer valid";
    case "missing":
      return `GitHub answers ${status}: it does not exist, or the token may not see it`;
    case "refused":
      return `GitHub refuses it (${status})${quoted}`;
    case "limited":
      return `too many requests to GitHub's API${seconds === undefined ? "" : `: it asks to wait ${seconds} s`}`;
    case "broken":
      return `GitHub's API fails with ${status}`;
    case "cut":
      return `the connection to GitHub's API failed${said === undefined ? "" : ` (${said})`}`;
    case "slow":
      return `GitHub's API did not answer within ${seconds} s`;
    case "late":
      return `the ${seconds} s for GitHub's API are used up`;
    case "odd":
      return "the answer of GitHub's API cannot be read";
  }
}

/** An answer's value through a function; a failure stays what it is. */
export function mapAnswer<T, U>(answer: GithubAnswer<T>, change: (value: T) => U): GithubAnswer<U> {
  return answer.ok ? { ok: true, value: change(answer.value) } : answer;
}

function grantFor({ kind }: ApiFailure, needs: string): string | undefined {
  if (kind === "forbidden" || kind === "missing") return `give the job \`${needs}\``;
  if (kind === "unauthorized") return "give the input token a token that is valid while the job runs";
  return undefined;
}

function kindOf(status: number, said: string | undefined, headers: Fields): ApiFailure["kind"] {
  if (status === 429) return "limited";
  const used = headers["x-ratelimit-remaining"] === "0" || headers["retry-after"] !== undefined;
  if (status === 403) return used || /rate limit/i.test(said ?? "") ? "limited" : "forbidden";
  if (status === 401) return "unauthorized";
  if (status === 404 || status === 410) return "missing";
  return status >= 500 ? "broken" : "refused";
}

/** `message` and what stands in `errors`, as GitHub's REST description has them. */
function messageOf(data: unknown): string | undefined {
  const { message, errors } = fields(data);
  const named = Array.isArray(errors) ? errors.map(errorText) : [];
  const all = [message, ...named].filter((part) => typeof part === "string" && part !== "");
  return all.length === 0 ? undefined : all.join(": ").slice(0, DETAIL_LIMIT);
}

function errorText(error: unknown): unknown {
  if (typeof error === "string") return error;
  const { message, field, code } = fields(error);
  return message ?? [field, code].filter((part) => typeof part === "string").join(" ");
}

/** The system's code; fetch wraps the socket's error once more. */
function codeOf(code: unknown, cause: unknown): string | undefined {
  const inner = fields(fields(cause).cause).code;
  const found = [inner, code].find((one) => typeof one === "string" && /^[A-Z_]{2,40}$/.test(one));
  return typeof found === "string" ? found : undefined;
}

function detail(text: string | undefined): { readonly detail?: string } {
  return text === undefined ? {} : { detail: text };
}

function fields(value: unknown): Fields {
  // Whatever is an object can be asked for names, and answers with what is not known.
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}
