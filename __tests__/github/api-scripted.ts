import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { connect } from "../../src/github/api/api.ts";
import type { ApiLimits, Clock } from "../../src/github/api/ask.ts";
import type { GitHubApi } from "../../src/github/api/shape.ts";

/** One answer: `cut` says nothing, `half` breaks off in the middle of the JSON, `hang` never comes. */
export type Reply =
  | "cut"
  | "half"
  | "hang"
  | {
      readonly status?: number;
      readonly body?: unknown;
      readonly type?: string;
      readonly headers?: Readonly<Record<string, string>>;
    };

export interface Asked {
  /** `GET /path?query`. */
  readonly line: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

/** A server for failures that a whole GitHub is not needed for; it answers in the order of the replies, then the last again. */
export async function scripted(
  replies: readonly Reply[] | ((line: string) => Reply),
  clock?: HandClock,
): Promise<{ readonly url: string; readonly asked: readonly Asked[] }> {
  const asked: Asked[] = [];
  const next =
    typeof replies === "function" ? replies : () => replies[Math.min(asked.length, replies.length) - 1];
  // Idle connections stay, or a client that is late takes one that was closed for one that was cut.
  const server = createServer({ keepAliveTimeout: 900_000 }, async (request, response) => {
    const line = `${request.method} ${request.url}`;
    const { authorization } = request.headers;
    asked.push({ line, authorization, body: await bodyOf(request) });
    const reply = next(line) ?? {};
    // Once it is here, nothing but time passes.
    if (reply === "hang") clock?.pass(1_000);
    else answer(response, reply);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** How to ask other than by default. */
export interface Asking {
  readonly limits?: Partial<ApiLimits>;
  readonly token?: string;
  readonly clock?: Clock;
}

/** A connection on which a second takes a hundredth of one, and a request whatever the machine needs. */
export function connected(
  url: string,
  { limits, token = "s3cret", clock = handClock() }: Asking = {},
): GitHubApi {
  const env = { GITHUB_API_URL: url, GITHUB_REPOSITORY: "octo/images" };
  return connect({ token, env, limits: { secondMs: 10, ...limits }, clock });
}

/** A clock that stands still until it is put forward. */
export interface HandClock extends Clock {
  readonly pass: (milliseconds: number) => void;
}

export function handClock(): HandClock {
  let time = 0;
  const waiting = new Set<{ readonly until: number; readonly controller: AbortController }>();
  return {
    now: () => time,
    after: (milliseconds) => {
      const controller = new AbortController();
      waiting.add({ until: time + milliseconds, controller });
      return controller.signal;
    },
    pass: (milliseconds) => {
      time += milliseconds;
      // What AbortSignal.timeout says.
      for (const { until, controller } of waiting)
        if (until <= time) controller.abort(new DOMException("The operation timed out", "TimeoutError"));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text === "" ? undefined : JSON.parse(text);
}

function answer(response: ServerResponse, reply: Exclude<Reply, "hang">): void {
  if (reply === "cut") {
    response.destroy();
    return;
  }
  if (reply === "half") {
    response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
    response.write('{"login": "octo');
    setTimeout(() => response.destroy(), 20);
    return;
  }
  const { status = 200, body, type = "application/json; charset=utf-8", headers } = reply;
  response.writeHead(status, { "content-type": type, ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body ?? {}));
}
