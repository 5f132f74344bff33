import { expect, test } from "vitest";
import { failureOf, lostDelivery } from "../../src/github/api/failure.ts";

const channel = { lost: "no check run was created", needs: "checks: write" };
const readOnly = "pull requests from forks get a read-only token";

function answer(status: number, data: unknown, headers: Readonly<Record<string, string>> = {}) {
  return { status, response: { data, headers }, message: "unused" };
}

const integration = answer(403, { message: "Resource not accessible by integration" });

test.each<readonly [what: string, error: unknown, lost: string, grant: string | undefined]>([
  ["a token that may not", integration, "the token is read-only", "give the job `checks: write`"],
  [
    "a policy that forbids",
    answer(403, {
      message: "Although you appear to have the correct authorization, the organization has an IP allow list",
    }),
    "GitHub forbids it: Although you appear to have the correct authorization, the organization has an IP allow list",
    "give the job `checks: write`",
  ],
  [
    "a wrong token",
    answer(401, { message: "Bad credentials" }),
    "GitHub does not accept the token: it is wrong or no longer valid",
    "give the input token a token that is valid while the job runs",
  ],
  [
    "what is not there",
    answer(404, { message: "Not Found" }),
    "GitHub answers 404: it does not exist, or the token may not see it",
    "give the job `checks: write`",
  ],
  [
    "what is not accepted",
    answer(422, {
      message: "Validation Failed",
      errors: ["line must be part of the diff", { field: "path", code: "invalid" }],
    }),
    "GitHub refuses it (422): Validation Failed: line must be part of the diff: path invalid",
    undefined,
  ],
  ["something else that is not accepted", answer(413, "too large"), "GitHub refuses it (413)", undefined],
  [
    "a secondary limit",
    answer(403, { message: "You have exceeded a secondary rate limit" }, { "retry-after": "120" }),
    "too many requests to GitHub's API: it asks to wait 120 s",
    undefined,
  ],
  [
    "a primary limit",
    answer(403, { message: "API rate limit exceeded" }, { "x-ratelimit-remaining": "0" }),
    "too many requests to GitHub's API",
    undefined,
  ],
  ["a plain limit", answer(429, ""), "too many requests to GitHub's API", undefined],
  ["a broken server", answer(502, "<html>"), "GitHub's API fails with 502", undefined],
  [
    "a slow server",
    { status: 500, cause: { name: "TimeoutError" } },
    "GitHub's API did not answer within 20 s",
    undefined,
  ],
  [
    "no server",
    { status: 500, cause: { name: "TypeError", cause: { code: "ECONNREFUSED" } } },
    "the connection to GitHub's API failed (ECONNREFUSED)",
    undefined,
  ],
  [
    "a socket",
    { cause: { code: "UND_ERR_SOCKET" } },
    "the connection to GitHub's API failed (UND_ERR_SOCKET)",
    undefined,
  ],
  [
    "a message of this side, which may quote the token",
    { status: 500, message: "Bearer secret is an invalid header value", cause: new TypeError("secret") },
    "the connection to GitHub's API failed",
    undefined,
  ],
  ["anything", "thrown", "the connection to GitHub's API failed", undefined],
])("%s", (_what, error, lost, grant) => {
  const delivery = lostDelivery(channel, failureOf(error, 20));
  expect(delivery).toEqual({
    ok: false,
    lost: `no check run was created: ${lost}`,
    ...(grant === undefined ? {} : { grant }),
  });
});

test("where the token is read-only anyhow, that is said and no permission is asked for", () => {
  const failure = failureOf(integration, 20);
  expect(lostDelivery({ ...channel, readOnly }, failure)).toEqual({
    ok: false,
    lost: `no check run was created: ${readOnly}`,
  });
  const broken = failureOf(answer(500, ""), 20);
  expect(lostDelivery({ ...channel, readOnly }, broken)).toEqual({
    ok: false,
    lost: "no check run was created: GitHub's API fails with 500",
  });
});

test("the other failures are named", () => {
  expect(lostDelivery(channel, { kind: "late", seconds: 90 })).toMatchObject({
    lost: "no check run was created: the 90 s for GitHub's API are used up",
  });
  expect(lostDelivery(channel, { kind: "odd" })).toMatchObject({
    lost: "no check run was created: the answer of GitHub's API cannot be read",
  });
});
