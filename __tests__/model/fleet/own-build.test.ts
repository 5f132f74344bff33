import { expect, test } from "vitest";
import { imageFacts } from "../image-facts.ts";

const POLICY = "registries:\n  corp: .\n";
const ROOT = "docker/images";
const USER = (user: number) => `FROM debian:12\nUSER ${user}\n`;

/** Who an image on a base of the repo runs as; "?" where the base is not known. */
const userOn = (from: string, files: Readonly<Record<string, string>>) => {
  const rooted = Object.fromEntries(Object.entries(files).map(([path, text]) => [`/${path}`, text]));
  const images = imageFacts({
    "/.github/keelcheck.yml": `${POLICY}images: ${ROOT}\n`,
    [`/${ROOT}/app/Dockerfile`]: `FROM ${from}\n`,
    ...rooted,
  });
  const user = images.find(({ name }) => name === "app")?.containerUser;
  return user?.known === true ? user.uid : "?";
};

const FOLDERS = {
  [`${ROOT}/base/alpine/Dockerfile`]: USER(1),
  [`${ROOT}/base/ubuntu-22.04/Dockerfile`]: USER(2),
};
const ONE = { [`${ROOT}/base/Dockerfile`]: USER(3) };
const compose = (tag: string) => ({
  "compose.yml": `services:\n  a:\n    image: corp/base:${tag}\n    build: ${ROOT}/base\n`,
});

test.each<[string, string, Readonly<Record<string, string>>, number | "?"]>([
  ["the folder of the tag", "corp/base:ubuntu-22.04", FOLDERS, 2],
  ["the other folder of the tag", "docker.io/corp/base:alpine", FOLDERS, 1],
  ["a tag that no folder has", "corp/base:fedora", FOLDERS, "?"],
  ["a version of the only image", "corp/base:1.2", ONE, 3],
  ["no tag", "corp/base", ONE, 3],
  ["the tag that compose gives", "corp/base:2.0", { ...ONE, ...compose("2.0") }, 3],
  ["another tag than compose gives", "corp/base:1.0", { ...ONE, ...compose("2.0") }, "?"],
  ["a tag of compose that cannot be told", "corp/base:1.0", { ...ONE, ...compose("$TAG") }, 3],
])("%s", (_, from, files, expected) => {
  expect(userOn(from, files)).toBe(expected);
});

test.each([
  ["ARG PHP\nFROM php:${PHP}-cli", "php:${PHP}-cli, but PHP"],
  ["ARG V=8.3\nARG D\nFROM php:${V}-${D}", "php:${V}-${D}, but D"],
  ["FROM php:${V}-cli", "php:${V}-cli, but V"],
])("%s has no base that can be told", (lines, said) => {
  const [image] = imageFacts({ Dockerfile: `${lines}\nRUN true\n` });
  expect(image?.containerUser).toMatchObject({
    known: false,
    why: `the base image is ${said} has no value in this file`,
  });
});

test("a default that a build overrides by what is not in the repo is not asked for again", () => {
  const [image] = imageFacts({
    "/deployment/images/app/Dockerfile": "ARG OWNER=library\nFROM ${OWNER}/web:1\nRUN true\n",
    "/.github/workflows/a.yml":
      "jobs:\n  a:\n    steps:\n      - run: docker build --build-arg OWNER=${{ vars.OWNER }} deployment/images/app\n",
  });
  expect(image?.containerUser).toMatchObject({
    known: false,
    why: "the base image is ${OWNER}/web:1, but the value of OWNER comes from outside this file",
    settle: "set OWNER under builds: args: in .github/keelcheck.yml",
  });
});

test("an ARG that only adds to a name may be empty", () => {
  const [image] = imageFacts({ Dockerfile: "ARG SUFFIX\nFROM nginx:1.27${SUFFIX}\n" });
  expect(image?.containerUser).toMatchObject({ root: true });
});

test.each<[string, string, Readonly<Record<string, string>>, number | "?"]>([
  ["by the name of a link", "corp/kit", { "/deployment/images/kit": "tools" }, 4],
  ["by the link's name and a tag", "corp/kit:1.2", { "/deployment/images/kit": "tools" }, 4],
  ["by a link to a folder of a tag", "corp/php:latest", { "/deployment/images/php/latest": "8.3" }, 5],
  ["by a link above", "corp/lang:8.3", { "/deployment/images/lang": "php" }, 5],
  ["not by a link that leads nowhere", "corp/kit", { "/deployment/images/kit": "gone" }, "?"],
  ["not by a link out of the repo", "corp/kit", { "/deployment/images/kit": "../../../tools" }, "?"],
])("a base is found %s", (_, from, links, expected) => {
  const entries = Object.entries(links).map(([path, target]) => [path, { target }] as const);
  expect(userOfApp(from, Object.fromEntries(entries))).toBe(expected);
});

function userOfApp(from: string, files: Parameters<typeof imageFacts>[0]): number | "?" | undefined {
  const images = imageFacts({
    "/.github/keelcheck.yml": POLICY,
    "/deployment/images/app/Dockerfile": `FROM ${from}\n`,
    "/deployment/images/tools/Dockerfile": USER(4),
    "/deployment/images/php/8.3/Dockerfile": USER(5),
    "/deployment/images/php/8.4/Dockerfile": USER(6),
    ...files,
  });
  const user = images.find(({ name }) => name === "app")?.containerUser;
  return user?.known === true ? user.uid : "?";
}

// Archives, and checkouts where links are off, leave the target of a link as the text of a file.
test.each<[string, string, Readonly<Record<string, string>>, number | "?"]>([
  ["the name of a folder beside it", "corp/kit", { "/deployment/images/kit": "tools" }, 4],
  ["a path", "corp/kit", { "/deployment/images/kit": "./tools/" }, 4],
  ["a version beside it", "corp/php:latest", { "/deployment/images/php/latest": "8.3" }, 5],
  ["a folder of images", "corp/lang:8.3", { "/deployment/images/lang": "php" }, 5],
  ["more than a name", "corp/kit", { "/deployment/images/kit": "tools\n" }, "?"],
  ["a name of none", "corp/kit", { "/deployment/images/kit": "gone" }, "?"],
  ["a path that leaves the repo", "corp/kit", { "/deployment/images/kit": "../../../../tools" }, "?"],
])("a file for a link that was lost holds %s", (_, from, files, expected) => {
  expect(userOfApp(from, files)).toBe(expected);
});

const CI = (steps: string) => ({
  "/.github/workflows/build.yml": `on: push\njobs:\n  build:\n    steps:\n${steps}`,
});
const run = (...lines: string[]) => `      - run: |\n${lines.map((line) => `          ${line}\n`).join("")}`;
const BASE = { "/deployment/images/base/Dockerfile": USER(7) };

test.each<[string, string, Parameters<typeof imageFacts>[0], number | "?"]>([
  [
    "the name that CI builds it by",
    "corp/base:1",
    CI(run("docker build -t corp/base:1 deployment/images/base")),
    7,
  ],
  ["another tag of it", "corp/base:2", CI(run("docker build -t corp/base:1 deployment/images/base")), "?"],
  [
    "a name that it is given later",
    "corp/base:stable",
    CI(
      run(
        "docker build -t tmp/base:$SHA deployment/images/base",
        "docker tag tmp/base:$SHA corp/base:stable",
      ),
    ),
    7,
  ],
  [
    "the list of several architectures",
    "corp/base:multi",
    CI(
      run(
        "docker build -t tmp/base:$SHA-amd64 deployment/images/base",
        "docker buildx imagetools create -t corp/base:multi tmp/base:$SHA-amd64 tmp/base:$SHA-arm64",
      ),
    ),
    7,
  ],
  [
    "a name that a variable gives",
    "corp/base:x",
    CI(run("docker build -t $IMAGE deployment/images/base", "docker tag $IMAGE corp/base:x")),
    "?",
  ],
  [
    "what a compose service is called",
    "corp/kit",
    { "/compose.yml": "services:\n  a:\n    image: corp/kit\n    build: deployment/images/base\n" },
    7,
  ],
  [
    "an official image, whatever a compose file calls its own",
    "nginx:1.27",
    { "/compose.yml": "services:\n  a:\n    image: nginx:1.27\n    build: deployment/images/base\n" },
    0,
  ],
  [
    "one that the policy describes",
    "corp/base:1",
    {
      ...CI(run("docker build -t corp/base:1 deployment/images/base")),
      "/.github/keelcheck.yml": "base-images:\n  corp/base: { like: debian, user: 9 }\n",
    },
    9,
  ],
])("without registries, a base is known by %s", (_, from, files, expected) => {
  const images = imageFacts({ ...BASE, "/deployment/images/app/Dockerfile": `FROM ${from}\n`, ...files });
  const user = images.find(({ name }) => name === "app")?.containerUser;
  expect(user?.known === true ? user.uid : "?").toBe(expected);
});
