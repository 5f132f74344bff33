import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { FileChange } from "../../src/facts.ts";
import { patchText } from "../../src/report/patch.ts";
import { amount } from "../amount.ts";
import "../properties.ts";

const plain = { before: false, after: false };

const written: readonly (readonly [what: string, change: FileChange, patch: readonly string[]])[] = [
  [
    "a changed line",
    {
      path: "web/nginx.conf",
      before: "user root;\nevents {}\n",
      after: "user web;\nevents {}\n",
      executable: plain,
    },
    [
      "diff --git a/web/nginx.conf b/web/nginx.conf",
      "--- a/web/nginx.conf",
      "+++ b/web/nginx.conf",
      "@@ -1,2 +1,2 @@",
      "-user root;",
      "+user web;",
      " events {}",
    ],
  ],
  [
    "a new file",
    { path: "a b/README.md", after: "# a\n", executable: plain },
    [
      "diff --git a/a b/README.md b/a b/README.md",
      "new file mode 100644",
      "--- /dev/null",
      "+++ b/a b/README.md\t",
      "@@ -0,0 +1 @@",
      "+# a",
    ],
  ],
  [
    "a file that goes, without a last line end",
    { path: "x.bak", before: "a", executable: { before: true, after: true } },
    [
      "diff --git a/x.bak b/x.bak",
      "deleted file mode 100755",
      "--- a/x.bak",
      "+++ /dev/null",
      "@@ -1 +0,0 @@",
      "-a",
      "\\ No newline at end of file",
    ],
  ],
  [
    "a file that moves and may run",
    {
      path: "ä.sh",
      from: 'q"x.sh',
      before: "exit\n",
      after: "exit\n",
      executable: { before: false, after: true },
    },
    [
      'diff --git "a/q\\"x.sh" "b/\\303\\244.sh"',
      "old mode 100644",
      "new mode 100755",
      "similarity index 100%",
      'rename from "q\\"x.sh"',
      'rename to "\\303\\244.sh"',
    ],
  ],
];

test("a name with blanks that only the first line has is quoted", () => {
  applied([{ path: "l /a", before: "", after: "", executable: { before: true, after: false } }], "");
  applied([{ path: "l /b", after: "", executable: plain }], "x y");
  applied([{ path: "l /c", before: "", executable: plain }], "");
});

test.each(written)("%s", (_what, change, patch) => {
  expect(patchText([change]).split("\n")).toEqual([...patch, ""]);
});

test("paths are those of the checkout", () => {
  const change = { path: "b", from: "a", before: "x\n", after: "y\n", executable: plain };
  const named = patchText([change], "deploy/prod").match(/deploy\/prod\/[ab]/g);
  expect(named).toHaveLength(6);
  expect(patchText([])).toBe("");
});

const line = fc.constantFrom(
  "a",
  "b",
  "user web;",
  "",
  " ",
  "\t",
  "ä€😀",
  "-x",
  "+y",
  "\\ No newline",
  "@@ -1 +1 @@",
  "a\rb",
);
const end = fc.constantFrom("\n", "\n", "\n", "\r\n");
const lines = fc.array(
  fc.tuple(line, end).map(([text, tail]) => text + tail),
  { maxLength: 12 },
);
const text = fc
  .tuple(fc.constantFrom("", "\uFEFF"), lines, fc.boolean(), line)
  .map(([bom, all, cut, last]) => bom + all.join("") + (cut ? last : ""));
const name = fc.constantFrom("a", "b c", 'd"e', "ä", "f\\g", "h\ti", "-j", " k", "l ", "m'n", "😀");
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join("/"));

/** Texts that mostly have something in common. */
const pair = fc.oneof(
  fc.tuple(text, text),
  fc
    .tuple(lines, lines, lines, lines)
    .map(([a, b, c, d]) => [[...a, ...b, ...d].join(""), [...a, ...c, ...d].join("")] as const),
  text.map((same) => [same, same] as const),
);

const change: fc.Arbitrary<FileChange> = fc
  .record({
    kind: fc.constantFrom("edit", "create", "remove", "rename"),
    paths: fc.tuple(path, path),
    texts: pair,
    modes: fc.tuple(fc.boolean(), fc.boolean()),
  })
  .map(({ kind, paths, texts, modes }) => {
    const [before, after] = texts;
    const both = { before: modes[0], after: modes[1] };
    const same = { before: modes[0], after: modes[0] };
    if (kind === "create") return { path: `${paths[0]}.new`, after, executable: same };
    if (kind === "remove") return { path: `${paths[0]}.old`, before, executable: same };
    if (kind === "rename")
      return { path: `${paths[1]}.to`, from: `${paths[0]}.from`, before, after, executable: both };
    return { path: `${paths[0]}.edit`, before, after, executable: both };
  })
  .filter(
    ({ from, before, after, executable }) =>
      from !== undefined || before !== after || executable.before !== executable.after,
  );

const changes = fc.uniqueArray(change, {
  minLength: 1,
  maxLength: 4,
  comparator: (a, b) => a.path === b.path || (a.from !== undefined && a.from === b.from),
});

test("git makes exactly what was meant of every patch", () => {
  fc.assert(fc.property(changes, fc.constantFrom("", "in/ä b"), applied), {
    numRuns: amount({ ordinary: 10, long: 200 }),
  });
});

test("a file with thousands of changed lines is patched as well, and soon", () => {
  const numbered = (word: string) =>
    Array.from({ length: 6_000 }, (_, line) => `${line % 2 ? word : "same"} ${line}`);
  for (const [start, last] of [
    ["", "\n"],
    ["a\nb\nc\nd\n", ""],
  ] as const) {
    const before = `${start}${numbered("old").join("\n")}${last}`;
    const after = `${start}${numbered("new").join("\n")}\n`;
    applied([{ path: "long", before, after, executable: plain }], "");
  }
});

function applied(changed: readonly FileChange[], prefix: string): void {
  const folder = mkdtempSync(join(tmpdir(), "keelcheck-patch-"));
  try {
    git(folder, ["init", "-q"]);
    // The texts' own line ends are what is tried.
    git(folder, ["config", "core.autocrlf", "false"]);
    for (const { from, path, before, executable } of changed) {
      if (before !== undefined) write(join(folder, prefix, from ?? path), before, executable.before);
    }
    git(folder, ["add", "-A"]);
    const patch = patchText(changed, prefix);
    git(folder, ["apply", "--check", "--index", "-"], patch);
    git(folder, ["apply", "--index", "-"], patch);
    for (const { from, path, before, after, executable } of changed) {
      const now = join(folder, prefix, path);
      if (from !== undefined) expect(existsSync(join(folder, prefix, from))).toBe(false);
      if (after === undefined) expect(existsSync(now)).toBe(false);
      else {
        expect(readFileSync(now, "utf8")).toBe(after);
        expect((statSync(now).mode & 0o100) !== 0, JSON.stringify([path, before])).toBe(executable.after);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(file: string, content: string, executable: boolean): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  chmodSync(file, executable ? 0o755 : 0o644);
}

function git(cwd: string, args: readonly string[], input = ""): void {
  const done = spawnSync("git", args, { cwd, input, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`git ${args.join(" ")}: ${done.stderr}\n${input}`);
}
