import { expect, test } from "vitest";
import { listenImplicit } from "../../../src/rules/nginx/listen-implicit.ts";
import { checkRule, type Files } from "../check-rule.ts";
import { mended } from "../mended.ts";

const WEB = "deployment/images/web";
const check = (lines: readonly string[], site: string, also: Files = {}) =>
  checkRule(listenImplicit, {
    [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n`,
    [`${WEB}/site.conf`]: site,
    ...also,
  });
const COPIED = ["FROM nginx:1.27", "COPY site.conf /etc/nginx/conf.d/default.conf"];
const said = (place: string, port: string) =>
  `${WEB}/site.conf:${place} server without "listen": nginx falls back to port ${port}, on IPv4 only`;

test.each<readonly [string, readonly string[], string, readonly string[]]>([
  [
    "a server without it",
    COPIED,
    "server { root /srv; }\n",
    [said("1:1-7", "80 because it is started as root")],
  ],
  [
    "one as another user",
    [...COPIED, "USER nginx"],
    "server {}\n",
    [said("1:1-7", "8000 because it is not started as root")],
  ],
  [
    "one of two on the same port",
    COPIED,
    "server { listen 80; }\nserver { server_name b; }\nserver { server_name c; }\n",
    [said("2:1-7", "80 because it is started as root"), said("3:1-7", "80 because it is started as root")],
  ],
  [
    "one whose listen is a comment",
    COPIED,
    "server {\n  # listen 8080;\n}\n",
    [said("1:1-7", "80 because it is started as root")],
  ],
  [
    "one as a user that cannot be told",
    ["FROM nginx:1.27", COPIED[1] ?? "", "ARG WHO", "USER $WHO"],
    "server {}\n",
    [said("1:1-7", "80 as root and 8000 otherwise")],
  ],
])("reports %s", (_name, lines, site, wanted) => {
  expect(check(lines, site)).toEqual(wanted);
});

test.each<readonly [string, readonly string[], string]>([
  ["every server has it", COPIED, "server { listen 80; }\n"],
  ["the server is one of an upstream", COPIED, "upstream a { server 10.0.0.1; }\n"],
  [
    "a file that cannot be told may have it",
    [...COPIED, "RUN curl -o /etc/nginx/ports.inc https://example.com/ports.inc"],
    "server { include /etc/nginx/ports.inc; }\n",
  ],
  ["a missing semicolon swallows it", COPIED, "server {\n  server_name a\n  listen 80;\n  root;\n}\n"],
  ["nothing loads the file", ["FROM nginx:1.27", "COPY site.conf /srv/site.conf"], "server {}\n"],
  ["nothing starts nginx", [...COPIED, "ENTRYPOINT []", 'CMD ["sleep", "1"]'], "server {}\n"],
])("is silent when %s", (_name, lines, site) => {
  expect(check(lines, site)).toEqual([]);
});

test("finds the listen in what a template is rendered to", () => {
  const files = { [`${WEB}/web.conf.template`]: "server { server_name ${NAME}; }\n" };
  const lines = ["FROM nginx:1.27", "ENV NAME=example.com", "COPY web.conf.template /etc/nginx/templates/"];
  expect(check(lines, "", files)).toEqual([
    `${WEB}/web.conf.template:1:1-7 server without "listen": nginx falls back to port 80 because it is started as root, on IPv4 only`,
  ]);
});

// What the fixes write.
test.each<
  [string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>, string?]
>([
  [
    "a Dockerfile that others start from",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY <<EOT /etc/nginx/conf.d/default.conf\nserver {\n}\nEOT\n",
      "/deployment/images/heir/Dockerfile": "FROM registry.example.com/web\n",
    },
    ['[unsafe] add "listen 80;", in heir and web'],
    {
      Dockerfile:
        "FROM nginx:1.27\nCOPY <<EOT /etc/nginx/conf.d/default.conf\nserver {\n    listen 80;\n}\nEOT\n",
    },
    "registries:\n  registry.example.com: .\n",
  ],
  [
    "as root",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n",
      "s.conf": "server {\n  server_name a;\n}\n",
    },
    ['[safe] add "listen 80;"'],
    { "s.conf": "server {\n  listen 80;\n  server_name a;\n}\n" },
  ],
  [
    "as another user, in an empty block",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nUSER nginx\n",
      "s.conf": "server {}\n",
    },
    ['[safe] add "listen 8000;"'],
    { "s.conf": "server { listen 8000; }\n" },
  ],
  [
    "for both families where the policy wants them",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n",
      "s.conf": "server { # ours\r\n}\r\n",
    },
    ['[safe] add "listen 80; listen [::]:80;"'],
    { "s.conf": "server { # ours\r\n    listen 80;\r\n    listen [::]:80;\r\n}\r\n" },
    "ipv6: required\n",
  ],
  [
    "behind a name on the same line",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n",
      "s.conf": "server { server_name a; }\n",
    },
    ['[safe] add "listen 80;"'],
    { "s.conf": "server { listen 80; server_name a; }\n" },
  ],
])("fixes %s", (_name, files, fixes, changed, policy) => {
  expect(mended(listenImplicit, files, policy)).toEqual({ fixes, changed, left: [] });
});
