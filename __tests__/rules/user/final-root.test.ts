import { expect, test } from "vitest";
import { finalRoot } from "../../../src/rules/user/final-root.ts";
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
    `${WEB}/Dockerfile:${place} the container ends as root, and node does not step down to another user; a user of its own is wanted`,
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
    `${WEB}/Dockerfile:2:6-10 the container ends as root, and sleep does not step down to another user; a user of its own is wanted`,
  ]);
});

test("nginx is reported when the policy wants its master without root", () => {
  expect(check(["FROM nginx:1.27", "USER root"], "nginx:\n  master: non-root\n")).toEqual([
    `${WEB}/Dockerfile:2:6-10 the container ends as root, and nginx keeps root in its master process, which the policy forbids; a user of its own is wanted`,
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
