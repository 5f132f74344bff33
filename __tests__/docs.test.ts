import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../.github/scripts/repo.ts";
import { loadRule, ruleIds } from "../.github/scripts/rule-files.ts";
import type { Finding } from "../src/finding.ts";
import type { Rule } from "../src/rule.ts";
import { positionAt } from "../src/source.ts";
import { findingsOf, lineOf } from "./rules/check-rule.ts";
import { type Example, type Page, readPage } from "./rules/page-examples.ts";
import { expectationLine } from "./rules/page-markers.ts";

const SECTIONS = ["Why", "What to do", "Options", "Reported", "Accepted"];

describe.each(ruleIds())("%s", (id) => {
  const page = `docs/rules/${id}.md`;

  test("has a page and a test", () => {
    const wanted = [page, `__tests__/rules/${id}.test.ts`];
    expect(wanted.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
  if (!existsSync(join(ROOT, page))) return;

  const read = readPage(readFileSync(join(ROOT, page), "utf8"));

  test("is named alike in its file, its rule and its page", async () => {
    const rule = await loadRule(id);
    expect({ id: rule.id, title: read.title, summary: read.summary.replace(/\.$/, "") }).toEqual({
      id,
      title: id,
      summary: rule.summary,
    });
  });

  test("has a page that can be read", () => {
    expect(read.problems).toEqual([]);
    expect(read.sections.filter((section) => section !== "Options")).toEqual(
      SECTIONS.filter((s) => s !== "Options"),
    );
    expect(read.sections).toEqual(SECTIONS.filter((section) => read.sections.includes(section)));
  });

  test("shows what is reported and what is accepted", () => {
    expect(read.reported.length, "examples under ## Reported").toBeGreaterThan(0);
    expect(read.accepted.length, "examples under ## Accepted").toBeGreaterThan(0);
    expect(read.reported.filter((example) => expectedOf(example).length === 0).map(where)).toEqual([]);
    expect(read.accepted.filter((example) => expectedOf(example).length > 0).map(where)).toEqual([]);
  });

  test.each(examplesOf(read))("$section, line $example.line", async ({ example }) => {
    const rule = await loadRule(id);
    const { today, base, throws } = example;
    const options = { ...(today && { today }), ...(base && { base }), ...(throws && { throws }) };
    const found = findingsOf(rule, example.files, options).map((finding) => saidOf(rule, finding, example));
    expect(found.sort()).toEqual(expectedOf(example).sort());
  });
});

function examplesOf({ reported, accepted }: Page): { readonly section: string; readonly example: Example }[] {
  const of = (section: string) => (example: Example) => ({ section, example });
  return [...reported.map(of("Reported")), ...accepted.map(of("Accepted"))];
}

function expectedOf({ markers, listed }: Example): string[] {
  return [...markers.map(expectationLine), ...listed];
}

function where({ line }: Example): string {
  return `line ${line}`;
}

/** A finding's line. One over several lines may be marked by its part of the first. */
function saidOf(rule: Rule, finding: Finding, { markers }: Example): string {
  const { file, span } = finding.at;
  if (!span) return lineOf(rule, finding);
  const { line } = positionAt(file, span.start);
  const firstLine =
    file.text
      .slice(0, span.end)
      .slice(span.start)
      .split(/\r\n|\r|\n/)[0] ?? "";
  const at = { file, span: { start: span.start, end: span.start + firstLine.length } };
  const short = lineOf(rule, { ...finding, at });
  const marked = markers.some((marker) => marker.line === line && expectationLine(marker) === short);
  return marked ? short : lineOf(rule, finding);
}
