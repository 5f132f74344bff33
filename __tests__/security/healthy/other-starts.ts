import type { Files } from "../../app/changes-between.ts";
import { executable } from "../build-steps.ts";
import type { Change } from "../change.ts";
import { before, debian, gosu } from "../other-repos.ts";
import { COMPOSE, DOCKERFILE, edited, IMAGE, textIn, WORKFLOW } from "../repos.ts";

const ENTRYPOINT = `${IMAGE}/docker-entrypoint.sh`;
const STEP = 'exec gosu www-data "$@"';
/** What a start script does besides. */
const texts: Readonly<Record<string, string>> = {
  "awk that counts": "awk '/processor/ { n++ } END { print n }' /proc/cpuinfo",
  "awk into a variable": "N=$(awk '/MemTotal/ { print $2 }' /proc/meminfo)\necho $N",
  "awk that writes elsewhere": "awk '{ print $1 > \"/tmp/x\" }' /etc/hosts",
  "a trap that says goodbye": "trap 'echo bye' TERM",
  "tar elsewhere": "mkdir -p /tmp/t\ntar -C /tmp/t -xf /opt/a.tar || true",
  "gunzip that prints": "gunzip -c /opt/a.gz > /tmp/a || true",
  "sort of what decides": "sort -o /tmp/s /etc/nginx/mime.types",
  "xargs of names": "ls /tmp | xargs echo",
  "an inner root": "chroot / true",
};

const NGINX = 'CMD ["nginx", "-g", "daemon off;"]\n';
const commands: Readonly<Record<string, string>> = {
  "a shell with pipefail": `SHELL ["/bin/bash", "-eo", "pipefail", "-c"]\nCMD nginx -g 'daemon off;'\n`,
  "another shell": `SHELL ["/bin/bash", "-c"]\nCMD exec nginx -g 'daemon off;'\n`,
  "the same root": 'CMD ["chroot", "/", "nginx", "-g", "daemon off;"]\n',
};

const builds = (run: string) => edited(debian, WORKFLOW, ["docker build -t web deployment/images/web", run]);
const composed = edited(debian, COMPOSE, ["    ports:", "    user: app\n    ports:"]);
/** Names and calls that stand for what they stood for. */
const named: Readonly<Record<string, readonly [Files, Files]>> = {
  "a new name": [debian, builds("docker build -t shop-web deployment/images/web")],
  "a name with a version": [debian, builds("docker build -t web:1.2 deployment/images/web")],
  "a second name": [debian, builds("docker build -t web -t web:latest deployment/images/web")],
  "another build of tools": [
    debian,
    {
      ...builds("docker build -t web deployment/images/web && docker build -t tools tools"),
      "tools/Dockerfile": "FROM alpine:3.20\n",
    },
  ],
  "a build of tests": [
    debian,
    {
      ...debian,
      ".github/workflows/test.yml": textIn(debian, WORKFLOW).replace("-t web ", "-t web-test "),
    },
  ],
  "podman-compose of the same file": [
    composed,
    { ...composed, "up.sh": executable("#!/bin/sh\npodman-compose -f compose.yml up -d\n") },
  ],
  "nerdctl compose without a file": [
    composed,
    { ...composed, "up.sh": executable("#!/bin/sh\nnerdctl compose up -d\n") },
  ],
};

export const healthyOtherStarts: readonly Change[] = [
  ...Object.entries(texts).map(
    ([name, text]): Change => ({
      name: `at the start: ${name}`,
      base: gosu,
      head: { ...gosu, [ENTRYPOINT]: executable(`#!/bin/sh\nset -e\n${text}\n${STEP}\n`) },
    }),
  ),
  ...Object.entries(commands).map(
    ([name, command]): Change => ({
      name: `started by: ${name}`,
      base: debian,
      head: edited(before(debian, "RUN true"), DOCKERFILE, [NGINX, command]),
    }),
  ),
  ...Object.entries(named).map(([name, [base, head]]): Change => ({ name: `names: ${name}`, base, head })),
];
