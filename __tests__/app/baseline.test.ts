import { describe, expect, test } from "vitest";
import { type ChangeAnswer, type ChangeOptions, runChange } from "../../src/app/change.ts";
import { type CheckAnswer, type CheckOptions, runCheck } from "../../src/app/check.ts";
import { baselineOf } from "../../src/engine/baseline.ts";
import { planFixes } from "../../src/engine/fix/fix.ts";
import type { Finding } from "../../src/finding.ts";
import { baselineText } from "../../src/policy/baseline/baseline.ts";
import { colors } from "../../src/report/colors.ts";
import { checkJson } from "../../src/report/json/report.ts";
import { sarifReport } from "../../src/report/sarif/report.ts";
import { summary } from "../../src/report/summary/summary.ts";
import { textReport } from "../../src/report/text/report.ts";
import { rules } from "../../src/rules/index.ts";
import { positionAt } from "../../src/source.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";
import { overlayWorkspace } from "../../src/workspace/overlay.ts";
import { changesBetween, type Files } from "./changes-between.ts";
import { directReadmes } from "./direct-readmes.ts";

const POLICY = ".github/keelcheck.yml";
const BASELINE = ".github/keelcheck-baseline.json";
const OLD = "images/old/nginx.conf";

const conf = (user: string, more = "") =>
  `user ${user};\nevents {}\nhttp {\n    server {\n        listen 8080;\n${more}    }\n}\n`;
const image = (name: string, user: string): Files => ({
  [`images/${name}/Dockerfile`]:
    "FROM nginx:1.27\nRUN useradd --system web\nCOPY nginx.conf /etc/nginx/nginx.conf\n",
  [`images/${name}/nginx.conf`]: conf(user),
  [`images/${name}/README.md`]: `# ${name}\n\nPort 8080, user \`${user}\`, file \`/etc/nginx/nginx.conf\`.\n`,
});

/** An image in order, and one whose workers are root. */
const repo: Files = { ...image("web", "web"), ...image("old", "root"), [POLICY]: "ipv6: optional\n" };

async function check(files: Files, more: Partial<CheckOptions> = {}): Promise<CheckAnswer> {
  const answer = await runCheck({
    workspace: memoryWorkspace(files),
    rules,
    readmes: directReadmes,
    ...more,
  });
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  return answer;
}

/** The repo with a baseline of all that is found in it. */
async function adopted(files: Files): Promise<Files> {
  const { unfolded } = await check(files, { noBaseline: true });
  return { ...files, [BASELINE]: baselineText(baselineOf(unfolded)) };
}

async function change(base: Files, head: Files, more: Partial<ChangeOptions> = {}): Promise<ChangeAnswer> {
  const answer = await runChange({
    base: memoryWorkspace(base),
    workspace: memoryWorkspace(head),
    changes: changesBetween(base, head),
    baseName: "main",
    rules,
    readmes: directReadmes,
    ...more,
  });
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  return answer;
}

function seen({ report: { findings, held = [], remarks }, exitCode }: CheckAnswer) {
  return {
    findings: findings.map(lineOf),
    held: held.map(lineOf),
    remarks: remarks.filter((line) => line.includes("baseline")),
    exitCode,
  };
}

function lineOf({ rule, at: { file, span } }: Finding): string {
  return `${rule} ${file.path}:${positionAt(file, span?.start ?? 0).line}`;
}

const rootOld = `nginx/user-root ${OLD}:1`;
const unusedOld = "user/created-unused images/old/Dockerfile:2";
const green = { findings: [], held: [unusedOld, rootOld], remarks: [], exitCode: 0 };

describe("a check of everything", () => {
  test("counts what is not in it: an adopted repo passes", async () => {
    expect(seen(await check(repo)).exitCode).toBe(1);
    expect(seen(await check(await adopted(repo)))).toEqual(green);
  });

  test("lines that move are the same findings", async () => {
    const files = { ...(await adopted(repo)), [OLD]: `# more\n\n${conf("root")}` };
    expect(seen(await check(files))).toEqual({ ...green, held: [unusedOld, `nginx/user-root ${OLD}:3`] });
  });

  test("a new fault of an image that is in it fails", async () => {
    const files = { ...(await adopted(repo)), [OLD]: conf("root", "        listen 8080;\n") };
    const { findings, held, exitCode } = seen(await check(files));
    expect({ findings, held, exitCode }).toEqual({
      findings: [`nginx/syntax ${OLD}:6`],
      held: green.held,
      exitCode: 1,
    });
  });

  test("another image under a file that is in it fails", async () => {
    const shared: Files = {
      "shared/nginx.conf": conf("root"),
      "images/a/Dockerfile": "FROM nginx:1.27\nCOPY shared/nginx.conf /etc/nginx/nginx.conf\n",
      "images/a/README.md": "# a\n\nPort 8080, user `root`, file `/etc/nginx/nginx.conf`.\n",
    };
    const before = await adopted(shared);
    expect(seen(await check(before))).toMatchObject({ findings: [], exitCode: 0 });
    const files = {
      ...before,
      "images/b/Dockerfile": "FROM nginx:1.27\nCOPY shared/nginx.conf /etc/nginx/nginx.conf\n",
      "images/b/README.md": "# b\n\nPort 8080, user `root`, file `/etc/nginx/nginx.conf`.\n",
    };
    expect(seen(await check(files))).toMatchObject({
      findings: ["nginx/user-root shared/nginx.conf:1"],
      exitCode: 1,
    });
  });

  test("an entry that holds nothing any more is told and fails nothing", async () => {
    const files = {
      ...(await adopted(repo)),
      ...image("old", "web"),
      [POLICY]: "ipv6: optional\nfail-on: notice\n",
    };
    expect(seen(await check(files))).toEqual({
      findings: [],
      held: [],
      remarks: ["2 entries of the baseline match nothing any more: keelcheck baseline removes them"],
      exitCode: 0,
    });
  });

  test("an entry that a new fault of its image may hide is not called useless", async () => {
    const shop = { ...image("shop", "web"), "images/shop/README.md": "# shop\n\nPort 8080, user `web`.\n" };
    const service = "services:\n  shop:\n    build: images/shop\n    ports: ['443:443']\n";
    const files = await adopted({ ...repo, ...shop, "compose.yml": service });
    const broken = { ...files, "images/shop/nginx.conf": conf("web").replace("listen", "lisen") };
    const { findings, held, remarks } = seen(await check(broken));
    expect({ findings, remarks }).toEqual({
      findings: ["nginx/syntax images/shop/nginx.conf:5"],
      remarks: [],
    });
    expect(held.some((one) => one.startsWith("ports/published-mismatch"))).toBe(false);
  });

  test("what is asked for only in part says nothing of entries", async () => {
    const files = { ...(await adopted(repo)), [POLICY]: "ipv6: optional\n" };
    expect(seen(await check(files, { images: ["images/web"] })).remarks).toEqual([]);
  });

  test("a finding that it holds is waived first", async () => {
    const files = await adopted(repo);
    const waived = {
      ...files,
      [OLD]: `# keelcheck-ignore nginx/user-root -- binds low ports\n${conf("root")}`,
    };
    expect(seen(await check(waived))).toEqual({
      findings: [],
      held: [unusedOld],
      remarks: ["1 entry of the baseline matches nothing any more: keelcheck baseline removes it"],
      exitCode: 0,
    });
  });

  test("on request it is left out", async () => {
    const answer = seen(await check(await adopted(repo), { noBaseline: true }));
    expect(answer).toEqual({ findings: green.held, held: [], remarks: [], exitCode: 1 });
  });

  test("what it names is not used by that", async () => {
    const stray = { ...repo, "images/left-over.conf": "server {}\n" };
    const files = await adopted(stray);
    expect(seen(await check(files)).held).toContain("layout/stray-file images/left-over.conf:1");
  });

  test("one that cannot be read ends the check at its place", async () => {
    const workspace = memoryWorkspace({ ...repo, [BASELINE]: '{\n  "version": 1,\n  "findngs": []\n}\n' });
    const answer = await runCheck({ workspace, rules, readmes: directReadmes });
    if (answer.ok || answer.failure.kind !== "policy") throw new Error("it was read");
    expect(
      answer.failure.problems.map(({ at, message }) => [
        at.file.path,
        positionAt(at.file, at.span?.start ?? 0).line,
        message,
      ]),
    ).toEqual([
      [BASELINE, 2, '"findings" is missing here: it must be a list of findings'],
      [BASELINE, 3, 'unknown key "findngs": did you mean "findings"?'],
    ]);
  });
});

describe("a change", () => {
  test("to an image that is in it passes, and with scope all too", async () => {
    const base = await adopted(repo);
    const head = { ...base, [OLD]: `# more\n${conf("root")}` };
    const held = [unusedOld, `nginx/user-root ${OLD}:2`];
    expect(seen(await change(base, head))).toEqual({ ...green, held });
    expect(seen(await change(base, head, { scope: "all" }))).toEqual({ ...green, held });
  });

  test("that brings a fault fails, also one that an old entry names", async () => {
    const base = { ...(await adopted(repo)), ...image("old", "web") };
    const head = { ...base, ...image("old", "root") };
    expect(seen(await change(base, head))).toMatchObject({
      findings: [unusedOld, rootOld],
      held: [],
      exitCode: 1,
    });
  });

  test("cannot put its own faults into it: the base's is in force", async () => {
    const base = await adopted(repo);
    const head = await adopted({ ...base, ...image("web", "root") });
    expect(seen(await change(base, head))).toMatchObject({
      findings: [
        `policy/weakened ${BASELINE}:6`,
        "user/created-unused images/web/Dockerfile:2",
        "nginx/user-root images/web/nginx.conf:1",
      ],
      exitCode: 1,
    });
  });

  test("that is pushed is the team's word", async () => {
    const base = await adopted(repo);
    const head = await adopted({ ...base, ...image("web", "root") });
    const { findings, exitCode } = seen(await change(base, head, { policyFrom: "head", scope: "changed" }));
    expect({ findings, exitCode }).toEqual({ findings: [`policy/weakened ${BASELINE}:6`], exitCode: 0 });
  });

  test("that adopts Keelcheck brings policy and baseline along, and passes with scope all", async () => {
    const { [POLICY]: _, ...before } = repo;
    const head = await adopted(repo);
    expect(seen(await change(before, head, { scope: "all" }))).toEqual({
      ...green,
      held: [],
      findings: [`policy/changed ${POLICY}:1`],
    });
  });

  test("that breaks it is told", async () => {
    const base = await adopted(repo);
    const answer = seen(await change(base, { ...base, [BASELINE]: "{" }));
    expect(answer).toMatchObject({ findings: [`policy/weakened ${BASELINE}:1`], exitCode: 1 });
  });

  test("that mends it is judged by its own", async () => {
    const head = await adopted(repo);
    const answer = await change({ ...head, [BASELINE]: "{" }, head, { scope: "all" });
    expect(seen(answer)).toMatchObject({ held: [], exitCode: 0 });
    expect(answer.remarks).toContain("warning: the policy of main cannot be used, so the change's own is");
  });
});

describe("a change that renames a folder", () => {
  const moved = (files: Files): Files =>
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => [
        path.replace("images/old/", "images/legacy/"),
        typeof text === "string" && path.endsWith("README.md") ? text.replace("# old", "# legacy") : text,
      ]),
    );
  const renames = { "images/old/README.md": "images/legacy/README.md" };

  test("brings nothing new, but its entries are to be renamed", async () => {
    const base = await adopted(repo);
    const head = moved(base);
    const changes = changesBetween(base, head, renames);
    const answer = seen(await change(base, head, { changes, scope: "all" }));
    expect(answer.findings).toEqual([`policy/baseline-moved ${BASELINE}:4`]);
    expect(answer.held).toEqual([
      "user/created-unused images/legacy/Dockerfile:2",
      "nginx/user-root images/legacy/nginx.conf:1",
    ]);
    expect(answer.exitCode).toBe(1);
  });

  test("once its fix is applied, the change and the push that follows pass", async () => {
    const base = await adopted(repo);
    const head = moved(base);
    const changes = changesBetween(base, head, renames);
    const { everything, recheck } = await change(base, head, { changes });
    const plan = await planFixes({
      workspace: memoryWorkspace(head),
      findings: everything,
      recheck,
      overlay: overlayWorkspace,
      unsafe: false,
    });
    expect(plan.changes.map(({ path }) => path)).toEqual([BASELINE]);
    const after = { ...head, [BASELINE]: plan.changes[0]?.after ?? "" };
    const mended = changesBetween(base, after, renames);
    expect(seen(await change(base, after, { changes: mended }))).toMatchObject({ findings: [], exitCode: 0 });
    expect(seen(await check(after))).toMatchObject({ findings: [], remarks: [], exitCode: 0 });
    expect(after[BASELINE]).toBe((await adopted(after))[BASELINE]);
  });
});

test("every report says how many are held", async () => {
  const { report, conclusion } = await check(await adopted(repo));
  expect(textReport(report, { colors: colors(false) })).toContain(
    "2 findings held by the baseline\nnothing to report",
  );
  expect(summary(report, { failed: false })).toContain("- 2 findings held by the baseline\n");
  const { held = [], findings, counts } = checkJson(report, conclusion);
  expect([findings.length, counts.errors, held.map(({ rule }) => rule)]).toEqual([
    0,
    0,
    ["user/created-unused", "nginx/user-root"],
  ]);
  const { runs } = JSON.parse(sarifReport(report, { version: "1" }));
  const results: readonly { ruleId: string; suppressions: unknown }[] = runs[0].results;
  const suppressions = [{ kind: "external", status: "accepted", justification: "in the repo's baseline" }];
  expect(results.map((one) => [one.ruleId, one.suppressions])).toEqual([
    ["user/created-unused", suppressions],
    ["nginx/user-root", suppressions],
  ]);
});

test("a finding is the same one, held or not", async () => {
  const answer = await check(await adopted(repo));
  const open = await check(repo);
  const held = checkJson(answer.report, "success").held ?? [];
  const counting = checkJson(open.report, "failure").findings;
  expect(held.map(({ fingerprint }) => fingerprint)).toEqual(counting.map(({ fingerprint }) => fingerprint));
});
