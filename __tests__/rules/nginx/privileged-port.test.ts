import { expect, test } from "vitest";
import { privilegedPort } from "../../../src/rules/nginx/privileged-port.ts";
import { findingsOf, lineOf } from "../check-rule.ts";
import { mended } from "../mended.ts";

const web = "deployment/images/web";

const check = (conf: string, rest: string, policy?: string) =>
  findingsOf(
    privilegedPort,
    {
      [`${web}/Dockerfile`]: `FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n${rest}`,
      [`${web}/s.conf`]: conf,
    },
    policy === undefined ? {} : { policy },
  ).map((finding) => `${finding.severity} ${lineOf(privilegedPort, finding)}`);

test.each<[string, string, string, readonly string[], string?]>([
  [
    "no runtime is named",
    "server { listen 80; }",
    "USER 101\n",
    [
      `notice ${web}/s.conf:1:17-19 user "nginx" cannot bind port 80 where low ports are privileged, as on Kubernetes`,
    ],
  ],
  [
    "Kubernetes",
    "server { listen [::]:443 ssl; }",
    "USER 4321\n",
    [`error ${web}/s.conf:1:17-25 uid 4321 cannot bind port 443 on Kubernetes`],
    "runtime: kubernetes\n",
  ],
  ["Docker", "server { listen 80; }", "USER 101\n", [], "runtime: docker\n"],
  ["Podman", "server { listen 80; }", "USER 101\n", [], "runtime: podman\n"],
  [
    "the last closed port",
    "server { listen 1023; } server { listen 1024; }",
    "USER 101\n",
    [`error ${web}/s.conf:1:17-21 user "nginx" cannot bind port 1023 on Kubernetes`],
    "runtime: kubernetes\n",
  ],
  ["root", "server { listen 80; }", "", [], "runtime: kubernetes\n"],
  ["a user that cannot be told", "server { listen 80; }", "ARG U\nUSER $U\n", [], "runtime: kubernetes\n"],
  ["a socket of another kind", "server { listen unix:/run/80; }", "USER 101\n", [], "runtime: kubernetes\n"],
])("%s", (_, conf, rest, expected, policy) => {
  expect(check(conf, rest, policy)).toEqual(expected);
});

// What the fixes write.
test.each<
  [string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>, string?]
>([
  [
    "the usual high port",
    {
      Dockerfile:
        "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nEXPOSE 80\nHEALTHCHECK CMD curl -f http://localhost/ || exit 1\nUSER nginx\n",
      "s.conf": "server {\n    listen 80;\n    listen [::]:80;\n}\n",
      "/compose.yml": 'services:\n  web:\n    build: deployment/images/web\n    ports:\n      - "8000:80"\n',
      "README.md": "# web\n\n## Ports\n\n| Port | Use |\n| --- | --- |\n| 80 | HTTP |\n",
    },
    ["[unsafe] let nginx listen on 8080 instead of 80", "[unsafe] let nginx listen on 8080 instead of 80"],
    {
      Dockerfile:
        "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nEXPOSE 8080\nHEALTHCHECK CMD curl -f http://localhost:8080/ || exit 1\nUSER nginx\n",
      "s.conf": "server {\n    listen 8080;\n    listen [::]:8080;\n}\n",
      "/compose.yml":
        'services:\n  web:\n    build: deployment/images/web\n    ports:\n      - "8000:8080"\n',
      "README.md": "# web\n\n## Ports\n\n| Port | Use |\n| --- | --- |\n| 8080 | HTTP |\n",
    },
    "runtime: kubernetes\n",
  ],
  [
    "the policy's port",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nUSER nginx\n",
      "s.conf": "server { listen 127.0.0.1:80; listen 80; }\n",
    },
    ["[unsafe] let nginx listen on 9000 instead of 80"],
    { "s.conf": "server { listen 127.0.0.1:9000; listen 9000; }\n" },
    "runtime: kubernetes\nports:\n  nginx: 9000\n",
  ],
  [
    "an address without a port",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nUSER nginx\n",
      "s.conf": "server { listen 0.0.0.0; }\n",
    },
    ["[unsafe] let nginx listen on 8080 instead of 80"],
    { "s.conf": "server { listen 0.0.0.0:8080; }\n" },
    "runtime: kubernetes\n",
  ],
  [
    "a high port beside it",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nEXPOSE 80 8080\nUSER nginx\n",
      "s.conf": "server {\n    listen 80;\n    listen 8080;\n}\n",
    },
    ["[unsafe] let nginx listen on 8080 and no longer on 80"],
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nEXPOSE 8080\nUSER nginx\n",
      "s.conf": "server {\n    listen 8080;\n}\n",
    },
    "runtime: kubernetes\n",
  ],
])("fixes %s", (_name, files, fixes, changed, policy) => {
  expect(mended(privilegedPort, files, policy)).toEqual({ fixes, changed, left: [] });
});

test.each<[string, Readonly<Record<string, string>>, string?]>([
  [
    "a port that clients are sent to",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nUSER nginx\n",
      "s.conf": "server { listen 80; return 301 http://$host:80/; }\n",
    },
    "runtime: kubernetes\n",
  ],
  [
    "a port without a usual one",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nUSER nginx\n",
      "s.conf": "server { listen 81; }\n",
    },
    "runtime: kubernetes\n",
  ],
  [
    "a range",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nUSER nginx\n",
      "s.conf": "server { listen 80-80; }\n",
    },
    "runtime: kubernetes\n",
  ],
])("leaves to a person: %s", (_name, files, policy) => {
  expect(mended(privilegedPort, files, policy).fixes).toEqual(["-"]);
});
