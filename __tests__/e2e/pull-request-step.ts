import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Payload } from "../github/payload.ts";
import { readStep, type SeenStep } from "./runner-commands.ts";

/** What the runner hands to a step. */
export interface StepGiven {
  /** Where the runner keeps its files; it has to be there. */
  readonly root: string;
  readonly workspace: string;
  readonly action: string;
  readonly event: string;
  readonly payload: Payload;
  readonly inputs: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What a step did, as the runner and a person see it. */
export interface StepDone extends SeenStep {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** A step that does not end by itself has failed; the Action gives up long before. */
const PATIENCE = 900_000;

/** Runs the Action as a child process with the runner's environment and nothing else of this one's. */
export async function runStep(given: StepGiven): Promise<StepDone> {
  const { root, workspace, action, inputs } = given;
  const files = runnerFiles(root, given.payload);
  const child = spawn(process.execPath, [action], {
    cwd: workspace,
    env: {
      PATH: process.env["PATH"],
      HOME: root,
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_WORKSPACE: workspace,
      GITHUB_EVENT_NAME: given.event,
      GITHUB_RUN_ID: "1234",
      GITHUB_RUN_ATTEMPT: "1",
      GITHUB_JOB: "keelcheck",
      GITHUB_ACTION: "__self",
      GITHUB_WORKFLOW: "deployment",
      GITHUB_ACTOR: "author",
      KEELCHECK_PATIENCE: process.env["KEELCHECK_PATIENCE"],
      ...files,
      ...Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
      ),
      ...given.env,
    },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: PATIENCE,
  });
  const [stdout, stderr, exitCode] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    new Promise<number | null>((resolve) => child.once("close", resolve)),
  ]);
  return {
    ...readStep(stdout, stderr),
    exitCode,
    stdout,
    stderr,
    outputs: outputsOf(readFileSync(files.GITHUB_OUTPUT, "utf8")),
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, "utf8"),
  };
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function runnerFiles(root: string, payload: Payload) {
  const files = {
    GITHUB_OUTPUT: join(root, "output"),
    GITHUB_STEP_SUMMARY: join(root, "summary.md"),
    GITHUB_EVENT_PATH: join(root, "event.json"),
    RUNNER_TEMP: join(root, "temp"),
  };
  mkdirSync(files.RUNNER_TEMP, { recursive: true });
  writeFileSync(files.GITHUB_OUTPUT, "");
  writeFileSync(files.GITHUB_STEP_SUMMARY, "");
  writeFileSync(files.GITHUB_EVENT_PATH, JSON.stringify(payload));
  return files;
}

/** The `name<<delimiter` form of the runner's output file. */
function outputsOf(text: string): Readonly<Record<string, string>> {
  const written = text.matchAll(/^(?<name>[\w-]+)<<(?<end>\S+)\n(?<value>[\s\S]*?)\n\k<end>$/gm);
  return Object.fromEntries(
    [...written].map(({ groups }) => [groups?.["name"] ?? "", groups?.["value"] ?? ""]),
  );
}
