import { expect, test } from "vitest";
import { supervisorRoot } from "../../../src/rules/process/supervisor-root.ts";
import { fixed, fixTitles } from "../apply-fix.ts";
import { checkRule, type Files } from "../check-rule.ts";

const WEB = "deployment/images/web";
const START = 'CMD ["supervisord", "-n", "-c", "/etc/supervisord.conf"]';
const BASE = ["FROM debian:12", "RUN apt-get install -y supervisor && useradd app", "COPY *.conf *.sh /etc/"];
const check = (
  conf: readonly string[],
  { lines = [...BASE, START], files = {} }: { lines?: readonly string[]; files?: Files } = {},
) =>
  checkRule(supervisorRoot, {
    [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n`,
    [`${WEB}/supervisord.conf`]: `${whole(conf).join("\n")}\n`,
    [`${WEB}/x.sh`]: "exec node app.js\n",
    ...files,
  });
// Without its section supervisord does not start at all.
const whole = (conf: readonly string[]) =>
  conf.includes("[supervisord]") ? conf : [...conf, "[supervisord]"];
const unnamed = (place: string, name: string, program: string, how = "does not drop root") =>
  `${WEB}/supervisord.conf:${place} program "${name}" sets no user= and starts as root, and ${program} ${how}`;

test("what a script waits with is not what it is there for", () => {
  const script = "until tool ping; do sleep 1; done\nexec gosu app node app.js\n";
  expect(check(["[program:a]", "command=sh /etc/x.sh"], { files: { [`${WEB}/x.sh`]: script } })).toEqual([]);
  const endless = "while true; do node app.js; sleep 1; done\n";
  expect(check(["[program:a]", "command=sh /etc/x.sh"], { files: { [`${WEB}/x.sh`]: endless } })).toEqual([
    unnamed("1:2-11", "a", "node"),
  ]);
});

test.each<readonly [string, readonly string[], readonly string[]]>([
  ["a program without user", ["[program:a]", "command=python3 a.py"], [unnamed("1:2-11", "a", "python3")]],
  ["a script of the repo", ["[program:a]", "command=sh /etc/x.sh"], [unnamed("1:2-11", "a", "node")]],
  [
    "an event listener",
    ["[eventlistener:a]", "command=python3 a.py", "events=TICK_5"],
    [unnamed("1:2-17", "a", "python3")],
  ],
  [
    "a program that may drop root",
    ["[program:a]", "command=gitea web"],
    [unnamed("1:2-11", "a", "gitea", "is not known to drop root")],
  ],
  [
    "user=root",
    ["[program:a]", "command=node a.js", "user=root"],
    [`${WEB}/supervisord.conf:3:6-10 program "a" is set to run as root, and node does not drop root`],
  ],
  [
    "a program beside supervisord's own user=root",
    ["[supervisord]", "user=root", "[program:a]", "command=node a.js"],
    [unnamed("3:2-11", "a", "node")],
  ],
])("reports %s", (_name, conf, expected) => {
  expect(check(conf)).toEqual(expected);
});

test.each<readonly [string, readonly string[]]>([
  ["a user", ["[program:a]", "command=node a.js", "user=app"]],
  ["a user that cannot be told", ["[program:a]", "command=node a.js", "user=%(ENV_WHO)s"]],
  ["another user of supervisord itself", ["[supervisord]", "user=app", "[program:a]", "command=node a.js"]],
  [
    "a server that forks",
    [
      "[program:a]",
      "command=nginx -g 'daemon off;'",
      "[program:b]",
      "command=php-fpm8.2 -F",
      "[program:c]",
      "command=apache2ctl -D FOREGROUND",
    ],
  ],
  ["a command that drops root", ["[program:a]", "command=su -s /bin/sh app -c 'node a.js'"]],
  ["what needs root", ["[program:a]", "command=/usr/sbin/cron -f"]],
  ["a program that is not started", ["[program:a]", "command=node a.js", "autostart=false"]],
  ["a script that is not in the repo", ["[program:a]", "command=/opt/run.sh"]],
  ["a program that is commented out", [";[program:a]", ";command=node a.js"]],
])("accepts %s", (_name, conf) => {
  expect(check(conf)).toEqual([]);
});

test("supervisord that is not root starts nothing as root", () => {
  const conf = ["[program:a]", "command=node a.js"];
  expect(check(conf, { lines: [...BASE, "USER app", START] })).toEqual([]);
  expect(
    check(conf, {
      lines: [...BASE, 'CMD ["gosu", "app", "supervisord", "-n", "-c", "/etc/supervisord.conf"]'],
    }),
  ).toEqual([]);
});

test("included files are read, and nothing is said where one is not known", () => {
  const conf = ["[include]", "files = /etc/jobs/*.conf", "[program:a]", "command=node a.js"];
  const files = { [`${WEB}/jobs/b.conf`]: "[program:b]\ncommand=node b.js\n" };
  const lines = [...BASE, "COPY jobs /etc/jobs", START];
  expect(check(conf, { lines, files })).toEqual([]);
  const known = ["[include]", "files = /etc/supervisor/conf.d/*.conf"];
  const inside = [...BASE, "COPY jobs /etc/supervisor/conf.d", START];
  expect(check(known, { lines: inside, files })).toEqual([
    `${WEB}/jobs/b.conf:1:2-11 program "b" sets no user= and starts as root, and node does not drop root`,
  ]);
});

test.each<readonly [string, readonly string[], readonly string[]]>([
  [
    "a program without user",
    ["[program:a]", "command=python3 a.py"],
    ["[program:a]", "command=python3 a.py", "user=app"],
  ],
  [
    "a program with more to say",
    ["[program:a]", "directory=/srv", "command=python3 a.py", "", "autorestart=true", "[x]", "command=y"],
    [
      "[program:a]",
      "directory=/srv",
      "command=python3 a.py",
      "user=app",
      "",
      "autorestart=true",
      "[x]",
      "command=y",
    ],
  ],
  [
    "a command of several lines",
    ["[program:a]", "command=python3", "", "  a.py"],
    ["[program:a]", "user=app", "command=python3", "", "  a.py"],
  ],
  [
    "the style of the file",
    ["[program:a]", "command = python3 a.py"],
    ["[program:a]", "command = python3 a.py", "user = app"],
  ],
  [
    "root by its name",
    ["[program:a]", "command=python3 a.py", "user=root ; for now"],
    ["[program:a]", "command=python3 a.py", "user=app ; for now"],
  ],
  [
    "root by its number",
    ["[program:a]", "user=0", "command=python3 a.py"],
    ["[program:a]", "user=app", "command=python3 a.py"],
  ],
])("the fix for %s", (_name, before, after) => {
  const tree = (conf: readonly string[]): Files => ({
    [`${WEB}/Dockerfile`]: `${[...BASE, START].join("\n")}\n`,
    [`${WEB}/supervisord.conf`]: `${whole(conf).join("\r\n")}\r\n`,
    [`${WEB}/x.sh`]: "\n",
  });
  expect(fixTitles(supervisorRoot, tree(before))).toEqual(["[unsafe] run a as app"]);
  expect(fixed(supervisorRoot, tree(before))).toEqual({
    [`${WEB}/supervisord.conf`]: tree(after)[`${WEB}/supervisord.conf`],
  });
  expect(check(after)).toEqual([]);
});

test("without a user of the image's own there is no fix", () => {
  const files = {
    [`${WEB}/Dockerfile`]: `FROM debian:12\nRUN apt-get install -y supervisor\nCOPY *.conf /etc/\n${START}\n`,
    [`${WEB}/supervisord.conf`]: "[supervisord]\n[program:a]\ncommand=python3 a.py\n",
  };
  expect(fixTitles(supervisorRoot, files)).toEqual(["-"]);
});
