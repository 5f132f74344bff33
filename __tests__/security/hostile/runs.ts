import type { Files } from "../../app/changes-between.ts";
import type { Change } from "../change.ts";
import { COMPOSE, DOCKERFILE, EVIL, edited, IMAGE, nginxConf, plain, staged, textIn } from "../repos.ts";

const ROOTED = `FROM nginx:1.27
COPY nginx.conf /etc/nginx/nginx.conf
COPY html/ /usr/share/nginx/html/
EXPOSE 8080
CMD ["nginx", "-g", "daemon off;"]
`;
const BUILD = "    build: ./deployment/images/web\n";
const SERVICE = textIn(plain, COMPOSE);
const START = `["nginx", "-c", "/usr/share/nginx/html/e.conf", "-g", "daemon off;"]`;
const evil: Files = { "evil.conf": EVIL, [`${IMAGE}/html/e.conf`]: EVIL };

interface Way {
  readonly base?: Files;
  readonly more?: Files;
  /** What stands in the service besides. */
  readonly lines?: string;
  /** What stands there instead of its build. */
  readonly build?: string;
  /** What stands at the end of the file. */
  readonly end?: string;
  /** The whole file. */
  readonly all?: string;
}

const ways: Readonly<Record<string, Way>> = {
  "user: root": { lines: "user: root" },
  "post_start of a program": {
    lines:
      'post_start:\n      - command: ["nginx", "-c", "/usr/share/nginx/html/e.conf"]\n        user: root',
    more: evil,
  },
  "post_start of a shell": {
    lines: `post_start:\n      - command: ["sh", "-c", "cp /usr/share/nginx/html/e.conf /etc/nginx/nginx.conf; nginx -s reload"]`,
    more: evil,
  },
  "post_start of a redirection": {
    lines: `post_start:\n      - command: ["sh", "-c", "echo 'user root;' > /etc/nginx/nginx.conf"]`,
  },
  "post_start of a text": { lines: "post_start:\n      - command: /usr/share/nginx/html/x.sh" },
  "post_start behind a harmless one": {
    lines: `post_start:\n      - command: mkdir -p /data\n      - command: ["$TOOL", "x"]`,
  },
  "user: 0": { lines: "user: 0" },
  'user: "0:0"': { lines: 'user: "0:0"' },
  "user of an escape": { lines: 'user: "\\x72oot"' },
  "user of a default": { lines: 'user: "${WEB_USER:-root}"' },
  "user of a variable": { lines: 'user: "${WEB_USER}"' },
  "user of .env": { lines: 'user: "${WEB_USER:-nginx}"', more: { ".env": "WEB_USER=root\n" } },
  "user of a flow": {
    all: `{services: {web: {build: ./deployment/images/web, user: root, ports: ["8080:8080"]}}}\n`,
  },
  "user of JSON": {
    all: `{"services":{"web":{"build":"./deployment/images/web","user":"root","ports":["8080:8080"]}}}\n`,
  },
  "user of an anchor": { all: `x-a: &a\n  user: root\n${SERVICE}    <<: *a\n` },
  "user of a list of anchors": { all: `x-a: &a\n  user: root\nx-b: &b {}\n${SERVICE}    <<: [*b, *a]\n` },
  "user of a second document": { all: `${SERVICE}---\nservices:\n  web:\n    user: root\n` },
  "user of a tag": { lines: "user: !!str root" },
  "user of a folded text": { lines: "user: >-\n      root" },
  "user by extends": { lines: "extends: {service: b}", end: "  b:\n    user: root\n    image: x\n" },
  "user by extends of a file": {
    lines: "extends: {file: ops/b, service: b}",
    more: { "ops/b": "services:\n  b:\n    user: root\n" },
  },
  "user by extends of extends": {
    lines: "extends: {file: ops/b.yml, service: b}",
    more: {
      "ops/b.yml": "services:\n  b:\n    extends: {file: c.txt, service: c}\n",
      "ops/c.txt": "services:\n  c:\n    user: root\n",
    },
  },
  "user by an include": {
    end: "include:\n  - ops/b.conf\n",
    more: { "ops/b.conf": "services:\n  web2:\n    build: ../deployment/images/web\n    user: root\n" },
  },
  "user by an include of several files": {
    end: "include:\n  - path: [ops/a, ops/b]\n",
    more: {
      "ops/a": "services:\n  web2:\n    build: ../deployment/images/web\n",
      "ops/b": "services:\n  web2:\n    user: root\n",
    },
  },
  COMPOSE_FILE: {
    more: {
      ".env": "COMPOSE_FILE=ops/x.yml\n",
      "ops/x.yml": "services:\n  web:\n    build: ../deployment/images/web\n    user: root\n",
    },
  },
  "COMPOSE_FILE of an odd name": {
    more: {
      ".env": "COMPOSE_FILE=ops/x\n",
      "ops/x": "services:\n  web:\n    build: ../deployment/images/web\n    user: root\n",
    },
  },
  "COMPOSE_FILE of two": {
    more: { ".env": "COMPOSE_FILE=compose.yml:ops/x\n", "ops/x": "services:\n  web:\n    user: root\n" },
  },
  "COMPOSE_FILE with a separator": {
    more: {
      ".env": "COMPOSE_PATH_SEPARATOR=,\nCOMPOSE_FILE=compose.yml,ops/x\n",
      "ops/x": "services:\n  web:\n    user: root\n",
    },
  },
  "COMPOSE_FILE exported": {
    more: {
      ".env": "export COMPOSE_FILE='ops/x'\n",
      "ops/x": "services:\n  web:\n    build: ../deployment/images/web\n    user: root\n",
    },
  },
  "another file of another name": {
    more: { "compose.device.yml": `${SERVICE}    user: root\n`.replace("web:", "web2:") },
  },
  "a file of latest": {
    more: { "compose.latest.yml": `${SERVICE}    user: root\n`.replace("web:", "web2:") },
  },
  "a file of contest": {
    more: {
      "contest/compose.yml": `${SERVICE}    user: root\n`.replace("web:", "web2:").replace("./", "../"),
    },
  },
  "a file of attestation": {
    more: { "attestation-compose.yml": `${SERVICE}    user: root\n`.replace("web:", "web2:") },
  },
  "a file of devops": {
    more: { "docker-compose.devops.yml": `${SERVICE}    user: root\n`.replace("web:", "web2:") },
  },
  "a file of overrides": {
    more: { "compose.overrides.yml": `${SERVICE}    user: root\n`.replace("web:", "web2:") },
  },
  "a file of production": { more: { "compose.production.yaml": `${SERVICE}    user: root\n` } },
  "a stack": { more: { "docker-compose.swarm.yml": `${SERVICE}    user: root\n`.replace("web:", "web2:") } },
  "privileged start": { lines: `user: root\n    privileged: true` },
  command: { lines: `command: ${START}` },
  "command of a text": { lines: "command: nginx -c /usr/share/nginx/html/e.conf -g 'daemon off;'" },
  "command of a shell": {
    lines: "command: sh -c \"nginx -c /usr/share/nginx/html/e.conf -g 'daemon off;'\"",
  },
  "command over lines": {
    lines: "command: >\n      nginx\n      -c /usr/share/nginx/html/e.conf\n      -g 'daemon off;'",
  },
  "command of a variable": { lines: "command: ${CMD}" },
  entrypoint: { lines: `entrypoint: ${START}` },
  "entrypoint of a text": { lines: "entrypoint: nginx -c /usr/share/nginx/html/e.conf -g 'daemon off;'" },
  "entrypoint of a script": {
    lines: "entrypoint: /x.sh\n    volumes: [./x.sh:/x.sh]",
    more: {
      "x.sh": {
        text: `#!/bin/sh\nexec nginx -c /usr/share/nginx/html/e.conf -g 'daemon off;'\n`,
        kind: "executable",
      },
    },
  },
  PATH: {
    lines: "environment: {PATH: /usr/share/nginx/html}",
    more: {
      [`${IMAGE}/html/nginx`]: {
        text: `#!/bin/sh\nexec /usr/sbin/nginx -c /usr/share/nginx/html/e.conf\n`,
        kind: "executable",
      },
    },
  },
  "PATH of a list": {
    lines: "environment: [PATH=/usr/share/nginx/html]",
    more: {
      [`${IMAGE}/html/nginx`]: {
        text: `#!/bin/sh\nexec /usr/sbin/nginx -c /usr/share/nginx/html/e.conf\n`,
        kind: "executable",
      },
    },
  },
  LD_PRELOAD: { lines: "environment: {LD_PRELOAD: /usr/share/nginx/html/x.so}" },
  "LD_PRELOAD of env_file": {
    lines: "env_file: ops/e",
    more: { "ops/e": "LD_PRELOAD=/usr/share/nginx/html/x.so\n" },
  },
  "LD_PRELOAD of env_files": {
    lines: "env_file:\n      - path: ops/e\n        required: false",
    more: { "ops/e": "LD_PRELOAD=/usr/share/nginx/html/x.so\n" },
  },
  BASH_ENV: {
    base: edited(plain, DOCKERFILE, [
      `CMD ["nginx", "-g", "daemon off;"]`,
      `CMD ["bash", "-c", "exec nginx -g 'daemon off;'"]`,
    ]),
    more: {
      [`${IMAGE}/html/e`]: "exec /usr/sbin/nginx -c /usr/share/nginx/html/e.conf -g 'daemon off;'\n",
    },
    lines: "environment: {BASH_ENV: /usr/share/nginx/html/e}",
  },
  "a volume of the configuration": { lines: "volumes: [./evil.conf:/etc/nginx/nginx.conf]" },
  "a read-only volume": { lines: "volumes: [./evil.conf:/etc/nginx/nginx.conf:ro]" },
  "a volume with blanks": { lines: 'volumes: ["./evil.conf:/etc/nginx/./nginx.conf:ro,z"]' },
  "a long volume": {
    lines: "volumes:\n      - type: bind\n        source: ./evil.conf\n        target: /etc/nginx/nginx.conf",
  },
  "a volume of the folder": { lines: "volumes: [./ngx:/etc/nginx]", more: { "ngx/nginx.conf": EVIL } },
  "an anonymous volume": { lines: "volumes: [/etc/nginx]" },
  "a volume of the host": { lines: "volumes: [/evil.conf:/etc/nginx/nginx.conf]" },
  "a volume of the home": { lines: "volumes: [~/evil.conf:/etc/nginx/nginx.conf]" },
  "a volume of a variable": { lines: "volumes: ['${C:-./evil.conf}:/etc/nginx/nginx.conf']" },
  "a target of a variable": { lines: "volumes: ['./evil.conf:${T:-/etc/nginx/nginx.conf}']" },
  "a volume of an image": {
    lines: "volumes:\n      - type: image\n        source: evil/conf\n        target: /etc/nginx",
  },
  "a volume of the program": { lines: "volumes: [./x.sh:/usr/sbin/nginx]", more: { "x.sh": "#!/bin/sh\n" } },
  "a volume on the PATH": {
    lines: "volumes: [./b:/usr/local/sbin]",
    more: {
      "b/nginx": {
        text: "#!/bin/sh\nexec /usr/sbin/nginx -c /usr/share/nginx/html/e.conf\n",
        kind: "executable",
      },
    },
  },
  "a volume of the preload": {
    lines: "volumes: [./p:/etc/ld.so.preload]",
    more: { p: "/usr/share/nginx/html/x.so\n" },
  },
  "a volume of the entrypoint": {
    lines: "volumes: [./x.sh:/docker-entrypoint.sh]",
    more: { "x.sh": { text: "#!/bin/sh\nexec nginx -c /usr/share/nginx/html/e.conf\n", kind: "executable" } },
  },
  "a volume of hooks": {
    lines: "volumes: [./h:/docker-entrypoint.d]",
    more: { "h/1.envsh": { text: "exec nginx -c /usr/share/nginx/html/e.conf\n", kind: "executable" } },
  },
  "a volume through a link": {
    base: edited(plain, DOCKERFILE, ["USER nginx", "RUN ln -s /etc/nginx /conf\nUSER nginx"]),
    lines: "volumes: [./evil.conf:/conf/nginx.conf]",
  },
  volumes_from: {
    lines: "volumes_from: [c]",
    end: "  c:\n    image: evil/conf\n    volumes: [/etc/nginx]\n",
  },
  "volumes_from a service of ours": {
    lines: "volumes_from: [c]",
    end: "  c:\n    image: busybox\n    volumes: [./evil.conf:/etc/nginx/nginx.conf]\n",
  },
  tmpfs: { lines: "tmpfs: /etc/nginx" },
  "tmpfs of a list": { lines: "tmpfs: [/etc/nginx]" },
  "tmpfs with options": { lines: 'tmpfs: ["/etc/nginx:mode=755,uid=0"]' },
  "tmpfs as a volume": { lines: "volumes:\n      - type: tmpfs\n        target: /etc/nginx" },
  "a secret": {
    lines: "secrets: [{source: c, target: /etc/nginx/nginx.conf}]",
    end: "secrets:\n  c: {file: ./evil.conf}\n",
  },
  "a secret of the environment": {
    lines: "secrets: [{source: c, target: /etc/nginx/nginx.conf}]",
    end: "secrets:\n  c: {environment: C}\n",
  },
  "an external secret": {
    lines: "secrets: [{source: c, target: /etc/nginx/nginx.conf}]",
    end: "secrets:\n  c: {external: true}\n",
  },
  "a configuration": {
    lines: "configs: [{source: c, target: /etc/nginx/nginx.conf}]",
    end: "configs:\n  c: {file: ./evil.conf}\n",
  },
  "a configuration in place": {
    lines: "configs: [{source: c, target: /etc/nginx/nginx.conf}]",
    end: `configs:\n  c:\n    content: |\n${EVIL.replace(/^/gm, "      ")}\n`,
  },
  "a configuration of the environment": {
    lines: "configs: [{source: c, target: /etc/nginx/nginx.conf}]",
    end: "configs:\n  c: {environment: C}\n",
  },
  "an external configuration": {
    lines: "configs: [{source: c, target: /etc/nginx/nginx.conf}]",
    end: "configs:\n  c: {external: true}\n",
  },
  "a configuration by its name": {
    base: edited(
      edited(plain, DOCKERFILE, [
        `CMD ["nginx", "-g", "daemon off;"]`,
        `CMD ["nginx", "-c", "/c", "-g", "daemon off;"]`,
      ]),
      DOCKERFILE,
      ["USER nginx", "COPY nginx.conf /c\nUSER nginx"],
    ),
    lines: "configs: [c]",
    end: "configs:\n  c: {file: ./evil.conf}\n",
  },
  "another image": { build: "    image: evil/web:1\n" },
  "another image of a variable": { build: "    image: ${WEB}\n" },
  "the build is null": { build: "    build: null\n    image: evil/web:1\n" },
  "the build of another folder": {
    build: "    build: ops/w\n",
    more: {
      "ops/w/Dockerfile": ROOTED,
      "ops/w/nginx.conf": nginxConf(80, { user: "root" }),
      "ops/w/html/i.html": "",
    },
  },
  "the build of another Dockerfile": {
    build: "    build: {context: ./deployment/images/web, dockerfile: ../../../ops/D}\n",
    more: { "ops/D": ROOTED },
  },
  "the build of a Dockerfile of another name": {
    build: "    build: {context: ./deployment/images/web, dockerfile: x.txt}\n",
    more: { [`${IMAGE}/x.txt`]: ROOTED },
  },
  "the build in place": {
    build: `    build:\n      context: ./deployment/images/web\n      dockerfile_inline: |\n${ROOTED.replace(/^/gm, "        ")}\n`,
  },
  "the build in place of a variable": {
    build: '    build: {context: ./deployment/images/web, dockerfile_inline: "${D}"}\n',
  },
  "the build of an address": { build: "    build: https://github.com/evil/x.git\n" },
  "the build of an address in full": { build: "    build: {context: 'git@github.com:evil/x.git#main'}\n" },
  "the build of a variable": { build: "    build: ${DIR}\n" },
  "the build of a target": {
    base: staged,
    build: "    build: {context: ./deployment/images/web, target: debug}\n",
  },
  "the build of a target by extends": {
    base: staged,
    build: `${BUILD}    extends: {file: ops/b, service: b}\n`.replace(
      "build: ./deployment/images/web",
      "build: {context: ./deployment/images/web}",
    ),
    more: { "ops/b": "services:\n  b:\n    build: {target: debug}\n" },
  },
  "the build of a target of a variable": {
    base: staged,
    build: "    build: {context: ./deployment/images/web, target: '${T:-debug}'}\n",
  },
  "the build with a base of a list": {
    build:
      "    build:\n      context: ./deployment/images/web\n      additional_contexts: ['nginx:1.27=docker-image://evil/nginx']\n",
  },
  "the build with a base of a map": {
    build:
      "    build:\n      context: ./deployment/images/web\n      additional_contexts: {'nginx:1.27': docker-image://evil/nginx}\n",
  },
  "the build with a base of a folder": {
    build:
      "    build:\n      context: ./deployment/images/web\n      additional_contexts: {'nginx:1.27': ./rootfs}\n",
    more: { "rootfs/x": "" },
  },
  "the build with a base of a service": {
    build:
      "    build:\n      context: ./deployment/images/web\n      additional_contexts: {'nginx:1.27': 'service:b'}\n",
    end: "  b:\n    build: {dockerfile_inline: 'FROM evil/nginx'}\n",
  },
  "the build with a frontend": {
    build: "    build: {context: ./deployment/images/web, args: {BUILDKIT_SYNTAX: evil/frontend}}\n",
  },
  "the build with a frontend of a list": {
    build: "    build: {context: ./deployment/images/web, args: ['BUILDKIT_SYNTAX=evil/frontend']}\n",
  },
  "the build with an argument": {
    base: edited(plain, DOCKERFILE, ["USER nginx", "ARG RUN_AS=nginx\nUSER $RUN_AS"]),
    build: "    build: {context: ./deployment/images/web, args: {RUN_AS: root}}\n",
  },
  "the build with an argument of a list": {
    base: edited(plain, DOCKERFILE, ["USER nginx", "ARG RUN_AS=nginx\nUSER $RUN_AS"]),
    build: "    build: {context: ./deployment/images/web, args: [RUN_AS=root]}\n",
  },
  "the build with an argument of the environment": {
    base: edited(plain, DOCKERFILE, ["USER nginx", "ARG RUN_AS=nginx\nUSER $RUN_AS"]),
    build: "    build: {context: ./deployment/images/web, args: [RUN_AS]}\n",
  },
  "the build with a base of an argument": {
    base: edited(plain, DOCKERFILE, ["FROM nginx:1.27", "ARG BASE=nginx:1.27\nFROM $BASE"]),
    build: "    build: {context: ./deployment/images/web, args: {BASE: evil/nginx}}\n",
  },
  "a service besides": { end: "  web2:\n    build: ./deployment/images/web\n    user: root\n" },
  "a service behind a profile": {
    end: "  web2:\n    profiles: [x]\n    build: ./deployment/images/web\n    user: root\n",
  },
  "a port of 80": { lines: `sysctls: {net.ipv4.ip_unprivileged_port_start: 0}\n    command: ${START}` },
};

/** What compose loads by itself beside the file. */
const overrides: Readonly<Record<string, Files>> = Object.fromEntries(
  [
    "compose.override.yaml",
    "compose.override.yml",
    "docker-compose.override.yml",
    "docker-compose.override.yaml",
  ].flatMap((name): [string, Files][] => [
    [`user of ${name}`, { [name]: "services:\n  web:\n    user: root\n" }],
    [`command of ${name}`, { [name]: `services:\n  web:\n    command: ${START}\n` }],
    [
      `volume of ${name}`,
      { [name]: "services:\n  web:\n    volumes: [./evil.conf:/etc/nginx/nginx.conf]\n" },
    ],
    [`image of ${name}`, { [name]: "services:\n  web:\n    build: !reset null\n    image: evil/web\n" }],
  ]),
);

function changed(base: Files, { more = {}, lines, build, end, all }: Way): Files {
  const files = { ...base, ...evil, ...more };
  if (all !== undefined) return { ...files, [COMPOSE]: all };
  const built = build === undefined ? files : edited(files, COMPOSE, [BUILD, build]);
  const told = textIn(built, COMPOSE);
  return { ...built, [COMPOSE]: `${told}${lines === undefined ? "" : `    ${lines}\n`}${end ?? ""}` };
}

const main = Object.entries(ways).map(
  ([name, way]): Change => ({
    name: `compose: ${name}`,
    base: way.base ?? plain,
    head: changed(way.base ?? plain, way),
  }),
);

const byOverride = Object.entries(overrides).map(
  ([name, more]): Change => ({
    name: `compose: ${name}`,
    base: plain,
    head: { ...plain, ...evil, ...more },
    least: "warning",
  }),
);

export const runs = [...main, ...byOverride];
