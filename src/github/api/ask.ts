import { getOctokit } from "@actions/github";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import type { Environment } from "../event.ts";
import { failureOf } from "./failure.ts";
import type { GithubAnswer, Listing } from "./shape.ts";

/** How long GitHub's API may keep a job waiting. */
export interface ApiLimits {
  /** For one request and its answer. */
  readonly requestMs: number;
  /** For all requests of a connection together, counted while one is under way. */
  readonly totalMs: number;
  /** The longest wait that GitHub may ask for; a longer one loses the channel. */
  readonly waitSeconds: number;
  /** Stands for a second where a request is repeated: the first time after one, the second time after four. */
  readonly secondMs: number;
}

/** What measures the limits. */
export interface Clock {
  /** Milliseconds since some moment. */
  readonly now: () => number;
  /** Is aborted after so many milliseconds. */
  readonly after: (milliseconds: number) => AbortSignal;
}

export const apiLimits: ApiLimits = { requestMs: 20_000, totalMs: 90_000, waitSeconds: 30, secondMs: 1000 };

const machineClock: Clock = {
  now: () => performance.now(),
  after: (milliseconds) => AbortSignal.timeout(milliseconds),
};

export interface Connection {
  readonly token: string;
  /** `GITHUB_API_URL` and `GITHUB_REPOSITORY` are read from it; proxies are read by @actions/github. */
  readonly env: Environment;
  /** Other limits than a job's. */
  readonly limits?: Partial<ApiLimits>;
  /** The machine's own unless given. */
  readonly clock?: Clock;
}

/** Reads an answer's data; `undefined` for an answer that is not GitHub's. */
export type DataReader<T> = (data: unknown) => { readonly value: T } | undefined;

/** Asks the API one thing. */
export type Ask = <T>(
  route: string,
  parameters: Readonly<Record<string, unknown>>,
  read: DataReader<T>,
) => Promise<GithubAnswer<T>>;

type Octokit = ReturnType<typeof getOctokit>;

/** What is repeated after a failure of the server or the connection; what the throttling plugin repeats is its own. */
const RETRIES = 2;
const CLIENT_ERRORS = Array.from({ length: 100 }, (_, index) => 400 + index);

/** The largest page that GitHub gives. */
const PAGE = 100;
const PAGES_AT_ONCE = 5;

/** Octokit as a function that never throws, prints nothing and comes to an end. */
export function askWith({ token, env, limits, clock = machineClock }: Connection): Ask {
  const all = { ...apiLimits, ...limits };
  const watch = stopwatch(clock);
  const left = () => all.totalMs - watch.spent();
  const octokit = octokitWith({ token, env, limits: all, left, clock });
  return async (route, parameters, read) => {
    if (left() <= 0) return late(all);
    const stop = watch.start();
    try {
      const { data } = await octokit.request(route, { ...parameters });
      const found = read(data);
      return found === undefined ? { ok: false, failure: { kind: "odd" } } : { ok: true, value: found.value };
    } catch (error) {
      const failure = failureOf(error, all.requestMs / 1000);
      // A timer may ring a little early.
      return left() < 10 && (failure.kind === "slow" || failure.kind === "cut")
        ? late(all)
        : { ok: false, failure };
    } finally {
      stop();
    }
  };
}

/** All pages of a list, as far as `pages` goes; every item must be readable. */
export async function askPages<T>(
  ask: Ask,
  list: {
    readonly route: string;
    readonly parameters: Readonly<Record<string, unknown>>;
    readonly pages: number;
  },
  read: (item: unknown) => T | undefined,
): Promise<GithubAnswer<Listing<T>>> {
  const items: T[] = [];
  for (let page = 1; page <= list.pages; ) {
    // Most lists have one page; a long one would take a minute, page by page.
    const count = page === 1 ? 1 : Math.min(PAGES_AT_ONCE, list.pages - page + 1);
    const numbers = Array.from({ length: count }, (_, index) => page + index);
    const answers = await Promise.all(
      numbers.map((number) =>
        ask(list.route, { ...list.parameters, per_page: PAGE, page: number }, (data) =>
          readItems(data, read),
        ),
      ),
    );
    for (const answer of answers) {
      if (!answer.ok) return answer;
      items.push(...answer.value);
      if (answer.value.length < PAGE) return { ok: true, value: { items, complete: true } };
    }
    page += count;
  }
  return { ok: true, value: { items, complete: false } };
}

function readItems<T>(data: unknown, read: (item: unknown) => T | undefined): ReturnType<DataReader<T[]>> {
  if (!Array.isArray(data)) return undefined;
  const items = data.map(read).filter((item) => item !== undefined);
  return items.length === data.length ? { value: items } : undefined;
}

interface Patience {
  readonly token: string;
  readonly env: Environment;
  readonly limits: ApiLimits;
  /** Milliseconds. */
  readonly left: () => number;
  readonly clock: Clock;
}

function octokitWith(patience: Patience): Octokit {
  const { token, env, limits, left } = patience;
  const mayWait = (seconds: number, _options: unknown, _octokit: unknown, retries: number) =>
    retries === 0 && seconds <= limits.waitSeconds && seconds * limits.secondMs < left();
  const baseUrl = (env.GITHUB_API_URL || "https://api.github.com").replace(/\/+$/, "");
  const options = {
    baseUrl,
    log: silent,
    retry: { retries: RETRIES, doNotRetry: CLIENT_ERRORS, retryAfterBaseValue: limits.secondMs },
    throttle: {
      // Writes to one server are a second apart, and those that notify somebody three.
      id: baseUrl,
      onRateLimit: mayWait,
      onSecondaryRateLimit: mayWait,
      retryAfterBaseValue: limits.secondMs,
    },
  };
  // The first plugin is the innermost: it sees each attempt, where the others see the whole.
  return getOctokit(token, options, (octokit) => limitAttempts(octokit, patience), retry, throttling);
}

const quiet = () => undefined;

/** Octokit prints warnings of its own, and the runner obeys what looks like a command in them. */
const silent = { debug: quiet, info: quiet, warn: quiet, error: quiet };

/** Octokit hands the same options to every attempt, so that they are changed in place. */
function limitAttempts(octokit: Pick<Octokit, "hook">, { limits, left, clock }: Patience): void {
  octokit.hook.wrap("request", async (request, options) => {
    options.request.log = silent;
    options.request.signal = clock.after(Math.max(1, Math.ceil(Math.min(limits.requestMs, left()))));
    try {
      const response = await request(options);
      if (!isCut(response)) return response;
    } catch (error) {
      // Who waits 20 s once need not wait three times.
      if (options.request.signal.aborted) options.request.retries = 0;
      throw error;
    }
    throw Object.assign(new Error("the answer broke off"), { status: 500, request: options });
  });
}

/** Octokit hands on the beginning of an answer, as text, where the rest of its JSON did not come. */
function isCut({ data, headers }: { readonly data: unknown; readonly headers: { "content-type"?: string } }) {
  return typeof data === "string" && /\bjson\b/.test(headers["content-type"] ?? "");
}

function late({ totalMs }: ApiLimits): GithubAnswer<never> {
  return { ok: false, failure: { kind: "late", seconds: totalMs / 1000 } };
}

/** Counts milliseconds while at least one thing is under way. */
function stopwatch({ now }: Clock) {
  let done = 0;
  let running = 0;
  let since = 0;
  const current = () => (running > 0 ? now() - since : 0);
  return {
    spent: () => done + current(),
    start: () => {
      if (running === 0) since = now();
      running += 1;
      return () => {
        if (running === 1) done += current();
        running -= 1;
      };
    },
  };
}
