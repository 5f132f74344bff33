import { expect, test } from "vitest";
import { ipv6Missing } from "../../../src/rules/nginx/ipv6-missing.ts";
import { checkRule } from "../check-rule.ts";
import { mended } from "../mended.ts";

const web = "deployment/images/web";

const check = (
  conf: string,
  policy = "ipv6: required\n",
  rest = "",
  image = `FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n`,
) =>
  checkRule(
    ipv6Missing,
    {
      [`${web}/Dockerfile`]: `${image}${rest}`,
      [`${web}/s.conf`]: conf,
    },
    { policy },
  );

test.each<[string, string, readonly string[], (string | undefined)?, (string | undefined)?, string?]>([
  [
    "a server without listen",
    "server { root /srv; }",
    [`${web}/s.conf:1:1-7 port 80 is served over IPv4 only, but IPv6 is required`],
  ],
  [
    "another address of IPv6 is not all of it",
    "server { listen 80; listen [::1]:80; }",
    [`${web}/s.conf:1:17-19 port 80 is served over IPv4 only, but IPv6 is required`],
  ],
  [
    "IPv6 of another port",
    "server { listen 80; listen [::]:81; }",
    [`${web}/s.conf:1:17-19 port 80 is served over IPv4 only, but IPv6 is required`],
  ],
  [
    "IPv6 of the default site alone",
    "server { listen 80; }",
    [`${web}/s.conf:1:17-19 port 80 is served over IPv4 only, but IPv6 is required`],
    undefined,
    undefined,
    "FROM debian:12\nRUN apt-get update && apt-get install -y nginx\nCOPY s.conf /etc/nginx/conf.d/\nCMD nginx -g 'daemon off;'\n",
  ],
  ["IPv6 alone", "server { listen [::]:80; }", []],
  ["both in one", "server { listen [::]:80 ipv6only=off; }", []],
  ["one address", "server { listen 127.0.0.1:80; }", []],
  ["listeners that cannot be told", "server { listen 80; listen ${MORE}; }", []],
  ["a policy that does not ask", "server { listen 80; }", [], "ipv6: optional\n"],
  ["nginx that is not started", "server { listen 80; }", [], "ipv6: required\n", 'CMD ["bash"]\n'],
])("%s", (_, conf, expected, policy, rest, image) => {
  expect(check(conf, policy, rest, image)).toEqual(expected);
});

// What the fixes write.
test.each<
  [string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>, string?]
>([
  [
    "one line",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n",
      "s.conf": "server {\n\tlisten  80 default_server; # both\n}\n",
    },
    ["[safe] let nginx listen on [::]:80 as well"],
    { "s.conf": "server {\n\tlisten  80 default_server; # both\n\tlisten  [::]:80 default_server;\n}\n" },
    "ipv6: required\n",
  ],
  [
    "every server of the port",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n",
      "s.conf":
        "server { listen *:80; server_name a; }\nserver {\r\n  listen 0.0.0.0:80;\r\n  server_name b;\r\n}\n",
    },
    ["[safe] let nginx listen on [::]:80 as well"],
    {
      "s.conf":
        "server { listen *:80; listen [::]:80; server_name a; }\nserver {\r\n  listen 0.0.0.0:80;\r\n  listen [::]:80;\r\n  server_name b;\r\n}\n",
    },
    "ipv6: required\n",
  ],
  [
    "with TLS",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n",
      "s.conf": "server {\n    listen 443 ssl;\n    ssl_certificate c.pem;\n}\n",
    },
    ["[safe] let nginx listen on [::]:443 as well"],
    { "s.conf": "server {\n    listen 443 ssl;\n    listen [::]:443 ssl;\n    ssl_certificate c.pem;\n}\n" },
    "ipv6: required\n",
  ],
  [
    "a line that two servers include",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nCOPY l.conf /etc/nginx/\n",
      "s.conf": "server { include l.conf; server_name a; }\nserver { include l.conf; server_name b; }\n",
      "l.conf": "listen 80;\n",
    },
    ["[safe] let nginx listen on [::]:80 as well"],
    { "l.conf": "listen 80;\nlisten [::]:80;\n" },
    "ipv6: required\n",
  ],
  [
    "beside an address",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n",
      "s.conf": "server { listen 127.0.0.1:80; listen 80; }\n",
    },
    ["[safe] let nginx listen on [::]:80 as well"],
    { "s.conf": "server { listen 127.0.0.1:80; listen 80; listen [::]:80; }\n" },
    "ipv6: required\n",
  ],
])("fixes %s", (_name, files, fixes, changed, policy) => {
  expect(mended(ipv6Missing, files, policy)).toEqual({ fixes, changed, left: [] });
});

test.each<[string, Readonly<Record<string, string>>, string?]>([
  [
    "a server without a line",
    { Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n", "s.conf": "server {}\n" },
    "ipv6: required\n",
  ],
])("leaves to a person: %s", (_name, files, policy) => {
  expect(mended(ipv6Missing, files, policy).fixes).toEqual(["-"]);
});
