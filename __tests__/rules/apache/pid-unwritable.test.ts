import { expect, test } from "vitest";
import { pidUnwritable } from "../../../src/rules/apache/pid-unwritable.ts";
import { checkRule } from "../check-rule.ts";

const WEB = "deployment/images/web";
const check = (lines: readonly string[], files: Readonly<Record<string, string>> = {}) =>
  checkRule(pidUnwritable, {
    [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n`,
    ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`${WEB}/${path}`, text])),
  });
const START = 'CMD ["apachectl", "-D", "FOREGROUND"]';
const said = (place: string, who: string, path: string, why: string) => [
  `${WEB}/${place} ${who} cannot write pid file ${path}, so Apache will not start: ${why}`,
];
const DEBIAN = ["FROM debian:12", "RUN apt-get install -y apache2"];

test.each<readonly [string, readonly string[], string, string, string, string]>([
  [
    "Debian's folder, which apachectl cannot make",
    [...DEBIAN, "USER www-data", START],
    "Dockerfile:3:6-14",
    'user "www-data"',
    "/var/run/apache2/apache2.pid",
    "/run belongs to root",
  ],
  [
    "Alpine's folder",
    ["FROM alpine:3.20", "RUN apk add apache2", "USER apache", 'CMD ["httpd", "-D", "FOREGROUND"]'],
    "Dockerfile:3:6-12",
    'user "apache"',
    "/run/apache2/httpd.pid",
    "/run/apache2 belongs to root (mode 0755)",
  ],
  [
    "Red Hat's folder",
    ["FROM rockylinux:9", "RUN dnf install -y httpd", "USER 1001", 'CMD ["httpd", "-D", "FOREGROUND"]'],
    "Dockerfile:3:6-10",
    "uid 1001",
    "/run/httpd/httpd.pid",
    "/run/httpd belongs to root (mode 0710)",
  ],
  [
    "the official image's",
    ["FROM httpd:2.4-alpine", "USER 1000"],
    "Dockerfile:2:6-10",
    "uid 1000",
    "/usr/local/apache2/logs/httpd.pid",
    "/usr/local/apache2/logs belongs to root (mode 0755)",
  ],
  [
    "a folder that echo names alone",
    [...DEBIAN, 'RUN echo "PidFile /run/nowhere/x.pid" >> /etc/apache2/apache2.conf', START],
    "Dockerfile:3:5-67",
    "Apache",
    "/run/nowhere/x.pid",
    "there is no folder /run/nowhere",
  ],
])("reports %s", (_, lines, place, who, path, why) => {
  expect(check(lines)).toEqual(said(place, who, path, why));
});

test.each<readonly [string, readonly string[]]>([
  ["root, for whom apachectl makes the folder", [...DEBIAN, START]],
  ["a folder that is made", [...DEBIAN, "RUN mkdir /run/apache2 && chown 33 /run/apache2", "USER 33", START]],
  [
    "a folder that is given away by its other name",
    [...DEBIAN, "RUN chown -R 1001 /var/run/apache2", "USER 1001", START],
  ],
  [
    "apachectl in the build",
    [...DEBIAN, "RUN apachectl configtest && chown -R 33 /run/a*", "USER 33", START],
  ],
  ["PHP's image", ["FROM php:8.3-apache", "USER 1000"]],
  [
    "a folder that a script makes",
    ["FROM httpd:2.4", "COPY start.sh /", "USER 1000", 'CMD ["sh", "/start.sh"]'],
  ],
  ["a volume", ["FROM httpd:2.4", "VOLUME /usr/local/apache2/logs", "USER 1000"]],
  ["an unknown base", ["FROM company/httpd", "USER 1000", 'CMD ["httpd", "-D", "FOREGROUND"]']],
  [
    "a folder of /run that a package may bring",
    [...DEBIAN, 'RUN echo "PidFile /run/sshd/x.pid" >> /etc/apache2/apache2.conf', START],
  ],
])("accepts %s", (_, lines) => {
  const script =
    "mkdir -p /usr/local/apache2/logs\nchmod 777 /usr/local/apache2/logs\nexec httpd -D FOREGROUND\n";
  expect(check(lines, { "start.sh": script })).toEqual([]);
});
