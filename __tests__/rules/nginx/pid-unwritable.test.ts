import { expect, test } from "vitest";
import { pidUnwritable } from "../../../src/rules/nginx/pid-unwritable.ts";
import { fixTitles } from "../apply-fix.ts";
import { checkRule, type Files } from "../check-rule.ts";
import { mended } from "../mended.ts";

const WEB = "deployment/images/web";
const RUN_IS_ROOTS = "/run belongs to root";
const check = (lines: readonly string[], files: Files = {}) =>
  checkRule(pidUnwritable, { [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n`, ...files });
const said = (place: string, who: string, path: string, why: string) => [
  `${WEB}/${place} ${who} cannot write pid file ${path}, so nginx will not start: ${why}`,
];

test.each<readonly [string, readonly string[], string, string, string, string]>([
  [
    "the official image's own file",
    ["FROM nginx:1.27", "USER nginx"],
    "Dockerfile:2:6-11",
    'user "nginx"',
    "/run/nginx.pid",
    RUN_IS_ROOTS,
  ],
  [
    "a user without a name",
    ["FROM nginx:alpine", "USER 1001"],
    "Dockerfile:2:6-10",
    "uid 1001",
    "/run/nginx.pid",
    RUN_IS_ROOTS,
  ],
  [
    "Debian's package",
    ["FROM debian:12", "RUN apt-get install -y nginx", "USER www-data", 'CMD ["nginx", "-g", "daemon off;"]'],
    "Dockerfile:3:6-14",
    'user "www-data"',
    "/run/nginx.pid",
    RUN_IS_ROOTS,
  ],
])("reports %s", (_name, lines, place, who, path, why) => {
  expect(check(lines)).toEqual(said(place, who, path, why));
});

test("reports what -g names", () => {
  const files = { [`${WEB}/own.conf`]: "events {}\n" };
  const cmd = 'CMD ["nginx", "-c", "/etc/nginx/own.conf", "-g", "pid /run/own.pid;"]';
  expect(check(["FROM nginx:1.27", "COPY own.conf /etc/nginx/own.conf", "USER nginx", cmd], files)).toEqual(
    said("Dockerfile:4:1-70", 'user "nginx"', "/run/own.pid", RUN_IS_ROOTS),
  );
});

const CONF = (text: string): Files => ({ [`${WEB}/nginx.conf`]: text });

test.each<readonly [string, string, readonly string[], string, string, string]>([
  [
    "the file that the configuration names",
    "pid /var/run/own.pid;\nevents {}\n",
    ["FROM nginx:1.27", "COPY nginx.conf /etc/nginx/nginx.conf", "USER nginx"],
    "nginx.conf:1:5-21",
    "/var/run/own.pid",
    RUN_IS_ROOTS,
  ],
  [
    "a relative file, from the prefix that is compiled in",
    "pid run/nginx.pid;\nevents {}\n",
    ["FROM nginx:1.27", "COPY nginx.conf /etc/nginx/nginx.conf", "RUN mkdir /etc/nginx/run", "USER nginx"],
    "nginx.conf:1:5-18",
    "/etc/nginx/run/nginx.pid",
    "/etc/nginx/run belongs to root (mode 0755)",
  ],
  [
    "a folder that root made",
    "pid /var/run/own/nginx.pid;\nevents {}\n",
    ["FROM nginx:1.27", "COPY nginx.conf /etc/nginx/nginx.conf", "RUN mkdir /run/own", "USER nginx"],
    "nginx.conf:1:5-27",
    "/var/run/own/nginx.pid",
    "/run/own belongs to root (mode 0755)",
  ],
  [
    "a file that root made",
    "pid /run/own.pid;\nevents {}\n",
    [
      "FROM nginx:1.27",
      "COPY nginx.conf /etc/nginx/nginx.conf",
      "COPY nginx.conf /srv/own.pid",
      "RUN ln -s /srv/own.pid /run/own.pid",
      "USER nginx",
    ],
    "nginx.conf:1:5-17",
    "/run/own.pid",
    "/srv/own.pid belongs to root (mode 0644)",
  ],
  [
    "the compiled file, when the configuration names none",
    "events {}\n",
    ["FROM nginx:1.27", "COPY nginx.conf /etc/nginx/nginx.conf", "USER nginx"],
    "Dockerfile:3:6-11",
    "/run/nginx.pid",
    RUN_IS_ROOTS,
  ],
])("looks at %s", (_name, text, lines, place, path, why) => {
  expect(check(lines, CONF(text))).toEqual(said(place, 'user "nginx"', path, why));
});

test("reports a folder that is given away and taken back", () => {
  const lines = [
    "FROM nginx:1.27",
    "RUN chown nginx /run",
    "RUN chown root /var/run && chmod 755 /run",
    "USER nginx",
  ];
  expect(check(lines)).toEqual(
    said("Dockerfile:4:6-11", 'user "nginx"', "/run/nginx.pid", "/run belongs to root (mode 0755)"),
  );
});

test("reports a folder of a group that a bare number does not have", () => {
  const lines = ["FROM nginx:1.27", "RUN chgrp nginx /run && chmod g+w /run", "USER 1234"];
  expect(check(lines)).toEqual(
    said("Dockerfile:3:6-10", "uid 1234", "/run/nginx.pid", "/run belongs to root (mode 0775)"),
  );
  expect(check([...lines.slice(0, 2), "USER 1234:101"])).toEqual([]);
});

test("says that a folder is missing, to root as well", () => {
  const lines = ["FROM nginx:1.27", "COPY nginx.conf /etc/nginx/nginx.conf"];
  expect(check(lines, CONF("pid /run/nginx/nginx.pid;\nevents {}\n"))).toEqual(
    said("nginx.conf:1:5-25", "nginx", "/run/nginx/nginx.pid", "there is no folder /run/nginx"),
  );
});

const AS_NGINX = ["COPY nginx.conf /etc/nginx/nginx.conf", "USER nginx"];

test.each<readonly [string, readonly string[]]>([
  ["root starts it", ["FROM nginx:1.27"]],
  ["the image is the unprivileged one", ["FROM nginxinc/nginx-unprivileged:1.27"]],
  ["the unprivileged image runs as somebody else", ["FROM nginxinc/nginx-unprivileged:1.27", "USER 1001"]],
  ["there is no such user at all", ["FROM nginx:1.27", "USER nosuch"]],
  ["the base is not known", ["FROM harbor.corp/nginx:1", "USER nginx"]],
  [
    "the file is made and given away",
    ["FROM nginx:1.27", "RUN touch /run/nginx.pid && chown nginx /run/nginx.pid", "USER nginx"],
  ],
  [
    "it is made by its other name",
    ["FROM nginx:1.27", "RUN touch /var/run/nginx.pid && chown 101:101 /var/run/nginx.pid", "USER nginx"],
  ],
  ["the folder is given away", ["FROM nginx:1.27", "RUN chown -R nginx:nginx /run", "USER nginx"]],
  [
    "the folder is given away in a list that is a variable",
    ["FROM nginx:1.27", 'ARG DIRS="/run /x"', "RUN chown nginx $DIRS", "USER nginx"],
  ],
  [
    "the folder is given away in a loop",
    ["FROM nginx:1.27", "RUN for d in /run /x; do chown nginx $d; done", "USER nginx"],
  ],
  ["the folder is open to everybody", ["FROM nginx:1.27", "RUN chmod a+rwx /run", "USER nginx"]],
  ["the folder is opened from above", ["FROM nginx:1.27", "RUN cd /var && chmod -R o=u run", "USER nginx"]],
  [
    "the configuration is edited by something that is not read",
    ["FROM nginx:1.27", "RUN perl -pi -e 's/run/tmp/' /etc/nginx/nginx.conf", "USER nginx"],
  ],
  [
    "the file is a link to one that can be written",
    ["FROM nginx:1.27", "RUN ln -sf /tmp/x.pid /run/nginx.pid", "USER nginx"],
  ],
  ["nothing starts nginx", ["FROM nginx:1.27", "USER nginx", "ENTRYPOINT []", 'CMD ["sleep", "1"]']],
  ["-g names another file", ["FROM nginx:1.27", ...AS_NGINX, 'CMD ["nginx", "-g", "pid /tmp/n.pid;"]']],
])("is silent when %s", (_name, lines) => {
  expect(check(lines, CONF("events {}\n"))).toEqual([]);
});

test("is silent when a build script opens the folder", () => {
  const files = { [`${WEB}/setup.sh`]: "#!/bin/sh\nchgrp -R 0 /run\nchmod -R g+rwX /run\n" };
  const lines = ["FROM nginx:1.27", "COPY setup.sh /setup.sh", "RUN sh /setup.sh", "USER 1001"];
  expect(check(lines, files)).toEqual([]);
});

test("is silent when root prepares the folder at the start and steps down", () => {
  const files = { [`${WEB}/start.sh`]: '#!/bin/sh\nmkdir -p "$RUN_DIR"\nexec su-exec nginx nginx\n' };
  const lines = ["FROM nginx:alpine", "COPY start.sh /start.sh", 'ENTRYPOINT ["sh", "/start.sh"]'];
  expect(check(lines, files)).toEqual([]);
});

test("is silent when the image of the repo below gives the folder away", () => {
  const files = {
    [`${WEB}/Dockerfile`]: "FROM base.corp/base\nUSER nginx\n",
    "deployment/images/base/Dockerfile": "FROM nginx:1.27\nRUN chown nginx /run\n",
  };
  expect(checkRule(pidUnwritable, files, { policy: 'registries: { "base.corp": "." }\n' })).toEqual([]);
});

test("reports a base behind a mirror, and not one that is only like it", () => {
  const files = { [`${WEB}/Dockerfile`]: "FROM hub.corp/library/nginx:1.27\nUSER nginx\n" };
  const mirror = { policy: 'registries: { "hub.corp": docker.io }\n' };
  expect(checkRule(pidUnwritable, files, mirror)).toEqual(
    said("Dockerfile:2:6-11", 'user "nginx"', "/run/nginx.pid", RUN_IS_ROOTS),
  );
  expect(fixTitles(pidUnwritable, files, mirror)).toEqual(["[unsafe] give /run/nginx.pid to nginx"]);
  const like = { policy: 'base-images:\n  "hub.corp/library/nginx": { like: "nginx:1.27" }\n' };
  expect(checkRule(pidUnwritable, files, like)).toEqual([]);
});

test.each([
  ["a tmpfs", "    tmpfs: [/run]\n"],
  ["a volume", "    volumes:\n      - run:/var/run\n"],
])("is silent when compose mounts %s there", (_name, mount) => {
  const compose = `services:\n  web:\n    build: ./deployment/images/web\n${mount}`;
  expect(check(["FROM nginx:1.27", "USER nginx"], { "compose.yml": compose })).toEqual([]);
});

test("reports a compose service that starts the image as another user", () => {
  const compose = "services:\n  web:\n    build: ./deployment/images/web\n    user: nginx\n";
  expect(check(["FROM nginx:1.27"], { "compose.yml": compose })).toEqual([
    'compose.yml:4:11-16 user "nginx" cannot write pid file /run/nginx.pid, so nginx will not start: /run belongs to root',
  ]);
});

// What the fixes write.
test.each<[string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>]>([
  [
    "another path",
    {
      Dockerfile: "FROM nginxinc/nginx-unprivileged:1.27\nCOPY n.conf /etc/nginx/nginx.conf\n",
      "n.conf": "pid /run/nginx.pid;\nevents {}\n",
    },
    ["[unsafe] write the pid to /tmp/nginx.pid"],
    { "n.conf": "pid /tmp/nginx.pid;\nevents {}\n" },
  ],
  [
    "a command of root's",
    { Dockerfile: "FROM nginx:1.27\nRUN chown -R nginx /var/cache/nginx\n\n# not root\nUSER nginx\n" },
    ["[unsafe] give /run/nginx.pid to nginx"],
    {
      Dockerfile:
        "FROM nginx:1.27\nRUN chown -R nginx /var/cache/nginx\n\nRUN touch /run/nginx.pid && chown nginx /run/nginx.pid\n# not root\nUSER nginx\n",
    },
  ],
])("fixes %s", (_name, files, fixes, changed) => {
  expect(mended(pidUnwritable, files)).toEqual({ fixes, changed, left: [] });
});

test.each<[string, Readonly<Record<string, string>>]>([
  ["a user that the base sets", { Dockerfile: "FROM nginx:1.27\nUSER 1000\nRUN id\nUSER nginx\n" }],
])("leaves to a person: %s", (_name, files) => {
  expect(mended(pidUnwritable, files).fixes).toEqual(["-"]);
});
