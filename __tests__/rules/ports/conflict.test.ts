import { expect, test } from "vitest";
import { conflict } from "../../../src/rules/ports/conflict.ts";
import { checkRule } from "../check-rule.ts";

const web = "deployment/images/web";

const check = (
  nginx: string,
  apache: string,
  { start = 'service apache2 start && nginx -g "daemon off;"', policy = "" } = {},
) =>
  checkRule(
    conflict,
    {
      [`${web}/Dockerfile`]: `FROM debian:12\nRUN apt-get update && apt-get install -y nginx apache2\nCOPY n.conf /etc/nginx/nginx.conf\nCOPY ports.conf /etc/apache2/ports.conf\nCMD ${start}\n`,
      [`${web}/n.conf`]: `user www-data;\nevents {}\nhttp { server { ${nginx} } }\n`,
      [`${web}/ports.conf`]: `${apache}\n`,
    },
    { policy },
  );
const said = (other: string, owner: string, port: number) =>
  `${other} and ${owner} both listen on port ${port}: the second to start dies`;

test.each<[string, string, string, readonly string[], { start?: string; policy?: string }?]>([
  [
    "IPv4 beside both families",
    "listen 8080;",
    "Listen 8080",
    [`${web}/ports.conf:1:8-12 ${said("Apache", "nginx", 8080)}`],
  ],
  [
    "said once for both families",
    "listen 8080; listen [::]:8080;",
    "Listen 8080",
    [`${web}/ports.conf:1:8-12 ${said("Apache", "nginx", 8080)}`],
  ],
  [
    "the port is Apache's by the policy",
    "listen 8080;",
    "Listen 8080",
    [`${web}/n.conf:3:24-28 ${said("nginx", "Apache", 8080)}`],
    { policy: "ports:\n  apache: 8080\n" },
  ],
  [
    "IPv6 behind Apache",
    "listen [::]:8080;",
    "Listen 8080",
    [`${web}/ports.conf:1:8-12 ${said("Apache", "nginx", 8080)}`],
  ],
  [
    "IPv6 before Apache: it falls back to IPv4",
    "listen [::]:8080;",
    "Listen 8080",
    [],
    { start: "nginx && apachectl -D FOREGROUND" },
  ],
  ["one address of each", "listen 127.0.0.1:8080;", "Listen 127.0.0.2:8080", []],
  ["IPv6 beside IPv4", "listen [::]:8080;", "Listen 0.0.0.0:8080", []],
  ["a server that is not started", "listen 8080;", "Listen 8080", [], { start: 'nginx -g "daemon off;"' }],
])("%s", (_, nginx, apache, expected, options) => {
  expect(check(nginx, apache, options)).toEqual(expected);
});
