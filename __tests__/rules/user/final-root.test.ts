import { expect, test } from "vitest";
import { finalRoot } from "../../../src/rules/user/final-root.ts";
import { fixed, fixTitles } from "../apply-fix.ts";
import { checkRule } from "../check-rule.ts";

const WEB = "deployment/images/web";
const check = (lines: readonly string[], policy?: string, files = {}) =>
  checkRule(
    finalRoot,
    { [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n`, ...files },
    policy === undefined ? {} : { policy },
  );

test.each([
  ["root", "2:6-10"],
  ["0", "2:6-7"],
  ["0:0", "2:6-9"],
  ["root:app", "2:6-14"],
])("USER %s is reported", (user, place) => {
  expect(check(["FROM node:22", `USER ${user}`, 'CMD ["node", "app.js"]'])).toEqual([
    `${WEB}/Dockerfile:${place} the last USER is root, and node does not drop root`,
  ]);
});

test.each<readonly [string, readonly string[]]>([
  [
    "an earlier root is replaced",
    ["FROM node:22", "USER root", "RUN npm ci", "USER node", 'CMD ["node", "app.js"]'],
  ],
  ["nobody sets a user", ["FROM node:22", 'CMD ["node", "app.js"]']],
  ["nginx forks workers", ["FROM nginx:1.27", "USER root"]],
  ["the base steps down", ["FROM redis:7", "USER root"]],
  ["the command steps down", ["FROM node:22", "USER root", 'CMD ["gosu", "node", "node", "app.js"]']],
  ["the program is not known", ["FROM node:22", "USER root", 'CMD ["/srv/app"]']],
  ["the user comes from outside", ["FROM node:22", "ARG U", "USER $U", 'CMD ["node", "app.js"]']],
])("accepted when %s", (_name, lines) => {
  expect(check(lines)).toEqual([]);
});

test("a shell that the base's step-down does not know stays root", () => {
  expect(check(["FROM redis:7", "USER root", 'CMD ["sleep", "1"]'])).toEqual([
    `${WEB}/Dockerfile:2:6-10 the last USER is root, and sleep does not drop root`,
  ]);
});

test("nginx is reported when the policy wants its master without root", () => {
  expect(check(["FROM nginx:1.27", "USER root"], "nginx:\n  master: non-root\n")).toEqual([
    `${WEB}/Dockerfile:2:6-10 the last USER is root, and nginx keeps root in its master process, which the policy forbids`,
  ]);
  expect(check(["FROM nginx:1.27", "USER nginx"], "nginx:\n  master: non-root\n")).toEqual([]);
});

test("a base of the repo may end as root when it starts nothing of its own", () => {
  const policy = "registries:\n  harbor.corp/own: .\n";
  const files = {
    "deployment/images/api/Dockerfile": 'FROM harbor.corp/own/web\nUSER node\nCMD ["node", "app.js"]\n',
  };
  expect(check(["FROM node:22", "USER root"], policy, files)).toEqual([]);
  expect(check(["FROM node:22", "USER root", 'CMD ["node", "app.js"]'], policy, files)).toHaveLength(1);
});

test.each<readonly [string, readonly string[], readonly string[] | undefined]>([
  [
    "a user before it: the line goes",
    ["FROM debian:12", "USER web", "COPY a /a", "", "USER root", "", 'CMD ["node", "a.js"]'],
    ["FROM debian:12", "USER web", "COPY a /a", "", 'CMD ["node", "a.js"]'],
  ],
  [
    "a user before it, and lines that need root behind",
    ["FROM debian:12", "USER web", "USER root", "RUN npm ci", "# starts", 'CMD ["node", "a.js"]'],
    ["FROM debian:12", "USER web", "USER root", "RUN npm ci", "USER web", "# starts", 'CMD ["node", "a.js"]'],
  ],
  [
    "the user of the base",
    ["FROM nginxinc/nginx-unprivileged:1.27", "USER 0", 'CMD ["sleep", "9"]'],
    ["FROM nginxinc/nginx-unprivileged:1.27", "USER nginx", 'CMD ["sleep", "9"]'],
  ],
  [
    "the only user that is made",
    ["FROM debian:12", "RUN useradd web", "USER root:root", 'CMD ["node", "a.js"]'],
    ["FROM debian:12", "RUN useradd web", "USER web", 'CMD ["node", "a.js"]'],
  ],
  [
    "the one for programs that the base brings",
    ["FROM node:22", "USER root", "RUN npm ci", 'ENTRYPOINT ["node", "a.js"]'],
    ["FROM node:22", "USER root", "RUN npm ci", "USER node", 'ENTRYPOINT ["node", "a.js"]'],
  ],
  [
    "two users",
    ["FROM debian:12", "RUN useradd a && useradd b", "USER root", 'CMD ["node", "a.js"]'],
    undefined,
  ],
  ["a low port", ["FROM node:22", "EXPOSE 80", "USER root", 'CMD ["node", "a.js"]'], undefined],
  [
    "an earlier stage's command",
    ["FROM node:22 AS a", "USER root", "FROM a", 'CMD ["node", "a.js"]'],
    ["FROM node:22 AS a", "USER root", "FROM a", "USER node", 'CMD ["node", "a.js"]'],
  ],
])("the fix for %s", (_name, before, after) => {
  const files = { [`${WEB}/Dockerfile`]: `${before.join("\n")}\n`, [`${WEB}/a`]: "" };
  const expected = after === undefined ? {} : { [`${WEB}/Dockerfile`]: `${after.join("\n")}\n` };
  expect(fixed(finalRoot, files)).toEqual(expected);
  if (after !== undefined) expect(check(after)).toEqual([]);
});

test("the fix is for a person to ask for, and keeps line ends and indentation", () => {
  const files = {
    [`${WEB}/Dockerfile`]: '  FROM node:22\r\n  USER root\r\n  RUN npm ci\r\n  CMD ["node", "a.js"]\r\n',
  };
  expect(fixTitles(finalRoot, files)).toEqual(["[unsafe] run as node"]);
  expect(fixed(finalRoot, files)).toEqual({
    [`${WEB}/Dockerfile`]:
      '  FROM node:22\r\n  USER root\r\n  RUN npm ci\r\n  USER node\r\n  CMD ["node", "a.js"]\r\n',
  });
});

// execve(2): a set-user-id program runs as the owner of its file.
test.each<readonly [string, readonly string[], string | undefined, readonly string[]]>([
  [
    "nginx, where its master may be root",
    ["FROM nginx:1.27", "RUN chmod u+s /usr/sbin/nginx", "USER nginx"],
    undefined,
    [],
  ],
  [
    "nginx, where its master may not",
    ["FROM nginx:1.27", "RUN chmod 4755 /usr/sbin/nginx", "USER nginx"],
    "nginx: { master: non-root }\n",
    ['Dockerfile:2:5-31 nginx runs as root: its set-user-id bit overrides the user "nginx"'],
  ],
  [
    "another program",
    ["FROM debian:12", "COPY --chmod=4755 app /usr/local/bin/app", "USER nobody", 'CMD ["app"]'],
    undefined,
    ['Dockerfile:2:1-41 app runs as root: its set-user-id bit overrides the user "nobody"'],
  ],
  [
    "a program of another user",
    [
      "FROM debian:12",
      "COPY --chmod=4755 --chown=games app /usr/local/bin/app",
      "USER nobody",
      'CMD ["app"]',
    ],
    undefined,
    [],
  ],
  [
    "a script",
    ["FROM debian:12", "COPY --chmod=4755 run.sh /", "USER nobody", 'CMD ["/run.sh"]'],
    undefined,
    [],
  ],
])("the set-user-id bit of %s", (_, lines, policy, expected) => {
  const files = { [`${WEB}/app`]: "\u007fELF\u0000", [`${WEB}/run.sh`]: "#!/bin/sh\nexec sleep 1\n" };
  expect(check(lines, policy, files)).toEqual(expected.map((line) => `${WEB}/${line}`));
});
