import { readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { useAction } from "./action-step.ts";
import { conf, emptyFolder, image, repoIn, useRepos } from "./since-repos.ts";

useRepos();
const step = useAction();

const BASELINE = ".github/keelcheck-baseline.json";
const OLD = "images/old/nginx.conf";
const found = '2 images in 2 folders found in images; the policy\'s "images" can name another place\n';

function untidy() {
  const repo = repoIn(emptyFolder());
  repo.git("init", "--quiet", "--initial-branch", "main");
  repo.commit("first", { ...image("web", "web"), ...image("old", "root") });
  return { ...repo, baseline: () => readFileSync(join(repo.folder, BASELINE), "utf8") };
}

test("a repo is adopted, a fault is fixed, and the baseline shrinks", async () => {
  const { keelcheck, write, baseline } = untidy();
  expect((await keelcheck("baseline")).err).toBe(
    `keelcheck: there is no ${BASELINE}: keelcheck baseline --rewrite records every finding in a new one\n`,
  );
  expect((await keelcheck("check")).code).toBe(1);
  const dry = await keelcheck("baseline", "--rewrite", "--dry-run");
  expect([dry.code, dry.out.endsWith(`${BASELINE} would hold 2 findings\n`)]).toEqual([0, true]);
  expect(baseline).toThrow(/ENOENT/);

  expect(await keelcheck("baseline", "--rewrite")).toEqual({
    code: 0,
    err: "",
    out: `${found}findings  images  fixable  severity  rule
       1       1        0  error     user/created-unused
       1       1        1  error     nginx/user-root

${BASELINE} holds 2 findings
`,
  });
  const checked = await keelcheck("check");
  expect([checked.code, checked.out]).toEqual([
    0,
    `${found}\n2 findings held by the baseline\nnothing to report in 2 images\n`,
  ]);
  expect((await keelcheck("check", "--no-baseline")).code).toBe(1);
  expect((await keelcheck("baseline")).out).toBe(`${found}${BASELINE} holds 2 findings, as before\n`);

  write(OLD, conf("web"));
  expect((await keelcheck("check")).out).toContain(
    "2 entries of the baseline match nothing any more: keelcheck baseline removes them\n",
  );
  expect((await keelcheck("baseline")).out).toBe(`${found}${BASELINE} holds 0 findings: 2 removed\n`);
  expect(baseline()).toBe('{\n  "version": 1,\n  "findings": []\n}\n');
});

test("fix applies what the baseline holds too", async () => {
  const { keelcheck, baseline } = untidy();
  await keelcheck("baseline", "--rewrite");
  expect((await keelcheck("fix", "--unsafe")).out).toMatch(/findings? fixed in/);
  expect((await keelcheck("check")).code).toBe(0);
  await keelcheck("baseline");
  expect(JSON.parse(baseline()).findings).toEqual([]);
});

test("a branch that renames a folder: fix --since rewrites its entries", async () => {
  const { keelcheck, git, commit, folder, baseline } = untidy();
  await keelcheck("baseline", "--rewrite");
  commit("adopt Keelcheck");
  git("checkout", "--quiet", "-b", "rename");
  renameSync(join(folder, "images/old"), join(folder, "images/legacy"));
  commit("rename");
  const before = await keelcheck("check", "--since", "main");
  expect([before.code, before.out.match(/policy\/\S+$/gm)]).toEqual([
    1,
    ["policy/baseline-moved", "policy/baseline-moved.md"],
  ]);
  const fix = await keelcheck("fix", "--since", "main");
  expect([fix.code, fix.out.includes("rename what the baseline names")]).toEqual([0, true]);
  expect(baseline()).not.toContain("images/old/");
  expect((await keelcheck("check", "--since", "main")).code).toBe(0);
  expect((await keelcheck("check")).out).toContain("2 findings held by the baseline\n");
});

test("a fix that moves a file takes its entries along", async () => {
  const { keelcheck, write, baseline } = untidy();
  write(".github/keelcheck.yml", "layout: { config: config }\n");
  write(OLD, conf("web").replace("http {", "http {\n    nonesuch on;"));
  await keelcheck("baseline", "--rewrite");
  expect(JSON.parse(baseline()).findings.map(({ file }: { file: string }) => file)).toContain(OLD);
  expect((await keelcheck("fix", "--unsafe")).code).toBe(0);
  const files = JSON.parse(baseline()).findings.map(({ file }: { file: string }) => file);
  expect(files).toContain("images/old/config/nginx.conf");
  expect((await keelcheck("check")).out).toContain("held by the baseline\nnothing to report in 2 images\n");
});

test.each([
  "schedule",
  "workflow_dispatch",
])("the Action counts only what is not in it on %s", async (event) => {
  const { keelcheck, baseline } = untidy();
  await keelcheck("baseline", "--rewrite");
  const files = { ...image("web", "web"), ...image("old", "root"), [BASELINE]: baseline() };
  const held = step({ files, event, payload: null });
  expect([held.exitCode, held.stderr, held.annotations]).toEqual([0, "", []]);
  expect(held.summary).toContain("- 2 findings held by the baseline\n");
  const more = step({ files: { ...files, ...image("web", "root") }, event, payload: null });
  expect([more.exitCode, more.annotations.flatMap(({ path }) => path ?? [])]).toEqual([
    1,
    ["images/web/Dockerfile", "images/web/nginx.conf"],
  ]);
  const broken = step({
    files: { ...files, [BASELINE]: `<<<<<<< HEAD\n${baseline()}` },
    event,
    payload: null,
  });
  expect([broken.exitCode, broken.annotations.map(({ path, line }) => [path, line])]).toEqual([
    2,
    [
      [BASELINE, 1],
      [undefined, undefined],
    ],
  ]);
});
