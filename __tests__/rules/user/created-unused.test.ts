import { expect, test } from "vitest";
import { createdUnused } from "../../../src/rules/user/created-unused.ts";
import { fixed, fixTitles } from "../apply-fix.ts";
import { checkRule, type Files } from "../check-rule.ts";

const WEB = "deployment/images/web";
const at = (line: string) => `${WEB}/Dockerfile:${line} user "web" is created, but nothing runs as it`;

/** An image that makes the user web in its second line. */
function web(rest: readonly string[], files: Files = {}): Files {
  const lines = ["FROM node:22", "RUN useradd -u 1500 web", ...rest, ""];
  return { [`${WEB}/Dockerfile`]: lines.join("\n"), ...under(files) };
}

function under(files: Files): Files {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path.startsWith("/") ? path.slice(1) : `${WEB}/${path}`,
      text,
    ]),
  );
}

const NODE = 'CMD ["node", "app.js"]';

test.each<readonly [string, readonly string[], Files]>([
  ["nobody names it", [NODE], {}],
  [
    "it only owns files",
    ["COPY --chown=web app.js .", "RUN chown -R web:web /srv", NODE],
    { "app.js": "run()\n" },
  ],
  [
    "it only owns files at the start",
    ["COPY start.sh /", 'CMD ["sh", "/start.sh"]'],
    { "start.sh": "chown web /data\nexec node app.js\n" },
  ],
  [
    "a comment names it",
    ["COPY start.sh /", 'CMD ["sh", "/start.sh"]'],
    { "start.sh": "# su web\nexec node app.js\n" },
  ],
  [
    "a path holds its name",
    ["WORKDIR /home/web", "COPY start.sh /", 'CMD ["sh", "/start.sh"]'],
    { "start.sh": "su -c ls node /home/web\nexec node app.js\n" },
  ],
  ["the environment only says it", ["ENV USER=web", NODE], {}],
  [
    "another user's cron does the work",
    ["COPY jobs /etc/cron.d/", NODE],
    { jobs: "0 * * * * node /srv/web\n" },
  ],
  ["a README is copied", ["COPY README.md .", NODE], { "README.md": "Run it as user web.\n" }],
  ["another user is set", ["USER node", NODE], {}],
])("reported when %s", (_name, rest, files) => {
  expect(checkRule(createdUnused, web(rest, files))).toEqual([at("2:5-24")]);
});

test.each<readonly [string, readonly string[], Files]>([
  ["USER names it", ["USER web", NODE], {}],
  ["USER names its number", ["USER 1500", NODE], {}],
  ["USER names it in a variable", ["ARG RUN_AS=web", "USER $RUN_AS", NODE], {}],
  ["USER has a value from outside", ["ARG RUN_AS", "USER $RUN_AS", NODE], {}],
  ["it is USER for a while", ["USER web", "RUN npm ci", "USER root", NODE], {}],
  [
    "a stage behind the target runs as it",
    [NODE, "FROM 0 AS later", "USER web"],
    { "/bake.json": '{"target":{"web":{}}}' },
  ],
  ["a RUN becomes it", ["RUN su web -c 'npm ci'", NODE], {}],
  [
    "a start script steps down",
    ["COPY start.sh /", 'CMD ["sh", "/start.sh"]'],
    { "start.sh": "exec gosu web node app.js\n" },
  ],
  [
    "a start script steps down by number",
    ["COPY start.sh /", 'CMD ["sh", "/start.sh"]'],
    { "start.sh": "exec setpriv --reuid=1500 --clear-groups node app.js\n" },
  ],
  ["the command names it", ['CMD ["node", "app.js", "--user=web"]'], {}],
  [
    "a configuration of its own names it",
    ["COPY fpm.conf /etc/php/", NODE],
    { "fpm.conf": "[www]\nuser = web\n" },
  ],
  ["the program becomes it", ["COPY app.js .", NODE], { "app.js": "process.setuid('web')\n" }],
  ["cron runs as it", ["COPY jobs /etc/cron.d/", NODE], { jobs: "0 * * * * web /srv/job\n" }],
  ["cron runs daily as it", ["COPY crontab /etc/crontab", NODE], { crontab: "@daily web /srv/job\n" }],
  ["it has a crontab", ["COPY jobs /etc/crontabs/web", NODE], { jobs: "0 * * * * /srv/job\n" }],
  ["the environment hands it over", ["ENV APACHE_RUN_USER=web", NODE], {}],
  [
    "compose runs as it",
    [NODE],
    { "/compose.yml": "services:\n  web:\n    build: deployment/images/web\n    user: web\n" },
  ],
  [
    "compose runs as its number",
    [NODE],
    { "/compose.yml": 'services:\n  web:\n    build: deployment/images/web\n    user: "1500:1500"\n' },
  ],
  ["a login server starts", ['CMD ["/usr/sbin/sshd", "-D"]'], {}],
  ["only a shell starts", ['CMD ["bash"]'], {}],
  ["what starts cannot be told", ['CMD ["/srv/app"]'], {}],
])("accepted when %s", (_name, rest, files) => {
  expect(checkRule(createdUnused, web(rest, files))).toEqual([]);
});

test("accepted when an image that is built on it runs as it, reported when none does", () => {
  const policy = "registries:\n  harbor.corp/own: .\n";
  const child = (user: string) => ({
    ...web([NODE]),
    "deployment/images/api/Dockerfile": `FROM harbor.corp/own/web\nUSER ${user}\n${NODE}\n`,
  });
  expect(checkRule(createdUnused, child("web"), { policy })).toEqual([]);
  expect(checkRule(createdUnused, child("node"), { policy })).toEqual([at("2:5-24")]);
});

test("a user that a script of the build makes is shown there", () => {
  const image = (command: string) => ({
    [`${WEB}/Dockerfile`]: `FROM debian:12\nCOPY setup.sh /\nRUN sh /setup.sh\n${command}\n`,
    [`${WEB}/setup.sh`]: "useradd -u 1500 web\n",
  });
  expect(checkRule(createdUnused, image('CMD ["sleep", "1"]'))).toEqual([
    `${WEB}/setup.sh:1:1-20 user "web" is created, but nothing runs as it`,
  ]);
  expect(checkRule(createdUnused, image('USER web\nCMD ["sleep", "1"]'))).toEqual([]);
});

test("an image that starts only what its base does is there for others", () => {
  expect(checkRule(createdUnused, { [`${WEB}/Dockerfile`]: "FROM node:22\nRUN useradd web\n" })).toEqual([]);
});

test("a number that may be the user's counts when the user's own is not known", () => {
  const files = (uid: string) => ({
    [`${WEB}/Dockerfile`]: `FROM debian:12\nRUN useradd web\nUSER ${uid}\nCMD ["sleep", "1"]\n`,
  });
  expect(checkRule(createdUnused, files("1000"))).toEqual([]);
  expect(checkRule(createdUnused, files("33"))).toEqual([at("2:5-16")]);
});

test("the line of an nginx configuration counts when it is loaded", () => {
  const image = (target: string) => ({
    [`${WEB}/Dockerfile`]: `FROM nginx:1.27\nRUN useradd web\nCOPY nginx.conf ${target}\n`,
    [`${WEB}/nginx.conf`]: "user web;\nevents {}\nhttp { server { listen 8080; } }\n",
  });
  expect(checkRule(createdUnused, image("/etc/nginx/nginx.conf"))).toEqual([]);
  expect(checkRule(createdUnused, image("/etc/nginx/nginx.conf.new"))).toEqual([at("2:5-16")]);
});

test.each<readonly [string, readonly string[], readonly string[] | undefined]>([
  ["a program", ['CMD ["node", "a.js"]'], ["USER web", 'CMD ["node", "a.js"]']],
  ["two users", ["RUN useradd other", 'CMD ["node", "a.js"]'], undefined],
  ["somebody else who works", ["USER node", 'CMD ["node", "a.js"]'], undefined],
  ["a low port", ["EXPOSE 80", 'CMD ["node", "a.js"]'], undefined],
])("the fix for %s", (_name, rest, after) => {
  const expected = after === undefined ? {} : web(after);
  expect(fixed(createdUnused, web(rest))).toEqual(expected);
  expect(fixTitles(createdUnused, web(rest))[0]).toBe(after === undefined ? "-" : "[unsafe] run as web");
});

test("the user of a server is its configuration's to name", () => {
  const files = { [`${WEB}/Dockerfile`]: "FROM nginx:1.27\nRUN useradd -u 1500 web\n" };
  expect(fixTitles(createdUnused, files)).toEqual(["-"]);
});

const START = ["COPY start.sh /", 'CMD ["sh", "/start.sh"]'];

test.each<readonly [string, readonly string[], Files, number]>([
  ["an editor works as it", [NODE], { "/.devcontainer/devcontainer.json": '{ "remoteUser": "web" }\n' }, 0],
  [
    "an editor works as another",
    [NODE],
    { "/.devcontainer/devcontainer.json": '{ "remoteUser": "node" }\n' },
    1,
  ],
  [
    "it gets the number of whoever starts it",
    START,
    { "start.sh": "usermod -u $OWNER web\nexec node app.js\n" },
    0,
  ],
  ["it gets a number of its own", START, { "start.sh": "usermod -u 1600 web\nexec node app.js\n" }, 1],
  ["an entrypoint that nobody knows", ['ENTRYPOINT ["app-entrypoint"]', NODE], {}, 0],
])("%s", (_, lines, files, count) => {
  expect(checkRule(createdUnused, web(lines, files))).toHaveLength(count);
});
