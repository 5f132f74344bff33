import fc from "fast-check";
import { expect, test } from "vitest";
import { safe } from "../../src/escape/safe.ts";
import type { Finding } from "../../src/finding.ts";
import { logLine } from "../../src/report/commands.ts";
import { githubCommands } from "../../src/report/github.ts";
import { readStep } from "../e2e/runner-commands.ts";
import { findingOf, placeOf, reportOf } from "./report-of.ts";

const conf = "deployment/images/web/nginx.conf";

function seen(findings: readonly Finding[], pathPrefix?: string) {
  return readStep(githubCommands(reportOf({ findings }), pathPrefix === undefined ? {} : { pathPrefix }));
}

test("one finding, as it is printed", () => {
  expect(
    githubCommands(reportOf({ findings: [findingOf({ help: "name another user" })] })),
  ).toMatchInlineSnapshot(`
    "::error file=deployment/images/web/nginx.conf,line=1,endLine=1,col=6,endColumn=10,title=nginx/user-root::nginx runs as root%0Aname another user%0A%0Adocs: https://example.org/docs/rules/nginx/user-root.md
    "
  `);
});

const places: readonly [string, Finding["at"], object][] = [
  ["a part of a line", placeOf(conf, "a;\n b c;\n", "b c"), { line: 2, endLine: 2, column: 2, endColumn: 5 }],
  [
    "several lines",
    placeOf(conf, "server {\n}\n", "server {\n}"),
    { line: 1, endLine: 1, column: 1, endColumn: 9 },
  ],
  [
    "several lines that end in CR LF",
    placeOf(conf, "a {\r\n}\r\n", "a {\r\n}"),
    { line: 1, column: 1, endColumn: 4 },
  ],
  [
    "an empty span",
    { ...placeOf(conf, "ab"), span: { start: 1, end: 1 } },
    { line: 1, column: 2, endColumn: 2 },
  ],
  [
    "the end of the file",
    { ...placeOf(conf, "a\n"), span: { start: 2, end: 2 } },
    { line: 2, column: 1, endColumn: 1 },
  ],
  ["UTF-16 columns", placeOf(conf, "\u{1f600}x", "x"), { line: 1, column: 3, endColumn: 4 }],
];

test.each(places)("%s keeps its columns", (_, at, expected) => {
  expect(seen([findingOf({ at })]).annotations).toMatchObject([{ path: conf, ...expected }]);
});

test("a file as a whole is line 1 without columns", () => {
  const [annotation] = seen([findingOf({ at: placeOf(conf, "x") })]).annotations;
  expect(annotation).toMatchObject({ path: conf, line: 1, endLine: 1 });
  expect(annotation).not.toHaveProperty("column");
});

test("paths start at the repo's root when a sub-folder is checked", () => {
  const related = [{ at: placeOf("a", "x", "x"), note: "made here" }];
  const [annotation] = seen([findingOf({ related })], "examples/incident").annotations;
  expect(annotation?.path).toBe(`examples/incident/${conf}`);
  expect(annotation?.message).toContain("- examples/incident/a:1: made here");
});

test("a message says what, what to do, where else, and where the rule is explained", () => {
  const related = [
    { at: placeOf("a", "1\n2\n", "2"), note: "the user is made here" },
    { at: placeOf("b", ""), note: "the file is copied here" },
  ];
  const [annotation] = seen([
    findingOf({ help: "line one", helpLines: ["line two"], related, images: ["api", "web"] }),
  ]).annotations;
  expect(annotation?.message.split("\n")).toEqual([
    "nginx runs as root",
    "line one",
    "line two",
    "in the images api and web",
    "",
    "- a:2: the user is made here",
    "- b: the file is copied here",
    "",
    "docs: https://example.org/docs/rules/nginx/user-root.md",
  ]);
});

const hostile = [
  "::error::x",
  "##[error]x",
  "a\n::error::x",
  "a\r::error::x",
  "%0A::error::x",
  "\u2066::error::x",
  "x,line=9",
  "a:b,c%d",
];

/** Where the runner may put an annotation: nowhere for a path that a log must not hold, whose words name it. */
function placed(path: string, line: number) {
  const isPlain = safe(path) === path && !path.includes("##[");
  if (isPlain) return { place: { path, line }, start: "" };
  return { place: {}, start: `in ${safe(path).replaceAll("##[", "##\\[")}:${line}: ` };
}

test.each(hostile)("%j in a path, a message, a help and a note is one annotation", (text) => {
  const at = placeOf(`images/${text}`, "ab", "b");
  const { place, start } = placed(`images/${text}`, 1);
  const step = seen([
    findingOf({ at, message: text, help: text, related: [{ at, note: text }], images: [text, "x"] }),
  ]);
  expect(step).toMatchObject({
    annotations: [{ level: "error", ...place }],
    others: [],
    log: [],
  });
  expect(step.annotations).toHaveLength(1);
  expect(step.annotations[0]?.message.startsWith(start)).toBe(true);
  expect(JSON.stringify(step)).not.toMatch(/[\r\u2066]|##\[/);
});

test.each(hostile)("%j in a line of the log is no command", (text) => {
  expect(readStep(`${logLine(text)}\n${logLine(` \u00a0${text}`)}`)).toMatchObject({
    annotations: [],
    others: [],
  });
});

test("any path, message and note come back as one annotation at the right place", () => {
  const hard = fc.constantFrom(
    "::",
    "##[error]",
    "\n",
    "\r",
    "%0A",
    ",",
    "=",
    ":",
    "]",
    ";",
    "\u2028",
    " ",
    "error",
    "x",
  );
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(hard).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(text, text, text, (path, message, note) => {
      const at = placeOf(`d/${path}`, "a\nbc\n", "c");
      const findings = [findingOf({ at, message, help: note, related: [{ at, note }], rule: "a/b" })];
      const step = seen(findings);
      const log = githubCommands(reportOf({ findings })).replaceAll("\n", "");
      expect(log).not.toMatch(/##\[|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      expect(step).toMatchObject({ others: [], log: [] });
      const { place, start } = placed(`d/${path}`, 2);
      expect(step.annotations).toMatchObject([{ level: "error", ...place }]);
      const said = `${start}${safe(message).replaceAll("##[", "##\\[")}`;
      expect(step.annotations[0]?.message.startsWith(said)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("a message is cut within 4096, and keeps the address of the rule", () => {
  const [annotation] = seen([findingOf({ message: "\u{1f600}".repeat(3000) })]).annotations;
  expect(annotation?.message.length).toBeLessThanOrEqual(4096);
  expect(annotation?.message).toMatch(/ …\n\ndocs: https:.*user-root\.md$/u);
  expect(annotation?.message).not.toMatch(/\p{Surrogate}/u);
});

function many(count: number, finding: (index: number) => Partial<Finding>): Finding[] {
  return Array.from({ length: count }, (_, index) => findingOf(finding(index)));
}

const inFile = (index: number) => ({ at: placeOf(`images/${String(index).padStart(2, "0")}`, "x", "x") });

test("nine errors, ten warnings and ten notices are all shown", () => {
  const findings = [
    ...many(9, inFile),
    ...many(10, (index) => ({ ...inFile(index), severity: "warning" })),
    ...many(10, (index) => ({ ...inFile(index), severity: "notice" })),
  ];
  const step = seen(findings);
  expect(step.annotations).toHaveLength(29);
  expect(step.annotations.filter(({ title }) => title === "keelcheck")).toEqual([]);
});

test("what does not fit is counted, with its files, and one error stays free", () => {
  const findings = [
    ...many(12, inFile),
    ...many(11, (index) => ({ ...inFile(index), severity: "warning" })),
    ...many(10, (index) => ({ ...inFile(index), severity: "notice" })),
  ];
  const step = seen(findings);
  expect(step.dropped).toEqual({ error: 0, warning: 0, notice: 0 });
  expect(step.annotations.map(({ level }) => level)).toEqual([
    ...Array(9).fill("error"),
    ...Array(10).fill("warning"),
    ...Array(10).fill("notice"),
  ]);
  expect(step.annotations.at(-1)).toEqual({
    level: "notice",
    title: "keelcheck",
    message:
      "not shown here, since GitHub keeps only ten of each severity: 3 errors, 1 warning and 1 notice in images/09, images/10 and images/11; keelcheck check shows all of them",
  });
});

test("the same said of one file is folded where not everything fits", () => {
  const text = "user root;\n".repeat(12);
  const at = (line: number) => ({
    file: placeOf(conf, text).file,
    span: { start: line * 11 + 5, end: line * 11 + 9 },
  });
  const step = seen(many(12, (index) => ({ at: at(index) })));
  expect(step.annotations).toHaveLength(1);
  expect(step.annotations[0]).toMatchObject({ line: 1, column: 6 });
  expect(step.annotations[0]?.message).toContain("also at lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 1 more");
});

test("whatever the order of the findings, the annotations are sorted by path and place", () => {
  const findings = [...many(5, inFile)].reverse();
  expect(seen(findings)).toEqual(seen(findings.toReversed()));
  expect(seen(findings).annotations[0]?.path).toBe("images/00");
});

test("a remark that warns is a warning, and the others are lines of the log that are no commands", () => {
  const remarks = ["warning: no Dockerfile was found\n::error::x", "::error::x", "2 images found"];
  const findings = many(10, (index) => ({ ...inFile(index), severity: "warning" }));
  const step = readStep(githubCommands(reportOf({ remarks, findings })));
  expect(step.annotations[0]).toEqual({
    level: "warning",
    title: "keelcheck",
    message: "no Dockerfile was found\\n::error::x",
  });
  expect(step.annotations.filter(({ level }) => level === "warning")).toHaveLength(10);
  expect(step).toMatchObject({ dropped: { warning: 0 }, log: ["\\::error::x", "2 images found"] });
});

test("a policy above the checked folder is found from the repo's root", () => {
  expect(seen([findingOf({ at: placeOf("../ci/policy.yml", "x") })], "sites/one").annotations[0]?.path).toBe(
    "sites/ci/policy.yml",
  );
});

test("nothing found prints nothing", () => {
  expect(githubCommands(reportOf({}))).toBe("");
});
