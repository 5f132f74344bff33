import { describe, expect, test } from "vitest";
import type { Report } from "../../src/facts.ts";
import { colors } from "../../src/report/colors.ts";
import { type TextStyle, textReport } from "../../src/report/text/report.ts";
import { changeReport } from "./change-of.ts";
import { findingOf, imageOf, placeOf, reportOf } from "./report-of.ts";

const CONF = "deployment/images/web/nginx.conf";
const TEXT = "# 日本語\nuser root;\nevents {}\nhttp {\n\tserver {\n\t\tlisten\t80;\n\t}\n}\n";
const DOCKERFILE = "deployment/images/web/Dockerfile";
const DOCKER = "FROM debian:12-slim\nRUN useradd -r web\nCOPY nginx.conf /etc/nginx/nginx.conf\n";

const incident = reportOf({
  remarks: ["2 images found in deployment/images"],
  images: [imageOf("api"), imageOf("web"), imageOf("clean")],
  findings: [
    findingOf({
      rule: "user/created-unused",
      severity: "warning",
      message: 'user "web" is created here and nothing uses it',
      at: placeOf(DOCKERFILE, DOCKER, "useradd -r web"),
      images: ["web"],
    }),
    findingOf({
      rule: "layout/backup-file",
      severity: "notice",
      message: "this looks like a backup, git keeps the old versions",
      at: placeOf("deployment/images/web/a\u202e.bak", ""),
      images: ["web"],
    }),
    findingOf({
      message: "the workers of nginx run as root, a user of their own is wanted",
      at: placeOf(CONF, TEXT, "root"),
      images: ["api", "web"],
      help: "write `user web;`, the user that the Dockerfile makes",
      helpLines: ["or ask for nginx.user: any in the policy"],
      related: [
        { at: placeOf(DOCKERFILE, DOCKER, "useradd"), note: 'the user "web" is created here' },
        { at: placeOf("deployment/images/web/README.md", ""), note: "nothing is said of it here" },
      ],
    }),
    findingOf({ message: "the same rule again", at: placeOf(CONF, TEXT, "80"), images: ["web"] }),
  ],
});

const plain: TextStyle = { colors: colors(false) };

test("a report as it stands in a file", () => {
  expect(textReport(incident, plain)).toMatchSnapshot();
});

test("what a page says is shown without the lines next to it", () => {
  const at = placeOf("deployment/images/web/README.md", "# Web\n\n| a | 1 |\n| b | 2 |\n| c | 3 |\n", "2");
  const page = findingOf({ rule: "docs/wrong-value", message: "b is 3 in the image, not 2", at });
  const conf = findingOf({ message: "root", at: placeOf(CONF, TEXT, "root") });
  const rows = textReport(reportOf({ findings: [page, conf] }), plain).match(/^.*│.*$/gm);
  expect(rows).toEqual([
    "      1 │ # 日本語",
    "    > 2 │ user root;",
    "        │      ^^^^",
    "      3 │ events {}",
    "    > 4 │ | b | 2 |",
    "        │       ^",
  ]);
});

test("findings of pages say a way out once, and nothing of the images that share the page", () => {
  const text = "| a | 1 |\n| b | 2 |\n";
  const of = (what: string, more: object) =>
    findingOf({
      at: placeOf("deployment/images/web/README.md", text, what),
      help: "write the image's value",
      images: ["web/1", "web/2"],
      ...more,
    });
  const page = { rule: "docs/wrong-value", ofWholeFolder: true } as const;
  const pages = textReport(reportOf({ findings: [of("1", page), of("2", page)] }), plain);
  expect(pages.match(/help: .*|in 2 images: .*/g)).toEqual(["help: write the image's value"]);
  const servers = textReport(reportOf({ findings: [of("1", {}), of("2", {})] }), plain);
  expect(servers.match(/help: .*|in 2 images: .*/g)).toHaveLength(4);
});

test("a report on a narrow terminal with colours", () => {
  expect(textReport(incident, { colors: colors(true), columns: 50 })).toMatchSnapshot();
});

test("a narrow terminal breaks no line of words beyond its width", () => {
  // The closing line is left to the terminal.
  const lines = textReport(incident, { ...plain, columns: 60 })
    .split("\n")
    .slice(0, -2);
  expect(lines.filter((line) => line.length > 60 && !/https:|^\s+deployment/.test(line))).toEqual([]);
});

describe("the closing line", () => {
  const images = [imageOf("a"), imageOf("b"), imageOf("c")];
  const error = findingOf({ images: ["a"] });
  test.each<[expected: string, report: Partial<Report>]>([
    ["nothing to report in 3 images", { images }],
    ["nothing to report in 1 image", { images: [imageOf("a")] }],
    ["nothing to report in 0 images", {}],
    ["1 error in 1 image; 2 images have nothing to report", { images, findings: [error] }],
    ["1 error; 3 images have nothing to report", { images, findings: [findingOf({})] }],
    [
      "2 errors in 2 images; 1 image has nothing to report",
      { images, findings: [error, findingOf({ images: ["b"] })] },
    ],
    [
      "1 error, 1 warning, 2 notices in 3 images",
      {
        images,
        findings: [
          error,
          findingOf({ severity: "warning", images: ["b"] }),
          findingOf({ severity: "notice", images: ["c"] }),
          findingOf({ severity: "notice", images: ["a"] }),
        ],
      },
    ],
  ])("%s", (expected, report) => {
    expect(textReport(reportOf(report), plain).trimEnd().split("\n").at(-1)).toBe(expected);
  });
});

test.each<[count: number, line: string]>([
  [2, "in 2 images: i0, i1"],
  [7, "in 7 images: i0, i1, i2, i3, i4, i5, i6"],
  [9, "in 9 images: i0, i1, i2, i3, i4, i5 and 3 more"],
])("a finding of %i images names them", (count, line) => {
  const images = Array.from({ length: count }, (_, index) => `i${index}`);
  expect(textReport(reportOf({ findings: [findingOf({ images })] }), plain)).toContain(`\n    ${line}\n`);
});

test("nothing of the repo reaches the terminal as a control", () => {
  const evil = "\u001b[31m\u202e\u0007";
  const findings = [
    findingOf({
      at: placeOf(`${evil}.conf`, `${evil}x`, "x"),
      message: evil,
      help: evil,
      images: [evil, "b"],
      related: [{ at: placeOf(evil, ""), note: evil }],
    }),
  ];
  const text = textReport(reportOf({ findings, remarks: [evil] }), plain);
  expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

test("of a change what it brings and what it mends; what was there before is counted", () => {
  expect(textReport(changeReport(), plain)).toMatchSnapshot();
});

test.each<[what: string, report: Report, line: string]>([
  [
    "nothing new",
    changeReport({ fixed: [] }, { findings: [], waived: [] }),
    "since main: nothing wrong introduced",
  ],
  [
    "a scope in which all count",
    changeReport({ scope: "all" }),
    "since main: 1 error introduced, 1 existing finding that counts as well, 1 fixed",
  ],
])("the last line of a change with %s", (_what, report, line) => {
  expect(textReport(report, plain).trimEnd().split("\n").at(-1)).toBe(line);
});

test("where existing findings count they are shown", () => {
  const text = textReport(changeReport({ scope: "all" }), plain);
  expect(text).toContain("the README says 8080");
});

test("a thousand fixed findings are named in part", () => {
  const fixed = Array.from({ length: 1000 }, () => findingOf({}));
  const text = textReport(changeReport({ fixed }), plain);
  expect(text.match(/^fixed /gm)).toHaveLength(50);
  expect(text).toContain("\nand 950 more fixed\n");
});
