import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);

// src/github/api/failure.ts
var DETAIL_LIMIT = 300;
function failureOf(error, seconds) {
  const { status, response, cause } = fields(error);
  const { name, code } = fields(cause);
  if (name === "TimeoutError") return { kind: "slow", seconds };
  if (response === void 0 || typeof status !== "number")
    return { kind: "cut", ...detail(codeOf(code, cause)) };
  const { data, headers } = fields(response);
  const said = messageOf(data);
  const kind = kindOf(status, said, fields(headers));
  const wait = Number(fields(headers)["retry-after"]);
  return { kind, status, ...detail(said), ...kind === "limited" && wait > 0 ? { seconds: wait } : {} };
}
function isDoubtful({ kind }) {
  return kind === "broken" || kind === "cut" || kind === "slow" || kind === "odd";
}
function lostDelivery({ lost, needs, readOnly }, failure) {
  const readsOnly = failure.kind === "forbidden" || failure.kind === "missing";
  const why = readsOnly && readOnly !== void 0 ? readOnly : whyOf(failure);
  const grant = readOnly !== void 0 && readsOnly ? void 0 : grantFor(failure, needs);
  return { ok: false, lost: `${lost}: ${why}`, ...grant === void 0 ? {} : { grant } };
}
function whyOf({ kind, status, detail: said, seconds }) {
  const quoted = said === void 0 ? "" : `: ${said}`;
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
      return `too many requests to GitHub's API${seconds === void 0 ? "" : `: it asks to wait ${seconds} s`}`;
    case "broken":
      return `GitHub's API fails with ${status}`;
    case "cut":
      return `the connection to GitHub's API failed${said === void 0 ? "" : ` (${said})`}`;
    case "slow":
      return `GitHub's API did not answer within ${seconds} s`;
    case "late":
      return `the ${seconds} s for GitHub's API are used up`;
    case "odd":
      return "the answer of GitHub's API cannot be read";
  }
}
function mapAnswer(answer, change) {
  return answer.ok ? { ok: true, value: change(answer.value) } : answer;
}
function grantFor({ kind }, needs) {
  if (kind === "forbidden" || kind === "missing") return `give the job \`${needs}\``;
  if (kind === "unauthorized") return "give the input token a token that is valid while the job runs";
  return void 0;
}
function kindOf(status, said, headers) {
  if (status === 429) return "limited";
  const used = headers["x-ratelimit-remaining"] === "0" || headers["retry-after"] !== void 0;
  if (status === 403) return used || /rate limit/i.test(said ?? "") ? "limited" : "forbidden";
  if (status === 401) return "unauthorized";
  if (status === 404 || status === 410) return "missing";
  return status >= 500 ? "broken" : "refused";
}
function messageOf(data) {
  const { message, errors } = fields(data);
  const named = Array.isArray(errors) ? errors.map(errorText) : [];
  const all = [message, ...named].filter((part) => typeof part === "string" && part !== "");
  return all.length === 0 ? void 0 : all.join(": ").slice(0, DETAIL_LIMIT);
}
function errorText(error) {
  if (typeof error === "string") return error;
  const { message, field, code } = fields(error);
  return message ?? [field, code].filter((part) => typeof part === "string").join(" ");
}
function codeOf(code, cause) {
  const inner = fields(fields(cause).cause).code;
  const found = [inner, code].find((one) => typeof one === "string" && /^[A-Z_]{2,40}$/.test(one));
  return typeof found === "string" ? found : void 0;
}
function detail(text) {
  return text === void 0 ? {} : { detail: text };
}
function fields(value) {
  return typeof value === "object" && value !== null ? value : {};
}

export {
  failureOf,
  isDoubtful,
  lostDelivery,
  whyOf,
  mapAnswer
};
