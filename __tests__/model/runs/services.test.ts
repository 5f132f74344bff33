import { expect, test } from "vitest";
import { check } from "../../../src/engine/check.ts";
import type { ServerJson, UserJson } from "../../../src/facts.ts";
import { readFleet } from "../../../src/model/fleet/read.ts";
import { loadPolicy } from "../../../src/policy/load.ts";
import { rules } from "../../../src/rules/index.ts";
import { rangeOf } from "../../../src/source.ts";
import { memoryWorkspace } from "../../../src/workspace/memory.ts";
import { imageFacts } from "../image-facts.ts";

type Files = Readonly<Record<string, string>>;

/** Every run of a service: who it is, and what its servers do. */
function runs(files: Files): readonly string[] {
  const rooted = Object.fromEntries(Object.entries(files).map(([path, text]) => [`/${path}`, text]));
  return imageFacts(rooted).flatMap((image) =>
    image.runs.map(({ service, containerUser, servers }) => {
      const user = containerUser as UserJson;
      return [service, user.known ? (user.name ?? user.uid) : "?", ...servers.map(serverText)].join(" ");
    }),
  );
}

function serverText({ kind, starts, listeners, listenersComplete }: ServerJson): string {
  const state = typeof starts === "boolean" ? (starts ? "starts" : "does not start") : "may start";
  const ports = [...new Set(listeners.map(({ port }) => port))];
  return [kind, state, ...ports, ...(listenersComplete === false ? ["?"] : [])].join(" ");
}

const conf = "events {}\nhttp { server { listen 9090; } }\n";
const site = "server { listen 8080; }\n";
const web = {
  "web/Dockerfile": "FROM nginx:1.27\nCOPY site.conf /etc/nginx/conf.d/default.conf\n",
  "web/site.conf": site,
};
const services = (body: string) => `services:\n  web:\n    build: ./web\n${body}`;

test.each<[string, Files, readonly string[]]>([
  [
    "CI leaves an argument open, and what the service mounts is the image's all the same",
    {
      "web/Dockerfile": "FROM nginx:1.27\nARG V\n",
      "site.conf": site,
      "compose.yaml": services("    volumes: [./site.conf:/etc/nginx/conf.d/default.conf]\n"),
      ".github/workflows/x.yml": 'jobs: {a: {steps: [{run: "docker build --build-arg V=$V web"}]}}',
    },
    ["web root nginx starts 8080"],
  ],
  [
    "a stage from outside",
    {
      "web/Dockerfile": "FROM nginx:1.27 AS a\nFROM nginx:1.27 AS b\nUSER nginx\n",
      "compose.yaml": "services: {web: {build: {context: web, target: $T}}}\n",
    },
    ["web ?"],
  ],
  [
    "an image of a registry with a file of the repo",
    {
      "compose.yaml":
        "services:\n  p: {image: 'nginx:alpine', volumes: ['./n.conf:/etc/nginx/nginx.conf:ro']}\n",
      "n.conf": conf,
    },
    ["p root nginx starts 9090"],
  ],
  [
    "an image of a registry without a server",
    { "compose.yaml": "services:\n  db: {image: 'postgres:16'}\n" },
    [],
  ],
  [
    "a file for development starts nothing",
    {
      "compose.dev.yaml": "services:\n  p: {image: 'nginx:alpine'}\n",
      "compose.device.yaml": "services:\n  q: {image: 'nginx:alpine'}\n",
    },
    ["q root nginx starts 80"],
  ],
  [
    "a Dockerfile in place",
    {
      "compose.yaml":
        "services:\n  p:\n    build:\n      dockerfile_inline: |\n        FROM nginx:1.27\n        USER nginx\n",
    },
    ["p nginx nginx does not start 80"],
  ],
  [
    "a Dockerfile outside of the images root",
    { ...web, "images/a/Dockerfile": "FROM debian:12\n", "compose.yaml": services("") },
    ["web root nginx starts 8080"],
  ],
  [
    "one Dockerfile by two arguments",
    {
      "compose.yaml":
        "services:\n  a: {build: {context: web, args: {U: root}}}\n  b: {build: {context: web, args: {U: www-data}}}\n",
      "web/Dockerfile": "FROM debian:12\nARG U\nUSER $U\n",
    },
    ["a root", "b www-data"],
  ],
  [
    "an image that another service builds",
    {
      ...web,
      "compose.yaml":
        "services:\n  web: {build: ./web, image: org/web}\n  two: {image: 'org/web:latest', user: '5'}\n",
    },
    ["web root nginx starts 8080", "two games nginx does not start 8080"],
  ],
  [
    "an empty command",
    { ...web, "compose.yaml": services("    command: []\n") },
    ["web root nginx starts 8080"],
  ],
  [
    "an entrypoint takes the command along",
    { ...web, "compose.yaml": services("    entrypoint: [sleep, '1']\n") },
    ["web root nginx does not start 8080"],
  ],
  [
    "a command as a text with a dollar and quotes",
    {
      ...web,
      "compose.yaml": services(`    command: sh -c "echo $$HOSTNAME && exec nginx -g 'daemon off;'"\n`),
    },
    ["web root nginx starts 8080"],
  ],
  [
    "a config, by its file and by its content",
    {
      ...web,
      "compose.yaml": `services:\n  web: {build: ./web, configs: [{source: f, target: /etc/nginx/nginx.conf}]}\n  two: {build: ./web, configs: [{source: c, target: /etc/nginx/nginx.conf}]}\nconfigs:\n  f: {file: ./n.conf}\n  c:\n    content: |\n      events {}\n      http { server { listen 7070; } }\n`,
      "n.conf": conf,
    },
    ["web root nginx starts 9090", "two root nginx starts 7070"],
  ],
  [
    "a tmpfs over the configuration",
    { ...web, "compose.yaml": services("    tmpfs: [/etc/nginx]\n") },
    ["web root nginx does not start ?"],
  ],
  [
    "mounts by depth, whatever their order",
    {
      ...web,
      "n.conf": conf,
      "d/nginx.conf": conf.replace("9090", "1"),
      "compose.yaml": services("    volumes: ['./n.conf:/etc/nginx/nginx.conf', './d:/etc/nginx']\n"),
    },
    ["web root nginx starts 9090"],
  ],
  [
    "mounts of another service",
    {
      ...web,
      "n.conf": conf,
      "compose.yaml": `${services("    volumes_from: [two]\n")}  two: {image: x, volumes: ['./n.conf:/etc/nginx/nginx.conf']}\n`,
    },
    ["two ?", "web root nginx starts 9090"],
  ],
  [
    "a read-only file system",
    { ...web, "compose.yaml": services("    read_only: true\n") },
    ["web root nginx does not start 8080"],
  ],
  [
    "a read-only file system with room for what is written",
    { ...web, "compose.yaml": services("    read_only: true\n    tmpfs: [/run, /var/cache/nginx]\n") },
    ["web root nginx starts 8080"],
  ],
  [
    "the override file is a second run",
    { ...web, "compose.yaml": services(""), "compose.override.yaml": "services:\n  web: {user: '5'}\n" },
    ["web root nginx starts 8080", "web games nginx does not start 8080"],
  ],
  [
    "an override file that changes nothing is none",
    { ...web, "compose.yaml": services(""), "compose.override.yaml": "services:\n  web: {labels: [a]}\n" },
    ["web root nginx starts 8080"],
  ],
])("%s", (_, files, expected) => {
  expect(runs(files)).toEqual(expected);
});

/** What is said of a tree, as `severity rule path:line`; the README and who builds it are others' tests. */
function said(files: Files, only: RegExp): readonly string[] {
  const { policy } = loadPolicy(undefined, []);
  const findings = check({ fleet: readFleet({ workspace: memoryWorkspace(files), policy }), policy, rules });
  return findings
    .filter(({ rule }) => only.test(rule))
    .map(
      ({ severity, rule, at }) =>
        `${severity} ${rule} ${at.file.path}:${at.span === undefined ? 0 : rangeOf(at).start.line}`,
    );
}

test.each<[string, Files, RegExp, readonly string[]]>([
  [
    "a registry's image has no README and no layout",
    {
      "compose.yaml": "services:\n  p: {image: nginx, volumes: ['./n.conf:/etc/nginx/nginx.conf']}\n",
      "n.conf": `user root;\n${conf}`,
    },
    /./,
    ["error nginx/user-root n.conf:1"],
  ],
  [
    "what the override file alone brings is a warning",
    {
      ...web,
      "compose.yaml": services("    ports: ['8080:8080']\n"),
      "compose.override.yaml": "services:\n  web: {ports: ['9:9']}\n",
    },
    /^ports/,
    ["warning ports/published-mismatch compose.override.yaml:2"],
  ],
  [
    "what both bring stays an error",
    {
      ...web,
      "compose.yaml": services("    ports: ['9:9']\n"),
      "compose.override.yaml": "services:\n  web: {user: '0'}\n",
    },
    /^ports/,
    ["error ports/published-mismatch compose.yaml:4"],
  ],
  [
    "on the host's network nothing is published",
    { ...web, "compose.yaml": services("    network_mode: host\n    ports: ['9:9']\n") },
    /^ports/,
    [],
  ],
  [
    "on the host's network low ports are closed",
    {
      "compose.yaml":
        "services:\n  p: {image: nginxinc/nginx-unprivileged, network_mode: host, volumes: ['./n.conf:/etc/nginx/nginx.conf']}\n",
      "n.conf": conf.replace("9090", "90"),
    },
    /privileged-port/,
    ["error nginx/privileged-port n.conf:2"],
  ],
  [
    "a read-only file system is told where it is set",
    { ...web, "compose.yaml": services("    read_only: true\n") },
    /unwritable/,
    ["error nginx/pid-unwritable compose.yaml:4"],
  ],
  [
    "a health check of the service's own",
    { ...web, "compose.yaml": services("    healthcheck: {test: curl -f http://localhost:81/}\n") },
    /^ports/,
    ["error ports/published-mismatch compose.yaml:4"],
  ],
  [
    "a user from outside",
    { ...web, "compose.yaml": services("    user: ${APP_USER}\n") },
    /^fact/,
    ["notice fact/unknown compose.yaml:4"],
  ],
  [
    "what compose refuses",
    { ...web, "compose.yaml": services("    user: 5\n") },
    /^fact/,
    ["error fact/unreadable compose.yaml:4"],
  ],
  [
    "the last stage that compose does not build",
    {
      Dockerfile: 'FROM node:22 AS one\nUSER node\nCMD ["node", "s.js"]\nFROM one\nUSER root\n',
      "compose.yaml": "services:\n  a: {build: {context: ., target: one}}\n",
    },
    /^user\/final-root/,
    ["error user/final-root Dockerfile:5"],
  ],
  [
    "the last stage is for development",
    {
      Dockerfile: 'FROM node:22 AS one\nUSER node\nCMD ["node", "s.js"]\nFROM one AS debug\nUSER root\n',
      "compose.yaml": "services:\n  a: {build: {context: ., target: one}}\n",
    },
    /^user\/final-root/,
    [],
  ],
])("%s", (_, files, only, expected) => {
  expect(said(files, only)).toEqual(expected);
});
