import { expect, test } from "vitest";
import { privilegedPort } from "../../../src/rules/nginx/privileged-port.ts";
import { findingsOf, lineOf } from "../check-rule.ts";

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
    [`notice ${web}/s.conf:1:17-19 port 80 is closed to nginx where low ports are, as on Kubernetes`],
  ],
  [
    "Kubernetes",
    "server { listen [::]:443 ssl; }",
    "USER 4321\n",
    [`error ${web}/s.conf:1:17-25 port 443 is closed to uid 4321 on kubernetes`],
    "runtime: kubernetes\n",
  ],
  ["Docker", "server { listen 80; }", "USER 101\n", [], "runtime: docker\n"],
  ["Podman", "server { listen 80; }", "USER 101\n", [], "runtime: podman\n"],
  [
    "the last closed port",
    "server { listen 1023; } server { listen 1024; }",
    "USER 101\n",
    [`error ${web}/s.conf:1:17-21 port 1023 is closed to nginx on kubernetes`],
    "runtime: kubernetes\n",
  ],
  ["root", "server { listen 80; }", "", [], "runtime: kubernetes\n"],
  ["a user that cannot be told", "server { listen 80; }", "ARG U\nUSER $U\n", [], "runtime: kubernetes\n"],
  ["a socket of another kind", "server { listen unix:/run/80; }", "USER 101\n", [], "runtime: kubernetes\n"],
])("%s", (_, conf, rest, expected, policy) => {
  expect(check(conf, rest, policy)).toEqual(expected);
});
