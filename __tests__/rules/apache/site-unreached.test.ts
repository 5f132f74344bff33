import { expect, test } from "vitest";
import { siteUnreached } from "../../../src/rules/apache/site-unreached.ts";
import { checkRule } from "../check-rule.ts";

const WEB = "deployment/images/web";
const check = (lines: readonly string[], files: Readonly<Record<string, string>> = {}) =>
  checkRule(siteUnreached, {
    [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n`,
    ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`${WEB}/${path}`, text])),
  });
const site = (address: string, more = "") => {
  const lines = [
    "FROM debian:12",
    "RUN apt-get install -y apache2",
    "COPY z.conf /etc/apache2/sites-enabled/",
    'CMD ["apachectl", "-D", "FOREGROUND"]',
  ];
  return check(lines, { "z.conf": `${more}<VirtualHost ${address}>\n</VirtualHost>\n` });
};

test.each([
  ["*:8080", "1:14-20", 8080],
  ["_default_:443", "1:14-27", 443],
  ["10.0.0.1:81 [::1]:81", "1:14-25", 81],
])("reports %s", (address, place, port) => {
  expect(site(address)).toEqual([
    `${WEB}/z.conf:${place} no request reaches this site: Apache listens on 80, not on ${port}`,
  ]);
});

test.each<readonly [string, string]>([
  ["*:80", ""],
  ["*", ""],
  ["10.0.0.1", ""],
  ["*:0", ""],
  ["*:8080", "Listen 8080\n"],
  ["*:8080 *:80", ""],
  ["*:${PORT}", ""],
  ["*:8080", "Listen ${PORT}\n"],
])("accepts %s %s", (address, more) => {
  expect(site(address, more)).toEqual([]);
});
