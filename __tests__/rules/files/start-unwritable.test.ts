import { expect, test } from "vitest";
import { startUnwritable } from "../../../src/rules/files/start-unwritable.ts";
import { checkRule, type Files } from "../check-rule.ts";

const WEB = "deployment/images/web";
const HEAD = [
  "FROM debian:12",
  "RUN apt-get install -y nodejs && useradd web",
  "COPY --chmod=755 start.sh /start.sh",
];
const check = (
  script: string,
  {
    lines = [],
    user = ["USER web"],
    files = {},
  }: { lines?: readonly string[]; user?: readonly string[]; files?: Files } = {},
) =>
  checkRule(startUnwritable, {
    [`${WEB}/Dockerfile`]: `${[...HEAD, ...lines, ...user, 'CMD ["/start.sh"]'].join("\n")}\n`,
    [`${WEB}/start.sh`]: `#!/bin/bash\n${script}\nexec node /srv/app.js\n`,
    ...files,
  }).map((line) => line.replace(/^\S+ /, ""));
const denied = (path: string, why: string) => `user "web" cannot write ${path} at the start: ${why}`;

test.each<[string, string, string, (readonly string[])?]>([
  ["a file of /etc", "echo x > /etc/app.conf", denied("/etc/app.conf", "/etc belongs to root")],
  [
    "a file that COPY gives to root",
    "echo x >> /srv/app.conf",
    denied("/srv/app.conf", "/srv/app.conf belongs to root (mode 0644)"),
    ["COPY --chmod=644 start.sh /srv/app.conf"],
  ],
  ["a folder", "mkdir /var/lib/app", denied("/var/lib/app", "/var/lib belongs to root")],
  ["a link", "ln -sf /tmp/x /etc/x", denied("/etc/x", "/etc belongs to root")],
  ["the output of a pipe", "date | tee /etc/started", denied("/etc/started", "/etc belongs to root")],
  ["a copy", "cp /srv/a /opt/a", denied("/opt/a", "/opt belongs to root")],
  [
    "an edit in place of a file that is the user's",
    "sed -i s/a/$B/ /etc/app.conf",
    denied("/etc/app.conf", "/etc belongs to root"),
    ["COPY --chown=web start.sh /etc/app.conf"],
  ],
  [
    "the same path twice",
    "echo a > /etc/app.conf\necho b >> /etc/app.conf",
    denied("/etc/app.conf", "/etc belongs to root"),
  ],
])("reports %s", (_, script, message, lines = []) => {
  expect(check(script, { lines })).toEqual([message]);
});

test.each<[string, string, Parameters<typeof check>[1]?]>([
  ["root", "echo x > /etc/app.conf", { user: [] }],
  ["a failure that is caught", "echo x > /etc/app.conf || true"],
  ["a condition", "if [ -w /etc/app.conf ]; then echo x > /etc/app.conf; fi"],
  [
    "a file that is the user's",
    "echo x > /srv/app.conf",
    { lines: ["COPY --chown=web start.sh /srv/app.conf"] },
  ],
  ["a folder that the script makes", "mkdir -p /tmp/app\necho x > /tmp/app/conf"],
  ["what sudo may open", "sudo chown web /etc\necho x > /etc/app.conf"],
  ["a folder that nothing is known of", "echo x > /usr/lib/node_modules/app.conf"],
  ["a volume", "echo x > /data/app.conf", { lines: ["VOLUME /data"] }],
  ["a device", "echo x > /dev/stderr"],
  ["a variable", "echo x > $FILE"],
  ["an edit of a file that cannot be told", 'sed -i "s/a/$B/" "$HOME_OF_WEB/app.conf"'],
])("accepts %s", (_, script, options) => {
  expect(check(script, options)).toEqual([]);
});

test("a service with another user is told by itself, and a mount is nobody's here", () => {
  const compose = (line: string) => ({
    "compose.yml": `services:\n  web:\n    build: ${WEB}\n    ${line}\n`,
  });
  const script = "echo x > /srv/app.conf";
  expect(check(script, { user: [], files: compose('user: "1000"') })).toEqual([
    "uid 1000 cannot write /srv/app.conf at the start: /srv belongs to root",
  ]);
  expect(check(script, { user: [], files: compose('volumes: ["./x:/srv"]\n    user: "1000"') })).toEqual([]);
});
