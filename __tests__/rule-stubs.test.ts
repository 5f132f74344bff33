import { expect, test } from "vitest";
import { ruleStubs } from "../.github/scripts/rule-stubs.ts";
import { readPage } from "./rules/page-examples.ts";

const stubs = ruleStubs("nginx/log-unwritable");

test("a rule is three files with one name", () => {
  expect(Object.keys(stubs)).toEqual([
    "src/rules/nginx/log-unwritable.ts",
    "docs/rules/nginx/log-unwritable.md",
    "__tests__/rules/nginx/log-unwritable.test.ts",
  ]);
});

test("the stub of a rule exports it by its name", () => {
  expect(stubs["src/rules/nginx/log-unwritable.ts"]).toContain(
    'logUnwritable: Rule = {\n  id: "nginx/log-unwritable"',
  );
});

test.each([
  ["nginx/log-unwritable", "nginx"],
  ["apache/log-unwritable", "apache"],
  ["ports/log-unwritable", "run"],
])("the stub of %s looks at what its group is about: %s", (id, scope) => {
  expect(ruleStubs(id)[`src/rules/${id}.ts`]).toContain(`scope: "${scope}",`);
});

test("the stub of a page is a page, and expects a finding that the stub of the rule does not make", () => {
  const page = readPage(stubs["docs/rules/nginx/log-unwritable.md"] ?? "");
  expect(page.problems).toEqual([]);
  expect(page.title).toBe("nginx/log-unwritable");
  expect(page.reported.map(({ markers }) => markers.length)).toEqual([1]);
  expect(page.accepted.map(({ markers }) => markers.length)).toEqual([0]);
});
