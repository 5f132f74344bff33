import { expect, test } from "vitest";
import { supervisorSyntax } from "../../../src/rules/process/supervisor-syntax.ts";
import { checkRule } from "../check-rule.ts";

const WEB = "deployment/images/web";
const check = (
  conf: readonly string[],
  { user = "", args = ["-n", "-c", "/etc/s.conf"], more = "", base = "debian:12" } = {},
) => {
  const lines = [
    `FROM ${base}`,
    "RUN apt-get install -y supervisor && useradd -u 1500 app && useradd web",
    "COPY s.conf /etc/s.conf",
    "COPY more.conf /etc/more.d/more.conf",
    user,
    `CMD ${JSON.stringify(["supervisord", ...args])}`,
  ];
  return checkRule(supervisorSyntax, {
    [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n`,
    [`${WEB}/s.conf`]: `${conf.join("\n")}\n`,
    [`${WEB}/more.conf`]: more,
  });
};
const stops = (place: string, message: string) => [
  `${WEB}/s.conf:${place} ${message}: supervisord will not start`,
];
const LOG = "logfile=/dev/null";
const PROGRAM = ["[supervisord]", "[program:a]", "command=/bin/x"];

// Each was started with supervisor 4.3.0: it ends with 2.
test.each<readonly [string, readonly string[], string, string]>([
  ["no section", ["[program:a]", "command=/bin/x"], "1:2-11", "there is no [supervisord] section"],
  ["another case", ["[SUPERVISORD]"], "1:2-13", "there is no [supervisord] section"],
  ["no command", ["[supervisord]", "[program:a]", "autostart=false"], "2:2-11", "[program:a] has no command"],
  ["a number", [...PROGRAM, "priority=low"], "4:10-13", "priority=low is not a whole number"],
  [
    "a variable without a value",
    [...PROGRAM, "environment=A"],
    "4:13-14",
    'environment=A is not a list such as NAME="value",OTHER="value"',
  ],
  [
    "a value of several words",
    [...PROGRAM, "environment=A=user@host"],
    "4:13-24",
    'environment=A=user@host is not a list such as NAME="value",OTHER="value"',
  ],
  [
    "a port",
    [...PROGRAM, "[inet_http_server]", "port=*:http"],
    "5:6-12",
    "port=*:http is not a port, or an address and a port",
  ],
  [
    "an empty number",
    [...PROGRAM, "numprocs="],
    "4:10-10",
    '"numprocs" is empty, which is not a whole number',
  ],
  ["a boolean", [...PROGRAM, "autostart=maybe"], "4:11-16", "autostart=maybe is not true or false"],
  [
    "autorestart",
    [...PROGRAM, "autorestart=always"],
    "4:13-19",
    "autorestart=always is not true, false or unexpected",
  ],
  [
    "a size",
    [...PROGRAM, "stdout_logfile_maxbytes=5M"],
    "4:25-27",
    "stdout_logfile_maxbytes=5M is not a size such as 10MB",
  ],
  ["a signal", [...PROGRAM, "stopsignal=FOO"], "4:12-15", "stopsignal=FOO is not a signal"],
  [
    "supervisord's own",
    ["[supervisord]", "nodaemon=maybe"],
    "2:10-15",
    "nodaemon=maybe is not true or false",
  ],
  [
    "a name",
    ["[supervisord]", "[program:a b]", "command=x"],
    "2:2-13",
    'the name "a b" holds a blank, a colon or a slash',
  ],
  ["a line", [...PROGRAM, "junk"], "4:1-5", '"junk" is neither a [section] nor name=value'],
  ["include", ["[supervisord]", "[include]"], "2:2-9", "[include] has no files"],
  [
    "a variable",
    [...PROGRAM, "directory=%(HOME)s"],
    "4:11-19",
    '"directory" expands %(HOME)s, which there is not',
  ],
  [
    "no conversion",
    [...PROGRAM, "directory=%(ENV_HOME)/x"],
    "4:11-24",
    '"%(ENV_HOME)/" of "directory" is no expansion: "%%" is one "%"',
  ],
  [
    "a group",
    [...PROGRAM, "[group:g]", "programs=a, b"],
    "5:10-14",
    '[group:g] names "b", which is no program',
  ],
  [
    "no events",
    ["[supervisord]", "[eventlistener:a]", "command=x"],
    "2:2-17",
    "[eventlistener:a] has no events",
  ],
  [
    "an event",
    ["[supervisord]", "[eventlistener:a]", "command=x", "events=FOO"],
    "4:8-11",
    'there is no event "FOO"',
  ],
  [
    "a listener that redirects",
    ["[supervisord]", "[eventlistener:a]", "command=x", "events=TICK_5", "redirect_stderr=yes"],
    "5:17-20",
    "an eventlistener takes no redirect_stderr",
  ],
  ["processes", [...PROGRAM, "numprocs=2"], "4:10-11", "numprocs=2 needs %(process_num)s in process_name"],
  [
    "a group that is not killed",
    [...PROGRAM, "stopasgroup=true", "killasgroup=false"],
    "5:13-18",
    "stopasgroup=true does not go with killasgroup=false",
  ],
  ["fcgi", ["[supervisord]", "[fcgi-program:a]", "command=x"], "2:2-16", "[fcgi-program:a] has no socket"],
  ["a web server", ["[supervisord]", "[inet_http_server]"], "2:2-18", "[inet_http_server] has no port"],
  [
    "half a password",
    ["[supervisord]", "[unix_http_server]", "file=/tmp/s", "username=a"],
    "2:2-18",
    "[unix_http_server] has a username or a password alone",
  ],
  [
    "a number that nobody has",
    [...PROGRAM, "user=1501"],
    "4:6-10",
    "no user of the image has the number 1501",
  ],
  [
    "what counts for all sections",
    ["[DEFAULT]", "priority=x", ...PROGRAM],
    "2:10-11",
    "priority=x is not a whole number",
  ],
])("refuses %s", (_, conf, place, message) => {
  expect(check(conf)).toEqual(stops(place, message));
});

test.each<readonly [string, readonly string[]]>([
  ["a number of an account", [...PROGRAM, "user=1500"]],
  ["a number below those of the image's own", [...PROGRAM, "user=101"]],
  ["indented keys", ["[supervisord]", "[program:a]", "  command=/bin/x", "  user=app"]],
  ["a section in parts", ["[program:a]", "user=app", "[supervisord]", "[program:a]", "command=/bin/x"]],
  ["a key that nobody reads", [...PROGRAM, "note=100%"]],
  ["blanks in a head, which is another section", ["[supervisord]", "[ program:a ]", "startsecs=x"]],
  ["a blank behind the colon", ["[supervisord]", "[program: a]", "command=/bin/x"]],
  ["an empty command", ["[supervisord]", "[program:a]", "command="]],
  ["a group without programs", [...PROGRAM, "[group:g]"]],
  ["an include of nothing", [...PROGRAM, "[include]", "files=/etc/nowhere/*.conf"]],
  ["a comment behind a value", [...PROGRAM, "startsecs=1 ; second"]],
  ["an expansion that is there", [...PROGRAM, "directory=%(here)s/%(program_name)s/%(ENV_HOME)s"]],
])("takes %s", (_, conf) => {
  expect(check(conf)).toEqual([]);
});

test("the section of an included file counts, and what that one includes does not", () => {
  const more = "[supervisord]\n[include]\nfiles=/nowhere/*.conf\n[program:b]\ncommand=x\nstartsecs=no\n";
  const found = check(["[include]", "files=more.d/*.conf", "[program:a]", "command=x"], { more });
  expect(found).toEqual([
    `${WEB}/more.conf:6:11-13 startsecs=no is not a whole number: supervisord will not start`,
  ]);
});

test("a user of its own, when it is not root", () => {
  const conf = ["[supervisord]", "user=root", "[program:a]", "command=x"];
  const said = 'supervisord runs as "web" and cannot become "root"';
  expect(check(conf, { user: "USER web" })).toEqual(stops("2:6-10", said));
  expect(check(["[supervisord]", LOG, "user=web"], { user: "USER web" })).toEqual([]);
  expect(check(["[supervisord]", LOG, "user=1500"], { user: "USER app" })).toEqual([]);
  const flag = { user: "USER web", args: ["-nu", "app", "-c/etc/s.conf"] };
  expect(check(["[supervisord]"], flag)).toEqual([
    `${WEB}/Dockerfile:6:1-48 supervisord runs as "web" and cannot become "app": supervisord will not start`,
  ]);
});

test("a program alone does not start", () => {
  const quote = ["[supervisord]", "[program:a]", 'command=nginx -g "daemon off ;"'];
  const message = 'a quote in the command of "a" is not closed';
  expect(check(quote)).toEqual([`${WEB}/s.conf:3:9-29 ${message}`]);
  const other = ["[supervisord]", LOG, "[program:a]", "command=/bin/x", "user=app"];
  const denied = 'supervisord runs as "web" and cannot start "a" as "app"';
  expect(check(other, { user: "USER web" })).toEqual([`${WEB}/s.conf:5:6-9 ${denied}`]);
  const folder = 'supervisord cannot start "a" in folder /nosuch, which the image does not have';
  expect(check([...PROGRAM, "directory=/nosuch"])).toEqual([`${WEB}/s.conf:4:11-18 ${folder}`]);
  expect(check([...PROGRAM, "user=web", "[supervisord]", LOG], { user: "USER web" })).toEqual([]);
});

// Of 4.2.5, in the lab: a log or socket that it cannot make ends it, a program's log that program, and a pid file nothing.
test("what it cannot write, when it is not root", () => {
  const as = (lines: readonly string[], more = {}) => check(lines, { user: "USER web", ...more });
  const why = "/var/log belongs to root";
  expect(as(["[supervisord]", "logfile=/var/log/s.log"])).toEqual([
    `${WEB}/s.conf:2:9-23 user "web" cannot open log /var/log/s.log, so supervisord will not start: ${why}`,
  ]);
  expect(as(["[supervisord]", LOG, "[unix_http_server]", "file=/run/s.sock"])).toEqual([
    `${WEB}/s.conf:4:6-17 user "web" cannot open socket /run/s.sock, so supervisord will not start: /run belongs to root`,
  ]);
  const program = ["[supervisord]", LOG, "[program:a]", "command=x"];
  expect(as([...program, "stderr_logfile=/var/log/a.log"])).toEqual([
    `${WEB}/s.conf:5:16-30 user "web" cannot open log /var/log/a.log, so supervisord will not start "a": ${why}`,
  ]);
  expect(as([...program, "stderr_logfile=/var/log/a.log", "redirect_stderr=true"])).toEqual([]);
  expect(as(["[supervisord]", LOG, "pidfile=/run/s.pid"])).toEqual([]);
  expect(as(["[supervisord]"], { args: ["-n", "-l", "/dev/null", "-c", "/etc/s.conf"] })).toEqual([]);
  expect(as(["[supervisord]", "logfile=s.log", "directory=/tmp"])).toEqual([]);
});

// Each was put to dict_of_key_value_pairs of 4.2.5.
test.each([
  'A="x y",B=z',
  "A=x y",
  "A=1,",
  'A="a"b',
  'A="a b#c",B=2',
  "A=http://x:80/a?b=c",
  "A=1;B=2",
  " A = 1 , B=2",
  "A=%(ENV_HOME)s/x y",
])("environment=%s is taken", (text) => {
  expect(check([...PROGRAM, `environment=${text}`])).toEqual([]);
});

test.each(["A=x y z", "A=", "A=a,b", "A='", "A B=1"])("environment=%s is not", (text) => {
  expect(check([...PROGRAM, `environment=${text}`])).toHaveLength(1);
});

test("nothing is said of an unknown base's users", () => {
  expect(check([...PROGRAM, "user=1501"], { base: "company/base" })).toEqual([]);
});
