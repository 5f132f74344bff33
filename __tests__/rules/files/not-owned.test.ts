import { expect, test } from "vitest";
import { notOwned } from "../../../src/rules/files/not-owned.ts";
import { checkRule, type Files } from "../check-rule.ts";

const WEB = "deployment/images/web";
const owned = (paths: string, user: string, images = "") =>
  `owned:\n  - paths: [${paths}]\n    user: ${user}\n${images}`;
const check = (policy: string, lines: readonly string[], files: Files = {}) =>
  checkRule(
    notOwned,
    {
      [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n`,
      [`${WEB}/a.txt`]: "a\n",
      [`${WEB}/b.txt`]: "b\n",
      ...files,
    },
    { policy },
  );
const said = (place: string, what: string) => [`${WEB}/Dockerfile:${place} ${what}`];
const USER = "RUN useradd -u 1500 web";

test.each<readonly [string, string, readonly string[], string, string]>([
  [
    "a COPY without a flag",
    "/srv/a.txt",
    ["COPY a.txt /srv/"],
    "3:1-17",
    "/srv/a.txt belongs to root; the policy gives /srv/a.txt to web",
  ],
  [
    "a COPY with another user's flag",
    "/srv/a.txt",
    ["COPY --chown=daemon a.txt /srv/"],
    "3:6-20",
    "/srv/a.txt belongs to daemon; the policy gives /srv/a.txt to web",
  ],
  [
    "a COPY after USER, which gives nothing",
    "/srv/a.txt",
    ["USER web", "COPY a.txt /srv/"],
    "4:1-17",
    "/srv/a.txt belongs to root; the policy gives /srv/a.txt to web",
  ],
  [
    "a number that is another account's",
    "/srv/a.txt",
    ["COPY --chown=1 a.txt /srv/"],
    "3:6-15",
    "/srv/a.txt belongs to daemon; the policy gives /srv/a.txt to web",
  ],
  [
    "several files of one line",
    "/srv/*.txt",
    ["COPY a.txt b.txt /srv/"],
    "3:1-23",
    "/srv/a.txt and 1 more belong to root; the policy gives /srv/*.txt to web",
  ],
  [
    "a folder that RUN makes",
    "/srv/logs",
    ["RUN mkdir -p /srv/logs"],
    "3:5-23",
    "/srv/logs belongs to root; the policy gives /srv/logs to web",
  ],
])("reports %s", (_name, paths, lines, place, what) => {
  expect(check(owned(paths, "web"), ["FROM debian:12", USER, ...lines])).toEqual(said(place, what));
});

test.each<readonly [string, string, readonly string[]]>([
  ["the flag names the user", "/srv/a.txt", ["COPY --chown=web a.txt /srv/"]],
  ["the flag names its number", "/srv/a.txt", ["COPY --chown=1500:1500 a.txt /srv/"]],
  ["a RUN gives it away", "/srv", ["COPY a.txt /srv/", "RUN chown -R web /srv"]],
  [
    "a loop gives it away",
    "/srv/logs",
    ["RUN mkdir -p /srv/logs && for d in /srv/logs; do chown -R web $d; done"],
  ],
  ["an ARG says to whom", "/srv/logs", ["ARG OWNER", "RUN mkdir -p /srv/logs && chown -R $OWNER /srv/logs"]],
  [
    "a variable of the file says to whom",
    "/srv/logs",
    ["ENV OWNER=web", "RUN mkdir -p /srv/logs && chown -R $OWNER /srv/logs"],
  ],
  ["the path is not in the image", "/var/www/none", ["COPY a.txt /srv/"]],
  ["a name only begins alike", "/srv/a", ["COPY a.txt /srv/ab/"]],
  ["a glob stays within its folder", "/srv/*.txt", ["COPY a.txt /srv/deep/a.txt"]],
])("accepts it when %s", (_name, paths, lines) => {
  expect(check(owned(paths, "web"), ["FROM debian:12", USER, ...lines])).toEqual([]);
});

test("a variable of the file may name another user", () => {
  const lines = [
    "FROM debian:12",
    USER,
    "ENV OWNER=daemon",
    "RUN mkdir /srv/logs && chown -R $OWNER /srv/logs",
  ];
  expect(check(owned("/srv/logs", "web"), lines)).toEqual(
    said("4:24-49", "/srv/logs belongs to daemon; the policy gives /srv/logs to web"),
  );
});

test("a number that no account has may be the user whose number is not known", () => {
  expect(
    check(owned("/srv/a.txt", "web"), ["FROM debian:12", "RUN useradd web", "COPY --chown=1000 a.txt /srv/"]),
  ).toEqual([]);
});

test("a policy that names images says nothing of others", () => {
  const policy = (name: string) => owned("/srv/a.txt", "web", `    images: ["${name}"]\n`);
  const lines = ["FROM debian:12", USER, "COPY a.txt /srv/"];
  expect(check(policy("api"), lines)).toEqual([]);
  expect(check(policy("w*"), lines)).toHaveLength(1);
});

test("the base's own files are shown at FROM", () => {
  expect(check(owned("/var/cache/nginx", "nginx"), ["FROM nginx:1.27"])).toEqual(
    said("1:6-16", "/var/cache/nginx belongs to root; the policy gives /var/cache/nginx to nginx"),
  );
  expect(check(owned("/var/cache/nginx", "nginx"), ["FROM nginxinc/nginx-unprivileged:1.27"])).toEqual([]);
});
