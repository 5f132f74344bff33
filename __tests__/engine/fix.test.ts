import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { whereOf } from "../../src/engine/fix/edits.ts";
import { type FixInput, type PlannedFixes, planFixes } from "../../src/engine/fix/fix.ts";
import { likeness } from "../../src/engine/fix/law.ts";
import type { Edit, Finding } from "../../src/finding.ts";
import { sourceFile } from "../../src/source.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";
import { overlayWorkspace } from "../../src/workspace/overlay.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import "../properties.ts";
import { amount } from "../amount.ts";

/**
 * What is wrong with a word of a file, and what its fix writes in its place: a word, two words of the file (`x>1 y>2`),
 * or a move of the file (`mv b`). `!` makes the fix unsafe, `-` is none. `unless` is a word that makes it right.
 */
interface Wrong {
  readonly fix: string;
  readonly unless?: string;
}
type Wrongs = Readonly<Record<string, Wrong | string>>;

function findingsOf(workspace: Workspace, wrongs: Wrongs): readonly Finding[] {
  return workspace.list().flatMap(({ path }) => {
    const content = workspace.read(path);
    const text = content !== undefined && "text" in content ? content.text : "";
    const file = sourceFile(path, text);
    return [...text.matchAll(/\S+/g)].flatMap((match): Finding[] => {
      const [word] = match;
      const wrong = wrongs[word];
      if (wrong === undefined) return [];
      const { fix, unless = "" } = typeof wrong === "string" ? { fix: wrong } : wrong;
      if (unless !== "" && text.split(/\s+/).includes(unless)) return [];
      const span = { start: match.index, end: match.index + word.length };
      const edits = editsOf(fix.replace("!", ""), { file, span });
      return [
        {
          rule: `${word.startsWith("doc") ? "docs" : "word"}/${word}`,
          key: word,
          severity: "error",
          images: [path.split("/")[0] ?? ""],
          at: { file, span },
          message: `${word} is wrong`,
          ...(fix !== "-" && { fix: { title: fix, safe: !fix.endsWith("!"), edits } }),
        },
      ];
    });
  });
}

function editsOf(
  fix: string,
  at: { file: ReturnType<typeof sourceFile>; span: { start: number; end: number } },
): readonly Edit[] {
  if (fix.startsWith("mv "))
    return [
      { rename: at.file.path, to: fix.slice(3) },
      { replace: at, text: "moved" },
    ];
  if (!fix.includes(">")) return [{ replace: at, text: fix }];
  return fix.split(" ").flatMap((each): Edit[] => {
    const [word = "", by = ""] = each.split(">");
    const found = new RegExp(`(?<!\\S)${word}(?!\\S)`).exec(at.file.text);
    if (found === null) return [];
    return [
      { replace: { file: at.file, span: { start: found.index, end: found.index + word.length } }, text: by },
    ];
  });
}

interface Planned {
  readonly plan: PlannedFixes;
  readonly readings: number;
}

async function planned(
  files: Readonly<Record<string, string>>,
  wrongs: Wrongs,
  options: Partial<FixInput> = {},
): Promise<Planned> {
  const workspace = memoryWorkspace(files);
  return plannedOn(workspace, wrongs, options);
}

async function plannedOn(
  workspace: Workspace,
  wrongs: Wrongs,
  options: Partial<FixInput> = {},
): Promise<Planned> {
  let readings = 0;
  const plan = await planFixes({
    workspace,
    findings: findingsOf(workspace, wrongs),
    recheck: async (patched) => {
      readings += 1;
      return findingsOf(patched, wrongs);
    },
    overlay: overlayWorkspace,
    unsafe: true,
    ...options,
  });
  return { plan, readings };
}

function shownPlan({ plan, readings }: Planned) {
  return {
    after: Object.fromEntries(plan.changes.map(({ path, after }) => [path, after])),
    applied: plan.applied.map((finding) => `${finding.key} ${whereOf(finding)}`),
    followed: plan.followed.map((finding) => `${finding.key} ${whereOf(finding)}`),
    refused: plan.refused.map(({ finding, why }) => `${finding.key} ${whereOf(finding)}: ${why}`),
    readings,
  };
}

interface Row {
  readonly what: string;
  readonly files: Readonly<Record<string, string>>;
  readonly wrongs: Wrongs;
  readonly options?: Partial<FixInput>;
  readonly after: Readonly<Record<string, string>>;
  readonly applied: readonly string[];
  readonly followed?: readonly string[];
  readonly refused?: readonly string[];
  readonly readings: number;
}

const rows: readonly Row[] = [
  {
    what: "nothing to do is not read",
    files: { a: "fine x" },
    wrongs: { x: "-" },
    after: {},
    applied: [],
    readings: 0,
  },
  {
    what: "fixes that go together are read once",
    files: { a: "x y x", b: "x" },
    wrongs: { x: "1", y: "2" },
    after: { a: "1 2 1", b: "1" },
    applied: ["x a:1:1", "y a:1:3", "x a:1:5", "x b:1:1"],
    readings: 1,
  },
  {
    what: "unsafe fixes are left where they are not asked for",
    files: { a: "x y" },
    wrongs: { x: "1!", y: "2" },
    options: { unsafe: false },
    after: { a: "x 2" },
    applied: ["y a:1:3"],
    readings: 1,
  },
  {
    what: "only what is asked for is mended",
    files: { a: "x y", b: "x" },
    wrongs: { x: "1", y: "2" },
    options: { only: ({ at, key }) => at.file.path === "a" && key === "x" },
    after: { a: "1 y" },
    applied: ["x a:1:1"],
    readings: 1,
  },
  {
    what: "a fix that brings a finding is refused, and the others are not",
    files: { a: "x y", b: "x", c: "y" },
    wrongs: { x: "1", y: { fix: "z", unless: "never" }, z: "-" },
    after: { a: "1 y", b: "1" },
    applied: ["x a:1:1", "x b:1:1"],
    refused: ["y a:1:3: it would introduce word/z at a:1:3", "y c:1:1: it would introduce word/z at c:1:1"],
    readings: 5,
  },
  {
    what: "one guilty fix among many costs one reading more",
    files: { a: "x x x x x x x x", b: "x x x x x x x x", c: "y" },
    wrongs: { x: "1", y: "z", z: "-" },
    after: { a: "1 1 1 1 1 1 1 1", b: "1 1 1 1 1 1 1 1" },
    applied: [1, 3, 5, 7, 9, 11, 13, 15]
      .flatMap((at) => [`x a:1:${at}`])
      .concat([1, 3, 5, 7, 9, 11, 13, 15].map((at) => `x b:1:${at}`)),
    refused: ["y c:1:1: it would introduce word/z at c:1:1"],
    readings: 2,
  },
  {
    what: "a fix that leaves its finding is refused",
    files: { a: "x y t" },
    wrongs: { x: "1", y: "y>t t>y" },
    after: { a: "1 y t" },
    applied: ["x a:1:1"],
    refused: ["y a:1:3: it would leave the finding as it is"],
    readings: 2,
  },
  {
    what: "one finding more of the same kind is a new one",
    files: { a: "x y" },
    wrongs: { x: "-", y: "x" },
    after: {},
    applied: [],
    refused: ["y a:1:3: it would introduce word/x at a:1:3"],
    readings: 1,
  },
  {
    what: "a finding that another fix mends is neither applied nor refused",
    files: { a: "x y" },
    wrongs: { x: "1", y: { fix: "-", unless: "1" } },
    after: { a: "1 y" },
    applied: ["x a:1:1"],
    readings: 1,
  },
  {
    what: "what is refused is tried again when something else is in place",
    files: { a: "x y w" },
    wrongs: { x: "x>1 y>q", y: "y>2", q: "-" },
    after: { a: "1 2 w" },
    applied: ["x a:1:1", "y a:1:3"],
    readings: 3,
  },
  {
    what: "what a fix brings is mended with it",
    files: { a: "x v", b: "v" },
    wrongs: { x: "y", y: "z", z: "1", v: "2" },
    after: { a: "1 2", b: "2" },
    applied: ["x a:1:1", "v a:1:3", "v b:1:1"],
    followed: ["y a:1:1", "z a:1:1"],
    readings: 3,
  },
  {
    what: "also where several of them write at one place",
    files: { a: "x s" },
    wrongs: { x: "y z", y: "y>1 s>2", z: "z>3 s>4" },
    after: { a: "1 3 2" },
    applied: ["x a:1:1"],
    followed: ["y a:1:1", "z a:1:3"],
    readings: 3,
  },
  {
    what: "unless that would be unsafe",
    files: { a: "x v" },
    wrongs: { x: "y", y: "z!", v: "2" },
    options: { unsafe: false },
    after: { a: "x 2" },
    applied: ["v a:1:3"],
    refused: ["x a:1:1: it would introduce word/y at a:1:1"],
    readings: 3,
  },
  {
    what: "unless it goes on for ever",
    files: { a: "x" },
    wrongs: { x: "y", y: "z", z: "y" },
    after: {},
    applied: [],
    refused: ["x a:1:1: it would introduce word/y at a:1:1"],
    readings: 2,
  },
  {
    what: "what is written about an image is mended after it",
    files: { a: "x", "README.md": "doc" },
    wrongs: { x: "1", doc: "about" },
    after: { a: "1", "README.md": "about" },
    applied: ["doc README.md:1:1", "x a:1:1"],
    readings: 2,
  },
  {
    what: "a safe fix goes before an unsafe one",
    files: { a: "x y" },
    wrongs: { x: "x>1 y>3!", y: "y>2" },
    after: { a: "1 2" },
    applied: ["x a:1:1", "y a:1:3"],
    readings: 2,
  },
  {
    what: "a fix is tried without one that overlaps it and is refused",
    files: { a: "x y" },
    wrongs: { x: "x>z y>3", y: "y>2", z: "-" },
    after: { a: "x 2" },
    applied: ["y a:1:3"],
    refused: ["x a:1:1: it would introduce word/z at a:1:1"],
    readings: 3,
  },
  {
    what: "a fix that only another makes good is applied in the end",
    files: { a: "x y v", b: "v" },
    wrongs: { x: "q", q: { fix: "-", unless: "ok" }, y: "ok", v: "w", w: "-" },
    after: { a: "q ok v" },
    applied: ["x a:1:1", "y a:1:3"],
    refused: ["v a:1:5: it would introduce word/w at a:1:6", "v b:1:1: it would introduce word/w at b:1:1"],
    readings: 9,
  },
  {
    what: "a file that moves takes its findings along",
    files: { a: "m x y z" },
    wrongs: { m: "mv d/b", x: "1", y: "-", z: "bad", bad: "-" },
    after: { "d/b": "moved 1 y z" },
    applied: ["m a:1:1", "x a:1:3"],
    refused: ["z a:1:7: it would introduce word/bad at d/b:1:11"],
    readings: 3,
  },
  {
    what: "too many readings end in a refusal that says so",
    files: { a: "x y", b: "x y", c: "x y" },
    wrongs: { x: "1", y: "z", z: "-" },
    options: { mostReadings: 2 },
    after: { a: "1 y", b: "1 y", c: "1 y" },
    applied: ["x a:1:1", "x b:1:1", "x c:1:1"],
    refused: ["y a:1:3", "y b:1:3", "y c:1:3"].map(
      (at) => `${at}: too many fixes conflict: it was not tried`,
    ),
    readings: 2,
  },
];

describe("planned", () => {
  test.each(rows)("$what", async ({
    files,
    wrongs,
    options,
    after,
    applied,
    followed = [],
    refused = [],
    readings,
  }) => {
    const answer = await planned(files, wrongs, options);
    expect(shownPlan(answer)).toEqual({ after, applied, followed, refused, readings });
  });
});

test("a tree that cannot be read with a fix is no reason to stop", async () => {
  const { plan } = await planned(
    { a: "x y", b: "x" },
    { x: "1", y: "2" },
    {
      recheck: async (patched) => {
        const content = patched.read("a");
        if (content !== undefined && "text" in content && content.text.includes("2"))
          return { unreadable: "the policy is wrong" };
        return findingsOf(patched, { x: "1", y: "2" });
      },
    },
  );
  expect(plan.changes.map(({ path, after }) => `${path} ${after}`)).toEqual(["a 1 y", "b 1"]);
  expect(plan.refused.map(({ why }) => why)).toEqual([
    "the tree cannot be read with it: the policy is wrong",
  ]);
});

test("applied and refused are the findings that were handed in", async () => {
  const workspace = memoryWorkspace({ a: "m x x y" });
  const wrongs = { m: "mv b", x: "x>1", y: "z", z: "-" };
  const findings = findingsOf(workspace, wrongs);
  const { plan } = await plannedOn(workspace, wrongs, { findings });
  const told = [...plan.applied, ...plan.refused.map(({ finding }) => finding)];
  expect(told.every((finding) => findings.includes(finding))).toBe(true);
  expect(new Set(told).size).toBe(4);
});

const words = ["p", "q", "r", "s", "t", "u", "ok", "fine"];
const word = fc.constantFrom(...words);
const fix = fc.oneof(
  word,
  word.map((one) => `${one}!`),
  fc.constant("-"),
  fc.tuple(word, word, word, word).map(([a, b, c, d]) => `${a}>${b} ${c}>${d}`),
  fc.constantFrom("mv n", "mv d/m"),
);
const wrongs = fc.dictionary(
  fc.constantFrom("p", "q", "r", "s", "t", "u"),
  fc.record({ fix, unless: fc.constantFrom("", "", "ok", "fine", "t") }),
);
const tree = fc.dictionary(
  fc.constantFrom("a", "b", "c/d"),
  fc.array(word, { maxLength: 6 }).map((all) => all.join(" ")),
  { minKeys: 1 },
);

test("no plan brings a finding or leaves one that it applies, and a second plan has nothing to do", async () => {
  await fc.assert(
    fc.asyncProperty(tree, wrongs, fc.boolean(), async (files, table, unsafe) => {
      const workspace = memoryWorkspace(files);
      const before = findingsOf(workspace, table);
      const { plan } = await plannedOn(workspace, table, { unsafe, mostReadings: 500 });
      const patched = patchedBy(files, plan);
      const after = findingsOf(patched, table);
      expect(plan.after.map((one) => likeness(one)).sort()).toEqual(after.map((one) => likeness(one)).sort());
      const moved = new Map(plan.changes.map(({ path, from }) => [from ?? path, path]));
      const allowed = new Map<string, number>();
      const add = (finding: Finding, count: number) => {
        const path = moved.get(finding.at.file.path) ?? finding.at.file.path;
        const same = likeness(finding, path);
        allowed.set(same, (allowed.get(same) ?? 0) + count);
      };
      for (const finding of before) add(finding, 1);
      for (const finding of plan.applied) add(finding, -1);
      for (const finding of after) {
        const same = likeness(finding);
        allowed.set(same, (allowed.get(same) ?? 0) - 1);
      }
      expect([...allowed].filter(([, count]) => count < 0)).toEqual([]);
      const again = await plannedOn(patched, table, { unsafe, mostReadings: 500 });
      expect(again.plan.changes).toEqual([]);
      expect(again.plan.applied).toEqual([]);
    }),
    { numRuns: amount({ ordinary: 400, long: 1_500 }) },
  );
});

/** The files as the changes say, without the engine's own way of laying them over. */
function patchedBy(files: Readonly<Record<string, string>>, { changes }: PlannedFixes): Workspace {
  const after = { ...files };
  for (const { path, from } of changes) delete after[from ?? path];
  for (const { path, after: text } of changes) if (text !== undefined) after[path] = text;
  return memoryWorkspace(after);
}
