// What a pull request may put where the Action looks for the repo: nothing of it is run, and nothing outside is read.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Files } from "../checkouts/upstream.ts";
import { type CheckedOut, usePullRequests } from "./pull-request.ts";
import { image, nginxConf, seenAt, tree } from "./pull-request-seen.ts";

const { open } = usePullRequests();

const away = realpathSync(mkdtempSync(join(tmpdir(), "keelcheck-hostile-")));
afterAll(() => {
  rmSync(away, { recursive: true, force: true });
});

const inDeploy: Files = Object.fromEntries(
  Object.entries(tree).map(([path, edit]) => [`deploy/${path}`, edit] as const),
);

/** A folder that git takes for a repo of its own, with settings that run a command as soon as something is fetched. */
function bareRepo(folder: string, command: string): Files {
  const made = mkdtempSync(join(away, "bare-"));
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...args], {
      cwd: made,
      encoding: "utf8",
    });
  git("init", "--quiet", "--bare");
  const empty = execFileSync("git", ["mktree"], { cwd: made, input: "", encoding: "utf8" }).trim();
  const parents = ["1", "2"].map((digit) => digit.repeat(40));
  const text = `tree ${empty}\n${parents.map((id) => `parent ${id}\n`).join("")}author a <a@b> 1 +0000\ncommitter a <a@b> 1 +0000\n\nm\n`;
  const merge = execFileSync("git", ["hash-object", "-t", "commit", "-w", "--literally", "--stdin"], {
    cwd: made,
    input: text,
    encoding: "utf8",
  }).trim();
  const config = `[core]\n\trepositoryformatversion = 0\n\tworktree = .\n[protocol "ext"]\n\tallow = always\n[remote "origin"]\n\turl = "ext::${command}"\n`;
  const objects = [empty, merge].map((id) => `objects/${id.slice(0, 2)}/${id.slice(2)}`);
  return Object.fromEntries([
    [`${folder}/HEAD`, `${merge}\n`],
    [`${folder}/config`, config],
    [`${folder}/refs/remotes/pull/7/merge`, `${merge}\n`],
    ...objects.map((path) => [`${folder}/${path}`, readFileSync(join(made, path))] as const),
  ]);
}

describe.concurrent("a working-directory that the head has made", () => {
  test.each<{ readonly event: "pull_request" | "pull_request_target"; readonly checkedOut: CheckedOut }>([
    { event: "pull_request", checkedOut: "merge" },
    { event: "pull_request_target", checkedOut: "merge" },
    { event: "pull_request", checkedOut: "head" },
  ])("a git repo, on $event with the $checkedOut: runs nothing, and is judged as ever", async (workflow) => {
    const ran = join(away, `ran-${workflow.event}-${workflow.checkedOut}`);
    const bad = { "deploy/deployment/images/web/nginx.conf": nginxConf("root") };
    const { run } = await open({
      base: inDeploy,
      head: [{ ...bad, ...bareRepo("deploy", `touch ${ran}`) }],
    });
    const step = await run({ ...workflow, inputs: { "working-directory": "deploy" } });
    expect(existsSync(ran)).toBe(false);
    expect(step.exitCode).not.toBe(0);
    expect(step.stdout).toContain("deploy");
  });

  test.each([
    ["a link out of the workspace", "deploy"],
    ["a link on the way", "deploy/sub"],
  ])("%s: nothing behind it is read", async (_what, folder) => {
    const secret = join(away, "secret");
    for (const [path, text] of Object.entries({ ...image("secret-image", "root") })) {
      const full = join(secret, folder === "deploy" ? "" : "sub", path);
      execFileSync("mkdir", ["-p", join(full, "..")]);
      writeFileSync(full, text as string);
    }
    const { run } = await open({ base: tree, head: [{ deploy: { link: secret } }] });
    const step = await run({ inputs: { "working-directory": folder } });
    expect(step.exitCode).toBe(2);
    expect(seenAt(step)).toEqual([]);
    expect(step.stdout + step.summary).not.toContain("secret-image");
    expect(step.stdout).toContain("deploy is a link");
  });
});
