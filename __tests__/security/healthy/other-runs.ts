import type { Files } from "../../app/changes-between.ts";
import { executable } from "../build-steps.ts";
import type { Change } from "../change.ts";
import { before, debian } from "../other-repos.ts";
import { DOCKERFILE, edited, IMAGE } from "../repos.ts";
import { composed, more, started } from "../services.ts";

const PASSWD = "root:x:0:0::/root:/bin/sh\nwww-data:x:33:33::/:/bin/sh\n";

const runs: Readonly<Record<string, readonly [Files, Files]>> = {
  "the same users are mounted": [
    started,
    more(started, '    volumes: ["./pw:/etc/passwd:ro", "./gr:/etc/group:ro"]\n', {
      pw: PASSWD,
      gr: "root:x:0:\nwww-data:x:33:\n",
    }),
  ],
  "the time is mounted": [composed, more(composed, '    volumes: ["/etc/localtime:/etc/localtime:ro"]\n')],
  "hosts are mounted": [composed, more(composed, '    volumes: ["./hosts:/etc/hosts:ro"]\n', { hosts: "" })],
  "volumes of another service": [
    composed,
    more(
      composed,
      '    volumes_from: [data]\n  data:\n    image: busybox:1.36\n    volumes: ["d:/srv/data"]\nvolumes:\n  d:\n',
    ),
  ],
  "an image that is built": [composed, more(composed, "    image: shop/web:1\n    pull_policy: build\n")],
  "an image that is never pulled": [
    composed,
    more(composed, "    image: shop/web:1\n    pull_policy: never\n"),
  ],
  "another image that is pulled": [
    composed,
    more(composed, "  db:\n    image: postgres:16\n    pull_policy: always\n"),
  ],
  "COMPOSE_FILE names what is loaded": [composed, { ...composed, ".env": "COMPOSE_FILE=compose.yml\n" }],
  "COMPOSE_FILE names one more": [
    composed,
    {
      ...composed,
      ".env": "COMPOSE_FILE=compose.yml:log.yml\n",
      "log.yml": "services:\n  web:\n    logging: { driver: local }\n",
    },
  ],
  "a unit of systemd": [
    composed,
    {
      ...composed,
      "deploy/web.service":
        "[Service]\nWorkingDirectory=/srv/shop\nExecStart=/usr/bin/docker compose -f compose.yml up\nExecStop=/usr/bin/docker compose down\n",
    },
  ],
  "a unit of another program": [
    composed,
    { ...composed, "deploy/job.service": "[Service]\nExecStart=/usr/local/bin/job --all \\\n  --quiet\n" },
  ],
  "a script that calls compose by sudo": [
    composed,
    { ...composed, "up.sh": executable("#!/bin/sh\nsudo docker compose up -d\n") },
  ],
};

const NGINX = 'CMD ["nginx", "-g", "daemon off;"]\n';
export const healthyOtherRuns: readonly Change[] = [
  ...Object.entries(runs).map(
    ([name, [base, head]]): Change => ({ name: `another run: ${name}`, base, head }),
  ),
  {
    name: "started behind a recipe",
    base: debian,
    head: edited(
      before(debian, "COPY Makefile /srv/", { [`${IMAGE}/Makefile`]: "check:\n\tnginx -t\n" }),
      DOCKERFILE,
      [NGINX, "CMD make -f /srv/Makefile check && exec nginx -g 'daemon off;'\n"],
    ),
  },
];
