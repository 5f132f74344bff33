import fc from "fast-check";
import { expect, test } from "vitest";
import { identify } from "../../src/engine/identity.ts";
import type { Edit, Finding } from "../../src/finding.ts";
import { type SuggestionsInput, suggestionsOf } from "../../src/github/review/suggestions.ts";
import { joinedReplacements, lineBlocks } from "../../src/github/review/suggestions-block.ts";
import { markedIn, suggestionComment, suggests } from "../../src/github/review/suggestions-comment.ts";
import { type SourceFile, sourceFile } from "../../src/source.ts";
import { amount } from "../amount.ts";

const path = "deployment/images/web/nginx.conf";
const text = "user root;\nhttp {\n  listen 80;\n\n  listen 81;\n}\n";
const file = sourceFile(path, text);

/** Replaces the only place of `old`; an empty `old` inserts at `at`. */
function replace(old: string, by: string, of: SourceFile = file): Edit {
  const start = of.text.indexOf(old);
  return { replace: { file: of, span: { start, end: start + old.length } }, text: by };
}

function insert(at: number, by: string, of: SourceFile = file): Edit {
  return { replace: { file: of, span: { start: at, end: at } }, text: by };
}

function finding(key: string, edits: readonly Edit[], { safe = true, of = file } = {}): Finding {
  const at = { file: of, span: { start: 0, end: 1 } };
  const about = { rule: "nginx/listen", severity: "error", key, at, message: key, images: [] } as const;
  return { ...about, fix: { title: "mend it", safe, edits } };
}

type Scene = Partial<Omit<SuggestionsInput, "findings">> & { readonly head?: string };

function suggest(findings: readonly Finding[], { head, ...scene }: Scene = {}) {
  const { suggestions, others } = suggestionsOf({
    findings: identify(findings),
    headText: (asked) => (asked === path ? (head ?? text) : undefined),
    headLine: (_path, line) => line,
    hunksOf: () => [{ first: 1, last: 100 }],
    ...scene,
  });
  const shown = suggestions.map(
    ({ first, last, lines, findings: mended, safe }) =>
      `${first}-${last}${safe ? "" : " unsafe"} ${mended.map((one) => one.finding.key).join("+")} ${JSON.stringify(lines)}`,
  );
  return [...shown, ...others.map((other) => `${other.finding.key}: ${other.why}`)];
}

const line = (number: number) => file.lineStarts[number - 1] ?? text.length;

test.each<readonly [what: string, edits: readonly Edit[], expected: string]>([
  ["a part of a line", [replace("80", "8080")], '3-3 a ["  listen 8080;"]'],
  ["a line with its end", [replace("  listen 80;\n", "  listen 8080;\n")], '3-3 a ["  listen 8080;"]'],
  [
    "a line that becomes two",
    [replace("80;", "80;\n  listen [::]:80;")],
    '3-3 a ["  listen 80;","  listen [::]:80;"]',
  ],
  ["a deleted line", [replace("  listen 80;\n", "")], "3-3 a []"],
  ["a line that is emptied", [replace("  listen 80;", "")], '3-3 a [""]'],
  ["deleted lines", [replace("  listen 80;\n\n", "")], "3-4 a []"],
  [
    "a deleted empty line",
    [{ replace: { file, span: { start: line(4), end: line(5) } }, text: "" }],
    "4-4 a []",
  ],
  ["lines in place of one", [replace("http {\n", "http {\n  a;\n  b;\n")], '2-2 a ["http {","  a;","  b;"]'],
  ["a new first line", [insert(0, "pid x;\n")], '1-1 a ["pid x;","user root;"]'],
  ["a new line between two", [insert(line(3), "  a;\n")], '3-3 a ["  a;","  listen 80;"]'],
  ["a new last line", [insert(text.length, "# end\n")], '6-6 a ["}","# end"]'],
  [
    "two near places",
    [replace("80", "8080"), replace("81", "8081")],
    '3-5 a ["  listen 8080;","","  listen 8081;"]',
  ],
  [
    "places out of order",
    [replace("81", "8081"), replace("80", "8080")],
    '3-5 a ["  listen 8080;","","  listen 8081;"]',
  ],
  ["the whole file", [{ replace: { file }, text: "x\n" }], '1-6 a ["x"]'],
  ["edits that overlap", [replace("listen 80", "a"), replace("80;", "b")], "a: its edits overlap"],
  ["a line that would swallow the next", [replace("80;\n", "80; ")], '3-4 a ["  listen 80; "]'],
  [
    "a line end of another kind",
    [replace("80;", "80;\r\n  a;")],
    "a: its file has line endings that a suggestion would change",
  ],
  ["nothing new", [replace("80", "80")], "a: it changes no whole lines"],
  ["no edit", [], "a: the fix changes nothing"],
  ["a new file", [{ create: "b", text: "" }], "a: it adds, moves or removes a file"],
  ["a mode", [replace("80", "81"), { chmod: path, executable: true }], "a: it adds, moves or removes a file"],
  [
    "two files",
    [replace("80", "81"), replace("x", "y", sourceFile("other", "x"))],
    "a: it changes several files",
  ],
])("%s", (_what, edits, expected) => {
  expect(suggest([finding("a", edits)])).toEqual([expected]);
});

test("what is between two lines is said of the line that is in the diff", () => {
  const findings = [finding("a", [insert(line(3), "  a;\n")])];
  const hunksOf = () => [{ first: 1, last: 2 }];
  expect(suggest(findings, { hunksOf })).toEqual(['2-2 a ["http {","  a;"]']);
});

const far = sourceFile(path, `a\n${"x\n".repeat(10)}b\n`);
const near = sourceFile(path, `a\n${"x\n".repeat(8)}b\n`);

test("places far apart are left to the patch", () => {
  const both = (of: SourceFile) => [finding("a", [replace("a", "c", of), replace("b", "d", of)], { of })];
  expect(suggest(both(far), { head: far.text })).toEqual([
    "a: it changes places that are more than 10 lines apart",
  ]);
  expect(suggest(both(near), { head: near.text })[0]).toMatch(/^1-10 /);
});

test.each<readonly [what: string, scene: Scene, expected: string]>([
  [
    "lines outside the diff",
    { hunksOf: () => [{ first: 1, last: 2 }] },
    "a: not all of its lines are in the diff",
  ],
  ["a file outside the diff", { hunksOf: () => [] }, "a: not all of its lines are in the diff"],
  [
    "lines of two hunks",
    {
      hunksOf: () => [
        { first: 1, last: 4 },
        { first: 5, last: 9 },
      ],
    },
    "a: not all of its lines are in the diff",
  ],
  ["no such file in the head", { headText: () => undefined }, "a: its file is not in the head"],
  [
    "another line in the head",
    { head: text.replace("81", "82") },
    "a: its lines differ between the head and the merge",
  ],
  [
    "another line end in the head",
    { head: text.replaceAll("\n", "\r\n") },
    "a: its lines differ between the head and the merge",
  ],
  [
    "a line that the head lacks",
    { headLine: () => undefined },
    "a: its lines differ between the head and the merge",
  ],
  [
    "a line between that the head has more",
    { head: text.replace("\n\n", "\n\nnew\n"), headLine: (_path, at) => (at > 4 ? at + 1 : at) },
    "a: its lines differ between the head and the merge",
  ],
  [
    "lines that stand lower in the head",
    { head: `new\n${text}`, headLine: (_path, at) => at + 1 },
    '4-6 a ["  listen 8080;","","  listen 8081;"]',
  ],
])("%s", (_what, scene, expected) => {
  const findings = [finding("a", [replace("80", "8080"), replace("81", "8081")])];
  expect(suggest(findings, scene)).toEqual([expected]);
});

test("a file with carriage returns is left to the patch", () => {
  const of = sourceFile(path, "a\r\nb\r\n");
  const findings = [finding("a", [replace("b", "c", of)], { of })];
  expect(suggest(findings, { head: of.text })).toEqual([
    "a: its file has line endings that a suggestion would change",
  ]);
});

test.each([
  ["the last line without a line end", "a\nb", "b", "c", '2-2 a ["c"]'],
  ["a last line end that is missing", "a\nb", "b", "b\n", "a: it changes no whole lines"],
  ["a last line that goes", "a\nb", "\nb", "", '1-2 a ["a"]'],
  ["an empty file", "", "", "a\n", "a: it changes no whole lines"],
])("%s", (_what, whole, old, by, expected) => {
  const of = sourceFile(path, whole);
  expect(suggest([finding("a", [replace(old, by, of)], { of })], { head: whole })).toEqual([expected]);
});

test("what is too long for a comment is left to the patch", () => {
  const findings = [finding("a", [replace("80", "8".repeat(40_000))])];
  expect(suggest(findings)).toEqual(["a: it is too long for a comment"]);
});

test("fixes of the same lines share a suggestion where they agree", () => {
  const listen = finding("listen", [replace("listen 80", "listen 8080")]);
  const comment = finding("comment", [replace("80;", "80; # x"), replace("81", "8081")], { safe: false });
  const indent = finding("indent", [replace("  listen 80", "\tlisten 80")]);
  const semicolon = finding("semicolon", [insert(text.indexOf(";\n\n") + 1, " # web")]);
  const other = finding("other", [replace("root", "web")]);
  expect(suggest([listen, semicolon, other])).toEqual([
    '3-3 listen+semicolon ["  listen 8080; # web"]',
    '1-1 other ["user web;"]',
  ]);
  expect(suggest([listen, comment, indent])).toEqual([
    '3-3 listen ["  listen 8080;"]',
    "comment: another suggestion changes the same lines",
    "indent: another suggestion changes the same lines",
  ]);
  expect(
    suggest([finding("a", [replace("81", "82")]), finding("b", [replace("81", "82")], { safe: false })]),
  ).toEqual(['5-5 unsafe a+b ["  listen 82;"]']);
});

test("what two fixes put at one place has no order, unless it is the same", () => {
  const pid = finding("pid", [insert(line(3), "  pid;\n")]);
  const user = finding("user", [insert(line(3), "  user;\n")]);
  expect(suggest([pid, user, { ...pid, key: "again" }])).toEqual([
    '3-3 pid+again ["  pid;","  listen 80;"]',
    "user: another suggestion changes the same lines",
  ]);
});

test("a fix that joins two suggestions makes them one", () => {
  const both = finding("both", [
    replace("  listen 80", "  #\n  listen 80"),
    replace("  listen 81", "  #\n  listen 81"),
  ]);
  const findings = [finding("a", [replace("80;", "8080;")]), finding("b", [replace("81;", "8081;")])];
  expect(suggest([...findings, both])[0]).toMatch(/^3-3 a /);
  const spaced = finding("spaced", [insert(line(4), "x\n")]);
  expect(suggest([finding("wide", [replace("{", "{ #"), replace("}", "} #")]), spaced])).toEqual([
    '2-6 wide+spaced ["http { #","  listen 80;","x","","  listen 81;","} #"]',
  ]);
});

test("a finding without a fix is nobody's", () => {
  const { fix: _fix, ...bare } = finding("a", []);
  expect(suggest([bare])).toEqual([]);
});

function comment(findings: readonly Finding[]) {
  const { suggestions } = suggestionsOf({
    findings: identify(findings),
    headText: () => text,
    headLine: (_path, at) => at,
    hunksOf: () => [{ first: 1, last: 100 }],
  });
  const [suggestion] = suggestions;
  if (suggestion === undefined) throw new Error("nothing is suggested");
  return { suggestion, body: suggestionComment(suggestion, ({ key }) => `**${key}**`) };
}

test("a comment says what, suggests, and is marked", () => {
  const { body } = comment([finding("a", [replace("80", "8080")])]);
  expect(body).toMatch(
    /^\*\*a\*\*\n\n```suggestion\n {2}listen 8080;\n```\n\n<!-- keelcheck:[0-9a-f]{20} -->$/,
  );
});

test("a comment of two findings names both, and warns of what is not safe", () => {
  const { body } = comment([
    finding("a", [replace("81", "82")]),
    finding("b", [replace("81", "82")], { safe: false }),
  ]);
  expect(body.split("\n\n").slice(0, 3)).toEqual([
    "**a**",
    "**b**",
    "**Check before applying**: this may change more than what is reported.",
  ]);
  expect(markedIn(body)).toHaveLength(2);
});

test("the fence is longer than any run of backticks in it", () => {
  const { body, suggestion } = comment([finding("a", [replace("80", "`````\n````suggestion")])]);
  expect(body).toContain("\n``````suggestion\n");
  expect(suggests(body, suggestion.lines)).toBe(true);
});

test.each([
  [[], "```suggestion\n```"],
  [[""], "```suggestion\n\n```"],
  [["a", "b"], "```suggestion\na\nb\n```"],
  [["a"], "words\r\n\r\n```suggestion\r\na\r\n```\r\n"],
] as const)("%j is what %j suggests, and nothing else is", (lines, body) => {
  expect(suggests(body, lines)).toBe(true);
  expect(suggests(body, [...lines, ""])).toBe(false);
  expect(suggests("words", lines)).toBe(false);
});

const [ONE, TWO] = ["a".repeat(20), "b".repeat(20)];
const SUGGESTION = "```suggestion\nx\n```\n\n";

test.each([
  ["no marker", undefined],
  [`${SUGGESTION}<!-- keelcheck:${ONE} -->`, [ONE]],
  [`x\n\n${SUGGESTION}<!-- keelcheck:${ONE},${TWO} -->\r\n`, [ONE, TWO]],
  [`${SUGGESTION.replaceAll("\n", "\r\n")}<!-- keelcheck:${ONE} -->`, [ONE]],
  [`${SUGGESTION}<!-- keelcheck:${ONE} -->\nquoted by somebody`, undefined],
  // A line of a checked file that another bot shows.
  [`line 3 is <!-- keelcheck:${ONE} -->`, undefined],
  [`<!-- keelcheck:${ONE} -->`, undefined],
  [`${SUGGESTION}<!-- keelcheck:abc -->`, undefined],
])("the marker of %j", (body, fingerprints) => {
  expect(markedIn(body)).toEqual(fingerprints);
});

const anyText = fc
  .array(fc.constantFrom("a", "b", "", "cc"), { maxLength: 8 })
  .map((lines) => lines.join("\n"));
const anyEdits = fc.array(fc.tuple(fc.nat(16), fc.nat(16), fc.constantFrom("", "x", "x\n", "\n", "\nx")), {
  minLength: 1,
  maxLength: 3,
});

test("a suggestion, applied to the lines, is the fix", () => {
  fc.assert(
    fc.property(anyText, anyEdits, fc.boolean(), (some, edits, ends) => {
      const whole = ends ? `${some}\n` : some;
      const of = sourceFile(path, whole);
      const replacements = joinedReplacements(
        edits.map(([a, b, by]) => {
          const [start, end] = [a, b].map((at) => Math.min(at, whole.length)).toSorted((x, y) => x - y);
          return { start: start ?? 0, end: end ?? 0, text: by };
        }),
        [],
      );
      fc.pre(replacements !== undefined);
      const fixed = replacements.reduceRight(
        (now, one) => now.slice(0, one.start) + one.text + now.slice(one.end),
        whole,
      );
      const blocks = lineBlocks(of, replacements);
      if (typeof blocks === "string") return;
      for (const { first, last, lines } of blocks) {
        const rows = whole
          .replace(/\n$/, "")
          .split("\n")
          .toSpliced(first - 1, last - first + 1, ...lines);
        // Whether the file's last line has a line end is not a suggestion's to say.
        expect(rows.join("\n")).toBe(fixed.replace(/\n$/, ""));
      }
    }),
    { numRuns: amount({ ordinary: 800, long: 3_000 }) },
  );
});
