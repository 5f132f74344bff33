import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { diskWorkspace } from "../../src/workspace/disk.ts";
import { gitWorkspace } from "../../src/workspace/git.ts";
import { WorkspaceError } from "../../src/workspace/git-run.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "workspace-"));
  made.push(path);
  return path;
}

function write(root: string, files: Record<string, string | Uint8Array>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function git(root: string, ...args: string[]): string {
  const who = [
    "-c",
    "user.name=t",
    "-c",
    "user.email=t@t",
    "-c",
    "commit.gpgsign=false",
    "-c",
    "protocol.file.allow=always",
  ];
  return execFileSync("git", [...who, ...args], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function lines(tree: Workspace): string[] {
  return tree
    .list()
    .map(({ path, kind, target }) => `${kind} ${path}${target === undefined ? "" : ` -> ${target}`}`);
}

/** A repo with everything that a tree can hold; committed, then changed on disk. */
function repo(): string {
  const root = folder();
  git(root, "init", "-q");
  write(root, {
    ".gitignore": "*.log\n/deploy/built/\n",
    "deploy/.gitignore": "local.env\n",
    "deploy/web/Dockerfile": "FROM nginx\n",
    'deploy/web/odd\nname "x" é.conf': "odd\n",
    "deploy/web/run.sh": "#!/bin/sh\n",
    "deploy/web/gone.conf": "gone\n",
    "deploy/web/image.png": new Uint8Array([0x89, 0x50, 0, 1]),
    "deploy/web/latin1.txt": new Uint8Array([0x63, 0x61, 0x66, 0xe9]),
    "outside/secret": "secret\n",
  });
  chmodSync(join(root, "deploy/web/run.sh"), 0o755);
  symlinkSync("web/Dockerfile", join(root, "deploy/inside"));
  symlinkSync("../outside/secret", join(root, "deploy/outside"));
  symlinkSync("/etc/passwd", join(root, "deploy/absolute"));
  writeFileSync(Buffer.concat([Buffer.from(join(root, "deploy/web/caf")), Buffer.from([0xe9])]), "bytes");
  git(root, "add", "-A");
  git(root, "commit", "-qm", "all");
  return root;
}

const listed = [
  "file deploy/.gitignore",
  "link deploy/absolute -> /etc/passwd",
  "link deploy/inside -> web/Dockerfile",
  "link deploy/outside -> ../outside/secret",
  "file deploy/web/Dockerfile",
  "file deploy/web/gone.conf",
  "file deploy/web/image.png",
  "file deploy/web/latin1.txt",
  'file deploy/web/odd\nname "x" é.conf',
  "executable deploy/web/run.sh",
];

describe("one tree, read from disk and from its commit", () => {
  const root = repo();
  for (const [name, open] of [
    ["disk", diskWorkspace],
    ["commit", (path: string) => gitWorkspace(path, "HEAD")],
  ] as const) {
    test(`${name}: the list, the whole repo`, () => {
      const tree = open(root);
      expect(lines(tree)).toEqual(["file .gitignore", ...listed, "file outside/secret"]);
      expect(tree.unreadableNames).toEqual(["deploy/web/caf\\xe9"]);
    });

    test(`${name}: the list, a sub-folder`, () => {
      const tree = open(join(root, "deploy"));
      expect(lines(tree)).toEqual(listed.map((line) => line.replace("deploy/", "")));
      expect(tree.unreadableNames).toEqual(["web/caf\\xe9"]);
    });

    test.each([
      ["web/Dockerfile", { text: "FROM nginx\n" }],
      ["inside", { text: "FROM nginx\n" }],
      ['web/odd\nname "x" é.conf', { text: "odd\n" }],
      ["outside", { unreadable: "is a link that leaves the repo" }],
      ["absolute", { unreadable: "is a link that leaves the repo" }],
      ["web/image.png", { unreadable: "is no text, as it holds NUL bytes" }],
      ["web/latin1.txt", { unreadable: "is not UTF-8" }],
      ["web", undefined],
      ["../outside/secret", undefined],
      ["../.git/config", undefined],
    ])(`${name}: read(%j)`, (path, content) => {
      expect(open(join(root, "deploy")).read(path)).toEqual(content);
    });

    test.each([
      ["built", true],
      ["built/app.js", true],
      ["web/local.env", true],
      ["web/app.log", true],
      ["web/built", false],
      ["web/missing.conf", false],
    ])(`${name}: ignored(%j) in a sub-folder is %s`, (path, ignored) => {
      expect(open(join(root, "deploy")).ignored(path)).toBe(ignored);
    });

    test.each([
      ["web/image.png", [0x89, 0x50, 0, 1]],
      ["inside", [...Buffer.from("FROM nginx\n")]],
      ["outside", undefined],
      ["absolute", undefined],
      ["web", undefined],
      ["../.git/config", undefined],
    ])(`${name}: bytes(%j)`, (path, bytes) => {
      const read = open(join(root, "deploy")).bytes(path);
      expect(read && [...read]).toEqual(bytes);
    });

    test(`${name}: a link may lead through the whole repo`, () => {
      expect(open(root).read("deploy/outside")).toEqual({ text: "secret\n" });
    });
  }
});

test("disk: what is new counts, what is ignored or deleted does not, the disk decides about modes", () => {
  const root = repo();
  rmSync(join(root, "deploy/web/gone.conf"));
  write(root, {
    "deploy/new.sh": "",
    "deploy/new.txt": "",
    "deploy/app.log": "",
    "deploy/local.env": "",
    "deploy/web/Dockerfile": "FROM x\n",
  });
  chmodSync(join(root, "deploy/new.sh"), 0o755);
  chmodSync(join(root, "deploy/web/run.sh"), 0o644);
  const tree = diskWorkspace(join(root, "deploy"));
  const before = listed
    .map((line) => line.replace("deploy/", ""))
    .filter((line) => !line.includes("gone.conf"));
  expect(lines(tree).filter((line) => !before.includes(line))).toEqual([
    "executable new.sh",
    "file new.txt",
    "file web/run.sh",
  ]);
  expect(before.filter((line) => !lines(tree).includes(line))).toEqual(["executable web/run.sh"]);
  expect(tree.read("app.log")).toBeUndefined();
  expect(tree.read("web/Dockerfile")).toEqual({ text: "FROM x\n" });
});

test("disk: where git does not trust the disk's modes, the index decides", () => {
  const root = repo();
  execFileSync("git", ["config", "core.fileMode", "false"], { cwd: root });
  chmodSync(join(root, "deploy/web/run.sh"), 0o644);
  expect(lines(diskWorkspace(join(root, "deploy")))).toContain("executable web/run.sh");
});

test("disk: a folder that was replaced by a link out of the repo is not read through", () => {
  const root = repo();
  const elsewhere = folder();
  write(elsewhere, { Dockerfile: "FROM secret\n" });
  rmSync(join(root, "deploy/web"), { recursive: true });
  symlinkSync(elsewhere, join(root, "deploy/web"));
  const tree = diskWorkspace(root);
  expect(tree.read("deploy/web/Dockerfile")).toEqual({ unreadable: "is a link that leaves the repo" });
  expect(tree.bytes("deploy/web/Dockerfile")).toBeUndefined();
});

test("disk: a pipe is never opened", () => {
  const root = repo();
  rmSync(join(root, "deploy/web/Dockerfile"));
  execFileSync("mkfifo", [join(root, "deploy/web/Dockerfile")]);
  expect(diskWorkspace(root).read("deploy/web/Dockerfile")).toEqual({ unreadable: "is not a regular file" });
});

test("disk: a repo inside the repo is one entry", () => {
  const root = folder();
  git(root, "init", "-q");
  write(root, { "sub/file": "x" });
  git(join(root, "sub"), "init", "-q");
  git(join(root, "sub"), "add", "-A");
  git(join(root, "sub"), "commit", "-qm", "sub");
  expect(lines(diskWorkspace(root))).toEqual(["submodule sub"]);
  git(root, "add", "sub");
  expect(lines(diskWorkspace(root))).toEqual(["submodule sub"]);
});

test("outside of git: ignore files count, links and dot files are listed, odd names are told", () => {
  const root = folder();
  write(root, {
    ".gitignore": "*.log\n",
    ".github/keelcheck.yml": "",
    "web/Dockerfile": "FROM x\n",
    "web/a.log": "",
    "web/.gitignore": "/dist/\n",
    "web/dist/app.js": "",
    "web/node_modules/x/y.js": "",
    "web/\uFFFD.txt": "really called so",
    "web/run.sh": "",
  });
  chmodSync(join(root, "web/run.sh"), 0o755);
  symlinkSync("/etc", join(root, "web/etc"));
  symlinkSync("Dockerfile", join(root, "web/link"));
  writeFileSync(Buffer.concat([Buffer.from(join(root, "web/caf")), Buffer.from([0xe9])]), "bytes");
  const tree = diskWorkspace(root);
  expect(lines(tree)).toEqual([
    "file .github/keelcheck.yml",
    "file .gitignore",
    "file web/.gitignore",
    "file web/Dockerfile",
    "link web/etc -> /etc",
    "link web/link -> Dockerfile",
    "executable web/run.sh",
    "file web/\uFFFD.txt",
  ]);
  expect(tree.unreadableNames).toEqual(["web/caf\\xe9"]);
  expect(tree.read("web/link")).toEqual({ text: "FROM x\n" });
  expect(tree.read("web/etc/passwd")).toEqual({ unreadable: "is a link that leaves the repo" });
  expect(tree.ignored("web/dist")).toBe(true);
});

test("a folder that the repo around it ignores is a tree of its own", () => {
  const root = folder();
  git(root, "init", "-q");
  write(root, { ".gitignore": "work/\n", "work/images/a/Dockerfile": "FROM x\n" });
  expect(lines(diskWorkspace(join(root, "work")))).toEqual(["file images/a/Dockerfile"]);
});

test("a repo's own settings run nothing", () => {
  const root = repo();
  const trap = join(root, "trapped");
  git(root, "config", "core.fsmonitor", `touch ${trap}; false`);
  git(root, "config", "core.hooksPath", root);
  diskWorkspace(root).list();
  gitWorkspace(root, "HEAD").read("deploy/web/Dockerfile");
  expect(existsSync(trap)).toBe(false);
});

const untouched = repo();

test.each([
  ["--all", "there is no commit --all in "],
  ["nosuch", "there is no commit nosuch in "],
  ["HEAD:deploy", "there is no commit HEAD:deploy in "],
])("%s is no revision", (revision, message) => {
  expect(() => gitWorkspace(untouched, revision)).toThrow(new WorkspaceError(`${message}${untouched}`));
});

test("what cannot be opened is one clear line", () => {
  const root = folder();
  write(root, { file: "" });
  expect(() => diskWorkspace(join(root, "none"))).toThrow(`there is no folder ${join(root, "none")}`);
  expect(() => diskWorkspace(join(root, "file"))).toThrow(`${join(root, "file")} is not a folder`);
  expect(() => gitWorkspace(root, "HEAD")).toThrow(/^git cannot read .*: not a git repository/);
});

test("a repo that git does not trust: the message says what to run", () => {
  const root = repo();
  // Git's own tests' way to a repo of another user; no second user is needed for it.
  process.env.GIT_TEST_ASSUME_DIFFERENT_OWNER = "1";
  try {
    const message = new RegExp(
      `^git does not trust ${root}, which belongs to another user: run git config --global --add safe.directory ${root}$`,
    );
    expect(() => diskWorkspace(root)).toThrow(message);
    expect(() => gitWorkspace(root, "HEAD")).toThrow(message);
  } finally {
    delete process.env.GIT_TEST_ASSUME_DIFFERENT_OWNER;
  }
});
