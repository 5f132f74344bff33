import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  lazy_randomUUID
} from "./chunk-2QUYIJJI.js";
import {
  isDoubtful,
  lostDelivery
} from "./chunk-MTTMMLFA.js";
import "./chunk-IKB4C3XX.js";

// src/github/check-run/check-run.ts
import { posix } from "node:path";

// src/github/check-run/text.ts
var textLimits = { title: 255, message: 64e3, summary: 65535 };
var MARK = " \u2026";
function cutText(text, limit) {
  return bytes(text) <= limit ? text : `${withinBytes(text, limit - bytes(MARK))}${MARK}`;
}
function cutMarkdown(markdown, limit, closing) {
  if (bytes(markdown) <= limit) return markdown;
  const tail = `

${closing}
`;
  const room = limit - bytes(tail) - 500;
  const kept = withinBytes(markdown, room).replace(/\n[^\n]*$/, "");
  return `${kept}${closers(kept)}${tail}`;
}
function closers(markdown) {
  let fence;
  let folds = 0;
  for (const line of markdown.split("\n")) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== void 0) {
      if (mark?.startsWith(fence) && line.trim() === mark) fence = void 0;
    } else if (mark !== void 0) fence = mark;
    else folds += count(line, /<details\b/g) - count(line, /<\/details>/g);
  }
  const closed = fence === void 0 ? "" : `
${fence.slice(0, 100)}`;
  return closed + "\n\n</details>".repeat(Math.min(Math.max(folds, 0), 20));
}
function count(text, pattern) {
  return text.match(pattern)?.length ?? 0;
}
function withinBytes(text, limit) {
  const room = Math.max(0, limit);
  const cut = Buffer.from(text.slice(0, room), "utf8").subarray(0, room);
  return new TextDecoder().decode(cut, { stream: true });
}
function bytes(text) {
  return Buffer.byteLength(text, "utf8");
}

// src/github/check-run/check-run.ts
var CHECK_RUN_NAME = "Keelcheck findings";
function newExternalId({ GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT, GITHUB_JOB }) {
  return [GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT, GITHUB_JOB, lazy_randomUUID()].filter(Boolean).join("-");
}
var PER_REQUEST = 50;
var MAX_ANNOTATIONS = 1e3;
var TRIES = 3;
var CLOSING = "The rest is in the job summary.";
async function postCheckRun(api, input) {
  const all = input.findings.toSorted(byWeight);
  const annotations = all.flatMap((one) => annotationOf(one, input) ?? []).slice(0, MAX_ANNOTATIONS);
  const batches = batchesOf(annotations);
  const channel = {
    needs: "checks: write",
    ...input.readOnly === void 0 ? {} : { readOnly: input.readOnly }
  };
  const made = await create(api, input, textOf(input, batches, 0));
  if (!made.ok) return lostDelivery({ ...channel, lost: "no check run was created" }, made.failure);
  for (let done = 1; done < batches.length; done++) {
    const failure = await append(
      api,
      { id: made.value, before: done * PER_REQUEST },
      textOf(input, batches, done)
    );
    if (failure !== void 0)
      return partly({ ...channel, held: done * PER_REQUEST, all: all.length }, failure);
  }
  return { ok: true, said: [said(annotations.length, all.length)] };
}
function said(held, count2) {
  const name = `the check run "${CHECK_RUN_NAME}"`;
  if (held === count2) return `${name} holds ${count2 === 1 ? "1 finding" : `${count2} findings`}`;
  return `${name} holds ${held} of ${count2} findings; all are in the job summary`;
}
function partly({ held, all, ...channel }, failure) {
  const lost = `the check run "${CHECK_RUN_NAME}" holds only ${held} of ${all} findings`;
  return lostDelivery({ ...channel, lost }, failure);
}
function byWeight(a, b) {
  return weight(a.finding) - weight(b.finding);
}
var LEVELS = {
  error: "failure",
  warning: "warning",
  notice: "notice"
};
var ORDER = { error: 0, warning: 1, notice: 2 };
function weight({ severity, novelty }) {
  return ORDER[severity] + (novelty === "existing" ? 10 : 0);
}
function batchesOf(annotations) {
  const count2 = Math.max(1, Math.ceil(annotations.length / PER_REQUEST));
  return Array.from(
    { length: count2 },
    (_, index) => annotations.slice(index * PER_REQUEST, (index + 1) * PER_REQUEST)
  );
}
function annotationOf({ finding, shown, message }, { pathPrefix = "" }) {
  const path = posix.join(pathPrefix, shown.path);
  if (/^\.?\.?\//.test(path)) return void 0;
  return {
    path,
    ...linesOf(shown.range),
    annotation_level: LEVELS[finding.severity],
    title: finding.rule.slice(0, textLimits.title),
    message: cutText(message.trim() === "" ? finding.rule : message, textLimits.message)
  };
}
function linesOf(range) {
  if (range === void 0) return { start_line: 1, end_line: 1 };
  const { start, end } = range;
  const lines = { start_line: start.line, end_line: Math.max(start.line, end.line) };
  if (end.line !== start.line) return lines;
  const columns = { start_column: start.column, end_column: Math.max(start.column, end.column) };
  return { ...lines, ...columns };
}
function textOf({ conclusion, title, summary, findings }, batches, index) {
  const shown = batches.slice(0, index + 1).reduce((sum, batch) => sum + batch.length, 0);
  const missing = findings.length - shown;
  const note = missing === 0 ? "" : `${shown} of ${findings.length} findings are annotated here.

`;
  return {
    conclusion,
    title: cutText(title.trim() === "" ? CHECK_RUN_NAME : title, textLimits.title),
    summary: cutMarkdown(`${note}${summary}`, textLimits.summary, CLOSING),
    annotations: batches[index] ?? []
  };
}
async function create(api, input, text) {
  const { headSha, externalId, detailsUrl } = input;
  const name = { name: CHECK_RUN_NAME, headSha, externalId };
  const page = detailsUrl === void 0 ? {} : { detailsUrl };
  let answer = await api.createCheckRun({ ...name, ...page, ...text });
  for (let tries = 1; tries < TRIES && !answer.ok && isDoubtful(answer.failure); tries++) {
    const found = await api.findCheckRun(name);
    if (!found.ok) return answer;
    if (found.value !== void 0) return { ok: true, value: found.value };
    answer = await api.createCheckRun({ ...name, ...page, ...text });
  }
  return answer;
}
async function append(api, { id, before }, text) {
  let answer = await api.updateCheckRun(id, text);
  for (let tries = 1; tries < TRIES && !answer.ok && isDoubtful(answer.failure); tries++) {
    const held = await api.countAnnotations(id);
    if (!held.ok) return answer.failure;
    if (held.value > before) return void 0;
    answer = await api.updateCheckRun(id, text);
  }
  return answer.ok ? void 0 : answer.failure;
}
export {
  CHECK_RUN_NAME,
  newExternalId,
  postCheckRun
};
