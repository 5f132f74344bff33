import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inFolder, run } from "./cli-io.ts";

const WEB = "deployment/images/My_Web";
const FILES = {
  ".github/keelcheck.yml": "layout:\n  config: config\n  names: kebab-case\n",
  ".github/keelcheck-baseline.json": `{\n  "version": 1,\n  "findings": [\n    { "file": "${WEB}/nginx.conf", "rule": "nginx/user-root", "key": "user root", "images": ["My_Web"] }\n  ]\n}\n`,
  "compose.yaml": `services:\n  web:\n    image: shop/web\n    build: ./${WEB}\n`,
  [`${WEB}/Dockerfile`]:
    "FROM nginx:1.27-alpine\nCOPY nginx.conf /etc/nginx/nginx.conf\nCOPY run.sh logo.bin /srv/\n",
  [`${WEB}/nginx.conf`]: "user root;\nevents {}\nhttp {\n    server {\n        listen 8080;\n    }\n}\n",
  [`${WEB}/run.sh`]: "#!/bin/sh\nexec nginx -g 'daemon off;'\n",
  "deployment/images/README.md": "# Images\n\n- [My_Web](My_Web/Dockerfile)\n",
};

/** The files in a checkout in which all is committed. */
function inCheckout(work: (cwd: string, git: (...args: string[]) => string) => Promise<void>): Promise<void> {
  return inFolder(FILES, async (cwd) => {
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
        cwd,
        encoding: "utf8",
      });
    writeFileSync(join(cwd, WEB, "logo.bin"), new Uint8Array([0, 255, 1, 254, 0]));
    chmodSync(join(cwd, WEB, "run.sh"), 0o755);
    symlinkSync("run.sh", join(cwd, WEB, "start.sh"));
    git("init", "-q");
    git("add", "-A");
    git("commit", "-qm", "before");
    await work(cwd, git);
  });
}

test("tidy moves, rewrites what names it, and has nothing to do then", async () => {
  await inCheckout(async (cwd, git) => {
    const facts = (await run(["inspect", "--format", "json"], { cwd })).out;
    const shown = await run(["tidy", "--dry-run", "--rename-images"], { cwd });
    expect(shown).toMatchObject({ code: 0, err: "" });
    expect(shown.out).toContain(
      `rename from ${WEB}/nginx.conf\nrename to deployment/images/my-web/config/nginx.conf\n`,
    );
    expect(git("status", "--porcelain")).toBe("");

    const done = await run(["tidy", "--rename-images"], { cwd });
    expect(done).toMatchObject({ code: 0, err: "" });
    expect(done.out).toContain("2 paths moved, in 8 files");
    const read = (path: string) => readFileSync(join(cwd, path), "utf8");
    const moved = "deployment/images/my-web";
    expect(existsSync(join(cwd, WEB))).toBe(false);
    expect(read("compose.yaml")).toBe(FILES["compose.yaml"].replace("My_Web", "my-web"));
    expect(read(`${moved}/Dockerfile`)).toContain("COPY config/nginx.conf /etc/nginx/nginx.conf\n");
    expect(read("deployment/images/README.md")).toContain("(my-web/Dockerfile)");
    expect(read(".github/keelcheck-baseline.json")).toContain(
      `{ "file": "${moved}/config/nginx.conf", "rule": "nginx/user-root", "key": "user root", "images": ["my-web"] }`,
    );
    expect([...readFileSync(join(cwd, moved, "logo.bin"))]).toEqual([0, 255, 1, 254, 0]);
    expect(statSync(join(cwd, moved, "run.sh")).mode & 0o777).toBe(0o755);
    const after = (await run(["inspect", "--format", "json"], { cwd })).out;
    const plain = (text: string) =>
      text.replaceAll(/my-web|My_Web/g, "X").replaceAll("/config/nginx.conf", "/nginx.conf");
    expect(plain(after)).toBe(plain(facts));

    git("add", "-A");
    git("commit", "-qm", "tidy");
    const again = await run(["tidy", "--rename-images"], { cwd });
    expect(again).toMatchObject({ code: 0, err: "" });
    expect(again.out).toContain("nothing to move");
    expect(git("status", "--porcelain")).toBe("");
  });
});

test("tidy --patch prints what git applies to the same tree", async () => {
  await inCheckout(async (cwd, git) => {
    const patch = await run(["tidy", "--patch", "--rename-images"], { cwd });
    expect(patch.code).toBe(0);
    expect(patch.err).toContain("2 paths would be moved");
    execFileSync("git", ["apply", "--index", "-"], { cwd, input: patch.out });
    git("commit", "-qm", "patched");
    const patched = git("rev-parse", "HEAD^{tree}");
    git("reset", "-q", "--hard", "HEAD~1");
    await run(["tidy", "--rename-images"], { cwd });
    git("add", "-A");
    expect(git("write-tree")).toBe(patched);
  });
});

test("a patch of a folder of the checkout applies from its top", async () => {
  const files = Object.fromEntries(Object.entries(FILES).map(([path, text]) => [`infra/${path}`, text]));
  await inFolder(files, async (cwd) => {
    const git = (args: readonly string[], input = "") =>
      execFileSync("git", args, { cwd, input, encoding: "utf8" });
    git(["init", "-q"]);
    git(["add", "-A"]);
    const { out } = await run(["tidy", "infra", "--patch"], { cwd });
    git(["apply", "--index", "-"], out);
    expect(git(["ls-files"]).split("\n")).toContain(`infra/${WEB}/config/nginx.conf`);
  });
});

test("tidy writes nothing where git could not undo it", async () => {
  await inCheckout(async (cwd, git) => {
    writeFileSync(join(cwd, "notes.txt"), "mine\n");
    const dirty = await run(["tidy"], { cwd });
    expect(dirty).toMatchObject({ code: 2, out: "" });
    expect(dirty.err).toContain("notes.txt is not committed, so git could not undo the moves alone");
    expect(git("status", "--porcelain")).toBe("?? notes.txt\n");
    expect((await run(["tidy", "--allow-dirty"], { cwd })).code).toBe(0);
    expect(existsSync(join(cwd, WEB, "config/nginx.conf"))).toBe(true);
  });
  await inFolder(FILES, async (cwd) => {
    const { code, err } = await run(["tidy"], { cwd });
    expect(code).toBe(2);
    expect(err).toContain("the folder is not a git checkout");
  });
});

test("an image folder keeps its name where a script takes the image's name from it", async () => {
  await inCheckout(async (cwd) => {
    const script =
      '#!/bin/sh\nfor d in deployment/images/*; do\n  docker build -t "shop/$(basename "$d")" "$d"\ndone\n';
    writeFileSync(join(cwd, "build.sh"), script);
    const { code, out } = await run(["tidy", "--rename-images", "--allow-dirty"], { cwd });
    expect(code).toBe(1);
    expect(out).toContain("1 move was not made");
    expect(out).toContain("build.sh:2:10: names of images may be taken from the names of folders here");
    expect(existsSync(join(cwd, WEB, "config/nginx.conf"))).toBe(true);
  });
});
