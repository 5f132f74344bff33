import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../../.github/scripts/repo.ts";
import { inFolder } from "../e2e/cli-io.ts";

// A project whose build and checks are these: what they do for the real one, other tests say.
const manifest = (check = "node -e 0") => ({
  name: "x",
  version: "0.1.0",
  scripts: {
    build: "node -e \"require('fs').writeFileSync('dist.txt', require('./package.json').version)\"",
    check,
  },
});
const FILES = {
  "package.json": JSON.stringify(manifest()),
  "dist.txt": "old",
  "CHANGELOG.md": "# Changelog\n\n## Unreleased\n\n- a change\n",
};

function git(cwd: string, ...args: readonly string[]): string {
  return execFileSync("git", args, { cwd, encoding: "utf8" }).trim();
}

async function inProject(
  files: Readonly<Record<string, string>>,
  work: (folder: string) => void,
): Promise<void> {
  await inFolder(files, (folder) => {
    git(folder, "init", "-q", "-b", "main");
    for (const [key, value] of [
      ["user.name", "a"],
      ["user.email", "a@example.com"],
      ["tag.gpgSign", "false"],
    ])
      git(folder, "config", key ?? "", value ?? "");
    git(folder, "add", "-A");
    git(folder, "commit", "-qm", "all");
    work(folder);
  });
}

function release(folder: string, ...args: readonly string[]) {
  const script = join(ROOT, ".github/scripts/release.ts");
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: folder,
    encoding: "utf8",
  });
  return { status, out: stdout, err: stderr };
}

test("it builds, commits and tags, and moves the tag of the major version", async () => {
  await inProject(FILES, (folder) => {
    expect(release(folder, "0.1.0")).toMatchObject({ status: 0, err: "" });
    const first = git(folder, "rev-parse", "HEAD");
    expect(git(folder, "log", "-1", "--format=%s")).toBe("Release 0.1.0");
    expect(git(folder, "status", "--porcelain")).toBe("");
    expect(readFileSync(join(folder, "dist.txt"), "utf8")).toBe("0.1.0");
    expect(readFileSync(join(folder, "CHANGELOG.md"), "utf8")).toMatch(
      /^# Changelog\n\n## Unreleased\n\n## 0\.1\.0 \(\d{4}-\d\d-\d\d\)\n\n- a change\n$/,
    );
    expect(git(folder, "rev-parse", "v0.1.0^{commit}", "v0")).toBe(`${first}\n${first}`);

    const changelog = readFileSync(join(folder, "CHANGELOG.md"), "utf8");
    writeFileSync(
      join(folder, "CHANGELOG.md"),
      changelog.replace("## Unreleased\n", "## Unreleased\n\n- more\n"),
    );
    git(folder, "commit", "-qam", "more");
    const { status, out } = release(folder, "0.2.0");
    expect([status, out]).toEqual([0, expect.stringContaining("git push --atomic origin main v0.2.0\n")]);
    expect(git(folder, "rev-parse", "v0")).toBe(git(folder, "rev-parse", "HEAD"));
    expect(git(folder, "rev-parse", "v0.1.0^{commit}")).toBe(first);
    expect(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version).toBe("0.2.0");
  });
});

test.each<[about: string, spoil: (folder: string) => void, version: string, why: RegExp]>([
  [
    "a dirty tree",
    (folder) => writeFileSync(join(folder, "new.txt"), ""),
    "0.1.0",
    /the tree is dirty:\n\?\? new.txt/,
  ],
  [
    "another branch",
    (folder) => void git(folder, "checkout", "-qb", "x"),
    "0.1.0",
    /is made on main, not on x/,
  ],
  [
    "an old version",
    (folder) => void git(folder, "tag", "v0.1.0"),
    "0.1.0",
    /0\.1\.0 does not follow 0\.1\.0/,
  ],
  ["a tag that is there", (folder) => void git(folder, "tag", "v0.2.0"), "0.2.0", /there is a tag v0\.2\.0/],
  [
    "nothing to release",
    (folder) => {
      writeFileSync(join(folder, "CHANGELOG.md"), "# Changelog\n\n## Unreleased\n");
      git(folder, "commit", "-qam", "nothing");
    },
    "0.1.0",
    /nothing under Unreleased/,
  ],
])("%s is refused, and nothing is tagged", async (_, spoil, version, why) => {
  await inProject(FILES, (folder) => {
    spoil(folder);
    const [head, tags] = [git(folder, "rev-parse", "HEAD"), git(folder, "tag")];
    expect(release(folder, version)).toMatchObject({ status: 1, err: expect.stringMatching(why) });
    expect([git(folder, "rev-parse", "HEAD"), git(folder, "tag")]).toEqual([head, tags]);
  });
});

test("where the checks fail, nothing is committed or tagged", async () => {
  const failing = { ...FILES, "package.json": JSON.stringify(manifest("node -e process.exit(1)")) };
  await inProject(failing, (folder) => {
    const head = git(folder, "rev-parse", "HEAD");
    expect(release(folder, "0.1.0").status).not.toBe(0);
    expect([git(folder, "rev-parse", "HEAD"), git(folder, "tag")]).toEqual([head, ""]);
  });
});

test("the files of a release are made from its tag alone", async () => {
  await inProject(FILES, (folder) => {
    expect(release(folder, "--files", "release")).toMatchObject({
      status: 1,
      err: "release: v0.1.0 is not what is checked out\n",
    });
  });
});
