import { expect, test } from "vitest";
import { uidMismatch } from "../../../src/rules/user/uid-mismatch.ts";
import { fixed, fixTitles } from "../apply-fix.ts";
import { checkRule, type Files, findingsOf } from "../check-rule.ts";

const WEB = "deployment/images/web";
const START = 'CMD ["node", "/srv/a.js"]';
const tree = (lines: readonly string[], files: Files = {}): Files => ({
  [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n`,
  [`${WEB}/a.js`]: "\n",
  ...files,
});
const check = (lines: readonly string[], files: Files = {}) => checkRule(uidMismatch, tree(lines, files));

test.each<readonly [string, readonly string[], string]>([
  [
    "USER with a group",
    ["FROM node:22", "RUN useradd -u 1500 web", "USER 1501:1501", START],
    '3:6-10 USER is 1501, but user "web" is 1500, and no user has 1501',
  ],
  [
    "USER by a variable",
    ["FROM node:22", "ARG APP_UID=1501", "RUN useradd -u 1500 web", "USER $APP_UID", START],
    '4:6-14 USER is 1501, but user "web" is 1500, and no user has 1501',
  ],
  [
    "BusyBox's adduser",
    ["FROM node:22-alpine", "RUN adduser -D -u 1500 web", "USER 1501", START],
    '3:6-10 USER is 1501, but user "web" is 1500, and no user has 1501',
  ],
  [
    "files for nobody",
    [
      "FROM node:22",
      "RUN useradd -u 1500 web",
      "COPY --chown=1000:1000 a.js /srv/",
      "COPY --chown=1501 a.js /srv/",
      "USER web",
      START,
    ],
    '4:6-18 --chown uses 1501, but user "web" is 1500, and no user has 1501',
  ],
])("reports %s", (_name, lines, expected) => {
  expect(check(lines)).toEqual([`${WEB}/Dockerfile:${expected}`]);
});

test.each<readonly [string, readonly string[], Files]>([
  ["the number of the user", ["FROM node:22", "RUN useradd -u 1500 web", "USER 1500", START], {}],
  ["a number that is chosen by the system", ["FROM node:22", "RUN useradd web", "USER 1001", START], {}],
  ["root", ["FROM node:22", "RUN useradd -u 1500 web", "USER 0", START], {}],
  ["an account of the base", ["FROM node:22", "RUN useradd -u 1500 web", "USER 1000", START], {}],
  ["two users", ["FROM node:22", "RUN useradd -u 1500 web && useradd -u 1501 jobs", "USER 1502", START], {}],
  [
    "a base that is not known",
    ["FROM harbor.corp/node:22", "RUN useradd -u 1500 web", "USER 1501", START],
    {},
  ],
  [
    "a user whose number is changed",
    ["FROM node:22", "RUN useradd -u 1500 web", "RUN usermod -u 1501 web", "USER 1501", START],
    {},
  ],
  [
    "a number below 1000 beside a package's user",
    ["FROM debian:12", "RUN apt-get install -y redis && useradd -u 1500 web", "USER 101", START],
    {},
  ],
  [
    "a user that compose names",
    ["FROM node:22", "RUN useradd -u 1500 web", "USER 1501", START],
    { "compose.yml": `services:\n  jobs:\n    build: ${WEB}\n    user: web\n` },
  ],
  [
    "a user that an heir names",
    ["FROM node:22", "RUN useradd -u 1500 web", "USER 1501", START],
    {
      "docker-bake.hcl": `target "web" { context = "${WEB}" }\ntarget "app" {\n  context = "deployment/images/app"\n  contexts = { base = "target:web" }\n}\n`,
      "deployment/images/app/Dockerfile": "FROM base\nUSER web\n",
    },
  ],
  [
    "a user in the service of compose",
    ["FROM node:22", "RUN useradd -u 1500 web", "USER web", START],
    { "compose.yml": `services:\n  web:\n    build: ${WEB}\n    user: "1501"\n` },
  ],
  [
    "files for a number while nothing runs as the user",
    ["FROM node:22", "RUN useradd -u 1500 web", "COPY --chown=1501 a.js /srv/", "USER node", START],
    {},
  ],
  [
    "files for root by number",
    ["FROM node:22", "RUN useradd -u 1500 web", "COPY --chown=0:0 a.js /srv/", "USER web", START],
    {},
  ],
  [
    "a user that only the build works as",
    ["FROM node:22", "RUN useradd -u 1500 build && su build -c 'npm ci'", "USER 1501", START],
    {},
  ],
  [
    "a base whose user the table does not name",
    ["FROM registry.access.redhat.com/ubi8/openjdk-17", "RUN useradd -u 1500 web", "USER 185", START],
    {},
  ],
])("accepts %s", (_name, lines, files) => {
  expect(check(lines, files)).toEqual([]);
});

test("the fix writes the user's number where the other stands as it is", () => {
  const fixes = (line: string) =>
    findingsOf(uidMismatch, tree(["FROM node:22", "RUN useradd -u 1500 web", "ARG A=1501", line, START])).map(
      ({ fix }) => fix && [fix.title, fix.safe, fix.edits.map((edit) => ("text" in edit ? edit.text : ""))],
    );
  expect(fixes("USER 1501")).toEqual([["run as 1500", false, ["1500"]]]);
  expect(fixes("USER $A")).toEqual([undefined]);
});

test("the fix for --chown writes the user's number and leaves the group", () => {
  const lines = (owner: string) => [
    "FROM node:22",
    "RUN useradd -u 1500 web",
    `COPY --chown=${owner} a.js /srv/`,
    "USER web",
    START,
  ];
  expect(fixTitles(uidMismatch, tree(lines("1501:1501")))).toEqual(["[unsafe] give the files to 1500"]);
  expect(fixed(uidMismatch, tree(lines("1501:1501")))).toEqual({
    [`${WEB}/Dockerfile`]: tree(lines("1500:1501"))[`${WEB}/Dockerfile`],
  });
});
