import { expect, test } from "vitest";
import { exposeMismatch } from "../../../src/rules/ports/expose-mismatch.ts";
import { checkRule, type Files } from "../check-rule.ts";
import { mended } from "../mended.ts";

const WEB = "deployment/images/web";
const NGINX = ["FROM nginx:1.27", "COPY site.conf /etc/nginx/conf.d/default.conf"];
const site = (...listens: readonly string[]): Files => ({
  [`${WEB}/site.conf`]: `server {\n${listens.map((listen) => `    listen ${listen};\n`).join("")}}\n`,
});
const check = (lines: readonly string[], files: Files = {}) =>
  checkRule(exposeMismatch, { [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n`, ...files });

test.each<readonly [string, readonly string[], Files, readonly string[]]>([
  [
    "one of two ports",
    [...NGINX, "EXPOSE 8080 8443"],
    site("8080"),
    ["Dockerfile:3:13-17 EXPOSE 8443, but nothing in the image listens there; nginx listens on 8080"],
  ],
  [
    "two of three ports of a line as one",
    [...NGINX, "EXPOSE 443 8080 8443"],
    site("8080"),
    ["Dockerfile:3:8-11 EXPOSE 443 and 8443, but nothing in the image listens there; nginx listens on 8080"],
  ],
  [
    "those of two lines apart",
    [...NGINX, "EXPOSE 443", "EXPOSE 8443"],
    site("80"),
    [
      "Dockerfile:3:8-11 EXPOSE 443, but nothing in the image listens there; nginx listens on 80",
      "Dockerfile:4:8-12 EXPOSE 8443, but nothing in the image listens there; nginx listens on 80",
    ],
  ],
  [
    "a range without any listener",
    [...NGINX, "EXPOSE 9000-9002"],
    site("80"),
    ["Dockerfile:3:8-17 EXPOSE 9000-9002, but nothing in the image listens there; nginx listens on 80"],
  ],
  [
    "a variable",
    [...NGINX, "ARG PORT=9000", "EXPOSE ${PORT}"],
    site("80"),
    ["Dockerfile:4:8-15 EXPOSE 9000, but nothing in the image listens there; nginx listens on 80"],
  ],
  [
    "a listener once for both families",
    [...NGINX, "EXPOSE 9090"],
    site("8080", "[::]:8080", "9090"),
    ["site.conf:2:12-16 nginx listens on 8080, but no EXPOSE names it: the image exposes 80, 9090"],
  ],
  [
    "two servers by supervisord",
    [
      "FROM debian:12",
      "RUN apt-get install -y nginx supervisor",
      "COPY site.conf /etc/nginx/sites-enabled/default",
      "COPY supervisord.conf /etc/supervisord.conf",
      "EXPOSE 8080 9001",
      'CMD ["supervisord", "-n"]',
    ],
    {
      ...site("8080"),
      [`${WEB}/supervisord.conf`]: "[supervisord]\n[program:nginx]\ncommand=nginx -g 'daemon off;'\n",
    },
    ["Dockerfile:5:13-17 EXPOSE 9001, but nothing in the image listens there; nginx listens on 8080"],
  ],
])("reports %s", (_name, lines, files, expected) => {
  expect(check(lines, files)).toEqual(expected.map((line) => `${WEB}/${line}`));
});

test.each<readonly [string, readonly string[], Files]>([
  ["a port of the base", NGINX, site("80")],
  ["a range that one listener is in", [...NGINX, "EXPOSE 8000-8090"], site("8080", "80")],
  ["UDP", [...NGINX, "EXPOSE 443/udp"], site("80")],
  ["a port that cannot be told", [...NGINX, "ARG PORT", "EXPOSE ${PORT:?}"], site("8080")],
  [
    "a listener on the container itself",
    NGINX,
    site("80", "127.0.0.1:9000", "[::1]:9000", "unix:/run/x.sock"),
  ],
  ["another program", [...NGINX, "EXPOSE 9000", 'CMD ["sh", "-c", "php-fpm -D && nginx"]'], site("80")],
  [
    "supervisord's own port",
    [
      "FROM debian:12",
      "RUN apt-get install -y nginx supervisor",
      "COPY site.conf /etc/nginx/sites-enabled/default",
      "COPY supervisord.conf /etc/supervisord.conf",
      "EXPOSE 8080 9001",
      'CMD ["supervisord", "-n"]',
    ],
    {
      ...site("8080"),
      [`${WEB}/supervisord.conf`]:
        "[inet_http_server]\nport=9001\n[program:nginx]\ncommand=nginx -g 'daemon off;'\n",
    },
  ],
  ["a server that is not started", [...NGINX, "EXPOSE 9000", 'CMD ["node", "app.js"]'], site("8080")],
  [
    "a configuration that is written at the start",
    [...NGINX, "COPY --chmod=755 go.sh /docker-entrypoint.d/", "EXPOSE 9000"],
    { ...site("80"), [`${WEB}/go.sh`]: 'sed -i "s/80/$PORT/" /etc/nginx/conf.d/default.conf\n' },
  ],
  [
    "a base that is not known",
    [
      "FROM harbor.corp/nginx:1",
      "RUN apt-get install -y nginx",
      "COPY site.conf /etc/nginx/conf.d/default.conf",
      "EXPOSE 9000",
      'CMD ["nginx"]',
    ],
    site("8080"),
  ],
  [
    "the base's own site",
    ["FROM debian:12", "RUN apt-get install -y nginx", 'CMD ["nginx", "-g", "daemon off;"]'],
    {},
  ],
  ["a server that does not start at all", [...NGINX, "EXPOSE 9000"], site("80", "99999")],
  [
    "a port that a service listens on",
    [...NGINX, "EXPOSE 9000"],
    { ...site("80"), "compose.yml": `services:\n  web:\n    build: ${WEB}\n    command: [node, app.js]\n` },
  ],
])("accepts %s", (_name, lines, files) => {
  expect(check(lines, files)).toEqual([]);
});

const OWN = ".github/keelcheck.yml";
const heir = (...lines: readonly string[]): Files => ({
  [OWN]: "registries:\n  harbor.corp/own: .\n",
  "deployment/images/shop/Dockerfile": ["FROM harbor.corp/own/web", ...lines, ""].join("\n"),
  "deployment/images/shop/shop.conf": "server {\n    listen 8080;\n}\n",
});

test("a base is judged with the images that are built on it", () => {
  const shop = heir("COPY shop.conf /etc/nginx/conf.d/default.conf");
  expect(check(["FROM nginx:1.27", "EXPOSE 8080"], shop)).toEqual([]);
  expect(check(["FROM nginx:1.27", "EXPOSE 9000"], shop)).toEqual([
    `${WEB}/Dockerfile:2:8-12 EXPOSE 9000, but nothing in the image listens there; nginx listens on 80, 8080`,
  ]);
  expect(check(NGINX, { ...site("8080"), ...heir("EXPOSE 8080") })).toEqual([]);
  // Neither has an EXPOSE line of its own.
  expect(check(NGINX, { ...site("8080"), ...heir() })).toEqual([]);
});

test("so is another target of the same Dockerfile", () => {
  const lines = ["FROM nginx:1.27 AS base", "EXPOSE 8080", "FROM base AS shop", NGINX[1] ?? ""];
  const bake = ["base", "shop"].map(
    (name) => `target "${name}" {\n  context = "${WEB}"\n  target = "${name}"\n}\n`,
  );
  expect(check(lines, { ...site("8080"), "docker-bake.hcl": bake.join("") })).toEqual([]);
});

// What the fixes write.
test.each<[string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>]>([
  [
    "another port",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nEXPOSE 8081/tcp\n",
      "s.conf": "server { listen 8080; }\n",
      "README.md": "# web\n\n## Ports\n\n| Port | Use |\n| --- | --- |\n| 8081 | HTTP |\n",
    },
    ["[safe] expose 8080 instead of 8081"],
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nEXPOSE 8080/tcp\n",
      "README.md": "# web\n\n## Ports\n\n| Port | Use |\n| --- | --- |\n| 8080 | HTTP |\n",
    },
  ],
  [
    "a word less",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nEXPOSE 8080 8081\n",
      "s.conf": "server { listen 8080; }\n",
    },
    ["[safe] remove 8081 from EXPOSE"],
    { Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nEXPOSE 8080\n" },
  ],
  [
    "two words less",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nEXPOSE 443 8080 8443\n",
      "s.conf": "server { listen 8080; }\n",
    },
    ["[safe] remove 443 and 8443 from EXPOSE"],
    { Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nEXPOSE 8080\n" },
  ],
  [
    "a line less",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nEXPOSE 8080\nEXPOSE 8081\n",
      "s.conf": "server { listen 8080; }\n",
    },
    ["[safe] remove 8081 from EXPOSE"],
    { Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nEXPOSE 8080\n" },
  ],
  [
    "a line less, and one of two empty ones",
    {
      Dockerfile:
        "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n\nEXPOSE 8081\n\nEXPOSE 8080\n",
      "s.conf": "server { listen 8080; }\n",
    },
    ["[safe] remove 8081 from EXPOSE"],
    { Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n\nEXPOSE 8080\n" },
  ],
  [
    "a word more",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nEXPOSE 8080\n",
      "s.conf": "server { listen 8080; listen 9090; }\n",
    },
    ["[safe] expose 9090"],
    { Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nEXPOSE 8080 9090\n" },
  ],
])("fixes %s", (_name, files, fixes, changed) => {
  expect(mended(exposeMismatch, files)).toEqual({ fixes, changed, left: [] });
});

test.each<[string, Readonly<Record<string, string>>]>([
  [
    "one of two ports",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nEXPOSE 1234\n",
      "s.conf": "server { listen 8080; listen 9090; }\n",
    },
  ],
  [
    "a range",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nEXPOSE 9000-9001\n",
      "s.conf": "server { listen 8080; }\n",
    },
  ],
])("leaves to a person: %s", (_name, files) => {
  expect(mended(exposeMismatch, files).fixes).toEqual(["-"]);
});

test("the port of a site that is not loaded is meant, and stays", () => {
  const files = {
    Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/sites-enabled/\nEXPOSE 8080\n",
    "s.conf": "server { listen 8080; }\n",
  };
  expect(mended(exposeMismatch, files).fixes).toEqual(["-"]);
});
