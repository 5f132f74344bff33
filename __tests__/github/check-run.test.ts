import { expect, test } from "vitest";
import type { Finding, Novelty, Severity } from "../../src/finding.ts";
import type { ApiFailure, CheckRunText, GithubAnswer } from "../../src/github/api/shape.ts";
import {
  type CheckRunInput,
  newExternalId,
  postCheckRun,
  type ShownFinding,
} from "../../src/github/check-run/check-run.ts";
import { sourceFile } from "../../src/source.ts";

const file = sourceFile("web/nginx.conf", "user root;\n");
const headSha = "c".repeat(40);

function finding(rule: string, severity: Severity = "error", novelty?: Novelty): Finding {
  const about = { rule, severity, key: rule, at: { file }, message: rule, images: [] };
  return novelty === undefined ? about : { ...about, novelty };
}

function shown(one: Finding, range?: ShownFinding["shown"]["range"]): ShownFinding {
  return { finding: one, shown: { path: "web/nginx.conf", ...(range && { range }) }, message: one.rule };
}

function range(first: number, column: number, last: number, end: number) {
  return { start: { line: first, column }, end: { line: last, column: end } };
}

function many(count: number): ShownFinding[] {
  return Array.from({ length: count }, (_, index) => shown(finding(`rule/${index}`)));
}

function input(given: Partial<CheckRunInput>): CheckRunInput {
  const about = {
    headSha,
    externalId: "1-1-keelcheck",
    conclusion: "failure",
    title: "t",
    summary: "s",
  } as const;
  return { ...about, findings: [], ...given };
}

/** What goes wrong at one write: `done` says that GitHub did it all the same. */
interface Mishap {
  readonly failure: ApiFailure;
  readonly done: boolean;
}

/** A check run as GitHub holds it, and mishaps by the number of the write they happen to. */
function checks(mishaps: Readonly<Record<number, Mishap>> = {}, deaf = false) {
  const runs: { externalId: string; text: CheckRunText; texts: string[] }[] = [];
  let writes = 0;
  const write = <T>(value: T, work: () => void): GithubAnswer<T> => {
    writes += 1;
    const mishap = mishaps[writes];
    if (mishap?.done !== false) work();
    return mishap === undefined ? { ok: true, value } : { ok: false, failure: mishap.failure };
  };
  const lost: GithubAnswer<never> = { ok: false, failure: { kind: "cut" } };
  const api = {
    createCheckRun: async ({ externalId, ...text }: CheckRunText & { externalId: string }) =>
      write(runs.length, () => {
        runs.push({ externalId, text, texts: [text.summary] });
      }),
    updateCheckRun: async (id: number, text: CheckRunText) =>
      write(undefined, () => {
        const run = runs[id];
        if (run === undefined) throw new Error(`no run ${id}`);
        run.texts.push(text.summary);
        run.text = { ...text, annotations: [...run.text.annotations, ...text.annotations] };
      }),
    findCheckRun: async ({
      externalId,
    }: {
      externalId: string;
    }): Promise<GithubAnswer<number | undefined>> => {
      const at = runs.findIndex((run) => run.externalId === externalId);
      return deaf ? lost : { ok: true, value: at < 0 ? undefined : at };
    },
    countAnnotations: async (id: number): Promise<GithubAnswer<number>> =>
      deaf ? lost : { ok: true, value: runs[id]?.text.annotations.length ?? 0 },
  };
  return { api, runs, writes: () => writes };
}

async function post(
  given: Partial<CheckRunInput>,
  mishaps?: Readonly<Record<number, Mishap>>,
  deaf?: boolean,
) {
  const { api, runs, writes } = checks(mishaps, deaf);
  const delivery = await postCheckRun(api, input(given));
  const annotations = runs.map(({ text }) => text.annotations);
  return {
    delivery,
    runs,
    annotations,
    titles: annotations.map((all) => all.map(({ title }) => title)),
    writes: writes(),
  };
}

const broken = { failure: { kind: "broken", status: 502 }, done: false } as const;
const cut = { failure: { kind: "cut" }, done: true } as const;

test("two steps of a job have names of their own", () => {
  const env = { GITHUB_RUN_ID: "17", GITHUB_RUN_ATTEMPT: "2", GITHUB_JOB: "keelcheck" };
  expect(newExternalId(env)).toMatch(/^17-2-keelcheck-[0-9a-f-]{36}$/);
  expect(newExternalId(env)).not.toBe(newExternalId(env));
  expect(newExternalId({})).toMatch(/^[0-9a-f-]{36}$/);
});

test("nothing found is a check run too", async () => {
  const { runs, delivery } = await post({ conclusion: "success" });
  expect(runs).toMatchObject([
    { text: { conclusion: "success", title: "t", summary: "s", annotations: [] } },
  ]);
  expect(delivery).toEqual({ ok: true, said: ['the check run "Keelcheck findings" holds 0 findings'] });
});

test("introduced findings come first, the worst first, and else the report's order holds", async () => {
  const { titles } = await post({
    findings: [
      shown(finding("old/error", "error", "existing")),
      shown(finding("new/notice", "notice", "introduced")),
      shown(finding("new/warning", "warning", "introduced")),
      shown(finding("new/error-1", "error", "introduced")),
      shown(finding("new/error-2", "error", "introduced")),
      shown(finding("old/notice", "notice", "existing")),
    ],
  });
  expect(titles).toEqual([
    ["new/error-1", "new/error-2", "new/warning", "new/notice", "old/error", "old/notice"],
  ]);
});

test.each<readonly [what: string, range: ShownFinding["shown"]["range"], expected: object]>([
  ["one line", range(3, 2, 3, 9), { start_line: 3, end_line: 3, start_column: 2, end_column: 9 }],
  ["several lines", range(3, 2, 5, 1), { start_line: 3, end_line: 5 }],
  ["a file", undefined, { start_line: 1, end_line: 1 }],
  [
    "an end before the start",
    range(3, 9, 3, 2),
    { start_line: 3, end_line: 3, start_column: 9, end_column: 9 },
  ],
  ["an earlier last line", range(3, 9, 2, 1), { start_line: 3, end_line: 3 }],
])("the place of %s", async (_what, at, expected) => {
  const { annotations } = await post({ findings: [shown(finding("a"), at)], pathPrefix: "deploy" });
  const rest = { path: "deploy/web/nginx.conf", annotation_level: "failure", title: "a", message: "a" };
  expect(annotations).toEqual([[{ ...rest, ...expected }]]);
});

test("200 findings are all in it, by fifties, and it is complete and true after each request", async () => {
  const { annotations, runs, writes } = await post({ findings: many(200) });
  expect(annotations[0]).toHaveLength(200);
  expect(writes).toBe(4);
  expect(runs[0]?.texts).toEqual([
    "50 of 200 findings are annotated here.\n\ns",
    "100 of 200 findings are annotated here.\n\ns",
    "150 of 200 findings are annotated here.\n\ns",
    "s",
  ]);
});

test("more than anybody reads are counted", async () => {
  const { annotations, delivery, runs } = await post({ findings: many(1234) });
  expect(annotations[0]).toHaveLength(1000);
  expect(runs[0]?.text.summary).toBe("1000 of 1234 findings are annotated here.\n\ns");
  expect(delivery).toEqual({
    ok: true,
    said: ['the check run "Keelcheck findings" holds 1000 of 1234 findings; all are in the job summary'],
  });
});

test("a file outside of the repo does not cost the others theirs", async () => {
  const outside = { ...shown(finding("outside")), shown: { path: "../../policy.yml" } };
  const above = { ...shown(finding("above")), shown: { path: "../policy.yml" } };
  const given = { findings: [outside, above], pathPrefix: "deploy", title: " ", summary: "s" };
  const { annotations, delivery, runs } = await post(given);
  expect(annotations).toMatchObject([[{ path: "policy.yml", title: "above" }]]);
  expect(runs[0]?.text).toMatchObject({
    title: "Keelcheck findings",
    summary: "1 of 2 findings are annotated here.\n\ns",
  });
  expect(delivery).toEqual({
    ok: true,
    said: ['the check run "Keelcheck findings" holds 1 of 2 findings; all are in the job summary'],
  });
});

test("what is too long is cut", async () => {
  const long = "ä".repeat(70_000);
  const findings = [{ ...shown(finding("r".repeat(300))), message: long }];
  const { runs } = await post({ title: long, summary: long, findings });
  const { title, summary, annotations } = runs[0]?.text ?? { ...input({}), annotations: [] };
  expect(title.length).toBeLessThanOrEqual(255);
  expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(65_535);
  expect(summary).toMatch(/\n\nThe rest is in the job summary\.\n$/);
  expect(annotations[0]?.title.length).toBeLessThanOrEqual(255);
  expect(Buffer.byteLength(annotations[0]?.message ?? long)).toBeLessThanOrEqual(64 * 1024);
});

test.each([
  ["not done", broken, 5],
  ["done all the same", cut, 4],
])("a first request that fails and is %s", async (_what, mishap, requests) => {
  const { annotations, delivery, writes } = await post({ findings: many(200) }, { 1: mishap });
  expect(annotations.map(({ length }) => length)).toEqual([200]);
  expect(delivery.ok).toBe(true);
  expect(writes).toBe(requests);
});

test.each([
  ["not done", broken, 5],
  ["done all the same", cut, 4],
])("a later request that fails and is %s", async (_what, mishap, requests) => {
  const { titles, delivery, writes } = await post({ findings: many(200) }, { 3: mishap });
  expect(titles).toEqual([many(200).map((one) => one.finding.rule)]);
  expect(delivery.ok).toBe(true);
  expect(writes).toBe(requests);
});

test("a check run that cannot be made is tried thrice", async () => {
  const { delivery, writes } = await post({ findings: many(1) }, { 1: broken, 2: broken, 3: broken });
  expect(delivery).toEqual({ ok: false, lost: "no check run was created: GitHub's API fails with 502" });
  expect(writes).toBe(3);
});

test("a token that may only read is told what to ask for", async () => {
  const failure = {
    kind: "forbidden",
    status: 403,
    detail: "Resource not accessible by integration",
  } as const;
  const mishaps = { 1: { failure, done: false } };
  const lost = "no check run was created: the token is read-only";
  const bare = await post({}, mishaps);
  expect(bare.delivery).toEqual({ ok: false, lost, grant: "give the job `checks: write`" });
  const forked = await post({ readOnly: "it is a fork's" }, mishaps);
  expect(forked.delivery).toEqual({ ok: false, lost: "no check run was created: it is a fork's" });
  expect(forked.writes).toBe(1);
});

test("a check run that breaks off says itself what is missing, and so does the log", async () => {
  const { delivery, runs } = await post({ findings: many(200) }, { 3: broken }, true);
  expect(runs[0]?.text).toMatchObject({
    conclusion: "failure",
    summary: "100 of 200 findings are annotated here.\n\ns",
  });
  expect(delivery).toEqual({
    ok: false,
    lost: 'the check run "Keelcheck findings" holds only 100 of 200 findings: GitHub\'s API fails with 502',
  });
});
