import { execFileSync } from "node:child_process";

// Nobody's own configuration, name or clock: the same tables give the same commits everywhere.
const ENVIRONMENT: NodeJS.ProcessEnv = {
  PATH: process.env["PATH"],
  HOME: "/nonexistent",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_TERMINAL_PROMPT: "0",
  GIT_AUTHOR_NAME: "author",
  GIT_AUTHOR_EMAIL: "author@example.org",
  GIT_AUTHOR_DATE: "2026-01-01T00:00:00Z",
  GIT_COMMITTER_NAME: "GitHub",
  GIT_COMMITTER_EMAIL: "noreply@example.org",
  GIT_COMMITTER_DATE: "2026-01-01T00:00:00Z",
  LC_ALL: "C",
};

/** Runs git in a folder and hands back what it printed, without the last newline. */
export function git(folder: string, ...args: readonly string[]): string {
  return gitWith("", folder, ...args);
}

/** Runs git with an input. */
export function gitWith(input: string | Uint8Array, folder: string, ...args: readonly string[]): string {
  return run(folder, args, input).toString("utf8").replace(/\n$/, "");
}

/** The bytes that git printed. */
export function gitBytes(folder: string, ...args: readonly string[]): Buffer {
  return run(folder, args, "");
}

function run(cwd: string, args: readonly string[], input: string | Uint8Array): Buffer {
  const limits = { maxBuffer: 1024 ** 3, stdio: "pipe" } as const;
  return execFileSync("git", [...args], { cwd, env: ENVIRONMENT, input, ...limits });
}
