import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { inFolder, run } from "./cli-io.ts";

const FILES = { "deployment/images/web/Dockerfile": "FROM debian:12\n" };

test.each<readonly [argv: readonly string[], said: string]>([
  [["chek"], "unknown command 'chek' (Did you mean check?)"],
  [["help", "chek"], "unknown command 'chek' (Did you mean check?)"],
  [["help", "xyz"], "unknown command 'xyz'"],
  [["check", "--sevrity", "error"], "unknown option '--sevrity' (Did you mean --severity?)"],
  [["check", "--format", "jsno"], 'Did you mean "json"?'],
  [["check", "--fail-on", "warn"], 'Did you mean "warning"?'],
  [["check", "--rule", "nginx/user-rot"], 'did you mean "nginx/user-root"?'],
  [["check", "--since", "mian"], 'there is no commit mian in FOLDER: did you mean "main"?'],
  [["check", "--since", "xyz"], "there is no commit xyz in FOLDER: fetch it first (git fetch origin xyz)"],
  [["inspect", "--image", "wbe"], 'did you mean "web"?'],
  [["explain", "user-rot"], 'did you mean "user-root"?'],
  [["bases", "ad"], 'there is no folder ad; did you mean "bases add"?'],
  [["new", "x", "--server", "ngnix"], 'Did you mean "nginx"?'],
  [["completion", "fsih"], 'Did you mean "fish"?'],
])("%j", async (argv, said) => {
  await inFolder(FILES, async (cwd) => {
    execFileSync("git", ["init", "-q", "-b", "main"], { cwd });
    const author = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
    execFileSync("git", [...author, "commit", "-qm", "first", "--allow-empty"], { cwd });
    const { code, err } = await run(argv, { cwd });
    expect(code).toBe(2);
    expect(err.replaceAll(cwd, "FOLDER")).toContain(said);
  });
});

test.each([
  ["rules: { docs/*: warn }\n", 'did you mean "warning"?'],
  ["runtime: kube\n", 'did you mean "kubernetes"?'],
  ["docs: { require: [volume] }\n", 'did you mean "volumes"?'],
  ["layuot: {}\n", 'did you mean "layout"?'],
  ["waivers: [{ rule: user-duplicate, reason: x }]\n", 'did you mean "nginx/user-duplicate"?'],
])("policy %j", async (policy, said) => {
  await inFolder({ ...FILES, ".github/keelcheck.yml": policy }, async (cwd) => {
    const { code, err } = await run(["check"], { cwd });
    expect([code, err]).toEqual([2, expect.stringContaining(said)]);
  });
});
