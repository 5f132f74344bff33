import { gzipSync } from "node:zlib";
import { Ajv } from "ajv";
import type { Log, Result, Run } from "sarif";
import { expect, test } from "vitest";
import type { Report } from "../../src/facts.ts";
import type { Edit, Finding } from "../../src/finding.ts";
import { type SarifOptions, sarifReport } from "../../src/report/sarif/report.ts";
import { changeReport } from "./change-of.ts";
import { findingOf, placeOf, reportOf } from "./report-of.ts";
import { sarifSchema } from "./sarif-schema.ts";

const valid = new Ajv({ allErrors: true }).compile(sarifSchema);

/** The one run of a report's SARIF, which must be what the schema says. */
function runOf(report: Report, options: Partial<SarifOptions> = {}): Run {
  const log: Log = JSON.parse(sarifReport(report, { version: "1.2.3", ...options }));
  valid(log);
  expect(valid.errors).toBeNull();
  const [run] = log.runs;
  if (run === undefined) throw new Error("there is no run");
  return run;
}

function resultOf(finding: Partial<Finding>, options: Partial<SarifOptions> = {}): Result {
  const [result] = runOf(reportOf({ findings: [findingOf(finding)] }), options).results ?? [];
  if (result === undefined) throw new Error("there is no result");
  return result;
}

test("a report of a change as SARIF", () => {
  const source = { repository: "https://github.com/acme/deploy", commit: "c0ffee" };
  const options = { version: "1.2.3", homepage: "https://example.org", source };
  expect(sarifReport(changeReport(), options)).toMatchSnapshot();
});

test.each<[what: string, report: Report]>([
  ["of a change", changeReport()],
  ["without findings", reportOf({})],
  ["with remarks", reportOf({ remarks: ["1 image found"] })],
  ["of a rule that nobody knows", reportOf({ findings: [findingOf({ rule: "policy/broken" })] })],
])("a report %s is what the schema says", (_what, report) => {
  expect(runOf(report).tool.driver.name).toBe("Keelcheck");
});

test("introduced before existing before waived, worst first", () => {
  const results = runOf(changeReport()).results ?? [];
  expect(
    results.map(({ ruleId, baselineState, suppressions }) => [ruleId, baselineState, suppressions?.length]),
  ).toEqual([
    ["nginx/user-root", "new", undefined],
    ["docs/wrong-value", "unchanged", undefined],
    ["user/final-root", "new", 1],
  ]);
});

test("nothing is called new where nothing was compared", () => {
  expect(resultOf({})).not.toHaveProperty("baselineState");
});

test("columns are UTF-16 units from 1, the end is behind the last character", () => {
  const at = placeOf("a.conf", "a\n日本🦊 user root;\nb\n", "root;\nb");
  expect(resultOf({ at }).locations?.[0]?.physicalLocation?.region).toEqual({
    startLine: 2,
    startColumn: 11,
    endLine: 3,
    endColumn: 2,
  });
});

test("a file as a whole is its first line, for GitHub shows nothing without one", () => {
  expect(resultOf({ at: placeOf("a.bak", "") }).locations?.[0]?.physicalLocation?.region).toEqual({
    startLine: 1,
  });
});

test.each<[path: string, prefix: string | undefined, uri: string]>([
  ["a b/ü#?.conf", undefined, "a%20b/%C3%BC%23%3F.conf"],
  ["c:x/%41.conf", "", "c%3Ax/%2541.conf"],
  ["a.conf", "examples/in cident", "examples/in%20cident/a.conf"],
  ["../policy.yml", "sub", "policy.yml"],
  ["\ud800.conf", undefined, "%EF%BF%BD.conf"],
])("the path %j below %j is %s", (path, pathPrefix, uri) => {
  const options = pathPrefix === undefined ? {} : { pathPrefix };
  const result = resultOf({ at: placeOf(path, "x", "x") }, options);
  expect(result.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(uri);
});

test("the message says what to do and links to the related places", () => {
  const related = [{ at: placeOf("b.conf", "y", "y"), note: "copied [here](1) by {0}" }];
  const result = resultOf({
    message: "see [x](1) and {0} or { 1 }\u202e",
    help: "do this",
    helpLines: ["and that"],
    related,
  });
  expect(result.message.text).toBe(
    "see \\[x](1) and {{0}} or { 1 }\\u{202e}\ndo this\nand that\n[copied \\[here\\](1) by {{0}}](1)",
  );
  expect(result.relatedLocations?.map(({ id }) => id)).toEqual([1]);
});

test("many related places are cut", () => {
  const related = Array.from({ length: 500 }, () => ({ at: placeOf("b", "y", "y"), note: "here" }));
  expect(resultOf({ related }).relatedLocations).toHaveLength(100);
});

const text = "user root;\n";
const replace: Edit = { replace: placeOf("a.conf", text, "root"), text: "web" };

test.each<[what: string, edits: readonly Edit[], changes: unknown]>([
  [
    "a replacement",
    [replace],
    [["a.conf", { startLine: 1, startColumn: 6, endLine: 1, endColumn: 10 }, "web"]],
  ],
  [
    "a deletion of a whole file's text",
    [{ replace: placeOf("a.conf", text), text: "" }],
    [["a.conf", { startLine: 1, startColumn: 1, endLine: 2, endColumn: 1 }, undefined]],
  ],
  [
    "a new file",
    [{ create: "b.conf", text: "x" }],
    [["b.conf", { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }, "x"]],
  ],
  ["nothing of a fix that also renames", [replace, { rename: "a", to: "b" }], undefined],
  ["nothing of one that removes", [{ remove: "a" }, replace], undefined],
  ["nothing of one that sets a mode", [replace, { chmod: "a", executable: true }], undefined],
  ["nothing of one without edits", [], undefined],
])("fixes: %s", (_what, edits, changes) => {
  const { fixes } = resultOf({ fix: { title: "mend it", safe: true, edits } });
  const said = fixes?.[0]?.artifactChanges.flatMap(({ artifactLocation, replacements }) =>
    replacements.map((one) => [artifactLocation.uri, one.deletedRegion, one.insertedContent?.text]),
  );
  expect(said).toEqual(changes);
});

test("edits of one file are one change of it", () => {
  const { fixes } = resultOf({
    fix: { title: "x", safe: true, edits: [replace, { ...replace, text: "b" }] },
  });
  expect(fixes?.[0]?.artifactChanges.map(({ replacements }) => replacements.length)).toEqual([2]);
});

test("a waiver in the finding's own file is in the source, one of the policy is not", () => {
  const finding = findingOf({});
  const kinds = [finding.at, placeOf(".github/keelcheck.yml", "rule: x", "rule")].map((at) => {
    const waived = [{ finding, waiver: { rule: finding.rule, reason: "why\u0007", at } }];
    return runOf(reportOf({ waived })).results?.[0]?.suppressions?.[0];
  });
  expect(kinds.map((one) => [one?.kind, one?.justification])).toEqual([
    ["inSource", "why\\x07"],
    ["external", "why\\x07"],
  ]);
});

function many(count: number, finding: Partial<Finding> = {}): readonly Finding[] {
  const at = placeOf("a.conf", text, "root");
  return Array.from({ length: count }, (_, index) => findingOf({ key: `k${index}`, at, ...finding }));
}

function leftOut(run: Run): string | undefined {
  return run.invocations?.[0]?.toolExecutionNotifications?.find(({ level }) => level === "warning")?.message
    .text;
}

test("25,000 results at most: the worst of what the change brings stay, and the rest is counted", () => {
  const findings = [
    ...many(20_000, { novelty: "existing" }),
    ...many(6_000, { novelty: "introduced", severity: "notice" }),
  ];
  const run = runOf(changeReport({}, { findings, waived: [] }), { size: (json) => json.length / 10 });
  const results = run.results ?? [];
  expect(results).toHaveLength(25_000);
  expect(results.filter(({ baselineState }) => baselineState === "new")).toHaveLength(6_000);
  expect(leftOut(run)).toContain("1000 more findings left out");
});

test("ten million bytes at most, as the caller counts them", () => {
  const report = reportOf({ findings: many(9_000, { help: "é".repeat(1_000) }) });
  const plain = sarifReport(report, { version: "1" });
  expect(Buffer.byteLength(plain)).toBeLessThan(10_000_000);
  expect(Buffer.byteLength(plain)).toBeGreaterThan(8_000_000);
  const kept = JSON.parse(plain).runs[0];
  expect(leftOut(kept)).toContain(`${9_000 - kept.results.length} more findings left out`);
  const zipped = runOf(report, { size: (json) => gzipSync(json).length });
  expect(zipped.results).toHaveLength(9_000);
  expect(leftOut(zipped)).toBeUndefined();
});
