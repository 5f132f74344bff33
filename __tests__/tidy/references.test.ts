import { describe, expect, test } from "vitest";
import type { Files } from "../app/changes-between.ts";
import { factsOf, tidied } from "./tidied.ts";

const WEB = "deployment/images/web";
const CONF = "events {}\nhttp {\n    server {\n        listen 8080;\n    }\n}\n";
const DOCKERFILE = "FROM nginx:1.27-alpine\nCOPY nginx.conf /etc/nginx/nginx.conf\nUSER nginx\nEXPOSE 8080\n";
const REPO: Files = {
  ".github/keelcheck.yml": "layout:\n  config: config\n",
  [`${WEB}/Dockerfile`]: DOCKERFILE,
  [`${WEB}/nginx.conf`]: CONF,
  [`${WEB}/README.md`]: "# web\n\nUser `nginx`, port 8080, `/etc/nginx/nginx.conf`.\n",
};
const MOVED = `${WEB}/nginx.conf -> ${WEB}/config/nginx.conf`;

interface Case {
  readonly what: string;
  readonly path: string;
  readonly text: string;
}

const REWRITTEN: readonly (Case & { readonly after: string })[] = [
  {
    what: "an owner",
    path: ".github/CODEOWNERS",
    text: "* @a\n/deployment/images/web/nginx.conf @b\n",
    after: "* @a\n/deployment/images/web/config/nginx.conf @b\n",
  },
  {
    what: "an owner by a nested pattern",
    path: "CODEOWNERS",
    text: "deployment/images/web/ @b\n",
    after: "deployment/images/web/ @b\n",
  },
  {
    what: "a filter of a workflow",
    path: ".github/workflows/web.yml",
    text: "on:\n  push:\n    paths:\n      - deployment/images/web/nginx.conf\n      - '!deployment/images/web/README.md'\njobs: {}\n",
    after:
      "on:\n  push:\n    paths:\n      - deployment/images/web/config/nginx.conf\n      - '!deployment/images/web/README.md'\njobs: {}\n",
  },
  {
    what: "a filter by a wildcard that takes both",
    path: ".github/workflows/web.yml",
    text: "on:\n  push:\n    paths: ['deployment/images/web/**']\njobs: {}\n",
    after: "on:\n  push:\n    paths: ['deployment/images/web/**']\njobs: {}\n",
  },
  {
    what: "a command of a workflow in a folder",
    path: ".github/workflows/web.yml",
    text: "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: nginx -t -c nginx.conf\n        working-directory: deployment/images/web\n      - run: cat ./deployment/images/web/nginx.conf ${{ github.workspace }}/deployment/images/web/nginx.conf\n",
    after:
      "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: nginx -t -c config/nginx.conf\n        working-directory: deployment/images/web\n      - run: cat ./deployment/images/web/config/nginx.conf ${{ github.workspace }}/deployment/images/web/config/nginx.conf\n",
  },
  {
    what: "a mount of compose",
    path: "compose.yaml",
    text: "services:\n  web:\n    build: ./deployment/images/web\n    volumes:\n      - ./deployment/images/web/nginx.conf:/etc/nginx/nginx.conf:ro\n",
    after:
      "services:\n  web:\n    build: ./deployment/images/web\n    volumes:\n      - ./deployment/images/web/config/nginx.conf:/etc/nginx/nginx.conf:ro\n",
  },
  {
    what: "a mount of compose beside it",
    path: `${WEB}/docker-compose.yml`,
    text: "services:\n  web:\n    build: .\n    volumes:\n      - type: bind\n        source: ./nginx.conf\n        target: /etc/nginx/nginx.conf\n",
    after:
      "services:\n  web:\n    build: .\n    volumes:\n      - type: bind\n        source: ./config/nginx.conf\n        target: /etc/nginx/nginx.conf\n",
  },
  {
    what: "a configuration of compose",
    path: `${WEB}/docker-compose.yml`,
    text: "configs:\n  main:\n    file: nginx.conf\nservices:\n  web:\n    build: .\n",
    after: "configs:\n  main:\n    file: config/nginx.conf\nservices:\n  web:\n    build: .\n",
  },
  {
    what: "a script",
    path: "scripts/test.sh",
    text: '#!/bin/sh\ncd "$(dirname "$0")/.."\nnginx -t -c "$PWD/deployment/images/web/nginx.conf"\n',
    after: '#!/bin/sh\ncd "$(dirname "$0")/.."\nnginx -t -c "$PWD/deployment/images/web/config/nginx.conf"\n',
  },
  {
    what: "a script beside it",
    path: `${WEB}/test.sh`,
    text: '#!/bin/sh\nnginx -t -c "$(dirname "$0")/nginx.conf"\n',
    after: '#!/bin/sh\nnginx -t -c "$(dirname "$0")/config/nginx.conf"\n',
  },
  {
    what: "a Makefile",
    path: "Makefile",
    text: "IMAGE = deployment/images/web\n\ntest: deployment/images/web/nginx.conf\n\tnginx -t -c $(CURDIR)/deployment/images/web/nginx.conf\n",
    after:
      "IMAGE = deployment/images/web\n\ntest: deployment/images/web/config/nginx.conf\n\tnginx -t -c $(CURDIR)/deployment/images/web/config/nginx.conf\n",
  },
  {
    what: "attributes",
    path: ".gitattributes",
    text: "* text=auto\n/deployment/images/web/nginx.conf eol=lf\n",
    after: "* text=auto\n/deployment/images/web/config/nginx.conf eol=lf\n",
  },
  {
    what: "attributes in the folder",
    path: `${WEB}/.gitattributes`,
    text: "/nginx.conf eol=lf\nDockerfile eol=lf\n",
    after: "/config/nginx.conf eol=lf\nDockerfile eol=lf\n",
  },
  {
    what: "a line of .dockerignore",
    path: `${WEB}/.dockerignore`,
    text: "*.md\n!nginx.conf\n",
    after: "*.md\n!config/nginx.conf\n",
  },
  {
    what: "an exception of .gitignore",
    path: ".gitignore",
    text: "*.log\n*.conf\n!/deployment/images/web/nginx.conf\n",
    after: "*.log\n*.conf\n!/deployment/images/web/config/nginx.conf\n",
  },
  {
    what: "a link",
    path: "README.md",
    text: "# Repo\n\nSee [the configuration](deployment/images/web/nginx.conf#L3) and [it](/deployment/images/web/nginx.conf).\n",
    after:
      "# Repo\n\nSee [the configuration](deployment/images/web/config/nginx.conf#L3) and [it](/deployment/images/web/config/nginx.conf).\n",
  },
  {
    what: "links beside it",
    path: `${WEB}/README.md`,
    text: "# web\n\nUser `nginx`, port 8080: [`nginx.conf`](nginx.conf), as `/etc/nginx/nginx.conf`. In words: nginx.conf.\n\n[c]: ./nginx.conf\n",
    after:
      "# web\n\nUser `nginx`, port 8080: [`config/nginx.conf`](config/nginx.conf), as `/etc/nginx/nginx.conf`. In words: nginx.conf.\n\n[c]: ./config/nginx.conf\n",
  },
  {
    what: "renovate",
    path: "renovate.json",
    text: '{ "ignorePaths": ["deployment/images/web/nginx.conf"] }\n',
    after: '{ "ignorePaths": ["deployment/images/web/config/nginx.conf"] }\n',
  },
  {
    what: "a waiver",
    path: ".github/keelcheck.yml",
    text: "layout:\n  config: config\nwaivers:\n  - { rule: nginx/*, path: deployment/images/web/nginx.conf, reason: because }\n",
    after:
      "layout:\n  config: config\nwaivers:\n  - { rule: nginx/*, path: deployment/images/web/config/nginx.conf, reason: because }\n",
  },
  {
    what: "a program that names the whole path",
    path: "tools/check.py",
    text: 'open("deployment/images/web/nginx.conf")\n',
    after: 'open("deployment/images/web/config/nginx.conf")\n',
  },
  {
    what: "an expression of pre-commit",
    path: ".pre-commit-config.yaml",
    text: "repos:\n  - repo: local\n    hooks:\n      - id: a\n        files: ^(deployment/images/web/nginx\\.conf|a)$\n",
    after:
      "repos:\n  - repo: local\n    hooks:\n      - id: a\n        files: ^(deployment/images/web/config/nginx\\.conf|a)$\n",
  },
  {
    what: "an expression of Renovate",
    path: "renovate.json",
    text: '{ "ignorePaths": [], "fileMatch": ["^deployment\\\\/images\\\\/web\\\\/nginx\\\\.conf$"] }\n',
    after:
      '{ "ignorePaths": [], "fileMatch": ["^deployment\\\\/images\\\\/web\\\\/config\\\\/nginx\\\\.conf$"] }\n',
  },
  {
    what: "a wildcard of a filter that takes it alone",
    path: ".github/workflows/web.yml",
    text: "on:\n  push:\n    paths: ['deployment/images/web/*.conf', \"!./deployment/images/web/ng*\"]\njobs: {}\n",
    after:
      "on:\n  push:\n    paths: ['deployment/images/web/config/*.conf', \"!./deployment/images/web/config/ng*\"]\njobs: {}\n",
  },
  {
    what: "a path in a container",
    path: "scripts/reload.sh",
    text: "#!/bin/sh\ndocker exec web nginx -t -c /etc/nginx/nginx.conf\n",
    after: "#!/bin/sh\ndocker exec web nginx -t -c /etc/nginx/nginx.conf\n",
  },
];

describe("what names a file that moves is rewritten", () => {
  test.each(REWRITTEN)("$what in $path", async ({ path, text, after }) => {
    const files = { ...REPO, [path]: text };
    const { made, refused, files: now } = await tidied(files);
    expect({ made, refused }).toEqual({ made: [MOVED], refused: [] });
    expect(now[path]).toBe(after);
    expect(now[`${WEB}/config/nginx.conf`]).toBe(CONF);
    expect(now[`${WEB}/Dockerfile`]).toBe(DOCKERFILE.replace("COPY ", "COPY config/"));
    expect(factsOf(now)).toEqual(factsOf(files));
    expect((await tidied(now)).changes).toEqual([]);
  });
});

// Of this folder every file moves, each by itself.
const SERVER: Files = {
  ...REPO,
  [`${WEB}/Dockerfile`]: DOCKERFILE.replace(
    "COPY nginx.conf",
    "COPY server/mime.types /etc/nginx/mime.types\nCOPY server/nginx.conf",
  ),
  [`${WEB}/server/nginx.conf`]: CONF.replace("http {", "http {\n    include mime.types;"),
  [`${WEB}/server/mime.types`]: "types {}\n",
};

describe("what names a folder that is emptied is rewritten", () => {
  test.each([
    [".github/workflows/a.yml", "on:\n  push:\n    paths: [deployment/images/web/server/**]\njobs: {}\n"],
    [
      ".github/workflows/a.yml",
      "on:\n  push:\n    paths:\r\n      - 'deployment/images/web/server/*'\r\njobs: {}\n",
    ],
    ["CODEOWNERS", "* @a\n/deployment/images/web/server/ @b\n"],
    [".gitattributes", "deployment/images/web/server/* text eol=lf\n"],
    ["renovate.json", '{ "ignorePaths": ["deployment/images/web/server/**"] }\n'],
    [`${WEB}/.dockerignore`, "*\n!server\n!server/**\n"],
    ["scripts/show.sh", "#!/bin/sh\nls deployment/images/web/server\n"],
    ["scripts/one.sh", '#!/bin/sh\ncat "deployment/images/web/server/$1"\n'],
    ["README.md", "# Repo\n\nSee [it](deployment/images/web/server/).\n"],
    [
      "compose.yaml",
      "services:\n  web:\n    build: ./deployment/images/web\n    volumes: ['./deployment/images/web/server:/srv']\n",
    ],
  ])("in %s: %j", async (path, text) => {
    const { [`${WEB}/nginx.conf`]: _, ...others } = SERVER;
    const files = { ...others, [path]: text };
    const { made, refused, files: now } = await tidied(files);
    expect(refused).toEqual([]);
    expect(made).toEqual([
      `${WEB}/server/mime.types -> ${WEB}/config/mime.types`,
      `${WEB}/server/nginx.conf -> ${WEB}/config/nginx.conf`,
    ]);
    expect(now[path]).toBe(text.replaceAll(/(web\/|!)server/g, "$1config"));
    expect(factsOf(now)).toEqual(factsOf(files));
    expect((await tidied(now)).changes).toEqual([]);
  });

  test("not where something stays in it", async () => {
    const { [`${WEB}/nginx.conf`]: _, ...others } = SERVER;
    const filter = "on:\n  push:\n    paths: [deployment/images/web/server/**]\njobs: {}\n";
    const { made } = await tidied({
      ...others,
      [`${WEB}/server/notes.txt`]: "",
      ".github/workflows/a.yml": filter,
    });
    expect(made).toEqual([]);
  });
});

const REFUSED: readonly (Case & { readonly why: string })[] = [
  {
    what: "a loop over images",
    path: "build.sh",
    text: "#!/bin/sh\nfor i in web api; do\n  nginx -t -c deployment/images/$i/nginx.conf\ndone\n",
    why: "build.sh:3: a path is put together from a variable here, and may be this one",
  },
  {
    what: "a folder from outside",
    path: "build.sh",
    text: '#!/bin/sh\ncat "$1/nginx.conf"\n',
    why: "build.sh:2: a path is put together from a variable here, and may be this one",
  },
  {
    what: "a matrix",
    path: ".github/workflows/a.yml",
    text: "on: push\njobs:\n  a:\n    runs-on: x\n    strategy:\n      matrix:\n        image: [web]\n    steps:\n      - run: cat deployment/images/${{ matrix.image }}/nginx.conf\n",
    why: ".github/workflows/a.yml:9: a path is put together from a variable here, and may be this one",
  },
  {
    what: "a wildcard of a filter",
    path: ".github/workflows/a.yml",
    text: "on:\n  push:\n    paths: ['deployment/images/*/nginx.conf']\njobs: {}\n",
    why: '.github/workflows/a.yml:3: "deployment/images/*/nginx.conf" would no longer match the same files',
  },
  {
    what: "a wildcard that would take it then",
    path: ".gitattributes",
    text: "deployment/images/*/config/* binary\n",
    why: '.gitattributes:1: "deployment/images/*/config/*" would no longer match the same files',
  },
  {
    what: "owners of the new folder",
    path: "CODEOWNERS",
    text: "/deployment/images/web/ @a\n/deployment/images/web/config/ @b\n",
    why: "CODEOWNERS gives it to others at its new path",
  },
  {
    what: "a mount of the folder",
    path: "compose.yaml",
    text: "services:\n  web:\n    build: ./deployment/images/web\n    volumes: ['./deployment/images/web:/app']\n",
    why: "compose.yaml:4: the folder deployment/images/web is mounted as a whole here",
  },
  {
    what: "a mount of the folder beside it",
    path: `${WEB}/compose.yaml`,
    text: "services:\n  web:\n    build: .\n    volumes: ['.:/app']\n",
    why: `${WEB}/compose.yaml:4: the folder ${WEB} is mounted as a whole here`,
  },
  {
    what: "a program that runs anywhere",
    path: `${WEB}/check.py`,
    text: 'open("nginx.conf")\n',
    why: `${WEB}/check.py:1: "nginx.conf" may be this path or only a name`,
  },
  {
    what: "a script that goes anywhere",
    path: "all.sh",
    text: '#!/bin/sh\ncd "$1"\nnginx -t -c nginx.conf\n',
    why: 'all.sh:3: the folder that "nginx.conf" counts from is unknown',
  },
  {
    what: "git that ignores the new folder",
    path: ".gitignore",
    text: "config/\n",
    why: "git would ignore it at one of the two paths only",
  },
  {
    what: "a Dockerfile that copies the folder",
    path: `${WEB}/Dockerfile`,
    text: `${DOCKERFILE}COPY . /srv/\n`,
    why: `${WEB}/Dockerfile:5: "." is copied as a whole, and the image would hold it at another path`,
  },
  {
    what: "a variable in COPY",
    path: `${WEB}/Dockerfile`,
    text: DOCKERFILE.replace("COPY nginx", "ARG KIND=nginx\nCOPY $KIND"),
    why: `${WEB}/Dockerfile:3: "$KIND.conf" is written in a way that cannot be changed surely`,
  },
  {
    what: "a mount of the whole context",
    path: `${WEB}/Dockerfile`,
    text: `${DOCKERFILE}RUN --mount=type=bind,target=/src true\n`,
    why: `${WEB}/Dockerfile:5: the folder ${WEB} is mounted as a whole here`,
  },
];

describe("what cannot be rewritten surely keeps the file where it is, and says so", () => {
  test.each(REFUSED)("$what in $path", async ({ path, text, why }) => {
    const { made, refused, changes } = await tidied({ ...REPO, [path]: text });
    expect({ made, refused, changes }).toEqual({
      made: [],
      refused: [`${WEB}/nginx.conf: ${why}`],
      changes: [],
    });
  });

  test("a link of the repo", async () => {
    const { refused } = await tidied({ ...REPO, "nginx.conf": { target: `${WEB}/nginx.conf` } });
    expect(refused).toEqual([`${WEB}/nginx.conf: this link leads to it`]);
  });

  test("a file that lies there already", async () => {
    const { refused } = await tidied({ ...REPO, [`${WEB}/config/nginx.conf`]: "# another\n" });
    expect(refused).toEqual([`${WEB}/nginx.conf: ${WEB}/config/nginx.conf already exists`]);
  });
});
