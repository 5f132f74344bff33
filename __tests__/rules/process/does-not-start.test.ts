import { expect, test } from "vitest";
import { doesNotStart } from "../../../src/rules/process/does-not-start.ts";
import { checkRule, type Files } from "../check-rule.ts";

const WEB = "deployment/images/web";
const check = (lines: readonly string[], files: Files = {}) =>
  checkRule(doesNotStart, { [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n`, ...files });
const DEBIAN = [
  "FROM debian:12",
  "RUN apt-get update && apt-get install -y nginx apache2 supervisor gosu sudo su-exec",
];

const ALPINE = ["FROM alpine:3.20", "RUN apk add --no-cache nginx=1.26.3-r0 tini"];
const BASH = 'CMD ["bash", "-c", "nginx -g \'daemon off;\'"]';

test.each<readonly [string, readonly string[], string]>([
  ["no bash on Alpine", [...ALPINE, BASH], "the container starts bash, which the image does not have"],
  [
    "nginx with another option",
    [...DEBIAN, 'CMD ["nginx", "-e", "stderr"]'],
    "nginx goes into the background, so the container ends at once",
  ],
  [
    "nginx in shell form",
    [...DEBIAN, "CMD nginx"],
    "nginx goes into the background, so the container ends at once",
  ],
  [
    "apachectl start",
    [...DEBIAN, 'CMD ["apachectl", "start"]'],
    "Apache goes into the background, so the container ends at once",
  ],
  [
    "sshd without -D",
    [...DEBIAN, 'CMD ["/usr/sbin/sshd", "-e", "-p", "2222"]'],
    "sshd goes into the background, so the container ends at once",
  ],
  ["cron", [...DEBIAN, "CMD cron"], "cron goes into the background, so the container ends at once"],
  [
    "haproxy with a file that says so",
    [...DEBIAN, 'COPY <<EOF /h.cfg\nglobal\n  daemon\nEOF\nCMD ["haproxy", "-f", "/h.cfg"]'],
    "haproxy goes into the background, so the container ends at once",
  ],
  [
    "a service",
    [...DEBIAN, "CMD service nginx start"],
    "nginx goes into the background, so the container ends at once",
  ],
  [
    "supervisord",
    [
      ...DEBIAN,
      'CMD ["supervisord", "-c", "/etc/supervisor/supervisord.conf"]',
      "COPY s.conf /etc/supervisor/supervisord.conf",
    ],
    "supervisord goes into the background, so the container ends at once",
  ],
  [
    "su-exec as a user",
    [...DEBIAN, "RUN useradd web", "USER web", 'CMD ["su-exec", "web", "nginx", "-g", "daemon off;"]'],
    'su-exec needs root to become user "web", but starts as user "web"',
  ],
  [
    "su to an account without a shell",
    [...DEBIAN, 'CMD ["su", "www-data", "-c", "node a.js"]'],
    'user "www-data" has no login shell, so su runs nothing as it',
  ],
  [
    "zsh on Debian",
    [...DEBIAN, 'CMD ["ksh", "-c", "nginx -g \'daemon off;\'"]'],
    "the container starts ksh, which the image does not have",
  ],
  [
    "a PATH without sbin",
    [...DEBIAN, "ENV PATH=/usr/local/bin:/usr/bin", 'CMD ["nginx", "-g", "daemon off;"]'],
    "nginx is not found: PATH does not hold /usr/sbin",
  ],
])("reports %s", (_, lines, message) => {
  const found = check(lines, { [`${WEB}/s.conf`]: "[program:nginx]\ncommand=nginx -g 'daemon off;'\n" });
  expect(found.map((line) => line.replace(/^\S+ /, ""))).toEqual([message]);
});

test.each<[string, readonly string[], Files?]>([
  ["a server behind another that stays", [...DEBIAN, "CMD nginx && tail -f /dev/null"]],
  ["a server that a service keeps", [...DEBIAN, "CMD service nginx start && sleep infinity"]],
  [
    "a script that makes its program fit to be run",
    [...DEBIAN, "COPY x.sh /x.sh", "CMD chmod +x /x.sh && /x.sh"],
    { [`${WEB}/x.sh`]: "exec nginx -g 'daemon off;'\n" },
  ],
  [
    "gosu for what only prepares",
    [...DEBIAN, "RUN useradd web", "USER web", "CMD gosu web true; exec nginx -g 'daemon off;'"],
  ],
  [
    "an account that user/undefined names",
    [...DEBIAN, 'CMD ["gosu", "nosuch", "nginx", "-g", "daemon off;"]'],
  ],
  [
    "a script that layout/file-mode names",
    [...DEBIAN, "COPY x.sh /x.sh", 'CMD ["/x.sh"]'],
    { [`${WEB}/x.sh`]: "exec nginx -g 'daemon off;'\n" },
  ],
  ["su with a shell", [...DEBIAN, 'CMD ["su", "-s", "/bin/sh", "www-data", "-c", "node a.js"]']],
  [
    "a shell that a package may bring",
    [...DEBIAN, "RUN apt-get install -y $(cat /shells)", 'CMD ["zsh", "-c", "node a.js"]'],
  ],
  [
    "a shell of another image",
    [...ALPINE, "COPY --from=bash:5 /usr/local/bin/bash /usr/local/bin/bash", BASH],
  ],
  ["a shell of an archive", [...ALPINE, "ADD rootfs.tar.gz /", BASH]],
  ["a shell that a package of Alpine may need", [...ALPINE, "RUN apk add wireguard-tools", BASH]],
  ["sshd with -D", [...DEBIAN, 'CMD ["/usr/sbin/sshd", "-De"]']],
  ["a daemon, and what stays", [...DEBIAN, "CMD cron && tail -f /var/log/cron.log"]],
  ["a word that cannot be told", [...DEBIAN, "CMD sshd $SSHD_OPTIONS"]],
  ["a file that cannot be told", [...DEBIAN, 'CMD ["dnsmasq"]']],
  [
    "an option that goes before the file",
    [...DEBIAN, 'COPY <<EOF /h.cfg\nglobal\n  daemon\nEOF\nCMD ["haproxy", "-db", "-f", "/h.cfg"]'],
  ],
  [
    "what others build on",
    [...DEBIAN, 'CMD ["nginx"]'],
    {
      "deployment/images/shop/Dockerfile": 'FROM harbor.corp/own/web\nCMD ["nginx", "-g", "daemon off;"]\n',
      ".github/keelcheck.yml": "registries:\n  harbor.corp/own: .\n",
    },
  ],
  [
    "what compose always starts in another way",
    [...DEBIAN, 'CMD ["nginx"]'],
    { "compose.yml": `services:\n  web:\n    build: ${WEB}\n    command: nginx -g "daemon off;"\n` },
  ],
])("accepts %s", (_, lines, files) => {
  expect(check(lines, files)).toEqual([]);
});

// As Debian's programs did it, called so as root, and as user "web" behind the word USER.
test.each<[string, string | undefined]>([
  ["gosu web:nosuch", 'there is no group "nosuch" in the image, so gosu ends'],
  ["su-exec 1500:nosuch", 'there is no group "nosuch" in the image, so su-exec ends'],
  ["gosu 1234", undefined],
  ["gosu 1234:1234", undefined],
  ["gosu web:www-data", undefined],
  ["s6-setuidgid 1500", 's6-setuidgid takes a name, and not "1500"'],
  ["s6-setuidgid 1500:1500", undefined],
  ["s6-setuidgid web:web", 's6-setuidgid takes a number, and not "web"'],
  ["setuidgid 1500", 'setuidgid takes a name, and not "1500"'],
  ["chpst -u 1500", 'chpst takes a name, and not "1500"'],
  ["chpst -u :1500", "chpst refuses -u :1500: it needs a gid, too"],
  ["chpst -u :1500:1500", undefined],
  ["chpst -u web:nosuch", 'there is no group "nosuch" in the image, so chpst ends'],
  [
    "setpriv --reuid web --regid web",
    "setpriv refuses --regid without --init-groups, --clear-groups or --keep-groups",
  ],
  ["setpriv --reuid web --regid web --init-groups", undefined],
  ["setpriv --reuid web", undefined],
  ["runuser -u web --", undefined],
  ["runuser -u shut --", undefined],
  ["runuser -u web -s /bin/sh --", "runuser refuses a shell together with -u"],
  ["runuser -u 1500 --", 'runuser takes a name, and not "1500"'],
  ["sudo -u 1500", 'sudo takes a name, and not "1500"'],
  ["sudo -u #1500", undefined],
  ["start-stop-daemon --start --chuid web --exec", undefined],
  [
    "start-stop-daemon --start --background --exec",
    "nginx goes into the background, so the container ends at once",
  ],
  ["USER gosu web", 'gosu needs root to become user "web", but starts as user "web"'],
  ["USER chpst -u web", 'chpst needs root to become user "web", but starts as user "web"'],
  ["USER setpriv --reuid web", undefined],
  ["USER setpriv --reuid www-data", 'setpriv needs root to become user "www-data", but starts as user "web"'],
  [
    "USER setpriv --reuid web --regid web --clear-groups",
    'setpriv needs root to become user "web", but starts as user "web"',
  ],
  ["USER setpriv --no-new-privs", undefined],
  ["USER runuser -u web --", 'runuser needs root to become user "web", but starts as user "web"'],
  ["USER start-stop-daemon --start --chuid web --exec", undefined],
  ["USER sudo -u www-data", undefined],
])("%s nginx", (line, expected) => {
  const made = "RUN useradd -u 1500 web && useradd -s /usr/sbin/nologin shut";
  const [user, tool] = line.startsWith("USER ") ? ["USER web", line.slice(5)] : ["USER root", line];
  const program = tool.startsWith("start-stop") ? ["/usr/sbin/nginx", "--"] : ["nginx"];
  const words = [...tool.split(" "), ...program, "-g", "daemon off;"];
  const found = check([...DEBIAN, made, user, `CMD ${JSON.stringify(words)}`]);
  expect(found.map((one) => one.replace(/^\S+ /, ""))).toEqual(expected === undefined ? [] : [expected]);
});

test.each<[string, string, string?]>([
  ["a function as bash writes it", "function go {\n  exec nginx -g 'daemon off;'\n}\ngo", "function"],
  ["a list", "args=(1 2)\nexec nginx -g 'daemon off;'", "args=(…)"],
  ["a text for the input", "cat <<< hello\nexec nginx -g 'daemon off;'", "<<<"],
  ["a list in a branch", "if [ -n \"$X\" ]; then\n  a=(1)\nfi\nexec nginx -g 'daemon off;'", "a=(…)"],
  ["a function as sh writes it", "go() {\n  exec nginx -g 'daemon off;'\n}\ngo"],
  ["what is in a text alone", "echo 'function go {'\nexec nginx -g 'daemon off;'"],
  ["another shell before", '[ -n "$BASH" ] || exec bash "$0"\na=(1)\nexec nginx -g \'daemon off;\''],
  ["what stands behind the end", "exec nginx -g 'daemon off;'\na=(1)"],
])("dash reads %s", (_, text, what) => {
  const run = (first: string, lines = DEBIAN) =>
    check([...lines, "COPY --chmod=755 x.sh /x.sh", 'CMD ["/x.sh"]'], {
      [`${WEB}/x.sh`]: `${first}\n${text}\n`,
    });
  const message = `sh is dash here, which ends at "${what}": it is bash's`;
  expect(run("#!/bin/sh").map((one) => one.replace(/^\S+ /, ""))).toEqual(
    what === undefined ? [] : [message],
  );
  if (what === undefined) return;
  expect(run("#!/bin/sh", [...DEBIAN, "RUN ln -sf bash /bin/sh"])).toEqual([]);
});

test("a service that ends is told where compose says so", () => {
  const compose = `services:\n  web:\n    build: ${WEB}\n    command: nginx\n`;
  const stays = [...DEBIAN, 'CMD ["nginx", "-g", "daemon off;"]'];
  expect(check(stays, { "compose.yml": compose })).toEqual([
    "compose.yml:4:14-19 nginx goes into the background, so the container ends at once",
  ]);
});
