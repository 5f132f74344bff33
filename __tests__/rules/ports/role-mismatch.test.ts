import { expect, test } from "vitest";
import { roleMismatch } from "../../../src/rules/ports/role-mismatch.ts";
import { checkRule } from "../check-rule.ts";
import { mended } from "../mended.ts";

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
    [`${web}/n.conf:3:24-26 nginx listens on 80, 81, but the policy gives it 8080`],
  ],
  [
    "no port at all",
    "listen unix:/run/n.sock;",
    "Listen 90",
    "ports:\n  nginx: 8080\n",
    [`${web}/n.conf:1:1-5 nginx listens on no port, but the policy gives it 8080`],
  ],
  [
    "each on the other's",
    "listen 81;",
    "Listen 80",
    "ports:\n  nginx: 80\n  apache: 81\n",
    [
      `${web}/n.conf:3:24-26 nginx listens on 81, but the policy gives it 80`,
      `${web}/n.conf:3:24-26 nginx listens on 81, which is the port of apache`,
      `${web}/ports.conf:1:8-10 Apache listens on 80, but the policy gives it 81`,
      `${web}/ports.conf:1:8-10 Apache listens on 80, which is the port of nginx`,
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

// What the fixes write.
test.each<
  [string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>, string?]
>([
  [
    "the policy's port",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nEXPOSE 80\n",
      "s.conf":
        "server { listen 80; listen [::]:80; server_name a; }\nserver { listen 80; server_name b; }\n",
    },
    ["[unsafe] let nginx listen on 8080 instead of 80"],
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nEXPOSE 8080\n",
      "s.conf":
        "server { listen 8080; listen [::]:8080; server_name a; }\nserver { listen 8080; server_name b; }\n",
    },
    "ports:\n  nginx: 8080\n",
  ],
  [
    "the next free port, since nobody knows a better one",
    {
      Dockerfile:
        'FROM debian:12\nRUN apt-get update && apt-get install -y nginx apache2\nCOPY n.conf /etc/nginx/nginx.conf\nCOPY ports.conf /etc/apache2/ports.conf\nEXPOSE 8080 8081\nCMD service apache2 start && nginx -g "daemon off;"\n',
      "n.conf": "user www-data;\nevents {}\nhttp { server { listen 127.0.0.1:8080; } }\n",
      "ports.conf": "Listen 8080\n",
    },
    ["[unsafe] let Apache listen on 8082, the next free port"],
    {
      Dockerfile:
        'FROM debian:12\nRUN apt-get update && apt-get install -y nginx apache2\nCOPY n.conf /etc/nginx/nginx.conf\nCOPY ports.conf /etc/apache2/ports.conf\nEXPOSE 8082 8081\nCMD service apache2 start && nginx -g "daemon off;"\n',
      "ports.conf": "Listen 8082\n",
    },
    "ports:\n  nginx: 8080\n",
  ],
  [
    "the policy's port, in compose and in the columns of a README too",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n",
      "s.conf": "server { listen 80; }\n",
      "/compose.yml": 'services:\n  web:\n    build: deployment/images/web\n    ports: ["127.0.0.1:80:80"]\n',
      "README.md": "# web\n\n| Port | Use      |\n|------|----------|\n| 80   | The shop |\n",
    },
    ["[unsafe] let nginx listen on 8080 instead of 80"],
    {
      "s.conf": "server { listen 8080; }\n",
      "/compose.yml":
        'services:\n  web:\n    build: deployment/images/web\n    ports: ["127.0.0.1:80:8080"]\n',
      "README.md": "# web\n\n| Port | Use      |\n|------|----------|\n| 8080 | The shop |\n",
    },
    "ports:\n  nginx: 8080\n",
  ],
  [
    "a line that two servers include",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nCOPY l.conf /etc/nginx/\n",
      "s.conf": "server { include l.conf; server_name a; }\nserver { include l.conf; server_name b; }\n",
      "l.conf": "listen 80;\n",
    },
    ["[unsafe] let nginx listen on 8080 instead of 80"],
    { "l.conf": "listen 8080;\n" },
    "ports:\n  nginx: 8080\n",
  ],
])("fixes %s", (_name, files, fixes, changed, policy) => {
  expect(mended(roleMismatch, files, policy)).toEqual({ fixes, changed, left: [] });
});

test.each<[string, Readonly<Record<string, string>>, string?]>([
  [
    "one of two ports",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n",
      "s.conf": "server { listen 80; listen 81; }\n",
    },
    "ports:\n  nginx: 8080\n",
  ],
  [
    "a server without a line",
    { Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n", "s.conf": "server {}\n" },
    "ports:\n  nginx: 8080\n",
  ],
  [
    "a server that nginx asks",
    {
      Dockerfile:
        'FROM debian:12\nRUN apt-get update && apt-get install -y nginx apache2\nCOPY n.conf /etc/nginx/nginx.conf\nCOPY ports.conf /etc/apache2/ports.conf\nCMD service apache2 start && nginx -g "daemon off;"\n',
      "n.conf":
        "user www-data;\nevents {}\nhttp { server { listen 8080; location / { proxy_pass http://localhost; } } }\n",
      "ports.conf": "Listen 80\n",
    },
    "ports:\n  apache: 8081\n",
  ],
  [
    "a port that the healthcheck of a compose file asks for",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n",
      "s.conf": "server { listen 80; }\n",
      "/compose.yml":
        'services:\n  web:\n    build: deployment/images/web\n    ports: ["80:80"]\n    healthcheck:\n      test: curl -f http://localhost/\n',
    },
    "ports:\n  nginx: 8080\n",
  ],
  [
    "a port that another service asks for",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n",
      "s.conf": "server { listen 81; }\n",
      "/compose.yml":
        "services:\n  web:\n    build: deployment/images/web\n  job:\n    image: debian:12\n    environment:\n      API: http://web:81/api\n",
    },
    "ports:\n  nginx: 8080\n",
  ],
])("leaves to a person: %s", (_name, files, policy) => {
  expect(mended(roleMismatch, files, policy).fixes).toEqual(["-"]);
});

test("one mistake is one finding: behind a missing semicolon nobody asked for port 80", () => {
  const files = {
    "deployment/images/web/Dockerfile": "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\n",
    "deployment/images/web/n.conf":
      "user nginx;\nevents {}\nhttp {\n    server {\n        listen 8080\n    }\n}\n",
  };
  expect(checkRule(roleMismatch, files, { policy: "ports: { nginx: 8080 }\n" })).toEqual([]);
});
