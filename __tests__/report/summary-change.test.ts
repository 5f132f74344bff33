import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Report } from "../../src/facts.ts";
import { patchText } from "../../src/report/patch.ts";
import { markdownReport } from "../../src/report/summary/markdown.ts";
import { type SummaryOptions, summary } from "../../src/report/summary/summary.ts";
import { changeReport, images, nginx, nginxAsRoot } from "./change-of.ts";
import { htmlOf, textNodesOf } from "./markdown-html.ts";
import { findingOf, imageOf, placeOf, reportOf, userOf } from "./report-of.ts";

const links = {
  server: "https://github.com",
  repository: "acme/deploy",
  commit: "c0ffee".padEnd(40, "0"),
  base: "ba5e".padEnd(40, "0"),
};
const head = `https://github.com/acme/deploy/blob/${links.commit}`;
const base = `https://github.com/acme/deploy/blob/${links.base}`;

const patch = {
  title: "all fixes",
  text: "diff --git a/a.conf b/a.conf\n--- a/a.conf\n+++ b/a.conf\n@@ -1,2 +1,2 @@\n-user root;\n+user web;\n \n",
};

function write(report: Report, options: Partial<SummaryOptions> = {}): string {
  return summary(report, { failed: true, ...options });
}

function headline(report: Report, options: Partial<SummaryOptions> = {}): string | undefined {
  return write(report, { failed: false, ...options }).split("\n")[0];
}

test("verdict, new waivers, before and after, picture, findings, patch, and what is left in folds", () => {
  expect(write(changeReport(), { patches: [patch] })).toMatchSnapshot();
});

const existing = findingOf({ novelty: "existing" });
const none = { findings: [], waived: [] };

test.each<[what: string, line: string, expected: string]>([
  [
    "some of each",
    headline(changeReport(), { failed: true }) ?? "",
    "## ❌ Keelcheck failed: 1 error introduced, 1 existing finding, 1 fixed",
  ],
  [
    "nothing new",
    headline(changeReport({ fixed: [] }, { ...none, findings: [existing, existing] })) ?? "",
    "## ✅ Keelcheck passed: nothing wrong introduced, 2 existing findings",
  ],
  [
    "nothing at all",
    headline(changeReport({ fixed: [] }, none)) ?? "",
    "## ✅ Keelcheck passed: nothing wrong introduced",
  ],
  [
    "a scope in which existing findings count",
    headline(changeReport({ fixed: [], scope: "all" }, { ...none, findings: [existing] }), {
      failed: true,
    }) ?? "",
    "## ❌ Keelcheck failed: nothing wrong introduced, 1 existing finding that counts as well",
  ],
  [
    "no image touched",
    headline(changeReport({ fixed: [], images: [] }, none), { changed: false }) ?? "",
    "## ✅ Keelcheck passed: this change touches no image",
  ],
])("the verdict: %s", (_what, line, expected) => {
  expect(line).toBe(expected);
});

test("nothing that is touched needs no comparison to be said", () => {
  expect(summary(reportOf({ remarks: ["the base is abc"] }), { failed: false, changed: false })).toBe(
    "## ✅ Keelcheck passed: this change touches no image\n\n- the base is abc\n",
  );
});

test("what is now links to the head, what was to the base", () => {
  const text = write(changeReport(), { links });
  expect(text).toContain(`[⚠️ <code>root</code>](${head}/deployment/images/web/Dockerfile#L3)`);
  expect(text).toContain(`[<code>web</code>](${base}/deployment/images/web/Dockerfile#L3)`);
  expect(text).toContain(`(${base}/b/old.conf#L1) the log belonged to root`);
});

test("without the base's commit nothing of the base is a link", () => {
  const { base: _, ...rest } = links;
  const text = write(changeReport(), { links: rest });
  expect(text).toContain("- ✅ <code>b/old.conf<span>&#58;</span>1</code> the log belonged to root");
});

test("many images to which the change does the same have one table", () => {
  const alike = ["a", "b", "c", "d"].map((name) => ({
    before: imageOf(name, { servers: [nginx] }),
    after: imageOf(name, { servers: [nginxAsRoot] }),
  }));
  const text = write(changeReport({ images: [...alike, { before: imageOf("e") }] }), { links });
  expect(text.match(/^\| \| Before \| After \|$/gm)).toHaveLength(1);
  expect(text).toContain("**4 images**: <code>a</code>, <code>b</code>, <code>c</code> and <code>d</code>\n");
  // The places of one of them are not those of the others.
  expect(text).toContain("| <code>web</code> | ⚠️ <code>root</code> |");
});

test("an image whose Dockerfile cannot be read is not said to be removed", () => {
  const at = placeOf("deployment/images/old/Dockerfile", "FORM x\n", "FORM");
  const findings = [findingOf({ rule: "fact/unreadable", at, novelty: "introduced" })];
  const text = write(changeReport({ images: [{ before: imageOf("old") }] }, { findings }));
  expect(text).toContain("**old** (<code>deployment/images/old/Dockerfile</code>) can no longer be read.");
  expect(text).toContain('["old<br/>cannot be read"]:::wrong');
  expect(text).not.toContain("removed.");
});

test("a patch that may do more says so, and how to apply it is said once", () => {
  const text = write(changeReport(), { patches: [patch, { ...patch, title: "other", unsafe: true }] });
  expect(text.match(/git apply fixes\.patch/g)).toHaveLength(1);
  expect(text).toContain(
    "**Check before applying**: it may change more than what is reported.\n\nApply it as the one above.",
  );
});

test("existing findings are counted by image, not listed", () => {
  const text = write(changeReport());
  expect(text).toContain("- <b>web</b>: 1 warning\n");
  expect(text).not.toContain("the README says 8080");
});

test("where existing findings count they are listed, and the new ones marked", () => {
  const text = write(changeReport({ scope: "all" }));
  expect(text).toContain("the README says 8080");
  expect(text.match(/<b>new<\/b>/g)).toHaveLength(1);
  expect(text).not.toContain("existing finding that is not");
});

test("heirs that do otherwise than their base say how", () => {
  const [before, after] = ["web", "app"].map((name) => imageOf("x", { containerUser: userOf(name) }));
  if (before === undefined || after === undefined) throw new Error("two images");
  const text = write(changeReport({ images: [...images, { before, after, inherits: "web" }] }));
  expect(text).toContain("**6 images inherit web**");
  expect(text).toContain("- <code>x</code>: container user <code>web</code> → <code>app</code>\n");
});

test("an image whose facts cannot be determined is not said to stay the same", () => {
  const at = { file: "a", line: 1, column: 1 };
  const image = imageOf("web", { containerUser: { known: false, why: "its base is not known", at } });
  const text = write(changeReport({ images: [{ before: image, after: image }] }));
  expect(text).toContain(
    "In <code>web</code> nothing known changes (container user cannot be determined before or after).",
  );
  expect(text).not.toContain("Nothing that runs changes");
});

test("what could not be told before is counted, what cannot be told of the touched images now is said", () => {
  const at = placeOf("b/Dockerfile", "FROM x\n", "x");
  const unknown = (line: number) => ({
    fact: "user",
    why: `why ${line}`,
    at: { file: "b/Dockerfile", line, column: 1 },
  });
  const web = imageOf("web", { unknown: [unknown(1), unknown(2)] });
  const other = imageOf("other", { unknown: [unknown(3)] });
  const findings = [findingOf({ rule: "fact/unknown", severity: "notice", at, novelty: "existing" })];
  const text = write(
    changeReport({ images: [{ before: web, after: web }] }, { images: [other, web], findings, waived: [] }),
  );
  expect(text).toContain("- what cannot be determined: 1 finding\n");
  expect(text.match(/why \d/g)).toEqual(["why 2"]);
});

test("a value with very many parts is cut in its cell", () => {
  const files = Array.from({ length: 5_000 }, (_, index) => `/f${index}`);
  const after = imageOf("web", { servers: [{ ...nginx, files }] });
  const text = write(changeReport({ images: [{ before: imageOf("web"), after }] }));
  expect(text).toContain("<code>/f10</code> and 4989 more |");
});

test("many images: a table for some, the others are named and counted", () => {
  const many = Array.from({ length: 60 }, (_, index) => ({
    before: imageOf(`app${index}`),
    after: imageOf(`app${index}`, { base: `b${index}` }),
  }));
  const text = write(changeReport({ images: many }));
  expect(text.match(/^\| \| Before \| After \|$/gm)).toHaveLength(25);
  expect(text).toMatch(/35 more images change: <code>app25<\/code>.* and 23 more\./);
});

test("a patch is in a fence that it cannot end, ready for git apply", () => {
  const text = write(changeReport(), { patches: [{ title: "x", text: `${patch.text}+ \`\`\`\`\n` }] });
  expect(text).toContain(`\n\`\`\`\`\`diff\n${patch.text}+ \`\`\`\`\n\n\`\`\`\`\`\n`);
});

test("a patch copied off the page applies, with or without its last line end", () => {
  const lines = ["user root;", "# ```", "", "listen\t80;", "", ""];
  const [before, after] = [lines.join("\n"), lines.join("\n").replace("root", "web")];
  const executable = { before: false, after: false };
  const text = patchText([{ path: "a.conf", before, after, executable }]);
  const page = write(changeReport(), { patches: [{ title: "x", text }] });
  const [, , block = ""] = page.match(/\n(`{3,})diff\n([\s\S]*?)\n\1\n/) ?? [];
  const folder = mkdtempSync(join(tmpdir(), "keelcheck-"));
  try {
    for (const copied of [block, `${block.replace(/\n+$/, "")}\n`, `${block}\n\n`]) {
      writeFileSync(join(folder, "a.conf"), before);
      execFileSync("git", ["apply"], { cwd: folder, input: copied, stdio: "pipe" });
      expect(readFileSync(join(folder, "a.conf"), "utf8")).toBe(after);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each([
  ["line ends of Windows", "-x\r\n+y\r\n"],
  ["a lone carriage return", "-x\ry\n"],
  ["a carriage return before what looks like another file", "-x\rdiff --git a/z b/z\n"],
  ["an escape", "-\u001b[31m\n"],
  ["text that turns around", "-a\u202eb\n"],
  ["a byte order mark", "-\ufeffa\n"],
])("a file with %s is left out of the patch, and named", (_what, lines) => {
  const bad = `diff --git a/b@x.conf b/b@x.conf\n--- a/b@x.conf\n+++ b/b@x.conf\n@@ -1 +1 @@\n${lines}`;
  const text = write(changeReport(), { patches: [{ title: "x", text: bad + patch.text }] });
  expect(text).toContain(`diff\n${patch.text}\n\`\`\``);
  expect(text).toContain("characters that cannot be seen or copied: <code>b<span>&#64;</span>x.conf</code>.");
  expect(text).not.toContain("@@ -1 +1 @@");
  expect(text).not.toContain("a/z b/z");
});

test("tabs stay in a patch", () => {
  const text = write(changeReport(), { patches: [{ title: "x", text: `${patch.text}+\tlisten\t80;\n` }] });
  expect(text).toContain("+\tlisten\t80;\n");
});

test("a patch that is too long says where it stands, and pushes nothing out", () => {
  const long = { title: "all fixes", text: `${patch.text}${"+x\n".repeat(100_000)}` };
  const text = write(changeReport(), { patches: [long] });
  expect(text).toContain("All fixes: the patch is too long for this page");
  expect(text).toContain("Fixed by this change");
});

test("a fix that is not in a patch says why", () => {
  const refused = [{ finding: findingOf({}), why: "it overlaps with another one" }];
  const text = write(changeReport({}, { fixes: { changes: [], applied: [], refused } }));
  expect(text).toContain("nginx runs as root: it overlaps with another one\n");
});

test("a summary that is cut in a fold ends the fold", () => {
  const fixed = Array.from({ length: 30 }, () => findingOf({}));
  const waived = Array.from({ length: 300 }, () => ({
    finding: findingOf({ message: "x".repeat(100) }),
    waiver: { rule: "a/b", reason: "y", at: placeOf("a", "x", "x") },
  }));
  const text = write(changeReport({ fixed }, { waived }), { limit: 20_000 });
  expect(text).toMatch(/\n<\/details>\n\n\*\*Cut here:\*\* .* \d+ more findings can be found/);
  expect(text.split("<details>")).toHaveLength(text.split("</details>").length);
});

test("as Markdown for a file: no links into a repo, and no limit", () => {
  const findings = Array.from({ length: 9_000 }, (_, index) =>
    findingOf({ key: `${index}`, help: "é".repeat(300), novelty: "introduced" }),
  );
  const text = markdownReport(changeReport({}, { findings }), { failed: true });
  expect(text).not.toContain("Cut here");
  const addresses = [...text.matchAll(/\]\(([^)]*)\)/g)].map(([, address]) => address);
  expect(new Set(addresses)).toEqual(new Set(["https://example.org/docs/rules/nginx/user-root.md"]));
});

test("hostile text in every field stays text, and every row keeps its cells", () => {
  const hostile =
    "x | </td></table><img src=x> ![a](b) @team #1 `c` \n\n# h\n``` $a$ https://e.org</details>";
  const at = placeOf(`deployment/images/${hostile}/f`, "ab", "b");
  const place = { file: hostile, line: 1, column: 1 };
  const unknown = { known: false as const, why: hostile, at: place };
  const before = imageOf(hostile, { base: hostile, containerUser: userOf(hostile), servers: [nginx] });
  const after = imageOf(`${hostile}2`, {
    base: `${hostile}2`,
    containerUser: unknown,
    servers: [{ ...nginx, files: [hostile], mainConfig: hostile }],
    environment: [{ name: hostile, default: hostile, at: place }],
    runs: [{ service: hostile, containerUser: userOf(hostile), servers: [] }],
  });
  const finding = findingOf({ at, message: hostile, help: hostile, rule: hostile });
  const waiver = { rule: hostile, reason: hostile, until: hostile, at, added: true as const };
  const report = changeReport(
    {
      base: hostile,
      fixed: [finding],
      images: [{ before, after }, { before, after, inherits: hostile }, { before }, { after }],
    },
    {
      findings: [finding, { ...finding, novelty: "existing" }],
      images: [after],
      waived: [{ finding, waiver }],
      fixes: { changes: [], applied: [], refused: [{ finding, why: hostile }] },
    },
  );
  const html = htmlOf(write(report, { links, patches: [{ title: hostile, text: patch.text }] }));
  expect(html).not.toMatch(/<img|<h1|<\/td><\/table>/);
  expect(html.split("<details>")).toHaveLength(4);
  expect(html.split("</details>")).toHaveLength(4);
  const rows = html.match(/<tr>[\s\S]*?<\/tr>/g) ?? [];
  expect(new Set(rows.map((row) => row.match(/<t[dh]\b/g)?.length))).toEqual(new Set([2, 3, 4]));
  // A picture or a patch is code, in which GitHub looks for nothing.
  const prose = html.replace(/<pre>[\s\S]*?<\/pre>/g, "");
  expect(textNodesOf(prose).filter((node) => /@\w|#\d|:\/\/|\$.+\$/.test(node))).toEqual([]);
});
