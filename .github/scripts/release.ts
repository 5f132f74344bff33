// npm run release -- VERSION: the commit and the tags of a release, in a clean checkout of main; nothing is pushed.
// npm run release -- --files FOLDER: what a release consists of, made from its tag. docs/releasing.md says more.
import { type ExecFileSyncOptions, execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { majorTag, notesOf, releasedChangelog, versionProblem } from "./release-notes.ts";

const root = process.cwd();

class Refusal extends Error {}

function refuse(why: string): never {
  throw new Refusal(why);
}

function git(...args: readonly string[]): string {
  return execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
}

function hasRef(name: string): boolean {
  return spawnSync("git", ["rev-parse", "--verify", "--quiet", name], { cwd: root }).status === 0;
}

function npm(args: readonly string[], options: ExecFileSyncOptions = { stdio: "inherit" }): string {
  return String(execFileSync("npm", args, { cwd: root, ...options }) ?? "");
}

function text(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

function currentVersion(): string {
  return String(JSON.parse(text("package.json")).version);
}

/** Refuses a tree that is not what the commit says. */
function cleanTree(): void {
  const changes = git("status", "--porcelain");
  if (changes !== "") refuse(`the tree is dirty:\n${changes}`);
}

function prepare(version: string): void {
  cleanTree();
  const branch = git("rev-parse", "--abbrev-ref", "HEAD");
  if (branch !== "main") refuse(`a release is made on main, not on ${branch}`);
  if (git("remote").split("\n").includes("origin")) {
    git("fetch", "--quiet", "--tags", "--force", "origin");
    const differs = hasRef("origin/main") && git("rev-parse", "HEAD") !== git("rev-parse", "origin/main");
    if (differs) refuse("main is not origin/main: pull or push first");
  }
  const isFirst = git("tag", "--list", "v*.*.*") === "";
  const problem = versionProblem(version, currentVersion(), isFirst);
  if (problem !== undefined) refuse(problem);
  const tag = `v${version}`;
  if (hasRef(`refs/tags/${tag}`)) refuse(`there is a tag ${tag} already`);
  const changelog = releasedChangelog(text("CHANGELOG.md"), version, new Date().toISOString().slice(0, 10));
  if (typeof changelog !== "string") refuse(changelog.why);

  writeFileSync(join(root, "CHANGELOG.md"), changelog);
  if (version !== currentVersion()) npm(["version", version, "--no-git-tag-version"]);
  npm(["run", "build"]);
  npm(["run", "check"]);
  git("commit", "--quiet", "--all", "--message", `Release ${version}`);
  cleanTree();
  git("tag", "--annotate", tag, "--message", `Keelcheck ${version}`);
  git("tag", "--force", majorTag(version), `${tag}^{commit}`);
  console.log(`Release ${version} is committed, ${tag} made and ${majorTag(version)} moved. To publish it:
  git push --atomic origin main ${tag}
The workflow "Release" builds it anew, attests it, and moves ${majorTag(version)} where it is pushed to.`);
}

/** The package, what is in it, what is known to be wrong with that, the notes, and the sums of all of these. */
function files(folder: string): void {
  cleanTree();
  const version = currentVersion();
  const tag = `v${version}`;
  if (!hasRef(`refs/tags/${tag}`) || git("rev-parse", `${tag}^{commit}`) !== git("rev-parse", "HEAD"))
    refuse(`${tag} is not what is checked out`);
  const notes = notesOf(text("CHANGELOG.md"), version);
  if (notes === "") refuse(`CHANGELOG.md says nothing of ${version}`);
  const target = join(root, folder);
  mkdirSync(target, { recursive: true });
  npm(["run", "check-dist"]);
  npm(["pack", "--pack-destination", target]);
  npm(["run", "--silent", "sbom", "--", join(target, "sbom.cdx.json")]);
  // It fails the release where something severe is known, and is kept either way.
  const audit = spawnSync("npm", ["audit", "--json", "--audit-level=high"], { cwd: root, encoding: "utf8" });
  writeFileSync(join(target, "npm-audit.json"), audit.stdout);
  if (audit.status !== 0)
    refuse(`npm audit: ${audit.stderr.trim() || "a severe advisory"}; see ${folder}/npm-audit.json`);
  writeFileSync(join(target, "notes.md"), `${notes}\n`);
  const sums = readdirSync(target)
    .filter((name) => name !== "SHA256SUMS")
    .sort()
    .map(
      (name) =>
        `${createHash("sha256")
          .update(readFileSync(join(target, name)))
          .digest("hex")}  ${name}\n`,
    );
  writeFileSync(join(target, "SHA256SUMS"), sums.join(""));
  console.log(`${folder}: ${readdirSync(target).sort().join(", ")}`);
}

const [first, second] = process.argv.slice(2);
try {
  if (first === "--files" && second !== undefined) files(second);
  else if (first !== undefined && second === undefined && !first.startsWith("-")) prepare(first);
  else refuse("usage: npm run release -- VERSION, or --files FOLDER");
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`release: ${error.message}`);
  process.exitCode = 1;
}
