import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT, readRepo } from "../../.github/scripts/repo.ts";
import { ruleIds } from "../../.github/scripts/rule-files.ts";
import { diskWorkspace } from "../../src/workspace/disk.ts";
import { type MemoryFile, memoryWorkspace } from "../../src/workspace/memory.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { readPage } from "../rules/page-examples.ts";

/** A tree whose fixes are tried. */
export interface Tree {
  readonly name: string;
  readonly workspace: Workspace;
  /** `YYYY-MM-DD`, for dated waivers. */
  readonly today?: string;
}

/** The trees that lie in the repo as they are: examples, repos in the manner of public ones, incidents before their fix. */
export function treesOnDisk(): readonly Tree[] {
  const folders = (path: string) =>
    readdirSync(join(ROOT, path), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `${path}/${name}`)
      .sort();
  const paths = [
    ...folders("examples"),
    ...folders("__tests__/repos"),
    ...folders("__tests__/incidents").flatMap((path) => [`${path}/before`, `${path}/after`]),
  ];
  return paths.map((name) => ({ name, workspace: held(diskWorkspace(join(ROOT, name))) }));
}

/** The Reported examples of every rule's page, a tree each: `docs/rules/nginx/user-root.md#1` is the first. */
export function pageTrees(): readonly (Tree & { readonly rule: string })[] {
  const pages = ruleIds().filter((rule) => existsSync(join(ROOT, `docs/rules/${rule}.md`)));
  return pages.flatMap((rule) => {
    const path = `docs/rules/${rule}.md`;
    return readPage(readRepo(path)).reported.map(({ files, today }, index) => ({
      rule,
      name: `${path}#${index + 1}`,
      workspace: memoryWorkspace(files),
      ...(today !== undefined && { today }),
    }));
  });
}

/** The same tree with `\r\n` in place of every `\n`; but in scripts, which would not start that way. */
export function withCarriageReturns({ workspace, ...tree }: Tree): Tree {
  const files = workspace.list().map(({ path, kind, target }): [string, MemoryFile] => {
    if (kind === "link" && target !== undefined) return [path, { kind, target }];
    const content = workspace.read(path);
    const text = content !== undefined && "text" in content ? content.text : "";
    return [path, { kind, text: text.startsWith("#!") ? text : text.replace(/\r?\n/g, "\r\n") }];
  });
  return { ...tree, workspace: memoryWorkspace(Object.fromEntries(files)) };
}

/** The tree without the disk below it: git is asked once, and not for every patched tree. */
function held(workspace: Workspace): Workspace {
  const entries = workspace.list();
  return { ...workspace, list: () => entries };
}
