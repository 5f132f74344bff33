/**
 * Times the built Action on a pull request that touches three images of many, in a checkout as actions/checkout makes it:
 * `node bench/pull-request.ts [--images 10000] [--runs 5] [--at-most SECONDS]`. Fails above that median.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type ManyImages, makeManyImages } from "./many-images.ts";

const { values } = parseArgs({
  options: {
    images: { type: "string", default: "10000" },
    runs: { type: "string", default: "5" },
    "at-most": { type: "string" },
  },
});

const root = mkdtempSync(join(tmpdir(), "keelcheck-bench-"));
try {
  const upstream = join(root, "upstream");
  const commits = makeManyImages(upstream, Number(values.images));
  const times = Array.from({ length: Number(values.runs) }, (_, run) =>
    timed(join(root, `run-${run}`), upstream, commits),
  );
  const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
  const shown = times.map((time) => time.toFixed(2)).join(", ");
  process.stdout.write(`3 of ${values.images} images: median ${median.toFixed(2)} s (${shown})\n`);
  if (values["at-most"] !== undefined && !(median <= Number(values["at-most"]))) {
    process.stdout.write(`more than ${values["at-most"]} s\n`);
    process.exitCode = 1;
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}

/** Seconds of one run in a checkout of its own, the fetch of the base included. */
function timed(folder: string, upstream: string, { base, head, merge }: ManyImages): number {
  const workspace = join(folder, "workspace");
  mkdirSync(workspace, { recursive: true });
  const git = (...args: readonly string[]) => execFileSync("git", args, { cwd: workspace });
  git("init", "--quiet");
  git("remote", "add", "origin", `file://${upstream}`);
  git("fetch", "--quiet", "--no-tags", "--depth=1", "origin", `+${merge}:refs/remotes/pull/7/merge`);
  git("-c", "advice.detachedHead=false", "checkout", "--quiet", "--force", "refs/remotes/pull/7/merge");
  const env = environment(folder, workspace, { base, head, merge });
  const start = performance.now();
  const { status, stdout } = spawnSync(
    process.execPath,
    [resolve(import.meta.dirname, "../dist/action.js")],
    {
      cwd: workspace,
      env,
      encoding: "utf8",
    },
  );
  const seconds = (performance.now() - start) / 1000;
  const wanted = `3 of ${values.images}`;
  if (status !== 1 || !stdout.includes(wanted))
    throw new Error(`exit ${status}, and not ${wanted}:\n${stdout}`);
  rmSync(workspace, { recursive: true });
  return seconds;
}

function environment(
  folder: string,
  workspace: string,
  { base, head, merge }: ManyImages,
): NodeJS.ProcessEnv {
  const end = (sha: string, ref: string) => ({ sha, ref, repo: { full_name: "acme/deploy" } });
  const pull = { number: 7, base: end(base, "main"), head: end(head, "change") };
  const files = {
    event: join(folder, "event.json"),
    output: join(folder, "output"),
    summary: join(folder, "summary.md"),
  };
  writeFileSync(files.event, JSON.stringify({ pull_request: pull }));
  writeFileSync(files.output, "");
  writeFileSync(files.summary, "");
  return {
    PATH: process.env["PATH"],
    HOME: folder,
    GITHUB_ACTIONS: "true",
    GITHUB_WORKSPACE: workspace,
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_EVENT_PATH: files.event,
    GITHUB_REPOSITORY: "acme/deploy",
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_SHA: merge,
    GITHUB_OUTPUT: files.output,
    GITHUB_STEP_SUMMARY: files.summary,
    RUNNER_TEMP: folder,
  };
}
