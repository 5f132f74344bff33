/** Trees that are no plain checkout, checked by the command line: what is there is said, and the other image is checked. */
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { inFolder, run } from "../e2e/cli-io.ts";

const WEB = "deployment/images/web";
const FILES = {
  [`${WEB}/Dockerfile`]: "FROM debian:12\nUSER 1000\n",
  "deployment/images/api/Dockerfile": 'FROM debian:12\nUSER root\nCMD ["app"]\n',
};

function git(folder: string, ...args: readonly string[]): void {
  const who = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "protocol.file.allow=always"];
  execFileSync("git", [...who, ...args], { cwd: folder, stdio: "pipe" });
}

function commit(folder: string): void {
  git(folder, "init", "-q", "-b", "main");
  git(folder, "add", "-A");
  git(folder, "commit", "-q", "--allow-empty", "-m", "a");
}

function put(folder: string, path: string, text: string): void {
  mkdirSync(join(folder, dirname(path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

async function said(folder: string): Promise<{ readonly code: number; readonly text: string }> {
  const { code, out, err } = await run(["check"], { cwd: folder });
  return { code, text: out + err };
}

const OTHER = "app starts as root";

describe.each([
  ["outside of git", false],
  ["in git", true],
])("what stands in the place of a file, %s", (_, inGit) => {
  const cases: readonly (readonly [string, (folder: string) => void, string])[] = [
    [
      "a Dockerfile that is a folder",
      (folder) => {
        rmSync(join(folder, WEB, "Dockerfile"));
        put(folder, `${WEB}/Dockerfile/a`, "FROM debian:12\n");
      },
      "this file cannot be read: it is a folder",
    ],
    [
      "a Dockerfile that is a link to itself",
      (folder) => {
        rmSync(join(folder, WEB, "Dockerfile"));
        symlinkSync("Dockerfile", join(folder, WEB, "Dockerfile"));
      },
      "this file cannot be read: it is a link that leads back to itself",
    ],
    [
      "links in a circle",
      (folder) => {
        symlinkSync("b", join(folder, WEB, "a"));
        symlinkSync("a", join(folder, WEB, "b"));
        symlinkSync("..", join(folder, WEB, "up"));
      },
      OTHER,
    ],
    [
      "a folder whose name holds a line end",
      (folder) =>
        put(folder, "deployment/images/a\nb/c\rd/Dockerfile", 'FROM debian:12\nUSER root\nCMD ["x"]\n'),
      "deployment/images/a\\nb/c\\rd/Dockerfile",
    ],
    [
      "names that differ by case alone",
      (folder) => put(folder, "deployment/images/WEB/Dockerfile", "FROM debian:12\nUSER root\n"),
      "deployment/images/WEB/Dockerfile",
    ],
    [
      "an .env that git ignores",
      (folder) => {
        put(folder, "compose.yaml", `services:\n  web:\n    build: ${WEB}\n    user: \${U}\n`);
        put(folder, ".env", "U=root\n");
        put(folder, ".gitignore", ".env\n");
      },
      '"user" of the service comes from outside the repo',
    ],
  ];

  test.each(cases)("%s", async (__, make, told) => {
    await inFolder(FILES, async (folder) => {
      make(folder);
      if (inGit) commit(folder);
      const { code, text } = await said(folder);
      expect(code).toBe(1);
      expect(text).toContain(told);
      expect(text).toContain(OTHER);
    });
  });
});

test("a Dockerfile that is a submodule", async () => {
  await inFolder(FILES, async (folder) => {
    put(folder, "inner/x", "x");
    commit(join(folder, "inner"));
    rmSync(join(folder, WEB, "Dockerfile"));
    git(folder, "init", "-q", "-b", "main");
    git(folder, "submodule", "add", "-q", join(folder, "inner"), `${WEB}/Dockerfile`);
    const { code, text } = await said(folder);
    expect(code).toBe(1);
    expect(text).toContain("this file cannot be read: it is another repo");
    expect(text).toContain(OTHER);
  });
});

describe("a submodule", () => {
  const told = "is a submodule, and nothing in it was checked";
  const added = (at: string, policy?: string) => async () => {
    const text = await inFolder(FILES, async (folder) => {
      put(folder, "inner/x", "x");
      commit(join(folder, "inner"));
      git(folder, "init", "-q", "-b", "main");
      git(folder, "submodule", "add", "-q", join(folder, "inner"), at);
      if (policy !== undefined) put(folder, ".github/keelcheck.yml", policy);
      return (await said(folder)).text;
    });
    expect(text).toContain(OTHER);
    return text;
  };
  const among = "deployment/images/shop";

  test("among the image folders", async () => {
    const settled = `if that is meant, add "!${among}/**" to images in the policy`;
    expect(await added(among)()).toContain(`warning: ${among} ${told}; ${settled}`);
    expect(await added(among, "images: deployment/images/**/Dockerfile\n")()).toContain(told);
  });

  test.each([
    ["in an image folder", added(`${WEB}/vendor`)],
    ["elsewhere", added("lib/shop")],
    ["left out by the policy", added(among, `images: ["deployment/images/**", "!${among}/**"]\n`)],
  ])("%s", async (_, text) => {
    expect(await text()).not.toContain(told);
  });
});

describe("checkouts", () => {
  test.each<[string, (folder: string) => void]>([
    ["without HEAD", (folder) => rmSync(join(folder, ".git/HEAD"))],
    ["without objects", (folder) => rmSync(join(folder, ".git/objects"), { recursive: true })],
    ["without the commit", (folder) => rmSync(join(folder, ".git/refs/heads/main"))],
    ["with a broken configuration", (folder) => writeFileSync(join(folder, ".git/config"), "[core\n")],
  ])("%s are read as the folders that they are", async (_, spoil) => {
    await inFolder(FILES, async (folder) => {
      commit(folder);
      spoil(folder);
      const { code, text } = await said(folder);
      expect([code, text.includes(OTHER)]).toEqual([1, true]);
    });
  });

  test("with a broken index are refused", async () => {
    await inFolder(FILES, async (folder) => {
      commit(folder);
      writeFileSync(join(folder, ".git/index"), "x");
      expect(await said(folder)).toEqual({ code: 2, text: expect.stringContaining("git cannot read") });
    });
  });

  test.each([
    ["shallow", ["--depth", "1"]],
    ["partial", ["--filter=blob:none"]],
    ["sparse", ["--sparse"]],
  ])("that are %s are read whole", async (_, options) => {
    await inFolder(FILES, async (folder) => {
      commit(folder);
      git(folder, "config", "uploadpack.allowFilter", "true");
      git(folder, "clone", "-q", ...options, `file://${folder}`, join(folder, "clone"));
      const { code, text } = await said(join(folder, "clone"));
      expect([code, text.includes(OTHER)]).toEqual([1, true]);
    });
  });

  test("a worktree is read", async () => {
    await inFolder(FILES, async (folder) => {
      commit(folder);
      git(folder, "worktree", "add", "-q", join(folder, "other"), "-b", "other");
      const { code, text } = await said(join(folder, "other"));
      expect([code, text.includes(OTHER)]).toEqual([1, true]);
    });
  });

  test("a bare repository is refused", async () => {
    await inFolder(FILES, async (folder) => {
      commit(folder);
      git(folder, "clone", "-q", "--bare", folder, join(folder, "bare"));
      const { code, text } = await said(join(folder, "bare"));
      expect(code).toBe(2);
      expect(text).toContain("is a bare repository, which lays out no files: check a checkout of it");
    });
  });
});
