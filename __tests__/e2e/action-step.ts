import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { bundle } from "../../.github/scripts/bundle.ts";
import { type Payload, payloadOf } from "../github/payload.ts";
import { readStep, type SeenStep } from "./runner-commands.ts";

/** A step of a workflow: what it checks, what started it, what it was given. */
export interface Step {
  /** A folder of this repo that becomes the checkout's root; none when the checkout is made of `files` alone. */
  readonly tree?: string;
  /** Further files, by path from the workspace. */
  readonly files?: Readonly<Record<string, string>>;
  /** Where in the workspace the repo is checked out; its root when not given. */
  readonly checkout?: string;
  readonly event?: string;
  /** The event's payload; text is written as it is, `null` leaves the file away. */
  readonly payload?: Payload | string | null;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** What a step did, as the runner and a person see it. */
export interface StepResult extends SeenStep {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly commit: string;
}

/** Builds the Action as `npm run build` does, and hands back a function that runs it as the runner would. */
export function useAction(): (step: Step) => StepResult {
  const root = mkdtempSync(join(tmpdir(), "keelcheck-action-"));
  const dist = join(root, "dist");
  beforeAll(async () => {
    await bundle(dist);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  return (step) => runStep(step, mkdtempSync(join(root, "step-")), join(dist, "action.js"));
}

function runStep(step: Step, root: string, action: string): StepResult {
  const workspace = join(root, "workspace");
  const commit = checkOut(step, workspace);
  const files = runnerFiles(step, root);
  const inputs = Object.entries(step.inputs ?? {}).map(([name, value]) => [
    `INPUT_${name.toUpperCase()}`,
    value,
  ]);
  const env = {
    PATH: process.env["PATH"],
    HOME: root,
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_WORKSPACE: workspace,
    GITHUB_EVENT_NAME: step.event ?? "pull_request",
    GITHUB_REPOSITORY: "acme/deploy",
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_SHA: commit,
    KEELCHECK_PATIENCE: process.env["KEELCHECK_PATIENCE"],
    ...files,
    ...Object.fromEntries(inputs),
    ...step.env,
  };
  const { status, stdout, stderr } = spawnSync(process.execPath, [action], {
    cwd: workspace,
    env,
    encoding: "utf8",
  });
  const outputs = outputsOf(readFileSync(files.GITHUB_OUTPUT, "utf8"));
  const summary = readFileSync(files.GITHUB_STEP_SUMMARY, "utf8");
  return { ...readStep(stdout, stderr), exitCode: status, stdout, stderr, outputs, summary, commit };
}

/** Makes the checkout, committed as on a runner; hands back the commit. */
function checkOut({ tree, files = {}, checkout = "." }: Step, workspace: string): string {
  const folder = join(workspace, checkout);
  mkdirSync(folder, { recursive: true });
  if (tree !== undefined) cpSync(tree, folder, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true });
    writeFileSync(join(workspace, path), text);
  }
  const who = ["-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"];
  const git = (...args: readonly string[]) =>
    execFileSync("git", [...who, ...args], { cwd: folder, encoding: "utf8" });
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--allow-empty", "--message", "the change");
  return git("rev-parse", "HEAD").trim();
}

function runnerFiles({ payload = payloadOf("pull_request", "opened") }: Step, root: string) {
  const files = {
    GITHUB_OUTPUT: join(root, "output"),
    GITHUB_STEP_SUMMARY: join(root, "summary.md"),
    GITHUB_EVENT_PATH: join(root, "event.json"),
    RUNNER_TEMP: join(root, "temp"),
  };
  mkdirSync(files.RUNNER_TEMP);
  writeFileSync(files.GITHUB_OUTPUT, "");
  writeFileSync(files.GITHUB_STEP_SUMMARY, "");
  if (payload !== null)
    writeFileSync(files.GITHUB_EVENT_PATH, typeof payload === "string" ? payload : JSON.stringify(payload));
  return files;
}

/** The `name<<delimiter` form of the runner's output file. */
function outputsOf(text: string): Readonly<Record<string, string>> {
  const written = text.matchAll(/^(?<name>[\w-]+)<<(?<end>\S+)\n(?<value>[\s\S]*?)\n\k<end>$/gm);
  return Object.fromEntries(
    [...written].map(({ groups }) => [groups?.["name"] ?? "", groups?.["value"] ?? ""]),
  );
}
