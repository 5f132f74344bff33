import { expect, test } from "vitest";
import { missing } from "../../../src/rules/user/missing.ts";
import { fixed, fixTitles } from "../apply-fix.ts";
import { checkRule, type Files } from "../check-rule.ts";

const WEB = "deployment/images/web";
const check = (lines: readonly string[], files: Files = {}, policy?: string) =>
  checkRule(
    missing,
    { [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n`, ...files },
    policy === undefined ? {} : { policy },
  );
const said = (place: string, program: string, how: string) => [
  `${WEB}/Dockerfile:${place} ${program} ${how.startsWith("is not known") ? "starts" : "runs"} as root: no USER is set, and it ${how}`,
];

test.each<readonly [string, readonly string[], string, string, string]>([
  [
    "a program that keeps its user",
    ["FROM node:22", 'CMD ["node", "app.js"]'],
    "2:1-23",
    "node",
    "does not drop root itself",
  ],
  ["the shell form", ["FROM node:22", "CMD node app.js"], "2:1-16", "node", "does not drop root itself"],
  ["an inherited command that is a server", ["FROM caddy:2"], "1:6-13", "caddy", "does not drop root itself"],
  [
    "a script of the base that starts java",
    ["FROM tomcat:10"],
    "1:6-15",
    "catalina.sh",
    "does not drop root itself",
  ],
  [
    "an entrypoint of the base with options alone",
    ["FROM nats:2", 'CMD ["--js"]'],
    "2:1-13",
    "nats-server",
    "does not drop root itself",
  ],
  [
    "an interpreter that is asked for",
    ["FROM python:3.13", 'CMD ["python3"]'],
    "2:1-16",
    "python3",
    "does not drop root itself",
  ],
  [
    "a daemon that is told to stay root",
    ["FROM alpine:3.20", "RUN apk add dnsmasq", 'CMD ["dnsmasq", "-k", "--user=root"]'],
    "3:1-37",
    "dnsmasq",
    "does not drop root itself",
  ],
  [
    "a daemon whose packaged file is edited",
    [
      "FROM debian:12",
      "RUN apt-get install -y lighttpd && sed -i s/a/b/ /etc/lighttpd/lighttpd.conf",
      'CMD ["lighttpd", "-D", "-f", "/etc/lighttpd/lighttpd.conf"]',
    ],
    "3:1-60",
    "lighttpd",
    "is not known to drop root itself",
  ],
  [
    "a program that may drop root",
    ["FROM debian:12", 'CMD ["znc", "-f"]'],
    "2:1-18",
    "znc",
    "is not known to drop root itself",
  ],
])("reports %s", (_name, lines, place, program, how) => {
  expect(check(lines)).toEqual(said(place, program, how));
});

test("a USER that names root excuses nobody", () => {
  expect(check(["FROM debian:12", "USER 0", 'CMD ["znc", "-f"]'])).toEqual([
    `${WEB}/Dockerfile:3:1-18 znc starts as root: USER is root, and it is not known to drop root itself`,
  ]);
});

test.each<readonly [string, readonly string[], Files]>([
  ["USER is set", ["FROM node:22", "USER node", 'CMD ["node", "app.js"]'], {}],
  [
    "USER names root for a program that surely keeps it, which is another rule's",
    ["FROM node:22", "USER root", 'CMD ["node", "app.js"]'],
    {},
  ],
  ["the base sets a user", ["FROM nginxinc/nginx-unprivileged:1.27"], {}],
  ["the base steps down", ["FROM postgres:16"], {}],
  [
    "a daemon steps down by its packaged file, in a later stage",
    [
      "FROM debian:12 AS base",
      "RUN apt-get install -y lighttpd",
      "FROM base",
      'CMD ["lighttpd", "-D", "-f", "/etc/lighttpd/lighttpd.conf"]',
    ],
    {},
  ],
  [
    "a daemon steps down by its own file",
    ["FROM debian:12", "COPY h.cfg /h.cfg", 'CMD ["haproxy", "-W", "-f", "/h.cfg"]'],
    { "deployment/images/web/h.cfg": "global\n  user haproxy\n" },
  ],
  [
    "a base of the repo leaves the shell of its own base",
    ["FROM corp/base:1", "RUN apt-get update"],
    {
      Makefile: "base:\n\tdocker build -t corp/base:1 base\n",
      "base/Dockerfile": "FROM debian:12\nRUN apt-get update\n",
    },
  ],
  ["nginx forks workers", ["FROM nginx:1.27"], {}],
  [
    "a start script steps down when it is root",
    ["FROM node:22", "COPY start.sh /", 'ENTRYPOINT ["sh", "/start.sh"]', 'CMD ["node", "app.js"]'],
    { [`${WEB}/start.sh`]: 'if [ "$(id -u)" = 0 ]; then\n  exec gosu node "$@"\nfi\nexec "$@"\n' },
  ],
  [
    "a start script starts itself again as another user",
    ["FROM node:22", "COPY start.sh /", 'ENTRYPOINT ["sh", "/start.sh"]', 'CMD ["node", "app.js"]'],
    {
      [`${WEB}/start.sh`]: 'if [ "$(id -u)" = 0 ]; then\n  exec gosu node sh /start.sh "$@"\nfi\nexec "$@"\n',
    },
  ],
  [
    "a start script starts itself again by its variable",
    ["FROM node:22", "COPY start.sh /", 'ENTRYPOINT ["sh", "/start.sh"]', 'CMD ["node", "app.js"]'],
    {
      [`${WEB}/start.sh`]:
        'if [ "$1" = node -a "$(id -u)" = 0 ]; then\n  exec gosu node "$BASH_SOURCE" "$@"\nfi\nexec "$@"\n',
    },
  ],
  ["cron becomes whom its jobs are for", ["FROM alpine:3.20", 'CMD ["crond", "-f"]'], {}],
  [
    "a start script writes a file with cat",
    ["FROM nginx:1.27", "COPY start.sh /", 'CMD ["sh", "/start.sh"]'],
    { [`${WEB}/start.sh`]: "cat > /etc/a <<END\nx\nEND\nexec nginx -g 'daemon off;'\n" },
  ],
  ["nothing of its own starts", ["FROM python:3.13", "RUN useradd app"], {}],
  ["Apache forks workers", ["FROM httpd:2.4"], {}],
  ["the base is not known", ["FROM harbor.corp/base:1", 'CMD ["node", "app.js"]'], {}],
  [
    "a start script steps down",
    ["FROM node:22", "COPY start.sh /", 'CMD ["sh", "/start.sh"]'],
    { [`${WEB}/start.sh`]: "exec su-exec node node app.js\n" },
  ],
  [
    "a start script cannot be read",
    ["FROM node:22", "COPY --from=build /start.sh /", 'ENTRYPOINT ["/start.sh"]'],
    {},
  ],
])("accepts it when %s", (_name, lines, files) => {
  expect(check(lines, files)).toEqual([]);
});

test("nginx is reported when the policy wants its master without root", () => {
  const policy = "nginx:\n  master: non-root\n";
  expect(check(["FROM nginx:1.27", 'CMD ["nginx", "-g", "daemon off;"]'], {}, policy)).toEqual(
    said("2:1-35", "nginx", "keeps root in its master process, which the policy forbids"),
  );
});

test("compose may set the user of every service that it starts", () => {
  const compose = (user: string) => ({
    "compose.yaml": `services:\n  web:\n    build: ${WEB}\n${user}  other:\n    image: redis:7\n`,
  });
  const lines = ["FROM node:22", 'CMD ["node", "app.js"]'];
  expect(check(lines, compose('    user: "1000"\n'))).toEqual([]);
  expect(check(lines, compose(""))).toEqual(said("2:1-23", "node", "does not drop root itself"));
});

test("a service that starts the same program by other words is no second finding", () => {
  const service = (command: string) => ({
    "compose.yaml": `services:\n  web:\n    build: ${WEB}\n    command: ${command}\n`,
  });
  const lines = ["FROM node:22", 'CMD ["node", "app.js"]'];
  const own = said("2:1-23", "node", "does not drop root itself");
  expect(check(lines, service("node app.js --quiet"))).toEqual(own);
  expect(check(lines, service("python3 app.py"))).toHaveLength(2);
});

test.each<readonly [string, readonly string[], readonly string[] | undefined]>([
  [
    "the user that is made, before the command and its comment",
    [
      "FROM python:3.13",
      "RUN useradd web",
      "EXPOSE 8080",
      "",
      "# serves",
      "# keelcheck-ignore x -- y",
      'CMD ["python3", "a.py"]',
    ],
    [
      "FROM python:3.13",
      "RUN useradd web",
      "EXPOSE 8080",
      "",
      "USER web",
      "# serves",
      "# keelcheck-ignore x -- y",
      'CMD ["python3", "a.py"]',
    ],
  ],
  [
    "the base's own",
    ["FROM node:22", 'CMD ["node", "a.js"]'],
    ["FROM node:22", "USER node", 'CMD ["node", "a.js"]'],
  ],
  [
    "a command that stands before the last RUN",
    ["FROM node:22", 'CMD ["node", "a.js"]', "RUN npm ci"],
    ["FROM node:22", 'CMD ["node", "a.js"]', "RUN npm ci", "USER node"],
  ],
  [
    "a USER that names root, with nothing behind it",
    ["FROM python:3.13", "RUN useradd web", "USER root", 'CMD ["gunicorn", "shop:app"]'],
    ["FROM python:3.13", "RUN useradd web", "USER web", 'CMD ["gunicorn", "shop:app"]'],
  ],
  ["nobody to name", ["FROM python:3.13", 'CMD ["python3", "a.py"]'], undefined],
  ["a low port", ["FROM node:22", "EXPOSE 443", 'CMD ["node", "a.js"]'], undefined],
])("the fix for %s", (_name, before, after) => {
  const files = { [`${WEB}/Dockerfile`]: `${before.join("\n")}\n` };
  const expected = after === undefined ? {} : { [`${WEB}/Dockerfile`]: `${after.join("\n")}\n` };
  expect(fixed(missing, files)).toEqual(expected);
  if (after !== undefined) expect(check(after)).toEqual([]);
});

test("who may bind a low port may be given one", () => {
  const files = { [`${WEB}/Dockerfile`]: 'FROM node:22\nEXPOSE 443\nCMD ["node", "a.js"]\n' };
  expect(fixTitles(missing, files)).toEqual(["-"]);
  expect(fixTitles(missing, files, { policy: "runtime: docker\n" })).toEqual(["[unsafe] run as node"]);
});

test("a shell that comes from the base of an image of the repo is nothing that is started", () => {
  const files = {
    "docker-bake.hcl":
      'target "base" {\n  context = "base"\n  tags = ["team/base"]\n}\ntarget "tools" {\n  context = "tools"\n  contexts = { "team/base" = "target:base" }\n}\n',
    "base/Dockerfile": "FROM debian:12\nRUN apt-get update\n",
    "tools/Dockerfile": "FROM team/base\nRUN apt-get install -y curl\n",
  };
  expect(checkRule(missing, files)).toEqual([]);
});

test("what prints a line and ends is nothing that needs a user", () => {
  expect(check(["FROM alpine:3.23", 'CMD ["echo", "give a command: convert, identify"]'])).toEqual([]);
});
