import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import { git as runGit } from "../checkouts/git.ts";
import { type Printed, run } from "./cli-io.ts";

// Real git repos, each made anew.

const made: string[] = [];

/** Takes the folders away after the tests of a file. */
export function useRepos(): void {
  afterAll(() => {
    for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
}

export interface Repo {
  readonly folder: string;
  readonly git: (...args: readonly string[]) => string;
  readonly write: (path: string, text: string) => void;
  readonly commit: (message: string, files?: Readonly<Record<string, string>>) => void;
  readonly keelcheck: (...argv: readonly string[]) => Promise<Printed>;
}

export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "keelcheck-since-"));
  made.push(folder);
  return folder;
}

export function repoIn(folder: string): Repo {
  const git = (...args: readonly string[]) => runGit(folder, "-c", "protocol.file.allow=always", ...args);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const commit: Repo["commit"] = (message, files = {}) => {
    for (const [path, text] of Object.entries(files)) write(path, text);
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message", message);
  };
  return { folder, git, write, commit, keelcheck: (...argv) => run(argv, { cwd: folder }) };
}

export const conf = (user: string) =>
  `user ${user};\nevents {}\nhttp {\n    server {\n        listen 8080;\n    }\n}\n`;
const readme = (name: string) => `# ${name}\n\nPort 8080, user \`web\`, file \`/etc/nginx/nginx.conf\`.\n`;
export const dockerfile =
  "FROM nginx:1.27\nRUN useradd --system web\nCOPY nginx.conf /etc/nginx/nginx.conf\n";

export function image(name: string, user: string): Readonly<Record<string, string>> {
  const folder = `images/${name}`;
  return {
    [`${folder}/Dockerfile`]: dockerfile,
    [`${folder}/nginx.conf`]: conf(user),
    [`${folder}/README.md`]: readme(name),
  };
}

/** Two images on `main`, one of which was always wrong. */
export function twoImages(more: Readonly<Record<string, string>> = {}): Repo {
  const repo = repoIn(emptyFolder());
  repo.git("init", "--quiet", "--initial-branch=main");
  repo.commit("first", { ...image("web", "web"), ...image("old", "root"), ...more });
  return repo;
}

interface JsonFinding {
  readonly rule: string;
  readonly novelty?: string;
  readonly file: string;
  readonly line: number;
}

export async function introduced(
  { keelcheck }: Repo,
  ...argv: readonly string[]
): Promise<readonly string[]> {
  const { out, err } = await keelcheck("check", "--format", "json", ...argv);
  if (err !== "") throw new Error(err);
  const { findings } = JSON.parse(out) as { readonly findings: readonly JsonFinding[] };
  return findings
    .filter(({ novelty }) => novelty === "introduced")
    .map(({ rule, file, line }) => `${rule} ${file}:${line}`)
    .filter((line) => line.startsWith("nginx/user-root"));
}
