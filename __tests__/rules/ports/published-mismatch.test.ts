import { expect, test } from "vitest";
import { publishedMismatch } from "../../../src/rules/ports/published-mismatch.ts";
import { checkRule, type Files } from "../check-rule.ts";
import { mended } from "../mended.ts";

const WEB = "deployment/images/web";
const NGINX = ["FROM nginx:1.27", "COPY site.conf /etc/nginx/conf.d/default.conf"];
const site = (...listens: readonly string[]): Files => ({
  [`${WEB}/site.conf`]: `server {\n${listens.map((listen) => `    listen ${listen};\n`).join("")}}\n`,
});
const compose = (...lines: readonly string[]): string =>
  ["services:", "  web:", `    build: ${WEB}`, ...lines.map((line) => `    ${line}`), ""].join("\n");
const check = (lines: readonly string[], files: Files = {}) =>
  checkRule(publishedMismatch, { [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n`, ...files });
const asks = (place: string, port: string, listens: string) =>
  `${WEB}/Dockerfile:${place} the health check asks for port ${port}, but nothing listens there; ${listens}`;

test.each<readonly [string, string, readonly string[]]>([
  [
    "curl",
    "HEALTHCHECK CMD curl -f http://localhost:9000/",
    [asks("3:25-47", "9000", "nginx listens on 8080")],
  ],
  [
    "wget and https",
    "HEALTHCHECK --interval=5s CMD wget -qO- https://127.0.0.1/up || exit 1",
    [asks("3:41-61", "443", "nginx listens on 8080")],
  ],
  ["no scheme", "HEALTHCHECK CMD curl -sf localhost:80", [asks("3:26-38", "80", "nginx listens on 8080")]],
  [
    "the exec form",
    'HEALTHCHECK CMD ["curl", "-f", "http://localhost"]',
    [asks("3:32-50", "80", "nginx listens on 8080")],
  ],
  [
    "a substitution",
    'HEALTHCHECK CMD test "$(curl -so /dev/null http://localhost/)" = ""',
    [asks("3:44-61", "80", "nginx listens on 8080")],
  ],
  ["nc", "HEALTHCHECK CMD nc -z localhost 80", [asks("3:33-35", "80", "nginx listens on 8080")]],
  [
    "a variable that nothing sets",
    "HEALTHCHECK CMD curl http://localhost:${PORT:-81}/",
    [asks("3:22-51", "81", "nginx listens on 8080")],
  ],
  ["a variable that a release may set", "HEALTHCHECK CMD curl http://localhost:${NJS_RELEASE:-81}/", []],
])("HEALTHCHECK by %s", (_name, line, expected) => {
  expect(check([...NGINX, line], site("8080"))).toEqual(expected);
});

test.each<readonly [string, readonly string[], Files]>([
  ["the right port", [...NGINX, "HEALTHCHECK CMD curl http://localhost:8080/"], site("8080")],
  ["another host", [...NGINX, "HEALTHCHECK CMD curl http://backend:9000/"], site("8080")],
  ["a socket", [...NGINX, "HEALTHCHECK CMD curl --unix-socket /run/x.sock http://localhost/"], site("8080")],
  ["none", [...NGINX, "HEALTHCHECK CMD curl http://localhost/", "HEALTHCHECK NONE"], site("8080")],
  [
    "a later line",
    [...NGINX, "HEALTHCHECK CMD curl http://localhost/", "HEALTHCHECK CMD curl http://localhost:8080/"],
    site("8080"),
  ],
  [
    "a stage that is left behind",
    ["FROM nginx:1.27 AS dev", "HEALTHCHECK CMD curl http://localhost:9000/", ...NGINX],
    site("8080"),
  ],
  [
    "another program",
    [...NGINX, "HEALTHCHECK CMD curl http://localhost:3000/", 'CMD ["sh", "-c", "node app.js & nginx"]'],
    site("8080"),
  ],
  [
    "configuration is mounted by whoever starts it",
    ["FROM nginx:1.27", "HEALTHCHECK CMD curl http://localhost:8080/"],
    {},
  ],
  ["a script", [...NGINX, "HEALTHCHECK CMD /health.sh http://localhost:3000/"], site("8080")],
])("HEALTHCHECK is accepted: %s", (_name, lines, files) => {
  expect(check(lines, files)).toEqual([]);
});

const publishes = (place: string, port: string, listens: string) =>
  `compose.yml:${place} service "web" publishes container port ${port}, but nothing listens there; ${listens}`;

test.each<readonly [string, readonly string[], Files, readonly string[]]>([
  [
    "the short form",
    ['ports: ["80:80"]'],
    site("8080"),
    [publishes("4:13-20", "80", "nginx listens on 8080")],
  ],
  [
    "an address before it",
    ["ports:", '  - "127.0.0.1:80:81"'],
    site("8080"),
    [publishes("5:9-26", "81", "nginx listens on 8080")],
  ],
  [
    "the long form",
    ["ports:", "  - target: 81", "    published: 80"],
    site("8080"),
    [publishes("5:17-19", "81", "nginx listens on 8080")],
  ],
  [
    "a range",
    ['ports: ["90-92:90-92"]'],
    site("8080"),
    [publishes("4:13-26", "90-92", "nginx listens on 8080")],
  ],
  [
    "what only the container itself reaches",
    ['ports: ["9000:9000"]'],
    site("127.0.0.1:9000"),
    [
      'compose.yml:4:13-24 service "web" publishes container port 9000, but nginx listens on 127.0.0.1 only, which nothing outside the container can reach',
    ],
  ],
])("compose: %s", (_name, lines, files, expected) => {
  expect(check(NGINX, { ...files, "compose.yml": compose(...lines) })).toEqual(expected);
});

test.each<readonly [string, string, string]>([
  ["the right port", "compose.yml", compose('ports: ["80:8080"]')],
  ["UDP", "compose.yml", compose('ports: ["80:80/udp"]')],
  ["a port that comes from outside", "compose.yml", compose('ports: ["80:${PORT}"]')],
  ["another command", "compose.yml", compose("command: [node, app.js]", 'ports: ["80:3000"]')],
  [
    "a configuration from outside",
    "compose.yml",
    compose("volumes: [sites:/etc/nginx/conf.d]", 'ports: ["80:3000"]'),
  ],
  [
    "what it extends",
    "compose.yml",
    compose("extends: {service: base, file: base.yml}", 'ports: ["80:3000"]'),
  ],
  ["a development file", "compose.dev.yml", compose('ports: ["80:3000"]')],
])("compose is accepted: %s", (_name, path, text) => {
  expect(check(NGINX, { ...site("8080"), [path]: text })).toEqual([]);
});

test("two files with a service of one name are told apart", () => {
  const files = {
    ...site("8080"),
    "a/compose.yml": compose("command: [node, app.js]", 'ports: ["80:3000"]').replace(WEB, `../${WEB}`),
    "b/compose.yml": compose('ports: ["80:80"]').replace(WEB, `../${WEB}`),
  };
  expect(check(NGINX, files)).toEqual([
    'b/compose.yml:4:13-20 service "web" publishes container port 80, but nothing listens there; nginx listens on 8080',
  ]);
});

test("a base's health check may be meant for the images that are built on it", () => {
  const files = {
    ".github/keelcheck.yml": "registries:\n  harbor.corp/own: .\n",
    "deployment/images/shop/Dockerfile":
      "FROM harbor.corp/own/web\nCOPY shop.conf /etc/nginx/conf.d/default.conf\n",
    "deployment/images/shop/shop.conf": "server {\n    listen 8080;\n}\n",
  };
  const lines = (port: number) => ["FROM nginx:1.27", `HEALTHCHECK CMD curl -f http://localhost:${port}/`];
  expect(check(lines(8080), files)).toEqual([]);
  expect(check(lines(80), files)).toEqual([asks("2:25-45", "80", "nginx listens on 8080")]);
});

// What the fixes write.
test.each<[string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>]>([
  [
    "the health check",
    {
      Dockerfile:
        'FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nHEALTHCHECK CMD ["curl", "-f", "http://127.0.0.1/up"]\n',
      "s.conf": "server { listen 8080; }\n",
    },
    ["[unsafe] ask for port 8080 instead of 80"],
    {
      Dockerfile:
        'FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nHEALTHCHECK CMD ["curl", "-f", "http://127.0.0.1:8080/up"]\n',
    },
  ],
  [
    "a port of netcat",
    {
      Dockerfile:
        "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nHEALTHCHECK CMD nc -z localhost 80\n",
      "s.conf": "server { listen 8080; }\n",
    },
    ["[unsafe] ask for port 8080 instead of 80"],
    {
      Dockerfile:
        "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nHEALTHCHECK CMD nc -z localhost 8080\n",
    },
  ],
  [
    "compose",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n",
      "s.conf": "server { listen 8080; }\n",
      "/compose.yml":
        'services:\n  web:\n    build: deployment/images/web\n    ports:\n      - "127.0.0.1:80:80/tcp"\n      - target: 81\n        published: 81\n',
    },
    ["[unsafe] ask for port 8080 instead of 80", "[unsafe] ask for port 8080 instead of 81"],
    {
      "/compose.yml":
        'services:\n  web:\n    build: deployment/images/web\n    ports:\n      - "127.0.0.1:80:8080/tcp"\n      - target: 8080\n        published: 81\n',
    },
  ],
])("fixes %s", (_name, files, fixes, changed) => {
  expect(mended(publishedMismatch, files)).toEqual({ fixes, changed, left: [] });
});

test.each<[string, Readonly<Record<string, string>>]>([
  [
    "one of two ports",
    {
      Dockerfile:
        "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nHEALTHCHECK CMD nc -z localhost 80\n",
      "s.conf": "server { listen 8080; listen 8081; }\n",
    },
  ],
  [
    "the port of a site that is not loaded",
    {
      Dockerfile:
        "FROM nginx:1.27\nCOPY s.conf /etc/nginx/sites-enabled/\nHEALTHCHECK CMD nc -z localhost 8080\n",
      "s.conf": "server { listen 8080; }\n",
    },
  ],
  [
    "HTTP where HTTPS is asked for",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n",
      "s.conf": "server { listen 8080; }\n",
      "/compose.yml": 'services:\n  web:\n    build: deployment/images/web\n    ports:\n      - "8443:443"\n',
    },
  ],
])("leaves to a person: %s", (_name, files) => {
  expect(mended(publishedMismatch, files).fixes).toEqual(["-"]);
});
