import { expect, test } from "vitest";
import { policyTable } from "../../.github/scripts/generate-policy-table.ts";
import { readRepo } from "../../.github/scripts/repo.ts";

const rows = policyTable().split("\n").slice(2);

test("each key of the policy says what it takes and what for", () => {
  expect(rows.length).toBeGreaterThan(40);
  expect(rows.filter((row) => !/^\| `[\w.[\]-]+` \| [^|]+ \| [^|]+ \|$/.test(row))).toEqual([]);
});

test("each key of the first level has a section that explains it", () => {
  const page = readRepo("docs/configuration.md");
  const keys = rows.flatMap((row) => /^\| `([\w-]+)` /.exec(row)?.[1] ?? []);
  expect(keys.filter((key) => !page.includes(`\n### \`${key}\`\n`))).toEqual([]);
});
