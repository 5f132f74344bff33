import { expect, test } from "vitest";
import type { Finding } from "../../src/finding.ts";
import { colors } from "../../src/report/colors.ts";
import { gathered } from "../../src/report/gathered.ts";
import { githubCommands } from "../../src/report/github.ts";
import { byWeight } from "../../src/report/order.ts";
import { summary } from "../../src/report/summary/summary.ts";
import { textReport } from "../../src/report/text/report.ts";
import { readStep } from "../e2e/runner-commands.ts";
import { findingOf, imageOf, placeOf, reportOf } from "./report-of.ts";

const of = (rule: string, finding: Partial<Finding> = {}) =>
  findingOf({ rule, message: `${rule} is wrong`, key: rule, ...finding });

const missing = (name: string, finding: Partial<Finding> = {}) =>
  of("docs/readme-missing", {
    at: placeOf(`images/${name}/Dockerfile`, "FROM nginx\n", "nginx"),
    message: `there is no images/${name}/README.md`,
    images: [name],
    several: { what: "image folders have no README", name: `images/${name}`, help: "write one in each" },
    ...finding,
  });

const names = ["api", "cache", "db", "mail", "shop", "web"];
const six = names.map((name) => missing(name));
const text = (findings: readonly Finding[]) => textReport(reportOf({ findings }), { colors: colors(false) });
const annotations = (findings: readonly Finding[]) =>
  readStep(githubCommands(reportOf({ findings }))).annotations;

test("severity first, then what the change brings, then what runs, the layout, the pages", () => {
  const findings = [
    of("docs/stale", { severity: "error" }),
    of("layout/symlink"),
    of("files/not-owned"),
    of("ports/conflict"),
    of("nginx/syntax"),
    of("apache/syntax"),
    of("user/missing"),
    of("fact/unreadable"),
    of("policy/weakened"),
    of("user/missing", { novelty: "existing" }),
    of("user/missing", { severity: "warning" }),
    of("fact/unknown", { severity: "notice" }),
    of("docs/markdown", { severity: "notice" }),
  ];
  const shown = findings.toSorted(byWeight).map(({ rule, severity }) => `${severity} ${rule}`);
  expect(shown).toEqual([
    "error policy/weakened",
    "error fact/unreadable",
    "error user/missing",
    "error apache/syntax",
    "error nginx/syntax",
    "error ports/conflict",
    "error files/not-owned",
    "error layout/symlink",
    "error docs/stale",
    "error user/missing",
    "warning user/missing",
    "notice docs/markdown",
    "notice fact/unknown",
  ]);
});

test("five of a kind stand alone, and six are one that names them all", () => {
  expect(gathered(six.slice(1)).every(({ all }) => all === undefined)).toBe(true);
  const [one, ...others] = gathered([...six, of("user/missing")]);
  expect(one?.all).toMatchObject({ message: "6 image folders have no README", names, within: "images" });
  expect(others.map(({ finding }) => finding.rule)).toEqual(["user/missing"]);
});

test("what is waived, or the base had already, is not counted with the others", () => {
  const [first] = six;
  if (first === undefined) throw new Error("there are six");
  const old: Finding = { ...first, novelty: "existing" };
  expect(gathered([old, ...six.slice(1)]).every(({ all }) => all === undefined)).toBe(true);
});

test("the log names all of them under their folder", () => {
  expect(text(six)).toBe(
    [
      "images",
      "",
      "  error  6 image folders have no README  docs/readme-missing",
      "",
      "    api, cache, db, mail, shop, web",
      "    help: write one in each",
      "",
      "6 errors",
      "",
    ].join("\n"),
  );
});

test("an annotation names all of them, at the place of the first", () => {
  const [one, ...others] = annotations(six);
  expect(others).toEqual([]);
  expect(one).toMatchObject({ path: "images/api/Dockerfile", line: 1 });
  expect(one?.message).toContain(
    "6 image folders have no README in images: api, cache, db, mail, shop and web\nwrite one in each",
  );
});

test("documentation takes three of nine slots while others wait, and all that are left otherwise", () => {
  const pages = Array.from({ length: 12 }, (_, index) =>
    of("docs/stale", { key: `${index}`, message: `${index}` }),
  );
  const servers = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      of("nginx/syntax", { key: `${index}`, message: `${index}`, novelty: "existing" }),
    );
  const taken = (count: number) =>
    annotations([...servers(count), ...pages]).filter(
      ({ level, title }) => level === "error" && title === "docs/stale",
    ).length;
  expect(taken(0)).toBe(9);
  expect(taken(2)).toBe(7);
  expect(taken(8)).toBe(3);
  expect(taken(20)).toBe(3);
});

test("the summary of many images begins with a table by rule, and says equal findings once", () => {
  const images = Array.from({ length: 12 }, (_, index) => `i${index}`);
  const fix = { title: "add it", safe: true, edits: [] };
  const findings = images.map((name, index) =>
    of("user/missing", {
      at: placeOf(`images/${name}/Dockerfile`, "FROM nginx\n", "nginx"),
      severity: "warning",
      images: [name],
      ...(index < 2 ? { fix } : {}),
    }),
  );
  const report = reportOf({
    findings: [...six, ...findings],
    images: [...images, ...names].map((name) => imageOf(name, { path: `images/${name}` })),
  });
  const page = summary(report, { failed: true });
  const [head = "", ...rows] = page.split("\n").filter((line) => line.startsWith("| "));
  expect(head).toBe("| | Rule | Findings | Images | Fixable |");
  expect(rows.slice(1, 3)).toEqual([
    "| ❌&nbsp;error | docs/readme-missing | 6 | 6 | 0 |",
    "| ⚠️&nbsp;warning | user/missing | 12 | 12 | 2 |",
  ]);
  expect(page.match(/user\/missing is wrong/g)).toHaveLength(1);
  expect(page).toContain("in <code>api</code>, <code>cache</code>, <code>db</code>");
  expect(page).toContain("<br>and 11 more places");
});

test("a run of many findings ends with a table by rule", () => {
  const many = Array.from({ length: 19 }, (_, index) =>
    of("user/missing", { key: `${index}`, images: [`${index % 4}`] }),
  );
  expect(text(many)).not.toContain("findings  images");
  const lines = text([...many, of("docs/stale", { severity: "notice" })]).split("\n");
  expect(lines.slice(-6)).toEqual([
    "findings  images  fixable  severity  rule",
    "      19       4        0  error     user/missing",
    "       1       0        0  notice    docs/stale",
    "",
    "19 errors, 1 notice",
    "",
  ]);
});
