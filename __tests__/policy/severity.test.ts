import { expect, test } from "vitest";
import { loadPolicy } from "../../src/policy/load.ts";
import { mayBind } from "../../src/policy/ports.ts";
import { ruleOptions, severityOf, speaks } from "../../src/policy/severity.ts";
import { sourceFile } from "../../src/source.ts";

const ids = ["nginx/user-root", "nginx/ipv6-missing", "apache/ipv6-missing", "layout/required-files"];
const more = ["layout/config-location", "ports/role-mismatch", "docs/section-missing", "user/non-numeric"];

function policyOf(text: string) {
  const loaded = loadPolicy(
    sourceFile("keelcheck.yml", text),
    [...ids, ...more].map((id) => ({ id })),
  );
  expect(loaded.problems).toEqual([]);
  return loaded.policy;
}

test.each([
  ["", "error"],
  ["rules: { nginx/user-root: off }", "off"],
  ["rules: { nginx/*: notice }", "notice"],
  ["rules: { nginx/user-root: warning, nginx/*: off }", "warning"],
  ["rules: { nginx/*: off, nginx/user-root: warning }", "warning"],
  ["rules: { nginx/*: off, nginx/user-root: { names: [a] } }", "off"],
  ["rules: { layout/*: off }", "error"],
])("%s: nginx/user-root is %s", (text, expected) => {
  expect(severityOf(policyOf(text), { id: "nginx/user-root", severity: "error" })).toBe(expected);
});

test.each([
  ["nginx/ipv6-missing", "ipv6: optional", false],
  ["nginx/ipv6-missing", "ipv6: required", true],
  ["apache/ipv6-missing", "ipv6: required", true],
  ["nginx/ipv6-missing", "ipv6: required\nrules: { nginx/*: off }", false],
  ["nginx/ipv6-missing", "rules: { nginx/ipv6-missing: warning }", true],
  ["layout/required-files", "layout: { required: [] }", false],
  ["layout/required-files", "layout: { required: [README.md] }", true],
  ["layout/config-location", "layout: { names: docker }", false],
  ["layout/config-location", "layout: { config: config }", true],
  ["ports/role-mismatch", "", false],
  ["ports/role-mismatch", "ports: { nginx: 8080 }", true],
  ["docs/section-missing", "docs: { sections: [Usage] }", true],
  ["docs/section-missing", "docs: { require: [user] }", false],
  ["user/non-numeric", "", false],
  ["user/non-numeric", "rules: { user/non-numeric: error }", true],
])("%s with %j: %s", (id, text, expected) => {
  const policy = policyOf(text);
  expect(speaks(policy, id, true)).toBe(expected);
  expect(severityOf(policy, { id, severity: "error", off: true }) !== "off").toBe(expected);
});

test("options of the id go before the group's", () => {
  const policy = policyOf("rules: { nginx/user-root: { a: 1 }, nginx/*: { a: 2, b: 3 } }");
  expect(ruleOptions(policy, "nginx/user-root")).toEqual({ a: 1, b: 3 });
});

test.each([
  [undefined, false, 80, "unknown"],
  [undefined, true, 80, "yes"],
  [undefined, false, 1024, "yes"],
  ["kubernetes", false, 1023, "no"],
  ["kubernetes", true, 80, "yes"],
  ["docker", false, 80, "yes"],
  ["podman", false, 80, "yes"],
] as const)("on %s, root %s, port %d: %s", (runtime, root, port, expected) => {
  expect(mayBind(runtime === undefined ? {} : { runtime }, { root }, port)).toBe(expected);
});
