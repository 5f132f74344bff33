import { existsSync, readdirSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { ROOT, readRepo } from "../.github/scripts/repo.ts";

const PAGES = [
  "README.md",
  "CHANGELOG.md",
  "examples/README.md",
  ".github/CONTRIBUTING.md",
  ".github/SECURITY.md",
  ...readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .map((name) => `docs/${name.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".md")),
];

const FENCE = /^(`{3,})(\w*).*\n([\s\S]*?)^\1[ \t]*$/gm;

test.each(PAGES)("%s leads only to what is there", (page) => {
  const links = [...withoutFences(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
  expect(links.filter((target) => !/^[a-z]+:/.test(target) && !leadsSomewhere(page, target))).toEqual([]);
});

test.each(
  PAGES.filter((page) => !page.startsWith("docs/rules/")),
)("%s shows YAML and JSON that parse", (page) => {
  const shown = [...readRepo(page).matchAll(FENCE)].map(([, , language, text = ""]) => ({ language, text }));
  for (const { language, text } of shown) {
    if (language === "json") JSON.parse(text);
    if (language === "yaml") parse(text);
  }
});

test("the ruleset to paste asks for the job of the workflow to paste", () => {
  const [, ruleset = ""] = /<<'END'\n([\s\S]*?)^END$/m.exec(readRepo("docs/required-check.md")) ?? [];
  const workflow = parse(readRepo("docs/keelcheck-workflow.yml"));
  expect(JSON.parse(ruleset).rules[0].parameters.required_status_checks[0].context).toBe(
    workflow.jobs.keelcheck.name,
  );
});

function leadsSomewhere(page: string, target: string): boolean {
  const [path = "", anchor] = target.split("#");
  const full = path === "" ? page : posix.normalize(posix.join(posix.dirname(page), path));
  if (!existsSync(join(ROOT, full))) return false;
  if (anchor === undefined || !statSync(join(ROOT, full)).isFile()) return true;
  return anchorsOf(full).includes(anchor);
}

/** The anchors that GitHub gives to headings: letters, digits, `_` and `-`, blanks as `-`. */
function anchorsOf(page: string): readonly string[] {
  const headings = [...withoutFences(page).matchAll(/^#+ (.+)$/gm)].map(([, text = ""]) => text);
  return headings.map((text) =>
    text
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

function withoutFences(page: string): string {
  return readRepo(page).replace(FENCE, "");
}

test("the index of docs/ names every page once", () => {
  const pages = PAGES.filter((page) => /^docs\/(?!README)[^/]+\.md$/.test(page)).map((page) => page.slice(5));
  const named = [...readRepo("docs/README.md").matchAll(/^- \[([^\]]+\.md)\]\(\1\)/gm)].map(
    ([, name]) => name,
  );
  expect(named.sort()).toEqual(pages.sort());
});
