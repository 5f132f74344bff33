import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import type { Changes } from "../../src/workspace/changes.ts";

const made: string[] = [];

/** Takes the repos away after the tests of a file. */
export function useRepos(): void {
  afterAll(() => {
    for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
}

export type Files = Readonly<Record<string, string | Uint8Array | null>>;

/** Writes files; `null` removes one. */
export function write(root: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    if (text === null) rmSync(join(root, path), { recursive: true });
    else {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  }
}

export function git(root: string, ...args: string[]): string {
  const who = ["-c", "user.name=t", "-c", "user.email=t@t", "-c", "commit.gpgsign=false"];
  return execFileSync("git", [...who, ...args], { cwd: root, encoding: "utf8", stdio: "pipe" }).trim();
}

export function commit(root: string, files: Files): string {
  write(root, files);
  git(root, "add", "-A");
  git(root, "commit", "-qm", "files", "--allow-empty");
  return git(root, "rev-parse", "HEAD");
}

export function repo(files: Files): { readonly root: string; readonly base: string } {
  const root = mkdtempSync(join(tmpdir(), "changes-"));
  made.push(root);
  git(root, "init", "-q");
  return { root, base: commit(root, files) };
}

export function lines({ files, addedLines }: Changes): readonly string[] {
  return files.map((file) => {
    const from = file.status === "renamed" ? ` from ${file.from}` : "";
    const added = addedLines(file.path).map(({ first, last }) => ` +${first}-${last}`);
    return `${file.status} ${file.path}${from}${added.join("")}`;
  });
}

export const ten = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n";
