import { execFileSync, spawn } from "node:child_process";

/** What a git command printed, or why it failed, in one line that holds no credentials. */
export type GitAnswer =
  | { readonly ok: true; readonly output: string }
  | { readonly ok: false; readonly why: string };

/** Settings for one command alone, by name; handed over in the environment, which no list of processes shows. */
export type Settings = readonly (readonly [name: string, value: string])[];

// Variables that would point git at another repo than the folder it runs in.
const ELSEWHERE = [
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_COMMON_DIR",
  "GIT_PREFIX",
  "GIT_NAMESPACE",
];

// A folder of the tree is not a repo, though it may be made to look like one, with settings that run commands.
const SETTINGS = ["core.fsmonitor=false", "core.hooksPath=/dev/null", "safe.bareRepository=explicit"];

const SAFE = ["--no-pager", ...SETTINGS.flatMap((each) => ["-c", each])];

/** Asks the repo of a folder, without a shell, hooks, prompts or the network. */
export function askGit(folder: string, ...args: readonly string[]): GitAnswer {
  try {
    const env = { ...environment([]), GIT_NO_LAZY_FETCH: "1" };
    const options = {
      cwd: folder,
      env,
      encoding: "utf8",
      stdio: "pipe",
      maxBuffer: 64 * 1024 * 1024,
    } as const;
    return { ok: true, output: execFileSync("git", [...SAFE, ...args], options).replace(/\n$/, "") };
  } catch (error) {
    return { ok: false, why: reason(error, folder) };
  }
}

/** Runs a git command that may use the network; it is ended after some milliseconds. */
export async function runRemoteGit(
  folder: string,
  args: readonly string[],
  { settings, milliseconds }: { readonly settings: Settings; readonly milliseconds: number },
): Promise<GitAnswer> {
  const env = environment(settings);
  // A group of its own, so that the helper that talks to the server ends with it.
  const child = spawn("git", [...SAFE, ...args], {
    cwd: folder,
    env,
    stdio: ["ignore", "ignore", "pipe"],
    detached: true,
  });
  const said: Buffer[] = [];
  child.stderr.on("data", (bytes: Buffer) => said.push(bytes));
  const stop = (signal: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    } catch {
      // There are no groups on Windows; elsewhere it has just ended by itself.
      child.kill(signal);
    }
  };
  let late = false;
  const timers = [
    setTimeout(() => {
      late = true;
      stop("SIGTERM");
    }, milliseconds),
    setTimeout(() => stop("SIGKILL"), milliseconds + 2_000),
  ];
  return await new Promise((resolve) => {
    const done = (answer: GitAnswer) => {
      for (const timer of timers) clearTimeout(timer);
      resolve(answer);
    };
    child.on("error", (error) => done({ ok: false, why: reason(error, folder) }));
    child.on("close", (code) => {
      if (code === 0) return done({ ok: true, output: "" });
      const why = late ? "no answer in time" : inOneLine(Buffer.concat(said).toString("utf8"), folder);
      done({ ok: false, why });
    });
  });
}

function environment(settings: Settings): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    GCM_INTERACTIVE: "never",
    LC_ALL: "C",
  };
  // The inputs of the Action hold its token, which git gets by `settings` or not at all.
  const isKept = (name: string) => !ELSEWHERE.includes(name) && !name.toUpperCase().startsWith("INPUT_");
  for (const name of Object.keys(env)) if (!isKept(name)) delete env[name];
  if (settings.length === 0) return env;
  const given = Number.parseInt(env["GIT_CONFIG_COUNT"] ?? "0", 10) || 0;
  for (const [index, [name, value]] of settings.entries()) {
    env[`GIT_CONFIG_KEY_${given + index}`] = name;
    env[`GIT_CONFIG_VALUE_${given + index}`] = value;
  }
  return { ...env, GIT_CONFIG_COUNT: String(given + settings.length) };
}

function reason(error: unknown, folder: string): string {
  // What Node's child processes throw is an Error with these fields.
  const { code, stderr, message } = error as { code?: unknown; stderr?: unknown; message?: unknown };
  if (code === "ENOENT") return "git is not installed";
  return inOneLine(typeof stderr === "string" && stderr !== "" ? stderr : String(message), folder);
}

/** The line that names the cause, without what an address holds of a name and password. */
function inOneLine(said: string, folder: string): string {
  if (/dubious ownership/.test(said)) {
    const named = /safe\.directory (.+)$/m.exec(said)?.[1] ?? folder;
    return `git does not trust ${folder}, which belongs to another user: run git config --global --add safe.directory ${named}`;
  }
  const lines = said.split("\n").filter((line) => line.trim() !== "");
  const line = lines.find((each) => /^(fatal|error): /.test(each)) ?? lines.at(-1) ?? "git gave no reason";
  return line.replace(/^(fatal|error): /, "").replace(/\/\/[^/@\s]*@/g, "//");
}
