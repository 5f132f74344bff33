import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { inFolder, run } from "./cli-io.ts";

const FILES = {
  ".github/keelcheck.yml": "images: deployment/images/*\nrules: { docs/*: off, fact/*: off }\n",
  "deployment/images/web/Dockerfile": "FROM nginx:1.28\nCOPY conf/nginx.conf /etc/nginx/nginx.conf\n",
  "deployment/images/web/conf/nginx.conf": "user root;\nevents {}\nhttp { server { listen 8080; } }\n",
  "deployment/images/app/Dockerfile": 'FROM python:3.12\nCMD ["python3", "x.py"]\n',
  "tools/x.sh": "echo\n",
};

async function inRepo(files: Readonly<Record<string, string>>, work: (root: string) => Promise<void>) {
  await inFolder(files, async (root) => {
    execFileSync("git", ["init", "-q"], { cwd: root });
    await work(root);
  });
}

const found = async (cwd: string, ...argv: readonly string[]) => {
  const { code, out, err } = await run(["check", "--format", "compact", ...argv], { cwd });
  const lines = out.split("\n").filter((line) => line !== "");
  return { code, err, rules: lines.map((line) => /\[(.*)\]$/.exec(line)?.[1]) };
};

describe("from a sub-folder", () => {
  test("the policy above is in force, and what lies there is shown", async () => {
    await inRepo(FILES, async (root) => {
      const images = join(root, "deployment/images");
      expect((await found(root)).rules).toEqual(["nginx/user-root", "user/missing"]);
      expect((await found(images)).rules).toEqual(["nginx/user-root", "user/missing"]);
      expect(await found(join(images, "app"))).toEqual({
        code: 0,
        rules: ["user/missing"],
        err: "keelcheck: only deployment/images/app is shown, under the policy of ../../.., which paths start from\n",
      });
      expect(await found(root, "deployment/images/web")).toEqual({
        code: 1,
        rules: ["nginx/user-root"],
        err: "keelcheck: only deployment/images/web is shown, under the repo's policy\n",
      });
      expect((await found(join(images, "web/conf"))).rules).toEqual(["nginx/user-root"]);
    });
  });

  test("inspect, fix and docs keep to it", async () => {
    await inRepo(FILES, async (root) => {
      const { out } = await run(["inspect", "--format", "json"], {
        cwd: join(root, "deployment/images/app"),
      });
      expect(JSON.parse(out).images.map(({ name }: { name: string }) => name)).toEqual(["app"]);
      const fixed = await run(["fix", "--unsafe", "--dry-run", "deployment/images/app"], { cwd: root });
      expect(fixed.out).not.toContain("nginx.conf");
      await run(["docs"], { cwd: join(root, "deployment/images/web") });
      expect(existsSync(join(root, "deployment/images/web/README.md"))).toBe(true);
      expect(existsSync(join(root, "deployment/images/app/README.md"))).toBe(false);
    });
  });

  test("with --since, too", async () => {
    await inRepo(FILES, async (root) => {
      execFileSync("git", ["add", "-A"], { cwd: root });
      const author = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
      execFileSync("git", [...author, "commit", "-qm", "all"], { cwd: root });
      writeFileSync(join(root, "deployment/images/web/Dockerfile"), "FROM nginx:1.28\nEXPOSE 81\n");
      writeFileSync(join(root, "deployment/images/app/Dockerfile"), "FROM node:22\nUSER nobody\nEXPOSE 81\n");
      const whole = await found(root, "--since", "HEAD");
      const part = await found(join(root, "deployment/images/app"), "--since", "HEAD");
      expect(part.rules.length).toBeLessThan(whole.rules.length);
    });
  });

  test("where the policy sees no image, nothing passes in silence", async () => {
    await inRepo(FILES, async (root) => {
      expect(await found(join(root, "tools"))).toEqual({
        code: 2,
        rules: [],
        err: 'keelcheck: no image lies in tools: the policy\'s "images" name other folders\n',
      });
    });
  });
});

test("a folder with a policy of its own is a repo of its own", async () => {
  const own = { ...FILES, "deployment/.github/keelcheck.yaml": "images: images/*\nfail-on: never\n" };
  await inRepo(own, async (root) => {
    const { code, err } = await found(join(root, "deployment"));
    expect([code, err]).toEqual([0, ""]);
  });
});

test("nothing is looked for above the checkout, or without one", async () => {
  await inFolder(FILES, async (root) => {
    const folder = join(root, "deployment/images/app");
    expect((await found(folder)).rules).toContain("docs/readme-missing");
    execFileSync("git", ["init", "-q", folder]);
    expect((await found(folder)).rules).toContain("docs/readme-missing");
  });
});

test("two policies are an error from below as well", async () => {
  await inRepo({ ...FILES, ".github/keelcheck.yaml": "ipv6: required\n" }, async (root) => {
    expect(await found(join(root, "deployment"))).toMatchObject({
      code: 2,
      err: "keelcheck: there are two policy files, .github/keelcheck.yml and .github/keelcheck.yaml: keep one\n",
    });
  });
});
