import { expect, test } from "vitest";
import { checkAll } from "../../../src/engine/check.ts";
import { defaultPolicy } from "../../../src/policy/defaults.ts";
import { failed } from "../../../src/rules/fact/failed.ts";
import { sourceFile } from "../../../src/source.ts";
import { Budget, Failures } from "../../../src/work.ts";
import { handmadeFleet, placeOf } from "../../engine/fleet.ts";
import { placeOf as shown } from "../check-rule.ts";

const conf = sourceFile("deployment/images/web/nginx.conf", "listen 80;\n");
const unit = { doing: "reading this file", at: placeOf(conf, "listen") };

function findings(fill: (failures: Failures) => void, bugs?: string) {
  const failures = new Failures();
  fill(failures);
  const fleet = handmadeFleet([], { failures });
  const input = { fleet, policy: defaultPolicy, rules: [failed], ...(bugs === undefined ? {} : { bugs }) };
  return checkAll(input).findings;
}

test.each<[what: string, fill: (failures: Failures) => void, expected: readonly string[]]>([
  ["nothing failed", () => {}, []],
  [
    "an error",
    (failures) => failures.add(unit, new Error("no such thing")),
    [`${conf.path}:1:1-7 error Keelcheck failed while reading this file: no such thing`],
  ],
  [
    "several lines and blanks become one line",
    (failures) => failures.add(unit, new Error("no\n  such\r\nthing")),
    [`${conf.path}:1:1-7 error Keelcheck failed while reading this file: no such thing`],
  ],
  [
    "an error without words",
    (failures) => failures.add(unit, new RangeError()),
    [`${conf.path}:1:1-7 error Keelcheck failed while reading this file: RangeError`],
  ],
  [
    "what is no error",
    (failures) => failures.add(unit, "text"),
    [`${conf.path}:1:1-7 error Keelcheck failed while reading this file: text`],
  ],
  [
    "a long one is cut",
    (failures) => failures.add(unit, "x".repeat(1_000)),
    [`${conf.path}:1:1-7 error Keelcheck failed while reading this file: ${"x".repeat(200)}…`],
  ],
  [
    "the same again is told once",
    (failures) => {
      failures.add(unit, new Error("first"));
      failures.add(unit, new Error("second"));
    },
    [`${conf.path}:1:1-7 error Keelcheck failed while reading this file: first`],
  ],
  [
    "a spent budget is another rule's",
    (failures) =>
      failures.attempt(
        unit,
        () => new Budget(0).spend(),
        () => {},
      ),
    [],
  ],
])("%s", (_what, fill, expected) => {
  const found = findings(fill).map(({ at, severity, message }) => `${shown(at)} ${severity} ${message}`);
  expect(found).toEqual(expected);
});

test("its identity leaves out what was thrown", () => {
  const keys = ["a", "b"].map((text) => findings((failures) => failures.add(unit, text))[0]?.key);
  expect(keys).toEqual(["while reading this file", "while reading this file"]);
});

test("the help names the address", () => {
  const [finding] = findings((failures) => failures.add(unit, "text"), "https://example.com/issues");
  expect(finding?.help).toBe(
    "this is a bug of Keelcheck: report it at https://example.com/issues; what depends on it is not checked, everything else is",
  );
});

test("it names the images that it was met in", () => {
  const [finding] = findings((failures) => {
    failures.add({ ...unit, images: ["web"] }, "text");
    failures.add({ ...unit, images: ["api"] }, "text");
  });
  expect(finding?.images).toEqual(["api", "web"]);
});
