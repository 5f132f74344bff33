import type { OperationId } from "./operations.ts";
import { type ApiAnswer, DOCUMENTATION, forbidden } from "./state.ts";

/** What goes wrong with some requests. */
export interface Fault {
  readonly does: FaultKind;
  /** All operations unless given. */
  readonly operation?: OperationId;
  /** How often; always unless given. */
  readonly times?: number;
  /** How many requests pass before. */
  readonly after?: number;
  /** Milliseconds that `slow` waits. */
  readonly milliseconds?: number;
  /** Seconds that `secondary limit` asks to wait, or after which the `rate limit` ends. */
  readonly seconds?: number;
  /** Of `broken`: 502 unless given. */
  readonly status?: number;
}

export type FaultKind =
  /** An error of the server; nothing was done. */
  | "broken"
  /** An error of the server after it was done all the same. */
  | "done and broken"
  /** The connection ends without an answer; nothing was done. */
  | "cut"
  /** The same after it was done. */
  | "done and cut"
  /** The answer ends halfway. */
  | "half an answer"
  /** The answer comes late. */
  | "slow"
  /** No answer comes at all. */
  | "silent"
  | "rate limit"
  | "secondary limit"
  | "forbidden"
  /** A page of a proxy, with the status 200. */
  | "odd";

/** A fault that may strike a request. */
export interface Faults {
  /** The fault of this request. */
  readonly next: (operation: OperationId) => Fault | undefined;
  readonly add: (fault: Fault) => void;
}

export function faults(given: readonly Fault[]): Faults {
  const all = given.map((fault) => ({ fault, seen: 0 }));
  return {
    add: (fault) => all.push({ fault, seen: 0 }),
    next: (operation) => {
      for (const one of all) {
        const { fault } = one;
        if (fault.operation !== undefined && fault.operation !== operation) continue;
        one.seen++;
        const { after = 0, times = Number.POSITIVE_INFINITY } = fault;
        if (one.seen > after && one.seen <= after + times) return fault;
      }
      return undefined;
    },
  };
}

/** The answer in place of the real one; `undefined` where that is still made. */
export function insteadOf({ does, seconds, status = 502 }: Fault, now: number): ApiAnswer | undefined {
  switch (does) {
    case "broken":
      return broken(status);
    case "forbidden":
      return forbidden();
    case "rate limit": {
      const reset = String(Math.floor(now / 1000) + (seconds ?? 3600));
      const headers = {
        "x-ratelimit-limit": "1000",
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset": reset,
      };
      return { ...limited("API rate limit exceeded for installation ID 1."), headers };
    }
    case "secondary limit":
      return {
        ...limited(
          "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
        ),
        headers: { "retry-after": String(seconds ?? 60) },
      };
    default:
      return undefined;
  }
}

export function broken(status = 502): ApiAnswer {
  return { status, body: { message: "Server Error" } };
}

function limited(message: string): ApiAnswer {
  return { status: 403, body: { message, documentation_url: DOCUMENTATION, status: "403" } };
}
