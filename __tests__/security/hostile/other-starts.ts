import type { Files } from "../../app/changes-between.ts";
import { executable } from "../build-steps.ts";
import type { Change } from "../change.ts";
import { alpine, before, conf, debian, gosu } from "../other-repos.ts";
import { COMPOSE, DOCKERFILE, edited, IMAGE, textIn, WORKFLOW } from "../repos.ts";
import { file, tarball } from "../tarball.ts";

const EVIL = conf(80);
const FRAGMENT = "/etc/nginx/conf.d/x.conf";
const PRINTED = `print "server { listen 80; }"`;
/** Ways of awk to write, or to run something. */
const byAwk: Readonly<Record<string, string>> = {
  "to a file": `awk 'BEGIN { ${PRINTED} > "${FRAGMENT}" }'`,
  "behind a file": `awk 'BEGIN { ${PRINTED} >> "${FRAGMENT}" }'`,
  "to a program": `awk 'BEGIN { ${PRINTED} | "tee ${FRAGMENT}" }'`,
  "to a path that is given": `awk -v o=${FRAGMENT} 'BEGIN { ${PRINTED} > o }'`,
  "to a path in parts": `awk 'BEGIN { f = "/etc/" "nginx/conf.d/x.conf"; ${PRINTED} > f }'`,
  "to a path of the environment": `T=${FRAGMENT} awk 'BEGIN { ${PRINTED} > ENVIRON["T"] }'`,
  "to a path that it prints": `awk 'BEGIN { ${PRINTED} > ("/etc/nginx/conf.d" "/x.conf") }'`,
  "by mawk": `mawk 'BEGIN { ${PRINTED} > "${FRAGMENT}" }'`,
};

const ENTRYPOINT = `${IMAGE}/docker-entrypoint.sh`;
const STEP = 'exec gosu www-data "$@"';
const evil = { [`${IMAGE}/x.conf`]: EVIL };
/** Lines of the image, its start script up to its step, and files. */
const ofGosu: Readonly<Record<string, readonly [string, string, Files]>> = {
  "tar to the root": [
    "COPY f.tar /opt/f.tar",
    "tar -C / -xf /opt/f.tar",
    { [`${IMAGE}/f.tar`]: tarball(file("etc/nginx/nginx.conf", EVIL)) },
  ],
  "cpio to the root": [
    "COPY r /opt/r",
    "cd /opt/r && find . | cpio -pdmu /",
    { [`${IMAGE}/r/etc/nginx/nginx.conf`]: EVIL },
  ],
  "a trap": ["COPY x.conf /srv/x.conf", "trap 'nginx -c /srv/x.conf' CHLD", evil],
  "awk that starts a server": [
    "COPY x.conf /srv/x.conf",
    `awk 'BEGIN { system("nginx -c /srv/x.conf") }'`,
    evil,
  ],
  "xargs that starts a server": ["COPY x.conf /srv/x.conf", "echo /srv/x.conf | xargs nginx -c", evil],
};

const NGINX = 'CMD ["nginx", "-g", "daemon off;"]\n';
/** What stands in place of Debian's CMD, with lines before it and files. */
const commands: Readonly<Record<string, readonly [string, string?, Files?]>> = {
  "SHELL with sudo": [`SHELL ["sudo", "sh", "-c"]\nCMD nginx -g 'daemon off;'\n`],
  "SHELL with another user": [`SHELL ["su", "root", "-s", "/bin/sh", "-c"]\nCMD nginx -g 'daemon off;'\n`],
  "SHELL that reads a text first": [
    `SHELL ["/bin/bash", "--rcfile", "/srv/rc", "-ic"]\nENTRYPOINT nginx -g 'daemon off;'\nCMD []\n`,
    "COPY rc /srv/rc",
    { [`${IMAGE}/rc`]: "nginx() { command nginx -c /srv/x.conf; }\n" },
  ],
  "another root": [
    'CMD ["chroot", "/srv/root", "nginx", "-g", "daemon off;"]\n',
    "COPY root /srv/root",
    { [`${IMAGE}/root/etc/nginx/nginx.conf`]: EVIL },
  ],
  pm2: ['CMD ["pm2-runtime", "start", "/srv/p.json"]\n'],
  runsv: ['CMD ["runsv", "/etc/service/nginx"]\n'],
  svscan: ['CMD ["svscan", "/service"]\n'],
};

const OTHER = "other/Dockerfile";
const SHOP = "deployment/images/shop";
const shop: Files = {
  [`${SHOP}/Dockerfile`]: "FROM registry.example.org/b:1\nEXPOSE 8080\n",
  [`${SHOP}/README.md`]: "# shop\n\nThe shop.\n\n## Ports\n\n- 8080: HTTP\n",
};
const builds = (run: string) => edited(debian, WORKFLOW, ["docker build -t web deployment/images/web", run]);
const composed = edited(debian, COMPOSE, ["    ports:", "    user: app\n    ports:"]);
const asRoot = textIn(composed, COMPOSE).replace("user: app", "user: root");
/** The name of the image, and its service, stand for something else. */
const switched: Readonly<Record<string, readonly [Files, Files]>> = {
  "a build outside takes the name": [
    debian,
    { ...builds("docker build -t web other"), [OTHER]: "FROM registry.example.org/b:1\n" },
  ],
  "a build outside takes the name, of a known base": [
    debian,
    { ...builds("docker build -t web other"), [OTHER]: "FROM nginx:1.27\n" },
  ],
  "a build of another version outside takes the name": [
    debian,
    { ...builds("docker build -t web:2 other"), [OTHER]: "FROM registry.example.org/b:1\n" },
  ],
  "another image takes the name": [debian, { ...builds(`docker build -t web ${SHOP}`), ...shop }],
  "another image takes the name, and it has a new one": [
    debian,
    { ...builds(`docker build -t old deployment/images/web && docker build -t web ${SHOP}`), ...shop },
  ],
  "another Dockerfile of the folder takes the name": [
    debian,
    {
      ...builds("docker build -t web -f deployment/images/web/Old deployment/images/web"),
      [`${IMAGE}/Old`]: "FROM registry.example.org/b:1\n",
    },
  ],
  "podman-compose of another file": [
    composed,
    { ...composed, "up.sh": executable("#!/bin/sh\npodman-compose -f x.txt up -d\n"), "x.txt": asRoot },
  ],
  "podman compose of another file": [
    composed,
    { ...composed, "up.sh": executable("#!/bin/sh\npodman compose -f x.txt up -d\n"), "x.txt": asRoot },
  ],
  "nerdctl compose of another file": [
    composed,
    { ...composed, "up.sh": executable("#!/bin/sh\nnerdctl compose -f x.txt up -d\n"), "x.txt": asRoot },
  ],
};

export const otherStarts: readonly Change[] = [
  ...Object.entries(byAwk).flatMap(([name, text]): readonly Change[] => [
    { name: `awk ${name}, when it is built`, base: alpine, head: before(alpine, `RUN ${text}`) },
    {
      name: `awk ${name}, in a hook`,
      base: alpine,
      head: before(alpine, "RUN chown -R nginx /etc/nginx\nCOPY x.sh /docker-entrypoint.d/90-x.sh", {
        [`${IMAGE}/x.sh`]: executable(`#!/bin/sh\n${text}\n`),
      }),
    },
    {
      name: `awk ${name}, at the start`,
      base: gosu,
      head: {
        ...gosu,
        [ENTRYPOINT]: executable(
          `#!/bin/sh\nset -e\n${text.replaceAll("conf.d/x.conf", "nginx.conf")}\n${STEP}\n`,
        ),
      },
    },
  ]),
  ...Object.entries(ofGosu).map(
    ([name, [lines, text, files]]): Change => ({
      name: `at the start: ${name}`,
      base: gosu,
      head: {
        ...before(gosu, lines, files),
        [ENTRYPOINT]: executable(`#!/bin/sh\nset -e\n${text}\n${STEP}\n`),
      },
    }),
  ),
  ...Object.entries(commands).map(
    ([name, [command, lines = "RUN true", files]]): Change => ({
      name: `started by: ${name}`,
      base: debian,
      head: edited(before(debian, lines, files), DOCKERFILE, [NGINX, command]),
    }),
  ),
  ...Object.entries(switched).map(
    ([name, [base, head]]): Change => ({ name: `switched: ${name}`, base, head }),
  ),
];
