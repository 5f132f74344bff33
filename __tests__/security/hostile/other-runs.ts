import type { Files } from "../../app/changes-between.ts";
import { executable } from "../build-steps.ts";
import type { Change } from "../change.ts";
import { before, conf, debian } from "../other-repos.ts";
import { DOCKERFILE, edited, IMAGE } from "../repos.ts";
import { composed, more, SERVICE, started } from "../services.ts";

const asRoot = SERVICE.replace("user: app", "user: root");
const PASSWD = "root:x:0:0:::\nwww-data:x:0:0:::\n";

/** What a service is given, and the files and calls that make it. */
const runs: Readonly<Record<string, readonly [Files, Files]>> = {
  "users that are mounted": [started, more(started, '    volumes: ["./pw:/etc/passwd"]\n', { pw: PASSWD })],
  "users of a config": [
    started,
    more(
      started,
      "    configs:\n      - source: pw\n        target: /etc/passwd\nconfigs:\n  pw:\n    file: ./pw\n",
      { pw: PASSWD },
    ),
  ],
  "users from outside": [started, more(started, '    volumes: ["/srv/pw:/etc/passwd:ro"]\n')],
  "users in a folder that is mounted": [
    started,
    more(started, '    volumes: ["./etc:/etc"]\n', { "etc/passwd": PASSWD }),
  ],
  "volumes of a container": [composed, more(composed, '    volumes_from: ["container:conf:ro"]\n')],
  "an image that is pulled first": [
    composed,
    more(composed, "    image: example/web\n    pull_policy: always\n"),
  ],
  "an image that is pulled each day": [
    composed,
    more(composed, "    image: registry.example.org/shop/web:1\n    pull_policy: daily\n"),
  ],
  "COMPOSE_FILE names a file outside": [
    composed,
    { ...composed, ".env": "COMPOSE_FILE=compose.yml:/srv/x.yml\n" },
  ],
  "COMPOSE_FILE names a file that is not there": [
    composed,
    { ...composed, ".env": "COMPOSE_FILE=compose.yml:x.yml\n" },
  ],
  "COMPOSE_FILE names a file by a variable": [
    composed,
    { ...composed, ".env": "COMPOSE_FILE=compose.yml:${STAGE}.yml\n" },
  ],
  "a unit of systemd": [
    composed,
    {
      ...composed,
      "deploy/web.service":
        "[Unit]\nDescription=web\n\n[Service]\nExecStartPre=-/usr/bin/docker compose pull\nExecStart=/usr/bin/docker compose -f x.txt up\n",
      "x.txt": asRoot,
    },
  ],
};

const NGINX = 'CMD ["nginx", "-g", "daemon off;"]\n';
const evil = { [`${IMAGE}/x.conf`]: conf(80) };
/** What stands in place of Debian's CMD: what it runs stands in a file. */
const recipes: Readonly<Record<string, readonly [string, string, Files]>> = {
  make: [
    'CMD ["make", "-f", "/srv/Makefile", "run"]\n',
    "COPY Makefile x.conf /srv/",
    { ...evil, [`${IMAGE}/Makefile`]: "run:\n\tnginx -c /srv/x.conf -g 'daemon off;'\n" },
  ],
  npm: [
    'WORKDIR /srv\nCMD ["npm", "start"]\n',
    "COPY package.json x.conf /srv/",
    { ...evil, [`${IMAGE}/package.json`]: '{"scripts":{"start":"nginx -c /srv/x.conf"}}\n' },
  ],
};

export const otherRuns: readonly Change[] = [
  ...Object.entries(runs).map(
    ([name, [base, head]]): Change => ({ name: `another run: ${name}`, base, head }),
  ),
  ...Object.entries(recipes).map(
    ([name, [command, lines, files]]): Change => ({
      name: `started by a recipe: ${name}`,
      base: debian,
      head: edited(before(debian, lines, files), DOCKERFILE, [NGINX, command]),
    }),
  ),
  {
    name: "another run: a script that calls compose by sudo",
    base: composed,
    head: {
      ...composed,
      "up.sh": executable("#!/bin/sh\nsudo docker compose -f x.txt up -d\n"),
      "x.txt": asRoot,
    },
  },
];
