/**
 * Whether public repos of images are adopted in one command: `node bench/adopting.ts [--all] FOLDER…`. Each is copied
 * below `deployment/images` of a new repo. `init --yes` has to leave nothing that counts; then one fault in each of ten
 * images has to be told, and it alone; `docs` may change nothing that people wrote, and has to be done after one run; what
 * `fix` changes may bring nothing new, and hide no fact. The exit code is 1 where one of these does not hold.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Files } from "../__tests__/app/changes-between.ts";
import { spread, type Tries, triedOn } from "../__tests__/untidy/broken.ts";
import type { Subject } from "../__tests__/untidy/faults.ts";
import type { Said } from "../__tests__/untidy/said.ts";
import type { ImageFacts, InspectFacts } from "../src/facts.ts";
import type { MemoryFile } from "../src/workspace/memory.ts";

const IMAGES = 10;
const CLI = fileURLToPath(new URL("../src/bin/cli.ts", import.meta.url));
const PLACE = "deployment/images";

let failures = 0;
/** How often a kind of fault was tried, over all repos. */
const tried: Tries = new Map();

function verdict(holds: boolean, what: string): void {
  if (!holds) failures += 1;
  console.log(`${holds ? "ok  " : "FAIL"} ${what}`);
}

function git(folder: string, ...args: readonly string[]): string {
  return execFileSync("git", ["-c", "user.name=bench", "-c", "user.email=bench@example.org", ...args], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
}

function keelcheck(folder: string, ...args: readonly string[]) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr, seconds: (performance.now() - started) / 1000 };
}

/** A new repo with the tracked files of another below `deployment/images`. */
function copied(tree: string, into: string): void {
  git(tree, "checkout-index", "--all", `--prefix=${join(into, PLACE)}/`);
  git(into, "init", "--quiet", "--initial-branch=main");
  committed(into, "Copy");
}

function committed(folder: string, message: string): void {
  git(folder, "add", "--all", "--force");
  git(folder, "commit", "--quiet", "--allow-empty", "--message", message);
}

/** What git knows of a folder, as a table. */
function filesOf(folder: string): Files {
  const entries = git(folder, "ls-files", "--stage", "-z").split("\0").filter(Boolean);
  return Object.fromEntries(
    entries.flatMap((entry): [string, MemoryFile][] => {
      const [mode] = entry.split(" ");
      const path = entry.slice(entry.indexOf("\t") + 1);
      if (mode === "160000") return [];
      if (mode === "120000") return [[path, { target: readlinkSync(join(folder, path)) }]];
      const bytes = new Uint8Array(readFileSync(join(folder, path)));
      return [[path, { bytes, kind: mode === "100755" ? "executable" : "file" }]];
    }),
  );
}

function imagesOf(folder: string): readonly ImageFacts[] {
  const { images }: InspectFacts = JSON.parse(keelcheck(folder, "inspect", "--format", "json").stdout);
  return images;
}

async function breakImages(folder: string, all: boolean): Promise<void> {
  const files = filesOf(folder);
  for (const image of spread(imagesOf(folder), IMAGES)) await breakImage({ image, files }, all);
}

async function breakImage(subject: Subject, all: boolean): Promise<void> {
  for await (const { kind, what, rule, said, verdict: how } of triedOn(subject, tried)) {
    const words = `${subject.image.name}: ${kind}: ${what}`;
    if (how === "open") console.log(`open ${words}`);
    else verdict(how === "alone", how === "alone" ? words : `${words} (wanted ${rule} alone)`);
    if (how !== "alone") show(said);
    if (how !== "open" && !all) return;
  }
}

function show(said: Readonly<Record<string, Said>>): void {
  for (const [event, { found, exitCode }] of Object.entries(said)) {
    console.log([`     ${event}: exit code ${exitCode}`, ...found].join("\n       "));
  }
}

function document(folder: string): void {
  const adopted = keelcheck(folder, "docs", "--adopt");
  const lines = git(folder, "diff", "--unified=0").split("\n");
  const touched = lines.filter(
    (line) => /^[-+](?![-+]{2} )/.test(line) && !/^\+(?:<!-- keelcheck:.*-->)?$/.test(line),
  );
  verdict(
    adopted.status === 0 && touched.length === 0,
    `docs --adopt adds markers alone ${touched.join("\n")}`,
  );
  committed(folder, "Adopt tables");
  verdict(
    keelcheck(folder, "docs", "--adopt").status === 0 && isClean(folder),
    "docs --adopt again changes nothing",
  );
  const written = keelcheck(folder, "docs");
  verdict(written.status === 0, `docs ${written.stderr}`);
  committed(folder, "Docs");
  verdict(keelcheck(folder, "docs").status === 0 && isClean(folder), "docs again changes nothing");
  verdict(keelcheck(folder, "docs", "--check").status === 0, "docs --check agrees");
}

function isClean(folder: string): boolean {
  return git(folder, "status", "--porcelain") === "";
}

function fix(folder: string): void {
  const before = new Map(imagesOf(folder).map((image) => [keyOf(image), image]));
  const fixed = keelcheck(folder, "fix");
  const files = git(folder, "status", "--porcelain").trim().split("\n").length;
  verdict(
    fixed.status === 0 || fixed.status === 1,
    `fix changes ${files} files: ${fixed.stdout.trim().split("\n").at(-1)}`,
  );
  const after = imagesOf(folder);
  const worse = after.filter((image) => {
    const old = before.get(keyOf(image));
    return old === undefined || image.unknown.length > old.unknown.length;
  });
  verdict(
    after.length === before.size && worse.length === 0,
    `as much is known as before ${worse.map(keyOf).join(" ")}`,
  );
  const check = keelcheck(folder, "check");
  verdict(check.status === 0 && /^nothing to report/m.test(check.stdout), `check after fix\n${check.stdout}`);
  committed(folder, "Fix");
  keelcheck(folder, "fix");
  verdict(isClean(folder), "fix again changes nothing");
}

function keyOf({ dockerfile, name, target }: ImageFacts): string {
  return `${dockerfile} ${name} ${target}`;
}

async function adopt(tree: string, all: boolean): Promise<void> {
  console.log(`\n## ${basename(tree)}`);
  const folder = mkdtempSync(join(tmpdir(), "keelcheck-adopting-"));
  try {
    copied(tree, folder);
    const init = keelcheck(folder, "init", "--yes");
    verdict(init.status === 0, `init --yes in ${init.seconds.toFixed(1)} s ${init.stderr}`);
    committed(folder, "Adopt");
    const check = keelcheck(folder, "check");
    verdict(
      check.status === 0 && /^nothing to report/m.test(check.stdout),
      `check in ${check.seconds.toFixed(1)} s: ${check.stdout.trim().split("\n").at(-1)}`,
    );
    await breakImages(folder, all);
    document(folder);
    git(folder, "reset", "--quiet", "--hard", "main~2");
    fix(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const words = process.argv.slice(2);
const folders = words.filter((word) => word !== "--all").map((folder) => resolve(folder));
if (folders.length === 0) {
  console.error("usage: node bench/adopting.ts [--all] FOLDER…");
  process.exit(2);
}
for (const folder of folders) await adopt(folder, words.includes("--all"));
console.log(failures === 0 ? "\nall of it holds" : `\n${failures} do not hold`);
process.exitCode = failures === 0 ? 0 : 1;
