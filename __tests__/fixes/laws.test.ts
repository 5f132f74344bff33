import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { whereOf } from "../../src/engine/fix/edits.ts";
import type { FileChange } from "../../src/facts.ts";
import type { Finding } from "../../src/finding.ts";
import { patchText } from "../../src/report/patch.ts";
import { diskWorkspace } from "../../src/workspace/disk.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { amount, everyOf } from "../amount.ts";
import { patched, plan, type Subject, subjectOf, titled } from "./planned.ts";
import { pageTrees, type Tree, treesOnDisk, withCarriageReturns } from "./trees.ts";

// The law of fixes, over every tree that there is: what is applied is silent afterwards, and nothing new appears. A line
// that fails names the tree, the rule, the place and what goes wrong: mend that rule's fix, or list it here with its reason.

/** Fixes that are refused where they stand, as they should be. */
const REFUSED: readonly string[] = [
  // Nginx and Apache have each other's port: they move together or not at all.
  "examples/incident: ports/role-mismatch at deployment/images/storefront/nginx/nginx.conf.old:17:16: it would introduce ports/conflict at deployment/images/storefront/apache/ports.conf:2:8 and 1 more",
  "docs/rules/ports/role-mismatch.md#1: ports/role-mismatch at deployment/images/example/nginx.conf:3:24: it would introduce ports/conflict at deployment/images/example/ports.conf:1:8",
  // What was no link has never led anywhere.
  "docs/rules/docs/markdown.md#1: docs/markdown at deployment/images/example/README.md:3:7: it would introduce docs/broken-link at deployment/images/example/README.md:3:19",
  // Once the template can be rendered, its server is loaded beside the package's own.
  "docs/rules/nginx/template-unwritable.md#1: nginx/template-unwritable at deployment/images/example/Dockerfile:3:6: it would introduce nginx/default-site at deployment/images/example/Dockerfile:1:6",
];

/** Comments that a fix takes away with what they are about: `tree: path: comment`. */
const COMMENTS_GONE: readonly string[] = [];

const trees = treesOnDisk();
const isExample = ({ name }: Tree) => name.startsWith("examples/");
const onDisk = [
  ...trees.filter(isExample),
  ...everyOf(
    5,
    trees.filter((tree) => !isExample(tree)),
  ),
];
const onPages = pageTrees()
  .map((tree) => ({ tree, name: tree.name, subject: subjectOf(tree) }))
  .filter(({ tree, subject }) => subject.findings.some(({ rule, fix }) => fix && rule === tree.rule));

test("there are trees with fixes to try", () => {
  const fixes = onDisk.flatMap((tree) => subjectOf(tree).findings).filter(({ fix }) => fix !== undefined);
  expect(fixes.length).toBeGreaterThan(amount({ ordinary: 10, long: 20 }));
  expect(onPages.length).toBeGreaterThan(10);
});

test("what is listed as refused is of a tree that is there", () => {
  const names = [...trees, ...onPages].map(({ name }) => name);
  const listed = [...REFUSED, ...COMMENTS_GONE].map((line) => line.slice(0, line.indexOf(": ")));
  expect(listed.filter((name) => !names.includes(name))).toEqual([]);
});

describe.each(onDisk)("$name", (tree) => {
  const subject = subjectOf(tree);

  test("each fix alone mends its finding and brings none", async () => {
    expect(await refusedAlone(tree, subject, () => true)).toEqual(knownOf(REFUSED, tree));
  });

  test.each([false, true])("all fixes together leave nothing to fix (unsafe: %s)", async (unsafe) => {
    const first = await plan(subject, { unsafe });
    const left = new Set(first.remaining);
    expect(wouldBe(first.applied.filter((finding) => left.has(finding)))).toEqual([]);
    const after = { ...subject, workspace: patched(subject, first.changes) };
    const again = await plan({ ...after, findings: first.after }, { unsafe });
    expect(wouldBe(again.applied)).toEqual([]);
    expect(again.changes).toEqual([]);
  });

  test("the patch of all fixes makes the same tree in git's hands", async () => {
    const { changes } = await plan(subject);
    const wanted = Object.fromEntries(textsOf(patched(subject, changes)));
    expect(Object.fromEntries(textsOf(appliedByGit(subject.workspace, patchText(changes))))).toEqual(wanted);
  });

  test("comments stay where nothing is mended", async () => {
    const { changes } = await plan(subject);
    const gone = changes.flatMap(commentsGone).map((line) => `${tree.name}: ${line}`);
    expect(gone).toEqual(knownOf(COMMENTS_GONE, tree));
  });

  test("line ends are kept, and change nothing else", async () => {
    const other = subjectOf(withCarriageReturns(tree));
    const { changes } = await plan(subject);
    const inOther = (await plan(other)).changes;
    expect(inOther.filter(mixed).map(({ path }) => path)).toEqual([]);
    expect(inOther.map(withoutCarriageReturns)).toEqual(changes);
  });
});

test.each(onPages)("each fix of $name mends its finding and brings none", async ({ tree, subject }) => {
  expect(await refusedAlone(tree, subject, ({ rule }) => rule === tree.rule)).toEqual(knownOf(REFUSED, tree));
});

async function refusedAlone(
  tree: Tree,
  subject: Subject,
  isAsked: (finding: Finding) => boolean,
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const finding of subject.findings.filter((one) => one.fix !== undefined && isAsked(one))) {
    const { applied, refused } = await plan(subject, { only: (one) => one === finding });
    expect([...applied, ...refused.map((one) => one.finding)]).toEqual([finding]);
    const where = `${finding.rule} at ${whereOf(finding)}`;
    lines.push(...refused.map(({ why }) => `${tree.name}: ${where}: ${why}`));
  }
  return lines;
}

/** Every file with its kind and text. */
function textsOf(workspace: Workspace): readonly (readonly [string, unknown])[] {
  return workspace.list().map(({ path, kind }) => [path, [kind, workspace.read(path)]] as const);
}

function appliedByGit(workspace: Workspace, patch: string): Workspace {
  const folder = mkdtempSync(join(tmpdir(), "keelcheck-patch-"));
  try {
    for (const { path, kind, target } of workspace.list()) {
      const content = workspace.read(path);
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      if (kind === "link") symlinkSync(target ?? "", join(folder, path));
      else
        writeFileSync(join(folder, path), content && "text" in content ? content.text : "", {
          mode: kind === "executable" ? 0o755 : 0o644,
        });
    }
    execFileSync("git", ["init", "-q"], { cwd: folder });
    if (patch !== "") execFileSync("git", ["apply", "-"], { cwd: folder, input: patch });
    const now = diskWorkspace(folder);
    return memoryWorkspace(
      Object.fromEntries(now.list().map((entry) => [entry.path, { ...entry, ...now.read(entry.path) }])),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function knownOf(lines: readonly string[], tree: Tree): readonly string[] {
  return lines.filter((line) => line.startsWith(`${tree.name}: `));
}

function wouldBe(findings: readonly Finding[]): readonly string[] {
  return findings.map(titled);
}

/** Whole-line comments of a changed file that are not there afterwards, in their order. */
function commentsGone({ path, before, after }: FileChange): readonly string[] {
  if (before === undefined || after === undefined || /\.md$/i.test(path)) return [];
  const left = commentsOf(after);
  return commentsOf(before)
    .filter((comment) => {
      const at = left.indexOf(comment);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    })
    .map((comment) => `${path}: ${comment}`);
}

function commentsOf(text: string): string[] {
  return text.split("\n").filter((line) => /^\s*#/.test(line));
}

/** A new file has no line ends to keep. */
function mixed({ before, after }: FileChange): boolean {
  return before !== undefined && after !== undefined && /(?<!\r)\n/.test(after);
}

function withoutCarriageReturns(change: FileChange): FileChange {
  const { before, after } = change;
  return {
    ...change,
    ...(before !== undefined && { before: before.replaceAll("\r\n", "\n") }),
    ...(after !== undefined && { after: after.replaceAll("\r\n", "\n") }),
  };
}
