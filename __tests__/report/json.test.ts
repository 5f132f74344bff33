import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { checkSchemaText } from "../../src/report/check-schema.ts";
import { jsonReport } from "../../src/report/json.ts";
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
      fix: { title: "name web", safe: true, edits: [] },
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
])("a report %s is what the schema says", (_what, json) => {
  valid(JSON.parse(json));
  expect(valid.errors).toBeNull();
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
