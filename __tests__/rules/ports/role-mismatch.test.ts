import { expect, test } from "vitest";
import { roleMismatch } from "../../../src/rules/ports/role-mismatch.ts";
import { checkRule } from "../check-rule.ts";

const web = "deployment/images/web";

const check = (
  nginx: string,
  apache: string,
  { start = 'service apache2 start && nginx -g "daemon off;"', policy = "" } = {},
) =>
  checkRule(
    roleMismatch,
    {
      [`${web}/Dockerfile`]: `FROM debian:12\nRUN apt-get update && apt-get install -y nginx apache2\nCOPY n.conf /etc/nginx/nginx.conf\nCOPY ports.conf /etc/apache2/ports.conf\nCMD ${start}\n`,
      [`${web}/n.conf`]: `user www-data;\nevents {}\nhttp { server { ${nginx} } }\n`,
      [`${web}/ports.conf`]: `${apache}\n`,
    },
    { policy },
  );

test.each<[string, string, string, string, readonly string[], string?]>([
  [
    "every port of the server is named",
    "listen 80; listen [::]:80; listen 81;",
    "Listen 90",
    "ports:\n  nginx: 8080\n",
    [`${web}/n.conf:3:24-26 nginx listens on 80, 81, and the policy gives it 8080`],
  ],
  [
    "no port at all",
    "listen unix:/run/n.sock;",
    "Listen 90",
    "ports:\n  nginx: 8080\n",
    [`${web}/n.conf:1:1-5 nginx listens on no port, and the policy gives it 8080`],
  ],
  [
    "each on the other's",
    "listen 81;",
    "Listen 80",
    "ports:\n  nginx: 80\n  apache: 81\n",
    [
      `${web}/n.conf:3:24-26 nginx listens on 81, and the policy gives it 80`,
      `${web}/n.conf:3:24-26 nginx listens on 81, which is the port of apache`,
      `${web}/ports.conf:1:8-10 apache listens on 80, and the policy gives it 81`,
      `${web}/ports.conf:1:8-10 apache listens on 80, which is the port of nginx`,
    ],
  ],
  ["a port that both have", "listen 80;", "Listen 127.0.0.1:80", "ports:\n  nginx: 80\n  apache: 80\n", []],
  ["listeners that cannot be told", "listen 80; listen ${P};", "Listen 90", "ports:\n  nginx: 8080\n", []],
  [
    "a server that is not started",
    "listen 80;",
    "Listen 8080",
    "ports:\n  nginx: 80\n",
    [],
    'nginx -g "daemon off;"',
  ],
])("%s", (_, nginx, apache, policy, expected, start) => {
  expect(check(nginx, apache, { policy, ...(start === undefined ? {} : { start }) })).toEqual(expected);
});
