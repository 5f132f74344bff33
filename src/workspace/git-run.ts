import { spawnSync } from "node:child_process";
import { folderTakenForRepo } from "./git-lookalike.ts";

/** The tree cannot be opened at all; the message is one line for the person at the terminal. */
export class WorkspaceError extends Error {}

/** What a git command printed, or why it failed. */
export type GitResult =
  | { readonly ok: true; readonly output: Buffer }
  | { readonly ok: false; readonly missing: boolean; readonly message: string };

/** Variables that would point git at another repo than the folder it runs in (a hook sets some). */
const elsewhere = [
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_COMMON_DIR",
  "GIT_PREFIX",
  "GIT_NAMESPACE",
  // Goes before the options of a diff that is read.
  "GIT_DIFF_OPTS",
];

/** What git is never to do, whatever settings there are. */
const SETTINGS = [
  "core.fsmonitor=false",
  "core.quotePath=false",
  "core.hooksPath=/dev/null",
  // A folder of the tree is not a repo, though it may be made to look like one.
  "safe.bareRepository=explicit",
];

/** What a git command is given, and how long it may take. */
export interface GitGiven {
  readonly input?: string;
  /** Milliseconds; for hangs alone. */
  readonly limit?: number;
}

const LIMIT = 5 * 60 * 1000;

/** How git is run, or the folder that it would take for a repo. */
export type GitCommand =
  | { readonly args: readonly string[]; readonly env: NodeJS.ProcessEnv }
  | { readonly taken: string };

/** A git command as it may run in a folder: without hooks, monitors, locks, prompts or lazy fetches. */
export function gitCommand(folder: string, args: readonly string[]): GitCommand {
  const taken = folderTakenForRepo(folder);
  if (taken !== undefined) return { taken };
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    GIT_OPTIONAL_LOCKS: "0",
    GIT_NO_LAZY_FETCH: "1",
    GIT_TERMINAL_PROMPT: "0",
    LC_ALL: "C",
  };
  for (const name of Object.keys(env)) if (elsewhere.includes(name) || isInput(name)) delete env[name];
  return { args: ["--no-pager", ...SETTINGS.flatMap((each) => ["-c", each]), ...args], env };
}

/** Runs git in a folder without a shell, hooks, monitors, locks, prompts or lazy fetches, and not for ever. */
export function runGit(folder: string, args: readonly string[], given: GitGiven = {}): GitResult {
  const { input = "", limit = LIMIT } = given;
  const command = gitCommand(folder, args);
  if ("taken" in command) {
    const message = `${command.taken} is not a checkout`;
    return { ok: false, missing: false, message };
  }
  const done = spawnSync("git", command.args, {
    cwd: folder,
    env: command.env,
    input,
    maxBuffer: Number.POSITIVE_INFINITY,
    windowsHide: true,
    timeout: limit,
    killSignal: "SIGKILL",
  });
  if (done.error !== undefined && "code" in done.error && done.error.code === "ETIMEDOUT")
    return {
      ok: false,
      missing: false,
      message: `git ${args[0]} did not end within ${limit / 1000} seconds`,
    };
  if (done.error !== undefined) return { ok: false, missing: true, message: done.error.message };
  if (done.status === 0) return { ok: true, output: done.stdout };
  return { ok: false, missing: false, message: done.stderr.toString("utf8").trim() };
}

/** An input of the Action; the token is one of them. */
function isInput(name: string): boolean {
  return name.toUpperCase().startsWith("INPUT_");
}

/** The output of a git command that has to succeed; throws a `WorkspaceError` that says what to do. */
export function git(folder: string, args: readonly string[], input = ""): Buffer {
  const result = runGit(folder, args, { input });
  if (result.ok) return result.output;
  throw new WorkspaceError(gitExplanation(result.message, folder));
}

/** One line of what git said, with the way out where it has one. */
export function gitExplanation(message: string, folder: string): string {
  if (!/dubious ownership/.test(message)) return `git cannot read ${folder}: ${firstLine(message)}`;
  const named = /safe\.directory (.+)$/m.exec(message)?.[1] ?? folder;
  return `git does not trust ${folder}, which belongs to another user: run git config --global --add safe.directory ${named}`;
}

function firstLine(message: string): string {
  return (message.split("\n")[0] ?? "").replace(/^fatal: /, "");
}

/** The pieces of output that ends each with a NUL. */
export function* pieces(output: Buffer): Generator<Buffer> {
  for (let start = 0; start < output.length; ) {
    const end = output.indexOf(0, start);
    if (end < 0) return;
    yield output.subarray(start, end);
    start = end + 1;
  }
}

/** The one line that a git command prints; `undefined` where it fails or says nothing. */
export function gitWord(folder: string, args: readonly string[]): string | undefined {
  const answer = runGit(folder, args);
  const word = answer.ok ? answer.output.toString("utf8").trim() : "";
  return word === "" ? undefined : word;
}
