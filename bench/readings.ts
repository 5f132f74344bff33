/**
 * Times what is to stay in proportion to what is read, however much that is: `node bench/readings.ts [--at-most SECONDS]`.
 * Fails where one of them takes longer.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { hostilePieces } from "../__tests__/model/readme/hostile-pieces.ts";
import { findBuilds } from "../src/model/builds/survey.ts";
import { readFleet } from "../src/model/fleet/read.ts";
import { readDocumentation } from "../src/model/readme/read.ts";
import { readWaivers } from "../src/model/waivers/read.ts";
import { parseMarkdown } from "../src/parsers/markdown/parse.ts";
import { loadPolicy } from "../src/policy/load.ts";
import { sourceFile } from "../src/source.ts";
import { diskWorkspace } from "../src/workspace/disk.ts";
import { gitWorkspace } from "../src/workspace/git.ts";
import { memoryWorkspace } from "../src/workspace/memory.ts";
import { makeManyImages } from "./many-images.ts";

const { values } = parseArgs({ options: { "at-most": { type: "string" } } });
const most = Number(values["at-most"] ?? Number.POSITIVE_INFINITY);
const { policy } = loadPolicy(undefined, []);
const IMAGES = 10_000;

function timed(what: string, work: () => number, wanted: number): void {
  const start = performance.now();
  const found = work();
  const seconds = (performance.now() - start) / 1000;
  if (found !== wanted) throw new Error(`${what}: ${found} and not ${wanted}`);
  process.stdout.write(`${what}: ${seconds.toFixed(2)} s\n`);
  if (seconds <= most) return;
  process.stdout.write(`more than ${most} s\n`);
  process.exitCode = 1;
}

const dockerfiles = Array.from({ length: IMAGES }, (_, index) => `deployment/images/i${index}`).flatMap(
  (folder): [string, string][] => [
    [`${folder}/Dockerfile`, "FROM a\nCOPY x *.conf /\n"],
    [`${folder}/x`, ""],
    [`${folder}/a.conf`, ""],
  ],
);
const many = memoryWorkspace(Object.fromEntries(dockerfiles));
timed("10,000 Dockerfiles found", () => findBuilds({ workspace: many, policy }).builds.length, IMAGES);

const waived = memoryWorkspace({
  "deployment/images/a/Dockerfile": "FROM nginx:1.27\nCOPY a.conf /etc/nginx/nginx.conf\n",
  "deployment/images/a/a.conf": "# keelcheck-ignore nginx/user-root -- why\n".repeat(20_000),
});
const fleet = readFleet({ workspace: waived, policy });
timed(
  "20,000 waivers of one file read",
  () => readWaivers({ fleet, policy, ruleIds: ["nginx/user-root"] }).length,
  20_000,
);

for (const piece of hostilePieces) {
  const text = piece.repeat(60_000 / piece.length);
  const markdown = { ...parseMarkdown(sourceFile("x", "x\n")), file: sourceFile("README.md", text) };
  const read = () => {
    readDocumentation(markdown);
    return text.length;
  };
  timed(`a README of ${JSON.stringify(piece)} alone read`, read, text.length);
}

const root = mkdtempSync(join(tmpdir(), "keelcheck-bench-"));
try {
  const { base } = makeManyImages(join(root, "upstream"), IMAGES / 4);
  const folder = join(root, "clone");
  execFileSync("git", ["clone", "--quiet", `file://${join(root, "upstream")}`, folder]);
  const files = IMAGES + 1;
  timed("10,001 files listed on disk", () => diskWorkspace(folder).list().length, files);
  const tree = gitWorkspace(folder, base);
  timed("10,001 files listed in a commit", () => tree.list().length, files);
  const texts = () => tree.list().filter(({ path }) => tree.read(path) !== undefined).length;
  timed("10,001 files of a commit read", texts, files);
} finally {
  rmSync(root, { recursive: true, force: true });
}
