import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { runCheck } from "../../src/app/check.ts";
import { type FixAnswer, type FixOptions, runFix } from "../../src/app/fix.ts";
import { writeChanges } from "../../src/app/fix-write.ts";
import type { FileChange } from "../../src/facts.ts";
import { imageReadmes } from "../../src/model/readme-checks/in-use.ts";
import { colors } from "../../src/report/colors.ts";
import { fixText } from "../../src/report/text/fix.ts";
import type { Rule } from "../../src/rule.ts";
import { rules } from "../../src/rules/index.ts";
import { diskWorkspace } from "../../src/workspace/disk.ts";
import { directReadmes } from "./direct-readmes.ts";

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "keelcheck-fix-"));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) put(folder, path, text);
  return folder;
}

function put(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const web = "deployment/images/web";
const repo = {
  ".github/keelcheck.yml": "rules:\n  user/non-numeric: error\n",
  [`${web}/Dockerfile`]: 'FROM debian:12\r\nRUN useradd --uid 1500 web\r\nUSER web\r\nCMD ["sleep", "1"]\r\n',
  [`${web}/README.md`]: "# web\n\nRuns as `web`, 1500.   \nIt sleeps.\n",
  ".markdownlint.json": '{ "default": false, "MD009": true }',
};

async function fixed(folder: string, options: Partial<FixOptions> = {}): Promise<FixAnswer> {
  const answer = await runFix({
    workspace: diskWorkspace(folder),
    folder,
    rules,
    readmes: directReadmes,
    ...options,
  });
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  return answer;
}

function told(answer: FixAnswer): string[] {
  return fixText(answer, colors(false))
    .trimEnd()
    .split("\n")
    .filter((line) => !line.includes("found in"));
}

test("fixes are written, and a second time there is nothing to do", async () => {
  const folder = folderWith(repo);
  chmodSync(join(folder, web, "Dockerfile"), 0o640);
  const answer = await fixed(folder);
  expect(answer.exitCode).toBe(0);
  expect(told(answer)).toEqual([
    "",
    `${web}/Dockerfile`,
    "  3:6  write 1500 instead of web  user/non-numeric",
    `${web}/README.md`,
    "  3:21  fix MD009/no-trailing-spaces  docs/markdown",
    "",
    "2 findings fixed in 2 files",
  ]);
  expect(readFileSync(join(folder, web, "Dockerfile"), "utf8")).toBe(
    repo[`${web}/Dockerfile`]?.replace("USER web", "USER 1500"),
  );
  expect(statSync(join(folder, web, "Dockerfile")).mode & 0o777).toBe(0o640);
  expect(readdirSync(join(folder, web)).sort()).toEqual(["Dockerfile", "README.md"]);
  const again = await fixed(folder);
  expect(again.plan.changes).toEqual([]);
  expect(told(again)).toEqual(["", "nothing to fix"]);
});

test("a dry run shows the diff and writes nothing", async () => {
  const folder = folderWith(repo);
  const answer = await fixed(folder, { dryRun: true });
  expect(told(answer)).toEqual([
    "",
    `diff --git a/${web}/Dockerfile b/${web}/Dockerfile`,
    `--- a/${web}/Dockerfile`,
    `+++ b/${web}/Dockerfile`,
    "@@ -1,4 +1,4 @@",
    " FROM debian:12",
    " RUN useradd --uid 1500 web",
    "-USER web",
    "+USER 1500",
    ' CMD ["sleep", "1"]',
    `diff --git a/${web}/README.md b/${web}/README.md`,
    `--- a/${web}/README.md`,
    `+++ b/${web}/README.md`,
    "@@ -1,4 +1,4 @@",
    " # web",
    " ",
    "-Runs as `web`, 1500.   ",
    "+Runs as `web`, 1500.",
    " It sleeps.",
    "",
    "2 findings would be fixed in 2 files",
  ]);
  for (const [path, text] of Object.entries(repo))
    expect(readFileSync(join(folder, path), "utf8")).toBe(text);
});

test("only what is asked for is written, and waived findings are left", async () => {
  const folder = folderWith({
    ...repo,
    [`${web}/Dockerfile`]: (repo[`${web}/Dockerfile`] ?? "").replace(
      "USER",
      "# keelcheck-ignore user/non-numeric -- the cluster maps names\r\nUSER",
    ),
  });
  const { plan } = await fixed(folder);
  expect(plan.applied.map(({ rule }) => rule)).toEqual(["docs/markdown"]);
  const other = folderWith(repo);
  const some = await fixed(other, { only: ({ rule }) => rule === "user/non-numeric" });
  expect(some.plan.applied.map(({ rule }) => rule)).toEqual(["user/non-numeric"]);
  expect(readFileSync(join(other, web, "README.md"), "utf8")).toBe(repo[`${web}/README.md`]);
});

test("an error in the policy ends it", async () => {
  const folder = folderWith({ ...repo, ".github/keelcheck.yml": "nonsense: 1\n" });
  const answer = await runFix({ workspace: diskWorkspace(folder), folder, rules });
  expect(answer.ok ? undefined : answer.failure.kind).toBe("policy");
});

/** Mends "bad" in READMEs. */
const word: Rule = {
  id: "test/word",
  summary: "There is nothing bad",
  severity: "error",
  scope: "folder",
  *check(folder) {
    for (const { file } of imageReadmes(folder)) {
      const start = file.text.indexOf("bad");
      const at = { file, span: { start, end: start + 3 } };
      const fix = { title: "write good", safe: true, edits: [{ replace: at, text: "good" }] };
      if (start >= 0) yield { key: "bad", at, message: "this is bad", fix };
    }
  },
};

/** Throws where a README holds the word. */
function throwing(at: string): Rule {
  return {
    id: "test/throws",
    summary: "",
    severity: "error",
    scope: "folder",
    check: (folder) => {
      if (imageReadmes(folder).some(({ file }) => file.text.includes(at))) throw new Error("a bug");
      return [];
    },
  };
}

const README = `${web}/README.md`;
const small = { [`${web}/Dockerfile`]: "FROM debian:12\n", [README]: "# web\n\nThis is bad.\n" };

test("a rule that throws on the patched tree only keeps the fix out", async () => {
  const folder = folderWith(small);
  const answer = await fixed(folder, { rules: [word, throwing("good")] });
  expect(answer.exitCode).toBe(1);
  expect(answer.plan.refused.map(({ why }) => why)).toEqual([
    `the tree cannot be read with it: Keelcheck failed while checking test/throws, at ${web}/Dockerfile (web): a bug`,
  ]);
  expect(readFileSync(join(folder, README), "utf8")).toBe(small[README]);
});

test("a rule that throws anyway stops no fix, and is told by the exit code", async () => {
  const folder = folderWith(small);
  const answer = await fixed(folder, { rules: [word, throwing("web")] });
  expect(answer.exitCode).toBe(3);
  expect(answer.bugs.map(({ doing }) => doing)).toEqual(["checking test/throws"]);
  expect(readFileSync(join(folder, README), "utf8")).toBe("# web\n\nThis is good.\n");
});

test("a check that was made already is not made again", async () => {
  const folder = folderWith(small);
  const workspace = diskWorkspace(folder);
  const checked = await runCheck({ workspace, rules: [word] });
  if (!checked.ok) throw new Error("the folder cannot be checked");
  const introduced = checked.report.findings.map((finding) => ({ ...finding, novelty: "existing" as const }));
  const answer = await fixed(folder, {
    workspace,
    rules: [word],
    checked: { ...checked, report: { ...checked.report, findings: introduced } },
    only: ({ novelty }) => novelty === "introduced",
  });
  expect(answer.plan.changes).toEqual([]);
  expect(answer.plan.remaining).toEqual([]);
});

const plain = { before: false, after: false };
const b: FileChange = { path: "d/b", before: "1\n", after: "2\n", executable: plain };

test("files are made, moved, taken away and made executable", () => {
  const folder = folderWith({ "d/b": "1\n", "old/x": "x\n", "gone/y": "y\n", s: "#!\n" });
  chmodSync(join(folder, "s"), 0o644);
  const changes: readonly FileChange[] = [
    b,
    { path: "gone/y", before: "y\n", executable: plain },
    { path: "n/e/w", after: "w\n", executable: { before: true, after: true } },
    { path: "new/x", from: "old/x", before: "x\n", after: "X\n", executable: plain },
    { path: "s", before: "#!\n", after: "#!\n", executable: { before: false, after: true } },
  ];
  expect(writeChanges(folder, changes)).toEqual({ ok: true });
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  expect(files).toEqual(["d", "d/b", "n", "n/e", "n/e/w", "new", "new/x", "s"]);
  expect(["d/b", "n/e/w", "new/x", "s"].map((path) => readFileSync(join(folder, path), "utf8"))).toEqual([
    "2\n",
    "w\n",
    "X\n",
    "#!\n",
  ]);
  expect(["n/e/w", "s"].map((path) => statSync(join(folder, path)).mode & 0o777)).toEqual([0o755, 0o755]);
});

interface Refused {
  readonly what: string;
  readonly prepare: (folder: string, outside: string) => void;
  readonly changes: readonly FileChange[];
  readonly message: string;
}

const refusals: readonly Refused[] = [
  {
    what: "a file that changed meanwhile",
    prepare: (folder) => put(folder, "d/b", "3\n"),
    changes: [b],
    message: "d/b has changed since it was read: nothing was written",
  },
  {
    what: "a file that is gone",
    prepare: (folder) => rmSync(join(folder, "d/b")),
    changes: [b],
    message: "d/b has changed since it was read: nothing was written",
  },
  {
    what: "a link in place of the file",
    prepare: (folder, outside) => {
      rmSync(join(folder, "d/b"));
      symlinkSync(join(outside, "b"), join(folder, "d/b"));
    },
    changes: [b],
    message: "d/b has changed since it was read: nothing was written",
  },
  {
    what: "a link in place of a folder",
    prepare: (folder, outside) => {
      rmSync(join(folder, "d"), { recursive: true });
      symlinkSync(outside, join(folder, "d"));
    },
    changes: [b],
    message: "d is not a folder: nothing was written",
  },
  {
    what: "a path that leaves the folder",
    prepare: () => {},
    changes: [{ path: "../x", after: "", executable: plain }],
    message: "../x is not a path in the folder: nothing was written",
  },
  {
    what: "a new file where git ignores one",
    prepare: (folder) => put(folder, "n", "mine\n"),
    changes: [{ path: "n", after: "x", executable: plain }],
    message: "n already exists: nothing was written",
  },
  {
    what: "a file that moves to where one is",
    prepare: (folder) => put(folder, "n", "mine\n"),
    changes: [{ ...b, path: "n", from: "d/b" }],
    message: "n already exists: nothing was written",
  },
  {
    what: "one of several, and none is written",
    prepare: (folder) => put(folder, "z", "other\n"),
    changes: [b, { path: "z", before: "z\n", after: "y\n", executable: plain }],
    message: "z has changed since it was read: nothing was written",
  },
];

test.each(refusals)("is refused: $what", ({ prepare, changes, message }) => {
  const folder = join(folderWith({ "repo/d/b": "1\n" }), "repo");
  const outside = folderWith({ b: "1\n" });
  prepare(folder, outside);
  const before = listing(folder);
  expect(writeChanges(folder, changes)).toEqual({ ok: false, failure: { kind: "usage", message } });
  expect(listing(folder)).toEqual(before);
  expect(readFileSync(join(outside, "b"), "utf8")).toBe("1\n");
  expect(existsSync(join(dirname(folder), "x"))).toBe(false);
});

function listing(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .sort()
    .map((path) => {
      const full = join(folder, path);
      return lstatSync(full).isFile() ? `${path}: ${readFileSync(full, "utf8")}` : path;
    });
}

test("a file that cannot be written is named, and not what is written beside it first", () => {
  const folder = folderWith({ a: "1\n" });
  // As long as names may be, so that the one beside it is too long.
  const path = "b".repeat(250);
  const change = { path, after: "2\n", executable: { before: false, after: false } };
  const message = `${path} cannot be written (ENAMETOOLONG); git diff shows what was written`;
  expect(writeChanges(folder, [change])).toEqual({ ok: false, failure: { kind: "usage", message } });
  expect(listing(folder)).toEqual(listing(folderWith({ a: "1\n" })));
});
