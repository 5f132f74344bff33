import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { plain } from "../../src/escape/markdown-text.ts";
import { payloadOf } from "../github/payload.ts";
import { htmlOf } from "../report/markdown-html.ts";
import { type Step, type StepResult, useAction } from "./action-step.ts";

const run = useAction();

const incident = "examples/incident";
const fixed = "examples/fixed";

interface Finding {
  readonly rule: string;
  readonly severity: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly wholeFile?: true;
  readonly message: string;
}

function reportOf({ outputs }: StepResult): readonly Finding[] {
  // The report's shape is tested beside its schema.
  const report = JSON.parse(readFileSync(outputs["report"] ?? "", "utf8")) as {
    readonly findings: readonly Finding[];
  };
  return report.findings;
}

/** A step prints no stack, and nothing on stderr. */
function clean(step: StepResult): void {
  expect(step.stderr).toBe("");
  expect(step.stdout).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  expect(step.dropped).toEqual({ error: 0, warning: 0, notice: 0 });
}

/** Annotations that stand at a file, as `path:line:column-endColumn level rule`. */
function seenAt(step: StepResult): readonly string[] {
  return step.annotations.flatMap(({ path, line, column, endColumn, level, title }) => {
    const columns = column === undefined ? "" : `:${column}-${endColumn}`;
    return path === undefined ? [] : [`${path}:${line}${columns} ${level} ${title}`];
  });
}

/** Annotations without a file: what the run's page shows at its foot. */
function said(step: StepResult): readonly string[] {
  return step.annotations.flatMap(({ path, level, message }) =>
    path === undefined ? [`${level} ${message}`] : [],
  );
}

// What a container does comes before how its folder is kept and what is written of it.
const SUBJECTS = ["user", "nginx", "apache", "ports", "files", "layout", "docs"];

/** What fits of one level: by subject, path and place, and what is said again of the same file only once. */
function fitting(findings: readonly Finding[], severity: string, room: number): readonly string[] {
  const rank = ({ rule }: Finding) => SUBJECTS.indexOf(rule.split("/")[0] ?? "");
  const level = findings
    .filter((finding) => finding.severity === severity)
    .sort((one, other) => rank(one) - rank(other));
  const said = (finding: Finding) => `${finding.file} ${finding.rule} ${finding.message}`;
  const first = (finding: Finding, index: number) =>
    level.findIndex((other) => said(other) === said(finding)) === index;
  return (level.length <= room ? level : level.filter(first)).slice(0, room).map(writtenAt);
}

function writtenAt({ file, line, column, endLine, endColumn, severity, rule, wholeFile }: Finding): string {
  // A finding over several lines is marked to the end of its first one, which the report does not tell.
  const end = endLine === line ? `${endColumn}` : "\\d+";
  const columns = wholeFile === true ? "" : `:${column}-${end}`;
  return `${file.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}:${line}${columns} ${severity} ${rule}`;
}

test("the incident fails, with its findings at their files, lines, columns and levels", () => {
  const step = run({ tree: incident });
  clean(step);
  expect(step.exitCode).toBe(1);
  const findings = reportOf(step);
  const notices = findings.filter(({ severity }) => severity === "notice").length;
  const shown = [
    ...fitting(findings, "error", 9),
    ...fitting(findings, "warning", 10),
    ...fitting(findings, "notice", notices > 9 ? 9 : 10),
  ];
  expect(seenAt(step)).toEqual(shown.map((line) => expect.stringMatching(new RegExp(`^${line}$`))));
});

test("a small tree is annotated at exactly these files, lines, columns and levels", () => {
  const files = {
    "deployment/images/web/Dockerfile": 'FROM debian:12-slim\nRUN useradd --system web\nCMD ["sleep", "1"]\n',
    "deployment/images/web/app.conf.bak": "x\n",
    "deployment/images/notes.txt": "x\n",
  };
  expect(seenAt(run({ files }))).toEqual([
    "deployment/images/web/Dockerfile:2:5-25 error user/created-unused",
    "deployment/images/web/Dockerfile:1:6-20 error docs/readme-missing",
    "deployment/images/web/Dockerfile:3:1-19 warning user/missing",
    "deployment/images/notes.txt:1 warning layout/stray-file",
    "deployment/images/web/app.conf.bak:1 warning layout/backup-file",
  ]);
});

const names = Array.from({ length: 12 }, (_, index) => `app-${String.fromCharCode(97 + index)}`);
const twelve = (text: (name: string) => string) =>
  run({
    files: Object.fromEntries(names.map((name) => [`deployment/images/${name}/Dockerfile`, text(name)])),
  });

test("twelve folders without a README are one annotation that names them all", () => {
  const step = twelve(() => 'FROM debian:12-slim\nUSER 1000\nCMD ["sleep", "1"]\n');
  clean(step);
  expect(reportOf(step).filter(({ rule }) => rule === "docs/readme-missing")).toHaveLength(12);
  expect(step.outputs["errors"]).toBe("12");
  expect(seenAt(step).filter((line) => line.includes(" error "))).toEqual([
    expect.stringMatching(/\/app-a\/Dockerfile:1:.* error docs\/readme-missing$/),
  ]);
  expect(said(step)).toEqual(["error 12 errors in 12 images"]);
  for (const name of names) expect(step.log.join("\n")).toContain(name);
});

test("what does not fit is counted, and the step says that it failed", () => {
  const step = twelve((name) => `FROM debian:12-slim\nUSER no-${name}\nCMD ["sleep", "1"]\n`);
  clean(step);
  expect(reportOf(step).filter(({ rule }) => rule === "user/undefined")).toHaveLength(12);
  expect(step.outputs["errors"]).toBe("24");
  expect(seenAt(step).filter((line) => line.includes(" error "))).toEqual(
    names
      .slice(0, 9)
      .map((name) => expect.stringMatching(new RegExp(`/${name}/Dockerfile:2:.* error user/undefined$`))),
  );
  expect(said(step)).toEqual([
    expect.stringMatching(
      /^notice not shown here, since GitHub keeps only ten of each severity: 15 errors in /,
    ),
    "error 24 errors in 12 images",
  ]);
});

test("the incident's outputs count what the report holds", () => {
  const step = run({ tree: incident });
  const count = (severity: string) =>
    String(reportOf(step).filter((finding) => finding.severity === severity).length);
  expect(step.outputs).toEqual({
    conclusion: "failure",
    errors: count("error"),
    warnings: count("warning"),
    notices: count("notice"),
    report: step.outputs["report"],
    patch: step.outputs["patch"],
  });
  expect(step.outputs["patch"]).toMatch(/\.patch$/);
  expect(said(step)).toContainEqual(expect.stringMatching(/^error \d+ errors.* in 4 images$/));
});

test("the incident's summary has the verdict first and links to the lines", () => {
  const step = run({ tree: incident });
  expect(step.summary).toMatch(/^## ❌ Keelcheck failed: \d+ errors/);
  const html = htmlOf(step.summary);
  expect(html).toContain("<h3>storefront</h3>");
  const blob = `https://github.com/acme/deploy/blob/${step.commit}/deployment/images/storefront/Dockerfile#L`;
  expect(html).toContain(`href="${blob}`);
});

test("the mended tree passes and nothing is annotated", () => {
  const step = run({ tree: fixed });
  clean(step);
  expect(step).toMatchObject({ exitCode: 0, annotations: [] });
  expect(step.outputs).toMatchObject({ conclusion: "success", errors: "0", warnings: "0", notices: "0" });
  expect(step.summary).toMatch(/^## ✅ Keelcheck passed: nothing is wrong with \d+ images\n/);
});

const folders: readonly [string, Pick<Step, "checkout" | "inputs">, RegExp][] = [
  ["a folder of the repo", { inputs: { "working-directory": "." } }, /^deployment\/images\//],
  [
    "a checkout in a sub-folder",
    { checkout: "src/repo", inputs: { "working-directory": "src/repo" } },
    /^deployment\/images\//,
  ],
];

test.each(folders)("%s: paths are those of the repo", (_, place, paths) => {
  const step = run({ tree: incident, ...place });
  expect(step.exitCode).toBe(1);
  expect(seenAt(step).length).toBeGreaterThan(0);
  for (const seen of seenAt(step)) expect(seen).toMatch(paths);
});

test("a working directory is part of every path, in the summary's links as well", () => {
  const dockerfile = 'FROM debian:12-slim\nUSER root\nCMD ["nginx"]\n';
  const files = { "sites/one/deployment/images/web/Dockerfile": dockerfile };
  const step = run({ files, inputs: { "working-directory": "sites/one" } });
  expect(seenAt(step).length).toBeGreaterThan(0);
  for (const seen of seenAt(step)) expect(seen).toMatch(/^sites\/one\/deployment\/images\/web\//);
  expect(step.summary).toContain(`/blob/${step.commit}/sites/one/deployment/images/web/Dockerfile`);
});

const events: readonly [string, string, Step["payload"], string | undefined][] = [
  ["a push", "push", payloadOf("push"), undefined],
  ["a merge group", "merge_group", payloadOf("merge_group"), undefined],
  ["a schedule", "schedule", null, undefined],
  ["an event of no interest", "release", "{}", "Keelcheck does not handle it specially"],
  ["a payload that is not JSON", "pull_request", "{", "is not JSON"],
  ["no payload", "pull_request", null, "cannot be read"],
  ["a payload of another event", "pull_request", payloadOf("push"), "its payload has no pull_request"],
];

test.each(events)("%s: the images are checked, and a line says what is odd", (_, event, payload, why) => {
  const step = run({ tree: fixed, event, payload: payload ?? null });
  clean(step);
  expect(step).toMatchObject({ exitCode: 0, annotations: [] });
  const remarks = step.log.filter((line) => line.includes("is treated like workflow_dispatch"));
  expect(remarks).toEqual(why === undefined ? [] : [expect.stringContaining(why)]);
});

const inputs: readonly [Readonly<Record<string, string>>, readonly string[]][] = [
  [
    { "fail-on": "errors" },
    [
      'error the input fail-on is "errors", but must be one of: error, warning, notice, never; did you mean "error"?',
    ],
  ],
  [
    { "working-directory": "../x" },
    ['error the input working-directory is "../x", but must be a folder in the workspace'],
  ],
  [
    { scope: "x", suggestions: "y" },
    [
      'error the input scope is "x", but must be one of: changed, all',
      'error the input suggestions is "y", but must be one of: true, false',
    ],
  ],
  [{ policy: "nowhere.yml" }, ["error there is no policy file nowhere.yml"]],
  [{ images: "nowhere/**" }, ['error the input images: there is no Dockerfile under "nowhere/**"']],
  [
    { "working-directory": "nowhere" },
    ["error there is no folder nowhere in the checkout: see the input working-directory"],
  ],
];

test.each(inputs)("the inputs %j are refused, a line each", (given, lines) => {
  const step = run({ tree: fixed, inputs: given });
  clean(step);
  expect(step.exitCode).toBe(2);
  expect(step.annotations.map(({ level, message }) => `${level} ${message}`)).toEqual(lines);
  expect(step.outputs).toEqual({ conclusion: "failure" });
  const listed = lines.map((line) => `- ${plain(line.replace("error ", ""))}\n`);
  expect(step.summary).toBe(`## ❌ Keelcheck could not check anything\n\n${listed.join("")}`);
});

test("what was asked for and cannot be had is said, in the log and the summary, and loses nothing else", () => {
  const files = { ".github/keelcheck.yml": "check-run: true\nsuggestions: true\nsarif: ../a.sarif\n" };
  const step = run({ tree: fixed, files, event: "workflow_dispatch" });
  const lost = [
    "no check run was created: no token was given",
    "no SARIF file was written: ../a.sarif is not in the workspace",
  ];
  for (const line of lost) {
    expect(step.log).toContain(line);
    expect(step.summary).toContain(line.slice(0, line.indexOf(":")));
  }
  expect(step.exitCode).toBe(0);
  expect(step.outputs["sarif"]).toBeUndefined();
});

test("a folder that is not there is one line", () => {
  const step = run({ tree: fixed, inputs: { "working-directory": "not/there" } });
  clean(step);
  expect(step.exitCode).toBe(2);
  expect(said(step)).toEqual([expect.stringContaining("not/there")]);
  expect(step.annotations).toHaveLength(1);
});

test("a bad policy is annotated at its line", () => {
  const step = run({ tree: fixed, files: { ".github/keelcheck.yml": "runtime: docker\nfail-onn: error\n" } });
  clean(step);
  expect(step.exitCode).toBe(2);
  expect(seenAt(step)).toEqual([".github/keelcheck.yml:2:1-9 error policy"]);
  expect(step.annotations[0]?.message).toContain('"fail-on"');
  expect(said(step)).toEqual(["error the policy cannot be used: 1 error in it"]);
});

test("a bad policy of a sub-folder is annotated from the repo's root", () => {
  const files = { "sites/.github/keelcheck.yml": "- x\n", "sites/images/web/Dockerfile": "FROM scratch\n" };
  const step = run({ files, inputs: { "working-directory": "sites" } });
  expect(seenAt(step)[0]).toMatch(/^sites\/\.github\/keelcheck\.yml:1:/);
});

test("a policy that an input names goes before the repo's", () => {
  const files = { ".github/keelcheck.yml": "x: y\n", "ci/policy.yml": "fail-on: never\n" };
  const step = run({ tree: incident, files, inputs: { policy: "ci/policy.yml" } });
  clean(step);
  expect(step).toMatchObject({ exitCode: 0, outputs: { conclusion: "success" } });
  expect(Number(step.outputs["errors"])).toBeGreaterThan(0);
});

test("fail-on: never passes and still annotates", () => {
  const step = run({ tree: incident, inputs: { "fail-on": "never" } });
  clean(step);
  expect(step).toMatchObject({ exitCode: 0, outputs: { conclusion: "success" } });
  expect(seenAt(step).length).toBeGreaterThan(0);
});

test("a repo without images passes with a warning", () => {
  const step = run({ files: { "README.md": "# nothing\n" } });
  clean(step);
  expect(step.exitCode).toBe(0);
  expect(said(step)).toEqual([expect.stringMatching(/^warning no Dockerfile was found/)]);
});

test("names and contents that look like commands are no commands", () => {
  const name = "a\n::error::x ##[error]x";
  const dockerfile =
    'FROM debian:12-slim\nLABEL a="::error::x ##[error]x"\nCOPY ##[error]x.conf /etc/\nUSER ::error::x\nCMD ["x"]\n';
  const files = {
    [`deployment/images/web/${name}.conf`]: "user root;\r::error::x\n##[error]x;\n",
    [`deployment/images/web/${name}.bak`]: "x",
    "deployment/images/##[error]x/Dockerfile": dockerfile,
    "deployment/images/web/Dockerfile": dockerfile,
    "deployment/images/web/README.md":
      "# ::error::x\n\n##[error]x @everyone #1 ![x](https://example.org/x.png)\n",
  };
  const step = run({ files });
  clean(step);
  expect(step.others).toEqual(["group", "endgroup"]);
  const known = new Set(reportOf(step).map(({ rule }) => rule));
  for (const { path, title } of step.annotations) if (path !== undefined) expect(known).toContain(title);
  expect(said(step).filter((line) => /^\w+ x/.test(line))).toEqual([]);
  expect(htmlOf(step.summary)).not.toContain("<img");
});

test("without the runner's files the step still says what it found", () => {
  const env = {
    GITHUB_OUTPUT: "/nowhere/output",
    GITHUB_STEP_SUMMARY: "/nowhere/summary",
    RUNNER_TEMP: "/nowhere",
  };
  const step = run({ tree: incident, env });
  expect(step.exitCode).toBe(1);
  expect(step.stderr).toBe("");
  expect(seenAt(step).length).toBeGreaterThan(0);
  expect(step.log).toContain(
    "the output conclusion could not be set: the file in GITHUB_OUTPUT does not exist",
  );
  expect(step.log).toContain("the report could not be written: the folder in RUNNER_TEMP does not exist");
  expect(step.log.filter((line) => line.startsWith("the job summary could not be written"))).toHaveLength(1);
});
