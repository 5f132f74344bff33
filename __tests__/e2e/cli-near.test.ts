import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { inFolder, run } from "./cli-io.ts";

const FILES = {
  "deployment/images/web/Dockerfile": "FROM debian:12 AS build\nFROM build AS run\n",
  "deployment/keelcheck.yml": "",
};

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
  [["bases", "ad", "nginx"], "(Did you mean bases add?)"],
  [["help", "bases", "ad"], "unknown command 'ad' (Did you mean add?)"],
  [["version"], "unknown command 'version' (Did you mean --version?)"],
  [["tidy", "--rename"], "unknown option '--rename' (Did you mean --rename-images?)"],
  [["check", "--max", "ten"], "argument 'ten' is invalid. It must be a whole number."],
  [["check", "--policy", "deployment/keelchek.yml"], 'did you mean "deployment/keelcheck.yml"?'],
  [
    ["check", "deploymnt/image"],
    'there is no folder FOLDER/deploymnt/image: did you mean "FOLDER/deployment/images"?',
  ],
  [["check", "--images", "deployment/imges/*"], 'did you mean "deployment/images/*"?'],
  [["check", "--images", "deployment/images/wbe"], 'did you mean "deployment/images/web"?'],
  [["check", "--rule", "ngin/*"], 'there is no rule "ngin/*": did you mean "nginx/*"?'],
  [
    ["check", "--rule", "user-root", "."],
    '--rule takes all words behind it, "." too: put the PATH before it',
  ],
  [["check", "--images", "deployment/images/web", "."], "--images takes all words behind it"],
  [
    ["check", "--since", "HEAD^^"],
    "there is no commit HEAD^^ in FOLDER: the history that is here does not go back",
  ],
  [["new", "x", "--base", "ngnix:1.28"], 'base image ngnix:1.28 is unknown: did you mean "nginx:1.28"?'],
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
  ["runtime: k8s\n", 'did you mean "kubernetes"?'],
  ["check-run: yes\n", 'must be true or false, not "yes": did you mean "true"?'],
  ["suggestions: Off\n", 'did you mean "false"?'],
  ["sarif: on\nimages: deployment/imges/**\n", 'did you mean "deployment/images/**"?'],
  [
    "builds: [{ dockerfile: deployment/images/web/Dockerfil }]\n",
    'did you mean "deployment/images/web/Dockerfile"?',
  ],
  [
    "builds: [{ dockerfile: deployment/images/web/Dockerfile, context: deployment/image }]\n",
    'did you mean "deployment/images"?',
  ],
  ["layout: { readme: deployment/keelchek.yml }\n", 'did you mean "deployment/keelcheck.yml"?'],
  ["waivers: [{ rule: user-duplicate, reason: x }]\n", 'did you mean "nginx/user-duplicate"?'],
])("policy %j", async (policy, said) => {
  await inFolder({ ...FILES, ".github/keelcheck.yml": policy }, async (cwd) => {
    const { code, err } = await run(["check"], { cwd });
    expect([code, err]).toEqual([2, expect.stringContaining(said)]);
  });
});

test.each([
  [
    'images: ["**", "!deployment/images/wbe"]\n',
    '"!deployment/images/wbe" under images leaves nothing out: did you mean "!deployment/images/web"?',
  ],
  [
    "owned: [{ paths: [/srv], user: web, images: [wbe] }]\n",
    'no image is called "wbe", which owned names: did you mean "web"?',
  ],
  ["nginx: { user: declred }\n", 'nginx.user names a user "declred": did you mean "declared"?'],
  ["base-images: { debian: { like: dabian } }\n", 'is like dabian, which is unknown: did you mean "debian"?'],
  [
    "builds: [{ dockerfile: deployment/images/web/Dockerfile, target: rnu }]\n",
    'there is no stage rnu, which the build names as its target: did you mean "run"?',
  ],
])("what may be meant is said of the policy %j", async (policy, said) => {
  await inFolder({ ...FILES, ".github/keelcheck.yml": policy }, async (cwd) => {
    const { out } = await run(["check", "--fail-on", "never"], { cwd });
    expect(out).toContain(said);
  });
});

test.each(["images: .\n", "images: ./\n"])("%j is the whole repo", async (policy) => {
  await inFolder({ ...FILES, ".github/keelcheck.yml": policy }, async (cwd) => {
    const { code, out } = await run(["inspect"], { cwd });
    expect([code, out]).toEqual([0, expect.stringContaining("deployment/images/web/Dockerfile")]);
  });
});

test.each([
  ["nginx", "nginx/user-root"],
  ["docs/*", "docs/stale"],
])("explain %s lists the rules of the group", async (group, rule) => {
  const { code, out } = await run(["explain", group]);
  expect(code).toBe(0);
  expect(out).toContain(rule);
  expect(out).not.toContain("apache/user-root");
});
