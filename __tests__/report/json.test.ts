import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { checkSchemaText } from "../../src/report/json/check-schema.ts";
import { inspectChangeSchemaText } from "../../src/report/json/inspect-schema.ts";
import { jsonChanges, jsonReport } from "../../src/report/json/report.ts";
import { changeReport, images } from "./change-of.ts";
import { findingOf, imageOf, placeOf, reportOf } from "./report-of.ts";

const valid = new Ajv({ allErrors: true }).compile(JSON.parse(checkSchemaText()));

const text = "a\n日本 user root;\nb\n";
const report = reportOf({
  remarks: ["1 image found"],
  images: [imageOf("web")],
  findings: [
    findingOf({
      at: placeOf("a.conf", text, "root;\nb"),
      images: ["web"],
      help: "name a user",
      related: [{ at: placeOf("b.conf", text), note: "here" }],
      fix: {
        title: "name web",
        safe: true,
        edits: [
          { replace: placeOf("a.conf", text, "root"), text: "web" },
          { replace: placeOf("a.conf", text), text: "" },
          { create: "b.conf", text: "x" },
          { rename: "c.conf", to: "d.conf" },
          { remove: "e.conf" },
          { chmod: "f.sh", executable: true },
        ],
      },
    }),
    findingOf({ rule: "layout/backup-file", severity: "notice", at: placeOf("a.bak", ""), key: "a.bak" }),
  ],
});

test("a report as JSON", () => {
  expect(jsonReport(report, "failure")).toMatchSnapshot();
});

test("columns are UTF-16 units from 1, the end is behind the last character", () => {
  const [first] = JSON.parse(jsonReport(report, "failure")).findings;
  expect(first).toMatchObject({ line: 2, column: 9, endLine: 3, endColumn: 2 });
  expect(first).not.toHaveProperty("wholeFile");
});

test("a file as a whole is its line 1, column 1, and says so", () => {
  const [, second] = JSON.parse(jsonReport(report, "failure")).findings;
  expect(second).toMatchObject({ line: 1, column: 1, endLine: 1, endColumn: 1, wholeFile: true });
});

test.each([
  ["with findings", jsonReport(report, "failure")],
  ["without", jsonReport(reportOf({}), "success")],
  ["of a change", jsonReport(changeReport(), "failure")],
])("a report %s is what the schema says", (_what, json) => {
  valid(JSON.parse(json));
  expect(valid.errors).toBeNull();
});

test("a report of a change says what it brings, what it mends, what is waived and what the images become", () => {
  const { waived, comparison, findings } = JSON.parse(jsonReport(changeReport(), "failure"));
  expect(findings.map(({ novelty }: { novelty: string }) => novelty)).toEqual(["existing", "introduced"]);
  expect(waived[0].waiver).toMatchObject({
    reason: "it has to mount",
    until: "2031-01-31",
    added: true,
    line: 1,
  });
  expect(comparison).toMatchObject({
    base: "main",
    introduced: { errors: 1, warnings: 0, notices: 0 },
    existing: { errors: 0, warnings: 1, notices: 0 },
    fixed: [{ message: "the log belonged to root", file: "b/old.conf" }],
  });
  expect(comparison.images[3]).toMatchInlineSnapshot(`
    {
      "facts": [
        {
          "after": "root",
          "before": "web",
          "fact": "nginx worker user",
        },
        {
          "after": "0.0.0.0:80, [::]:80",
          "before": "0.0.0.0:8080, [::]:8080",
          "fact": "nginx listens on",
        },
        {
          "after": "/etc/nginx/sites-enabled/default as well",
          "before": null,
          "fact": "nginx loads",
        },
        {
          "after": "80, 8080",
          "before": "8080",
          "fact": "exposes",
        },
      ],
      "kind": "changed",
      "name": "web",
      "path": "deployment/images/web",
    }
  `);
});

test("a waiver changes the fingerprint of no finding", () => {
  const findings = ["a", "b"].map((message) => findingOf({ message }));
  const [first, second] = findings;
  if (first === undefined || second === undefined) throw new Error("two findings");
  const waiver = { rule: first.rule, reason: "x", at: first.at };
  const whole = JSON.parse(jsonReport(reportOf({ findings }), "failure"));
  const waived = reportOf({ findings: [second], waived: [{ finding: first, waiver }] });
  const part = JSON.parse(jsonReport(waived, "failure"));
  expect([part.waived[0].finding.fingerprint, part.findings[0].fingerprint]).toEqual(
    whole.findings.map(({ fingerprint }: { fingerprint: string }) => fingerprint),
  );
});

test("the facts before and after are what their schema says", () => {
  const check = new Ajv({ allErrors: true }).compile(JSON.parse(inspectChangeSchemaText()));
  const data = JSON.parse(jsonChanges({ base: "main", images }));
  check(data);
  expect(check.errors).toBeNull();
  expect(data.images.slice(1, 3)).toMatchObject([
    { before: { name: "old" }, after: null },
    { before: null, after: { name: "shop" } },
  ]);
  delete data.images[0].after;
  expect(check(data)).toBe(false);
});

test.each<[what: string, change: (report: { version: number; findings: Record<string, unknown>[] }) => void]>(
  [
    ["another version", (one) => Object.assign(one, { version: 2 })],
    ["a finding without its rule", (one) => delete one.findings[0]?.rule],
    ["a line 0", (one) => Object.assign(one.findings[0] ?? {}, { line: 0 })],
    ["another severity", (one) => Object.assign(one.findings[0] ?? {}, { severity: "fatal" })],
  ],
)("the schema refuses %s", (_what, change) => {
  const data = JSON.parse(jsonReport(report, "failure"));
  change(data);
  expect(valid(data)).toBe(false);
});

test("bidi characters are escapes in the text and themselves in the data", () => {
  const json = jsonReport(
    reportOf({ findings: [findingOf({ message: "x\u202ey\u{e0041}\u009b" })] }),
    "success",
  );
  expect(json).toContain("x\\u202ey\\udb40\\udc41\\u009b");
  expect(JSON.parse(json).findings[0].message).toBe("x\u202ey\u{e0041}\u009b");
});
