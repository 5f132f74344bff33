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

test("an ARG that only adds to a name may be empty", () => {
  const [image] = imageFacts({ Dockerfile: "ARG SUFFIX\nFROM nginx:1.27${SUFFIX}\n" });
  expect(image?.containerUser).toMatchObject({ root: true });
});
