import { describe, expect, test } from "vitest";
import { imageFacts } from "../image-facts.ts";

const DEBIAN =
  "FROM debian:12\nRUN apt-get install -y nginx gosu && useradd -u 1500 web\nCOPY n.conf /etc/nginx/nginx.conf\n";

/** Whether nginx starts, by a script with a CMD behind it, and as whom. */
const started = (script: string, cmd = '["nginx", "-g", "daemon off;"]', files = {}) => {
  const lines = `COPY --chmod=755 *.sh /\nENTRYPOINT ["/start.sh"]\n${cmd === "" ? "" : `CMD ${cmd}\n`}`;
  const [image] = imageFacts({
    Dockerfile: `${DEBIAN}${lines}`,
    "n.conf": "pid /tmp/n.pid;\nerror_log stderr;\nevents {}\n",
    "start.sh": `#!/bin/bash\n${script}\n`,
    ...files,
  });
  const [server] = image?.servers ?? [];
  if (typeof server?.starts !== "boolean") return server?.starts.why;
  const master = server.master.known ? (server.master.name ?? "") : "?";
  return server.starts ? `as ${master}` : "no";
};
const EXEC = 'exec "$@"';
const SET = 'set -- nginx -g "daemon off;"';

describe("a test of the arguments", () => {
  test.each<[string, string, string, string | undefined]>([
    ["a first letter", `[ "\${1#-}" != "$1" ] && ${SET} "$@"`, '["nginx", "-g", "daemon off;"]', "as root"],
    ["options", `if [ "\${1#-}" != "$1" ]; then set -- nginx "$@"; fi`, '["-g", "daemon off;"]', "as root"],
    ["a slice", `if [ "\${1:0:1}" = - ]; then set -- nginx "$@"; fi`, '["-g", "daemon off;"]', "as root"],
    ["a slice that fits not", `if [ "\${1:0:1}" = - ]; then set -- nginx "$@"; fi`, '["sleep", "9"]', "no"],
    [
      "either",
      `if [ "\${1#-}" != "$1" ] || [ "\${1%.conf}" != "$1" ]; then ${SET}; fi`,
      '["a.conf"]',
      "as root",
    ],
    [
      "none of two",
      `if [ "\${1#-}" != "$1" ] || [ "\${1%.conf}" != "$1" ]; then ${SET}; fi`,
      '["sleep"]',
      "no",
    ],
    ["both in one", `if [ -n "$1" -a "$1" != web ]; then ${SET}; fi`, '["web"]', "no"],
    ["no argument", `if [ $# -eq 0 ]; then ${SET}; fi`, "", "as root"],
    ["an empty first one", `if [ -z "$1" ]; then ${SET}; fi`, "", "as root"],
    ["case", `case "$1" in -*) set -- nginx "$@" ;; esac`, '["-g", "daemon off;"]', "as root"],
    ["another item of case", `case "$1" in web|serve) ${SET} ;; *) ;; esac`, '["sleep", "9"]', "no"],
    ["the last item of case", `case "$1" in web) ;; *) ${SET} ;; esac`, '["sleep", "9"]', "as root"],
    ["shift", "shift", '["x", "nginx", "-g", "daemon off;"]', "as root"],
    ["shift of two", "shift 2", '["x", "y", "nginx", "-g", "daemon off;"]', "as root"],
  ])("%s", (_, line, cmd, expected) => {
    expect(started(`${line}\n${EXEC}`, cmd)).toBe(expected);
  });

  test("of a variable decides nothing: a container may be started with another", () => {
    const script = 'MODE=${MODE:-web}\nif [ "$MODE" = web ]; then set -- nginx; fi';
    expect(started(`${script}\n${EXEC}`, '["sleep", "9"]')).toBe(
      "the program that is started here is unknown",
    );
  });

  test("a step down behind it", () => {
    const script = 'if [ "$1" = nginx ]; then exec gosu web "$@"; fi\nexec "$@"';
    expect(started(script)).toBe("as web");
    expect(started(script, '["sleep", "9"]')).toBe("no");
  });
});

describe("a script without a command", () => {
  test.each([[EXEC], ['exec gosu web "$@"'], ['"$@" &\nwait'], ['exec nice -n 5 "$@"']])("%s", (line) => {
    expect(started(line, "")).toBe("the script starts the command that it is given, and none is given");
  });

  test("has its own where it names one", () => {
    expect(started('exec nginx -g "daemon off;" "$@"', "")).toBe("as root");
    expect(started("exec >/var/log/start.log\nexec nginx -g 'daemon off;'", "")).toBe("as root");
  });
});

describe("a function", () => {
  test.each<[string, string, string | undefined]>([
    ["has arguments of its own", 'run() { exec gosu "$1" nginx -g "daemon off;"; }\nrun web', "as web"],
    ["gets those of the script", 'main() { exec "$@"; }\nmain "$@"', "as root"],
    ["leaves those of the script", `log() { set -- x; shift; }\nlog a b\n${EXEC}`, "as root"],
    [
      "under a condition is not sure",
      'run() { exec nginx -g "daemon off;"; }\nif [ -n "$X" ]; then run; fi\nexec sleep 9',
      "nginx is started only under a condition",
    ],
    [
      "that calls itself ends",
      "serve() { serve; }\nserve",
      "the function serve is called too deeply to be followed",
    ],
  ])("%s", (_, script, expected) => {
    expect(started(script)).toBe(expected);
  });
});

describe("a loop", () => {
  const SOURCES = `for f in /*.sh; do [ "$f" = /start.sh ] || . "$f"; done\n`;
  test.each<[string, string, string | undefined]>([
    ["over names", "for s in cron nginx; do service $s start; done\nexec sleep 9", "as root"],
    [
      "over names, with a break",
      "for s in cron nginx; do service $s start; break; done\nexec sleep 9",
      "nginx is started only under a condition",
    ],
    ["over files of the repo", `for f in /env*.sh; do . "$f"; done\n${EXEC}`, "as root"],
    ["over no file", `for f in /opt/none/*.sh; do . "$f"; done\n${EXEC}`, "as root"],
    [
      "over what a command lists",
      `for f in $(ls /opt); do . "$f"; done\nexec sleep 9`,
      "what the file does is unknown",
    ],
    ["in a loop", "for a in x; do for s in nginx; do service $s start; done; done\nexec sleep 9", "as root"],
  ])("%s", (_, script, expected) => {
    expect(started(script, undefined, { "env.sh": "A=1\n" })).toBe(expected);
  });

  test("over files, one of which starts the server", () => {
    expect(started(`${SOURCES}exec sleep 9`, undefined, { "run.sh": "nginx\n" })).toMatch(
      /condition|unknown/,
    );
    expect(
      started(`for f in /run.sh; do . "$f"; done\nexec sleep 9`, undefined, { "run.sh": "nginx\n" }),
    ).toBe("as root");
  });
});

describe("a program that starts another", () => {
  const DAEMON = "nginx -g 'daemon off;'";
  test.each<[string, string | undefined]>([
    [`exec dockerize -wait tcp://db:5432 -timeout 60s gosu web ${DAEMON}`, "as web"],
    [`dockerize -template a:b -no-overwrite ${DAEMON}`, "as root"],
    [`exec wait-for-it.sh db:5432 -t 30 -- ${DAEMON}`, "as root"],
    ["wait-for-it.sh db:5432\nexec sleep 9", "no"],
    [`exec with-contenv ${DAEMON}`, "as root"],
    [`exec s6-applyuidgid -u 1500 -g 1500 ${DAEMON}`, "as web"],
    ["exec launch-it --as web nginx", "launch-it is started here, and it may start nginx"],
    ["exec launch-it --as web /usr/sbin/nginx", "launch-it is started here, and it may start nginx"],
    ["exec launch-it --log /var/log/nginx", "no"],
    ["echo '* * * * * /srv/tick' | crontab -u nginx -", "no"],
    ["exec launch-it --user nginx --group nginx /srv/app", "no"],
    ["exec launch-it -u nginx nginx", "launch-it is started here, and it may start nginx"],
    ["exec node app.js nginx", "no"],
    [`until tool ping; do sleep 1; done\nexec ${DAEMON}`, "as root"],
  ])("%s", (script, expected) => {
    const said = started(script, "");
    expect(said?.replace("/usr/sbin/nginx", "nginx")).toBe(expected);
  });
});
