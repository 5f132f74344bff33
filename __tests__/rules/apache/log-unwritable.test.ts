import { expect, test } from "vitest";
import { logUnwritable } from "../../../src/rules/apache/log-unwritable.ts";
import { checkRule } from "../check-rule.ts";

const WEB = "deployment/images/web";
const check = (lines: readonly string[], files: Readonly<Record<string, string>> = {}) =>
  checkRule(logUnwritable, {
    [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n`,
    ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`${WEB}/${path}`, text])),
  });
const START = 'CMD ["apachectl", "-D", "FOREGROUND"]';
const SITE = { "site.conf": "<VirtualHost *:80>\nCustomLog /srv/log/access.log common\n</VirtualHost>\n" };
const DEBIAN = ["FROM debian:12", "RUN apt-get install -y apache2"];
const COPY = "COPY site.conf /etc/apache2/sites-enabled/000-default.conf";

test("Debian's logs are root's", () => {
  const said = (name: string) =>
    `${WEB}/Dockerfile:3:6-10 uid 1001 cannot open log /var/log/apache2/${name}, so Apache will not start: /var/log/apache2/${name} belongs to root (mode 0640)`;
  expect(check([...DEBIAN, "USER 1001", START])).toEqual([said("access.log"), said("error.log")]);
});

test("a log of a site, in a folder that root made", () => {
  const lines = [...DEBIAN, COPY, "RUN mkdir -p /srv/log && chown -R 33 /var/log/apache2", "USER 33", START];
  expect(check(lines, SITE)).toEqual([
    `${WEB}/site.conf:2:11-30 user "www-data" cannot open log /srv/log/access.log, so Apache will not start: /srv/log belongs to root (mode 0755)`,
  ]);
});

test("a folder that nothing makes stops root, too", () => {
  expect(check([...DEBIAN, "RUN rm -r /srv; mkdir /srv", COPY, START], SITE)).toEqual([
    `${WEB}/site.conf:2:11-30 Apache cannot open log /srv/log/access.log, so Apache will not start: there is no folder /srv/log`,
  ]);
});

test("errors without an ErrorLog", () => {
  const conf =
    "ServerRoot /usr/local/apache2\nListen 8080\nLoadModule mpm_event_module modules/mod_mpm_event.so\nPidFile /tmp/p\n";
  expect(
    check(["FROM httpd:2.4", "COPY httpd.conf conf/httpd.conf", "USER 1000"], { "httpd.conf": conf }),
  ).toEqual([
    `${WEB}/Dockerfile:3:6-10 uid 1000 cannot open log /usr/local/apache2/logs/error_log, so Apache will not start: /usr/local/apache2/logs belongs to root (mode 0755)`,
  ]);
});

test.each<readonly [string, readonly string[]]>([
  ["root", [...DEBIAN, START]],
  ["all given away", [...DEBIAN, "RUN chown -R 33 /var/log/apache2", "USER 33", START]],
  [
    "links to the output",
    [
      ...DEBIAN,
      "RUN chmod 755 /var/log/apache2 && ln -sf /dev/stderr /var/log/apache2/error.log && ln -sf /dev/stdout /var/log/apache2/access.log",
      "USER 33",
      START,
    ],
  ],
  ["PHP's image", ["FROM php:8.3-apache", "USER 1000"]],
  ["the official image", ["FROM httpd:2.4", "USER 1000"]],
])("accepts %s", (_, lines) => {
  expect(check(lines)).toEqual([]);
});
