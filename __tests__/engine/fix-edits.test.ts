import { expect, test } from "vitest";
import { applyEdits, chooseFixes } from "../../src/engine/fix/edits.ts";
import type { FileChange } from "../../src/facts.ts";
import type { Edit, Finding } from "../../src/finding.ts";
import { sourceFile } from "../../src/source.ts";
import { type MemoryFile, memoryWorkspace } from "../../src/workspace/memory.ts";

type Files = Readonly<Record<string, MemoryFile>>;

/** Files, the edits of each fix, what becomes of the files (`null`: gone), and why fixes are refused. */
type Row = readonly [
  what: string,
  files: Files,
  fixes: readonly (readonly Edit[])[],
  after: Readonly<Record<string, string | null>>,
  refused?: readonly string[],
];

const A = "one two three\nfour\n";

/** Replaces the text's first occurrence of `old`; `old@` inserts before it, `@old` behind it, `@` at the end. */
function swap(path: string, text: string, old: string, by: string): Edit {
  const file = sourceFile(path, text);
  const word = old.replaceAll("@", "");
  const start = word === "" ? text.length : text.indexOf(word);
  if (old.startsWith("@"))
    return { replace: { file, span: { start: start + word.length, end: start + word.length } }, text: by };
  const end = old.endsWith("@") ? start : start + word.length;
  return { replace: { file, span: { start, end } }, text: by };
}

const a = (old: string, by: string) => swap("a", A, old, by);

const rows: readonly Row[] = [
  ["a word is replaced", { a: A }, [[a("two", "2")]], { a: "one 2 three\nfour\n" }],
  [
    "a file without a span is replaced as a whole",
    { a: A },
    [[{ replace: { file: sourceFile("a", A) }, text: "x\n" }]],
    { a: "x\n" },
  ],
  [
    "the edits of one fix are all made",
    { a: A },
    [[a("four", "4"), a("one", "1")]],
    { a: "1 two three\n4\n" },
  ],
  [
    "fixes of one file stand side by side",
    { a: A },
    [[a("two", "2")], [a("four", "4")]],
    { a: "one 2 three\n4\n" },
  ],
  ["spans may touch", { a: "xy" }, [[swap("a", "xy", "x", "1")], [swap("a", "xy", "y", "2")]], { a: "12" }],
  [
    "equal edits of two fixes count once",
    { a: A },
    [[a("two@", "+")], [a("two@", "+"), a("one", "1")]],
    { a: "1 +two three\nfour\n" },
  ],
  [
    "what overlaps is refused, all of it",
    { a: A },
    [[a("two three", "2")], [a("three", "3"), a("four", "4")]],
    { a: "one 2\nfour\n" },
    ["it overlaps the fix of test/0 at a:1:1"],
  ],
  [
    "the same place with other words is an overlap",
    { a: A },
    [[a("two", "2")], [a("two", "zwei")]],
    { a: "one 2 three\nfour\n" },
    ["it overlaps the fix of test/0 at a:1:1"],
  ],
  [
    "two insertions at one place are an overlap",
    { a: A },
    [[a("two@", "x")], [a("two@", "y")]],
    { a: "one xtwo three\nfour\n" },
    ["it overlaps the fix of test/0 at a:1:1"],
  ],
  [
    "an insertion at the edge of what is replaced is none",
    { a: A },
    [[a("two", "2")], [a("two@", "x ")], [a("@two", " y")]],
    { a: "one x 2 y three\nfour\n" },
  ],
  [
    "an insertion inside what is replaced is an overlap",
    { a: A },
    [[a("two three", "2")], [a("@two", "x")]],
    { a: "one 2\nfour\n" },
    ["it overlaps the fix of test/0 at a:1:1"],
  ],
  [
    "overlapping edits of one fix are its own mistake",
    { a: A },
    [[a("two three", "2"), a("three", "3")]],
    {},
    ["its own changes of a overlap"],
  ],
  ["a fix without edits changes nothing", { a: A }, [[]], {}, ["it changes nothing"]],
  [
    "a text that is not the one that was read",
    { a: "other\n" },
    [[a("two", "2")]],
    {},
    ["a is not the file that was read"],
  ],
  [
    "a place behind the end",
    { a: A },
    [[{ replace: { file: sourceFile("a", A), span: { start: 3, end: 99 } }, text: "" }]],
    {},
    ["its place is not in a"],
  ],
  [
    "a file is replaced in and renamed at once",
    { a: A },
    [[a("two", "2")], [{ rename: "a", to: "d/b" }]],
    { a: null, "d/b": "one 2 three\nfour\n" },
  ],
  [
    "a file that goes cannot be changed",
    { a: A },
    [[{ remove: "a" }], [a("two", "2")], [{ rename: "a", to: "b" }], [{ chmod: "a", executable: true }]],
    { a: null },
    [
      "it overlaps the fix of test/0 at a:1:1",
      "it overlaps the fix of test/0 at a:1:1",
      "it overlaps the fix of test/0 at a:1:1",
    ],
  ],
  [
    "a file that changes cannot go",
    { a: A },
    [[a("two", "2")], [{ remove: "a" }]],
    { a: "one 2 three\nfour\n" },
    ["it overlaps the fix of test/0 at a:1:1"],
  ],
  ["a file goes once", { a: A }, [[{ remove: "a" }], [{ remove: "a" }]], { a: null }],
  [
    "a file that is not there",
    {},
    [[{ remove: "x" }], [{ rename: "y", to: "z" }], [a("two", "2")]],
    {},
    ["there is no file x", "there is no file y", "there is no file a"],
  ],
  ["a new file", { a: A }, [[{ create: "d/new", text: "x\n" }]], { "d/new": "x\n" }],
  [
    "a new file by two fixes with one text",
    {},
    [[{ create: "n", text: "x" }], [{ create: "n", text: "x" }]],
    { n: "x" },
  ],
  [
    "a new file with two texts",
    {},
    [[{ create: "n", text: "x" }], [{ create: "n", text: "y" }]],
    { n: "x" },
    ["it overlaps the fix of test/0 at a:1:1"],
  ],
  [
    "a file where another fix needs a folder",
    {},
    [[{ create: "n", text: "x" }], [{ create: "n/m", text: "y" }]],
    { n: "x" },
    ["it overlaps the fix of test/0 at a:1:1"],
  ],
  [
    "a folder where another fix needs a file",
    {},
    [[{ create: "n/m", text: "x" }], [{ create: "n", text: "y" }]],
    { "n/m": "x" },
    ["it overlaps the fix of test/0 at a:1:1"],
  ],
  [
    "two files to one path",
    { a: A, b: "" },
    [[{ rename: "a", to: "c" }], [{ rename: "b", to: "c" }]],
    { a: null, c: A },
    ["it overlaps the fix of test/0 at a:1:1"],
  ],
  [
    "one file to two paths",
    { a: A },
    [[{ rename: "a", to: "c" }], [{ rename: "a", to: "d" }]],
    { a: null, c: A },
    ["it overlaps the fix of test/0 at a:1:1"],
  ],
  [
    "a path that is taken",
    { a: A, "d/b": "" },
    [[{ create: "a", text: A }], [{ rename: "a", to: "d" }]],
    {},
    ["a already exists", "d already exists"],
  ],
  [
    "a path that git ignores",
    { ".gitignore": "*.log\n" },
    [[{ create: "x.log", text: "" }]],
    {},
    ["git ignores x.log"],
  ],
  [
    "a folder moves with all that is in it",
    { "d/a": A, "d/e/b": "b", dx: "" },
    [[{ rename: "d", to: "n" }], [swap("d/a", A, "two", "2")]],
    { "d/a": null, "d/e/b": null, "n/a": "one 2 three\nfour\n", "n/e/b": "b" },
  ],
  [
    "paths that leave the repo",
    { a: A },
    [
      [{ create: "../x", text: "" }],
      [{ create: "/x", text: "" }],
      [{ create: "d\\..\\..\\x", text: "" }],
      [{ create: "C:/x", text: "" }],
      [{ rename: "a", to: "d/../../x" }],
      [{ create: "", text: "" }],
      [{ create: "d//x", text: "" }],
      [{ create: ".Git/hooks/x", text: "" }],
    ],
    {},
    [
      "../x is not a plain path in the repo",
      "/x is not a path in the repo",
      "d\\..\\..\\x is not a path in the repo",
      "C:/x is not a path in the repo",
      "d/../../x is not a plain path in the repo",
      "an empty path is not a path in the repo",
      "d//x is not a plain path in the repo",
      ".Git/hooks/x belongs to git",
    ],
  ],
  [
    "links are neither changed nor gone through",
    { l: { target: "real" }, "real/a": A, f: "" },
    [
      [{ create: "l/x", text: "" }],
      [swap("l/a", A, "two", "2")],
      [{ remove: "l" }],
      [{ create: "f/x", text: "" }],
    ],
    {},
    [
      "l/x is behind l, which is a link",
      "l/a is behind l, which is a link",
      "l is a link",
      "f/x is behind f, which is a file",
    ],
  ],
  [
    "what is no text is not moved",
    { a: { text: "\0" } },
    [[{ rename: "a", to: "b" }]],
    {},
    ["a is no text, as it holds NUL bytes"],
  ],
  [
    "line ends are the file's own",
    { a: "x\r\ny\r\n" },
    [[swap("a", "x\r\ny\r\n", "y@", "n\nm\r\n")]],
    { a: "x\r\nn\r\nm\r\ny\r\n" },
  ],
  [
    "most line ends count",
    { a: "x\ny\nz\r\n" },
    [[swap("a", "x\ny\nz\r\n", "y@", "n\r\n")]],
    { a: "x\nn\ny\nz\r\n" },
  ],
  [
    "a last line stays without its end",
    { a: "x\r\ny" },
    [[swap("a", "x\r\ny", "@", "z\n")]],
    { a: "x\r\ny\r\nz" },
  ],
  ["and is rewritten without one", { a: "x\ny" }, [[swap("a", "x\ny", "y", "z\n")]], { a: "x\nz" }],
  ["unless the end is all that is written", { a: "x\ny" }, [[swap("a", "x\ny", "@", "\n")]], { a: "x\ny\n" }],
  [
    "a BOM stays in front",
    { a: "\uFEFFx\n", b: "\uFEFFy\n" },
    [
      [{ replace: { file: sourceFile("a", "\uFEFFx\n"), span: { start: 0, end: 0 } }, text: "n\n" }],
      [{ replace: { file: sourceFile("b", "\uFEFFy\n") }, text: "m\n" }],
    ],
    { a: "\uFEFFn\nx\n", b: "\uFEFFm\n" },
  ],
  ["a change that changes nothing is none", { a: A }, [[a("two", "two")]], {}],
];

const cases = rows.map(([what, files, fixes, after, refused = []]) => ({
  what,
  files,
  fixes,
  after,
  refused,
}));

test.each(cases)("$what", ({ files, fixes, after, refused }) => {
  const workspace = memoryWorkspace(files);
  const findings = fixes.map(
    (edits, index): Finding => ({
      rule: `test/${index}`,
      key: "",
      severity: "error",
      images: [],
      at: { file: sourceFile("a", A), span: { start: 0, end: 3 } },
      message: "wrong",
      fix: { title: "mend", safe: true, edits },
    }),
  );
  const choice = chooseFixes(workspace, findings);
  const changes = applyEdits(
    workspace,
    choice.chosen.flatMap(({ edits }) => edits),
  );
  expect(choice.refused.map(({ why }) => why)).toEqual(refused);
  expect(Object.fromEntries(changes.flatMap(texts))).toEqual(after);
});

function texts({ path, from, after }: FileChange): readonly (readonly [string, string | null])[] {
  return [...(from === undefined ? [] : [[from, null] as const]), [path, after ?? null]];
}

test.each<readonly [MemoryFile, readonly Edit[], FileChange["executable"] | undefined]>([
  ["#!", [{ chmod: "a", executable: true }], { before: false, after: true }],
  [{ text: "#!", kind: "executable" }, [{ chmod: "a", executable: false }], { before: true, after: false }],
  [{ text: "#!", kind: "executable" }, [{ chmod: "a", executable: true }], undefined],
  [{ text: "#!", kind: "executable" }, [{ rename: "a", to: "b" }], { before: true, after: true }],
  [
    "#!",
    [
      { rename: "a", to: "b" },
      { chmod: "a", executable: true },
    ],
    { before: false, after: true },
  ],
  [
    "",
    [
      { create: "n", text: "#!" },
      { chmod: "n", executable: true },
    ],
    { before: true, after: true },
  ],
])("modes: %j %j", (file, edits, executable) => {
  const workspace = memoryWorkspace({ a: file });
  const finding: Finding = {
    rule: "t/t",
    key: "",
    severity: "error",
    images: [],
    at: { file: sourceFile("a", "") },
    message: "",
    fix: { title: "", safe: true, edits },
  };
  const { chosen, refused } = chooseFixes(workspace, [finding]);
  expect(refused).toEqual([]);
  expect(
    applyEdits(
      workspace,
      chosen.flatMap((one) => one.edits),
    )[0]?.executable,
  ).toEqual(executable);
});
