import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkSchemaText } from "../../src/report/json/check-schema.ts";
import { inspectChangeSchemaText, inspectSchemaText } from "../../src/report/json/inspect-schema.ts";

test.each<[path: string, text: string]>([
  ["docs/check-report.schema.json", checkSchemaText()],
  ["docs/inspect.schema.json", inspectSchemaText()],
  ["docs/inspect-change.schema.json", inspectChangeSchemaText()],
])("%s is what the code says", (path, text) => {
  expect(readFileSync(join(import.meta.dirname, "../..", path), "utf8")).toBe(text);
});
