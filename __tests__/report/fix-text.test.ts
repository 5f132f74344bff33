import { expect, test } from "vitest";
import type { FileChange } from "../../src/facts.ts";
import type { Edit, Finding } from "../../src/finding.ts";
import { colors } from "../../src/report/colors.ts";
import { type FixReport, fixText } from "../../src/report/text/fix.ts";
import { sourceFile } from "../../src/source.ts";

const plain = { before: false, after: false };
const conf = sourceFile("web/a.conf", "user root;\nlisten 80;\n");
const docker = sourceFile("web/Dockerfile", "FROM nginx\n");

interface Wrong {
  readonly file?: typeof conf;
  readonly span?: { readonly start: number; readonly end: number };
  readonly title?: string;
  readonly safe?: boolean;
  readonly edits?: readonly Edit[];
}

function finding(rule: string, { file = conf, span, title, safe = true, edits }: Wrong = {}): Finding {
  const own = [{ replace: { file, ...(span && { span }) }, text: "" }];
  return {
    rule,
    key: "",
    severity: "error",
    images: ["web"],
    at: { file, ...(span && { span }) },
    message: "wrong",
    ...(title !== undefined && { fix: { title, safe, edits: edits ?? own } }),
  };
}

function report(plan: Partial<FixReport["plan"]>, more: Partial<FixReport> = {}): FixReport {
  const empty = { changes: [], applied: [], followed: [], refused: [], remaining: [] };
  return { plan: { ...empty, ...plan }, dryRun: false, unsafe: false, remarks: [], ...more };
}

const changed: FileChange = {
  path: "web/a.conf",
  before: conf.text,
  after: "user web;\nlisten 80;\n",
  executable: plain,
};
const user = finding("nginx/user-root", { span: { start: 5, end: 9 }, title: "serve as web" });

const reports: readonly (readonly [what: string, report: FixReport, lines: readonly string[]])[] = [
  ["nothing", report({}), ["nothing to fix"]],
  [
    "each file with its fixes",
    report(
      {
        changes: [
          changed,
          { path: "web/b.bak", before: "x\n", executable: plain },
          { path: "web/new", after: "x\n", executable: plain },
          {
            path: "web/run.sh",
            from: "web/run",
            before: "#!\n",
            after: "#!\n",
            executable: { before: false, after: true },
          },
        ],
        applied: [
          user,
          finding("docs/readme-missing", {
            file: docker,
            span: { start: 0, end: 4 },
            title: "write it",
            edits: [{ create: "web/new", text: "x\n" }],
          }),
          finding("layout/backup-file", {
            file: sourceFile("web/b.bak", "x\n"),
            title: "delete it",
            edits: [{ remove: "web/b.bak" }],
          }),
          finding("layout/file-mode", {
            file: docker,
            title: "let it run",
            edits: [
              { rename: "web/run", to: "web/run.sh" },
              { chmod: "web/run", executable: true },
            ],
          }),
        ],
        followed: [
          finding("docs/undocumented", {
            span: { start: 5, end: 9 },
            title: "tell it",
            edits: [{ replace: { file: sourceFile("web/new", "") }, text: "" }],
          }),
        ],
      },
      { remarks: ["4 images found"] },
    ),
    [
      "4 images found",
      "",
      "web/a.conf",
      "  1:6  serve as web  nginx/user-root",
      "web/b.bak (removed)",
      "  delete it  layout/backup-file",
      "web/new (new)",
      "  web/Dockerfile:1:1  write it  docs/readme-missing",
      "  web/a.conf:1:6  tell it  docs/undocumented, because of another fix",
      "web/run -> web/run.sh (executable)",
      "  web/Dockerfile  let it run  layout/file-mode",
      "",
      "4 findings fixed in 4 files",
    ],
  ],
  [
    "one line for one fix of two findings",
    report({ changes: [changed], applied: [user, { ...user, key: "other" }] }),
    ["web/a.conf", "  1:6  serve as web  nginx/user-root (2 findings)", "", "2 findings fixed in 1 file"],
  ],
  [
    "what was refused, and what remains",
    report({
      changes: [changed],
      applied: [user],
      refused: [
        {
          finding: finding("nginx/x", { span: { start: 11, end: 17 }, title: "write y" }),
          why: "it would introduce nginx/z at web/a.conf:2:1",
        },
      ],
      remaining: [
        finding("nginx/x", { title: "write y" }),
        finding("nginx/u", { title: "t", safe: false }),
        finding("nginx/n"),
        finding("nginx/m"),
      ],
    }),
    [
      "web/a.conf",
      "  1:6  serve as web  nginx/user-root",
      "",
      "1 fix was not applied",
      "  web/a.conf:2:1  write y  nginx/x",
      "      it would introduce nginx/z at web/a.conf:2:1",
      "",
      "1 finding fixed in 1 file",
      "1 unsafe fix was skipped: keelcheck fix --unsafe --dry-run shows it",
      "2 findings have no fix: keelcheck check shows them",
    ],
  ],
  [
    "only unsafe ones",
    report({
      remaining: [finding("a/b", { title: "t", safe: false }), finding("a/c", { title: "t", safe: false })],
    }),
    ["no fix was applied", "2 unsafe fixes were skipped: keelcheck fix --unsafe --dry-run shows them"],
  ],
  [
    "text of the repo is shown, not obeyed",
    report(
      {
        changes: [
          {
            path: "web/\x1b[31m.conf",
            before: "a\x1b[2J\r\n\tb\n::error::c\n",
            after: "a\u202e\r\n\tb\n::error::c\n",
            executable: plain,
          },
        ],
        applied: [finding("a/b", { title: "write \x1b[0m" })],
        refused: [{ finding: finding("a/c", { title: "x\ny" }), why: "it would\rbring" }],
      },
      { dryRun: true },
    ),
    [
      'diff --git "a/web/\\033[31m.conf" "b/web/\\033[31m.conf"',
      '--- "a/web/\\033[31m.conf"',
      '+++ "b/web/\\033[31m.conf"',
      "@@ -1,3 +1,3 @@",
      "-a\\x1b[2J",
      "+a\\u{202e}",
      "    b",
      " \\::error::c",
      "",
      "1 fix was not applied",
      "  web/a.conf  x\\ny  a/c",
      "      it would\\rbring",
      "",
      "1 finding would be fixed in 1 file",
    ],
  ],
];

test.each(reports)("%s", (_what, input, lines) => {
  expect(fixText(input, colors(false)).split("\n")).toEqual([...lines, ""]);
});

test("the diff is painted", () => {
  const text = fixText(report({ changes: [changed], applied: [user] }, { dryRun: true }), colors(true));
  expect(text).toContain("\x1b[31m-user root;\x1b[39m");
  expect(text).toContain("\x1b[32m+user web;\x1b[39m");
});
