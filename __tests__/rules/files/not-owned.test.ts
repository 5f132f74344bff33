import { expect, test } from "vitest";
import { notOwned } from "../../../src/rules/files/not-owned.ts";
import { fixed, fixTitles } from "../apply-fix.ts";
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
    '/srv/a.txt belongs to root, but the policy gives it to "web"',
  ],
  [
    "a COPY with another user's flag",
    "/srv/a.txt",
    ["COPY --chown=daemon a.txt /srv/"],
    "3:6-20",
    '/srv/a.txt belongs to daemon, but the policy gives it to "web"',
  ],
  [
    "a COPY after USER, which gives nothing",
    "/srv/a.txt",
    ["USER web", "COPY a.txt /srv/"],
    "4:1-17",
    '/srv/a.txt belongs to root, but the policy gives it to "web"',
  ],
  [
    "a number that is another account's",
    "/srv/a.txt",
    ["COPY --chown=1 a.txt /srv/"],
    "3:6-15",
    '/srv/a.txt belongs to daemon, but the policy gives it to "web"',
  ],
  [
    "several files of one line",
    "/srv/*.txt",
    ["COPY a.txt b.txt /srv/"],
    "3:1-23",
    '/srv/a.txt and 1 more belong to root, but the policy gives /srv/*.txt to "web"',
  ],
  [
    "a folder that RUN makes",
    "/srv/logs",
    ["RUN mkdir -p /srv/logs"],
    "3:5-23",
    '/srv/logs belongs to root, but the policy gives it to "web"',
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
    said("4:24-49", '/srv/logs belongs to daemon, but the policy gives it to "web"'),
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
    said("1:6-16", '/var/cache/nginx belongs to root, but the policy gives it to "nginx"'),
  );
  expect(check(owned("/var/cache/nginx", "nginx"), ["FROM nginxinc/nginx-unprivileged:1.27"])).toEqual([]);
});

type FixCase = readonly [name: string, paths: string, before: readonly string[], after: readonly string[]];

const fixes: readonly FixCase[] = [
  ["COPY", "/srv/f", [USER, "COPY a.txt /srv/f/"], [USER, "COPY --chown=web:web a.txt /srv/f/"]],
  [
    "COPY with other flags",
    "/srv/f",
    [USER, "COPY --link --chmod=644 a.txt /srv/f/"],
    [USER, "COPY --chown=1500:1500 --link --chmod=644 a.txt /srv/f/"],
  ],
  [
    "a --chown",
    "/srv/f",
    [USER, "COPY --chown=root a.txt /srv/f/"],
    [USER, "COPY --chown=web a.txt /srv/f/"],
  ],
  [
    "a --chown with a group",
    "/srv/f",
    [USER, "ADD --chown=root:root a.txt /srv/f/"],
    [USER, "ADD --chown=web:web a.txt /srv/f/"],
  ],
  [
    "a COPY before the user",
    "/srv/f",
    ["COPY a.txt /srv/f/", USER],
    ["COPY a.txt /srv/f/", `${USER} && chown web:web /srv/f/a.txt`],
  ],
  [
    "mkdir",
    "/srv/x",
    [USER, "RUN mkdir -p /srv/x"],
    [USER, "RUN mkdir -p /srv/x && chown -R web:web /srv/x"],
  ],
  [
    "two folders of one mkdir",
    "/srv/x, /srv/y",
    [USER, "RUN mkdir /srv/x /srv/y; true"],
    [USER, "RUN mkdir /srv/x /srv/y; chown -R web:web /srv/x /srv/y; true"],
  ],
  [
    "a command on a line of its own",
    "/srv/x",
    [USER, "RUN true \\", "    # the folder", " && mkdir /srv/x \\", "    # and more", " && true"],
    [
      USER,
      "RUN true \\",
      "    # the folder",
      " && mkdir /srv/x \\",
      " && chown -R web:web /srv/x \\",
      "    # and more",
      " && true",
    ],
  ],
  [
    "the last of several lines",
    "/srv/x",
    [USER, "RUN true && \\", "    mkdir /srv/x"],
    [USER, "RUN true && \\", "    mkdir /srv/x && \\", "    chown -R web:web /srv/x"],
  ],
  [
    "a heredoc",
    "/srv/x",
    [USER, "RUN <<EOF", "  mkdir /srv/x", "  true", "EOF"],
    [USER, "RUN <<EOF", "  mkdir /srv/x", "  chown -R web:web /srv/x", "  true", "EOF"],
  ],
  ["a folder of the base", "/srv", [USER], [`${USER} && chown -R web:web /srv`]],
  [
    "a folder of a package, with a command in JSON",
    "/etc/nginx/conf.d",
    [USER, 'RUN ["apt-get", "install", "-y", "nginx"]', "", "USER web"],
    [
      USER,
      'RUN ["apt-get", "install", "-y", "nginx"]',
      "",
      "RUN chown -R web:web /etc/nginx/conf.d",
      "",
      "USER web",
    ],
  ],
  ["WORKDIR", "/srv/x", [USER, "WORKDIR /srv/x"], [USER, "WORKDIR /srv/x", "RUN chown -R web:web /srv/x"]],
  [
    "a command that may not run",
    "/srv/x",
    [USER, "RUN mkdir /srv/x || true"],
    [USER, "RUN mkdir /srv/x || true", "RUN chown -R web:web /srv/x"],
  ],
  [
    "a chown to somebody else",
    "/srv/x",
    [USER, "RUN mkdir /srv/x && chown -R daemon:daemon /srv/x"],
    [USER, "RUN mkdir /srv/x && chown -R web:web /srv/x"],
  ],
  [
    "a chown of more than is asked for",
    "/srv/x",
    [USER, "RUN mkdir -p /srv/x /srv/y && chown -R daemon /srv"],
    [USER, "RUN mkdir -p /srv/x /srv/y && chown -R daemon /srv && chown -R web:web /srv/x"],
  ],
];

test.each(fixes)("the fix for %s", (_name, paths, before, after) => {
  const tree = (lines: readonly string[]) => ({
    [`${WEB}/Dockerfile`]: `${["FROM debian:12", ...lines].join("\n")}\n`,
    [`${WEB}/a.txt`]: "a\n",
  });
  const policy = owned(paths, "web");
  expect(fixed(notOwned, tree(before), { policy })).toEqual({
    [`${WEB}/Dockerfile`]: tree(after)[`${WEB}/Dockerfile`],
  });
  expect(checkRule(notOwned, tree(after), { policy })).toEqual([]);
});

test.each<readonly [string, string, readonly string[], readonly string[]]>([
  ["all that is brought", "/srv/f", ["COPY a.txt /srv/f/"], ["[safe] give /srv/f/a.txt to web"]],
  [
    "more than is asked for",
    "/srv/f/a.txt",
    ["COPY a.txt b.txt /srv/f/"],
    ["[unsafe] give /srv/f/a.txt to web"],
  ],
  [
    "two folders",
    "/srv/x, /srv/y",
    ["RUN mkdir /srv/x /srv/y"],
    ["[safe] give /srv/x and 1 more to web", "[safe] give /srv/x and 1 more to web"],
  ],
  ["somebody who is not there", "/srv/x", ["RUN mkdir /srv/x"], ["-"]],
  ["a WORKDIR of another user", "/srv/x", ["USER daemon", "WORKDIR /srv/x"], ["-"]],
  ["a user of the base that is there first", "/srv", [], ["[safe] give /srv to web"]],
  ["a variable", "/srv/f/a.txt", ["ARG O=daemon", "COPY --chown=$O a.txt /srv/f/"], ["-"]],
])("%s: safe only where nothing else changes hands", (name, paths, lines, expected) => {
  const made = name === "somebody who is not there" ? [] : [USER];
  const files = {
    [`${WEB}/Dockerfile`]: `${["FROM debian:12", ...made, ...lines].join("\n")}\n`,
    [`${WEB}/a.txt`]: "a\n",
    [`${WEB}/b.txt`]: "b\n",
  };
  expect(fixTitles(notOwned, files, { policy: owned(paths, "web") })).toEqual(expected);
});

test("a Dockerfile with an escape sign of its own keeps it", () => {
  const tree = (more: string) => ({
    [`${WEB}/Dockerfile`]: `# escape=\`\nFROM debian:12\n${USER}\nRUN true && \`\n    mkdir /srv/x${more}\n`,
  });
  expect(fixed(notOwned, tree(""), { policy: owned("/srv/x", "web") })).toEqual(
    tree(" && `\n    chown -R web:web /srv/x"),
  );
});

test.each([
  ["FROM nginx:1.27", "nginx"],
  ["FROM harbor.corp/hub/nginx:1.27", "nginx"],
])("what the base has is given away behind %s", (from, user) => {
  const tree = (lines: readonly string[]) => ({ [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n` });
  const policy = `${owned("/etc/nginx/nginx.conf", user)}registries:\n  harbor.corp/hub: docker.io\n`;
  expect(fixed(notOwned, tree([from, "USER nginx"]), { policy })).toEqual(
    tree([from, "RUN chown nginx:nginx /etc/nginx/nginx.conf", "USER nginx"]),
  );
});

test("a base that is not root's gives nothing away", () => {
  const files = { [`${WEB}/Dockerfile`]: "FROM nginxinc/nginx-unprivileged:1.27\n" };
  expect(fixTitles(notOwned, files, { policy: owned("/srv", "nginx") })).toEqual(["-"]);
});
