import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../../.github/scripts/repo.ts";
import { runCheck } from "../../src/app/check.ts";
import { patchText } from "../../src/report/patch.ts";
import { rules } from "../../src/rules/index.ts";
import { diskWorkspace } from "../../src/workspace/disk.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";
import { everyOf } from "../amount.ts";
import type { Files } from "../app/changes-between.ts";
import { directReadmes } from "../app/direct-readmes.ts";
import { adopted } from "../untidy/adopted.ts";
import { untidyTrees } from "../untidy/trees.ts";
import { factsOf, tidied } from "./tidied.ts";

const POLICY = ".github/keelcheck.yml";
const WANTED = "images: deployment/images/**\nlayout:\n  config: config\n  names: kebab-case\n";

describe.each(everyOf(2, untidyTrees()))("$what", ({ files: tree, dockerfiles }) => {
  const before = adopted(tree);
  const files = before.then((all) => ({ ...all, [POLICY]: WANTED }));
  const first = files.then((all) => tidied(all, true));

  test("configuration moves, and folders get their names", async () => {
    const { made, refused } = await first;
    expect(refused).toEqual([]);
    expect(made.length).toBeGreaterThan(dockerfiles.length / 3);
  });

  test("every image is what it was, and a second run finds nothing", async () => {
    const { files: after } = await first;
    expect(factsOf(after)).toEqual(factsOf(await files));
    expect(await tidied(after, true)).toMatchObject({ made: [], changes: [] });
  });

  test("the baseline holds what it held", async () => {
    const policy = (await before)[POLICY];
    // Where init found that all images use another folder, it is this one by now.
    const moved = typeof policy === "string" ? policy.replace(/config: \S+/, "config: config") : "";
    const now = { ...(await first).files, [POLICY]: moved };
    const answer = await runCheck({ workspace: memoryWorkspace(now), rules, readmes: directReadmes });
    if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
    const { findings, held = [], remarks } = answer.report;
    const found = findings.map(({ rule, at }) => `${rule} ${at.file.path}`);
    // A name that was at fault is not any more, and its entry is of no use.
    const news = remarks.filter((remark) => !remark.includes("of the baseline"));
    expect({ found, news, exitCode: answer.exitCode }).toEqual({ found: [], news: [], exitCode: 0 });
    expect(held.length).toBeGreaterThan(30);
  });

  test("git applies the patch, and has the same tree then", async () => {
    const { changes, files: after } = await first;
    expect(applied(await files, patchText(changes))).toEqual(textsOf(after));
  });
});

test("the incident keeps its facts, and has its configuration in one folder", async () => {
  const root = join(ROOT, "examples/incident");
  const { list } = diskWorkspace(root);
  const texts = list().map(({ path }) => [path, readFileSync(join(root, path), "utf8")] as const);
  const all: Files = Object.fromEntries(texts);
  const files = { ...all, [POLICY]: `${all[POLICY]}layout:\n  config: config\n` };
  const { made, refused, changes, files: after } = await tidied(files, true);
  const shop = "deployment/images/storefront";
  expect({ made, refused }).toEqual({
    made: [
      `${shop}/apache/ports.conf -> ${shop}/config/ports.conf`,
      `${shop}/nginx/nginx.conf.old -> ${shop}/config/nginx.conf.old`,
    ],
    refused: [],
  });
  expect(factsOf(after)).toEqual(factsOf(files));
  expect(applied(files, patchText(changes))).toEqual(textsOf(after));
  expect(await tidied(after, true)).toMatchObject({ made: [], changes: [] });
});

/** The texts of a tree that git has patched. */
function applied(files: Files, patch: string): Readonly<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), "keelcheck-tidy-"));
  const git = (args: readonly string[], input = "") =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
      cwd: folder,
      input,
    });
  try {
    for (const [path, text] of Object.entries(textsOf(files))) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    git(["init", "-q"]);
    git(["add", "-A"]);
    git(["commit", "-qm", "before"]);
    git(["apply", "--index", "-"], patch);
    const now = diskWorkspace(folder).list();
    return Object.fromEntries(now.map(({ path }) => [path, readFileSync(join(folder, path), "utf8")]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function textsOf(files: Files): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(files)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([path, file]) => [path, typeof file === "string" ? file : (file.text ?? "")]),
  );
}
