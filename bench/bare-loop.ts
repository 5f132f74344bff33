/**
 * The least that a check of a fleet can be: reads every file, parses the Dockerfiles with dockerfile-ast and runs
 * markdownlint on the READMEs, in worker threads: `node bench/bare-loop.ts [--workers 2] FOLDER`.
 */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { DockerfileParser } from "dockerfile-ast";
import { lint } from "markdownlint/sync";

/** What was read: files, instructions, and what markdownlint says. */
interface Counts {
  files: number;
  instructions: number;
  problems: number;
}

function readAll(paths: readonly string[]): Counts {
  const counts: Counts = { files: 0, instructions: 0, problems: 0 };
  for (const path of paths) {
    const text = readFileSync(path, "utf8");
    counts.files++;
    if (basename(path).startsWith("Dockerfile"))
      counts.instructions += DockerfileParser.parse(text).getInstructions().length;
    if (path.endsWith(".md")) {
      const found = lint({ strings: { [path]: text } });
      counts.problems += Object.values(found).flat().length;
    }
  }
  return counts;
}

if (isMainThread) {
  const { values, positionals } = parseArgs({
    options: { workers: { type: "string", default: "2" } },
    allowPositionals: true,
  });
  const folder = positionals[0] ?? ".";
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const lanes = Math.max(1, Number(values.workers));
  const parts = Array.from({ length: lanes }, (_, lane) =>
    paths.filter((_, index) => index % lanes === lane),
  );
  const counts = await Promise.all(
    parts.map((part) => {
      const worker = new Worker(new URL(import.meta.url), { workerData: part });
      return new Promise<Counts>((done, failed) => worker.once("message", done).once("error", failed));
    }),
  );
  const total = counts.reduce((one, other) => ({
    files: one.files + other.files,
    instructions: one.instructions + other.instructions,
    problems: one.problems + other.problems,
  }));
  console.log(JSON.stringify(total));
} else {
  parentPort?.postMessage(readAll(workerData));
}
