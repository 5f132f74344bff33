import type { Files } from "../../app/changes-between.ts";
import type { Change } from "../change.ts";
import { before, edits } from "../hostile/edits.ts";
import { pipelines } from "../hostile/pipelines.ts";
import {
  apache,
  baked,
  COMPOSE,
  CONF,
  DOCKERFILE,
  edited,
  IMAGE,
  nginxConf,
  plain,
  README,
  staged,
  supervised,
  textIn,
  WORKFLOW,
  without,
} from "../repos.ts";

const BUILD = "      - run: docker build -t web deployment/images/web\n";

/** The image's folder under another name. */
function moved(files: Files, to: string): Files {
  return Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => path.startsWith(`${IMAGE}/`))
      .map(([path, file]) => [`${to}${path.slice(IMAGE.length)}`, file]),
  );
}

const OTHER = "deployment/images/site";
const second: Files = { ...plain, ...moved(plain, OTHER) };

const added = (files: Files, more: Files): Files => ({ ...files, ...more });
const steps = (lines: string, more: Files = {}): Files =>
  added(edited(plain, WORKFLOW, [BUILD, lines]), more);
const compose = (lines: string, more: Files = {}): Files =>
  added({ ...plain, [COMPOSE]: `${textIn(plain, COMPOSE)}${lines}` }, more);

const images: Readonly<Record<string, readonly [Files, Files]>> = {
  "another image": [plain, second],
  "another image of Apache": [plain, added(plain, moved(apache, OTHER))],
  "another image below supervisord": [plain, added(plain, moved(supervised, OTHER))],
  "an image is dropped": [second, without(second, Object.keys(moved(plain, OTHER)))],
  "one is added and another dropped": [
    second,
    added(without(second, Object.keys(moved(plain, OTHER))), moved(apache, "deployment/images/docs")),
  ],
  "an image under another name": [second, added(plain, moved(plain, "deployment/images/home"))],
  "a base of the same kind": [plain, edited(plain, DOCKERFILE, ["nginx:1.27", "nginx:1.28"])],
  "a base by its digest": [
    plain,
    edited(plain, DOCKERFILE, ["nginx:1.27", `nginx:1.27@sha256:${"0".repeat(64)}`]),
  ],
  "a base in full": [plain, edited(plain, DOCKERFILE, ["nginx:1.27", "docker.io/library/nginx:1.27"])],
  "a base of Alpine": [plain, edited(plain, DOCKERFILE, ["nginx:1.27", "nginx:1.27-alpine"])],
  "a base of an argument": [
    plain,
    edited(plain, DOCKERFILE, ["FROM nginx:1.27", "ARG V=1.27\nFROM nginx:${V}"]),
  ],
  "a name for the stage": [plain, edited(plain, DOCKERFILE, ["FROM nginx:1.27", "FROM nginx:1.27 AS web"])],
  "Docker's frontend": [
    plain,
    { ...plain, [DOCKERFILE]: `# syntax=docker/dockerfile:1\n${textIn(plain, DOCKERFILE)}` },
  ],
  "Docker's frontend in full": [
    plain,
    { ...plain, [DOCKERFILE]: `# syntax=docker.io/docker/dockerfile:1.7-labs\n${textIn(plain, DOCKERFILE)}` },
  ],
  "a check directive": [
    plain,
    { ...plain, [DOCKERFILE]: `# check=error=true\n${textIn(plain, DOCKERFILE)}` },
  ],
  "an escape directive": [plain, { ...plain, [DOCKERFILE]: `# escape=\\\n${textIn(plain, DOCKERFILE)}` }],
  "Windows' line ends": [
    plain,
    { ...plain, [DOCKERFILE]: textIn(plain, DOCKERFILE).replaceAll("\n", "\r\n") },
  ],
  "the user by its number": [plain, edited(plain, DOCKERFILE, ["USER nginx", "USER 101"])],
  "the user with its group": [plain, edited(plain, DOCKERFILE, ["USER nginx", "USER nginx:nginx"])],
  "the order of two COPYs": [
    plain,
    edited(plain, DOCKERFILE, [
      "COPY nginx.conf /etc/nginx/nginx.conf\nCOPY html/ /usr/share/nginx/html/\n",
      "COPY html/ /usr/share/nginx/html/\nCOPY nginx.conf /etc/nginx/nginx.conf\n",
    ]),
  ],
  "the CMD of a shell": [
    plain,
    edited(plain, DOCKERFILE, ['CMD ["nginx", "-g", "daemon off;"]', "CMD exec nginx -g 'daemon off;'"]),
  ],
  "the CMD by its path": [plain, edited(plain, DOCKERFILE, ['CMD ["nginx"', 'CMD ["/usr/sbin/nginx"'])],
  "a start script": [
    plain,
    added(
      edited(
        edited(plain, DOCKERFILE, ["USER nginx", "COPY --chmod=755 run.sh /run.sh\nUSER nginx"]),
        DOCKERFILE,
        ['CMD ["nginx", "-g", "daemon off;"]', 'CMD ["/run.sh"]'],
      ),
      {
        [`${IMAGE}/run.sh`]: { text: "#!/bin/sh\nset -e\nexec nginx -g 'daemon off;'\n", kind: "executable" },
      },
    ),
  ],
  "a build stage": [
    plain,
    edited(
      edited(plain, DOCKERFILE, [
        "FROM nginx:1.27",
        "FROM node:22 AS build\nRUN mkdir /out && echo 1 > /out/a.js\n\nFROM nginx:1.27",
      ]),
      DOCKERFILE,
      ["COPY html/", "COPY --from=build /out/ /usr/share/nginx/html/js/\nCOPY html/"],
    ),
  ],
  "a tool of a build stage": [
    plain,
    edited(
      edited(plain, DOCKERFILE, [
        "FROM nginx:1.27",
        "FROM golang:1.24 AS build\nRUN go install example.org/tool@v1\n\nFROM nginx:1.27",
      ]),
      DOCKERFILE,
      ["USER nginx", "COPY --from=build /go/bin/tool /usr/local/bin/tool\nUSER nginx"],
    ),
  ],
  "a folder of tools of a build stage": [
    plain,
    edited(
      edited(plain, DOCKERFILE, [
        "FROM nginx:1.27",
        "FROM golang:1.24 AS build\nRUN go install example.org/tool@v1\n\nFROM nginx:1.27",
      ]),
      DOCKERFILE,
      ["USER nginx", "COPY --from=build /go/bin/ /usr/local/bin/\nUSER nginx"],
    ),
  ],
  "a debug stage that nobody builds": [
    staged,
    edited(staged, DOCKERFILE, ["FROM b AS prod", "FROM b AS test\nRUN true\n\nFROM b AS prod"]),
  ],
};

const confs: Readonly<Record<string, string>> = {
  "a comment": `# the site\n${nginxConf(8080)}`,
  compression: nginxConf(8080, { more: "    gzip on;\n" }),
  "a time limit": nginxConf(8080, { more: "    keepalive_timeout 30s;\n" }),
  "no version": nginxConf(8080, { more: "    server_tokens off;\n" }),
  "a format of logs": nginxConf(8080, { more: "    log_format main '$remote_addr $request';\n" }),
  "an upstream": nginxConf(8080, { more: "    upstream api { server api:9000; }\n" }),
  "a map": nginxConf(8080, { more: "    map $uri $x { default 0; }\n" }),
  "other blanks": nginxConf(8080).replaceAll("    ", "\t"),
  "a location": nginxConf(8080).replace("root /usr", "location /api { return 204; }\n        root /usr"),
  "a name": nginxConf(8080).replace("root /usr", "server_name example.org;\n        root /usr"),
  "IPv6 besides": nginxConf(8080).replace("listen 8080;", "listen 8080;\n        listen [::]:8080;"),
};

const ci: Readonly<Record<string, Files>> = {
  "a comment": { ...plain, [WORKFLOW]: `# builds the image\n${textIn(plain, WORKFLOW)}` },
  "a name": { ...plain, [WORKFLOW]: `name: Build\n${textIn(plain, WORKFLOW)}` },
  "a newer checkout": edited(plain, WORKFLOW, ["checkout@v4", "checkout@v5"]),
  "another runner": edited(plain, WORKFLOW, ["ubuntu-latest", "ubuntu-24.04"]),
  "a step before": steps(`      - run: echo building\n${BUILD}`),
  "a lint before": steps(`      - run: npx prettier --check .\n${BUILD}`),
  "a scan behind": steps(`${BUILD}      - run: trivy image web\n`),
  "a push behind": steps(`${BUILD}      - run: docker push web\n`),
  "a run behind": steps(`${BUILD}      - run: docker run --rm web nginx -t\n`),
  "a login": steps(
    `      - uses: docker/login-action@v3\n        with: {username: x, password: y}\n${BUILD}`,
  ),
  buildx: steps(
    "      - uses: docker/setup-buildx-action@v3\n      - run: docker buildx build --load -t web deployment/images/web\n",
  ),
  "buildx by its short name": steps("      - run: docker buildx b -t web deployment/images/web\n"),
  "the build action": steps(
    "      - uses: docker/build-push-action@v6\n        with:\n          context: deployment/images/web\n          tags: web\n",
  ),
  "the build action with a cache": steps(
    "      - uses: docker/build-push-action@v6\n        with:\n          context: deployment/images/web\n          cache-from: type=gha\n",
  ),
  "its folder": steps(
    "      - run: docker build -t web .\n        working-directory: deployment/images/web\n",
  ),
  "its file": steps(
    "      - run: docker build -f deployment/images/web/Dockerfile -t web deployment/images/web\n",
  ),
  "no cache": steps("      - run: docker build --no-cache --pull -t web deployment/images/web\n"),
  "a platform": steps("      - run: docker build --platform linux/amd64 -t web deployment/images/web\n"),
  "a label": steps("      - run: docker build --label a=b -t web deployment/images/web\n"),
  "an argument that nobody reads": steps(
    "      - run: docker build --build-arg REVISION=1 -t web deployment/images/web\n",
  ),
  "an argument of an expression": steps(
    "      - run: docker build --build-arg REVISION=${{ github.sha }} -t web deployment/images/web\n",
  ),
  "another tag": steps("      - run: docker build -t web:${{ github.sha }} deployment/images/web\n"),
  "two tags": steps("      - run: docker build -t web -t web:latest deployment/images/web\n"),
  "an edit of another file": steps(`      - run: sed -i s/a/b/ CHANGELOG.md\n${BUILD}`, {
    "CHANGELOG.md": "a\n",
  }),
  "a file that is written": steps(`      - run: echo 1 > version.txt\n${BUILD}`),
  "a Makefile": steps("      - run: make image\n", {
    Makefile: "image:\n\tdocker build -t web deployment/images/web\n",
  }),
  "a Makefile that nobody calls": added(plain, { Makefile: "lint:\n\tnpx prettier --check .\n" }),
  "a script": steps("      - run: sh ops/build.sh\n", {
    "ops/build.sh": "docker build -t web deployment/images/web\n",
  }),
  "a script that nobody calls": added(plain, { "ops/clean.sh": "docker system prune -f\n" }),
  "another workflow": added(plain, {
    ".github/workflows/lint.yml":
      "on: push\njobs:\n  l:\n    runs-on: x\n    steps:\n      - run: npx eslint .\n",
  }),
  "a workflow that tests": added(plain, {
    ".github/workflows/test.yml":
      "on: push\njobs:\n  t:\n    runs-on: x\n    steps:\n      - run: npm test\n",
  }),
  Dependabot: added(plain, { ".github/dependabot.yml": "version: 2\nupdates: []\n" }),
  owners: added(plain, { ".github/CODEOWNERS": "* @team\n" }),
  "a template of pull requests": added(plain, { ".github/pull_request_template.md": "## What\n" }),
  "a bake file that says the same": added(plain, {
    "docker-bake.hcl": 'target "web" {\n  context = "deployment/images/web"\n}\n',
  }),
  "a schedule": edited(plain, WORKFLOW, ["on: push", "on: [push, workflow_dispatch]"]),
};

const SERVICE = textIn(plain, COMPOSE);

const composes: Readonly<Record<string, Files>> = {
  "a comment": { ...plain, [COMPOSE]: `# starts the site\n${SERVICE}` },
  "a name of the project": { ...plain, [COMPOSE]: `name: site\n${SERVICE}` },
  quotes: { ...plain, [COMPOSE]: SERVICE.replace("./deployment/images/web", '"./deployment/images/web"') },
  "the long form": {
    ...plain,
    [COMPOSE]: SERVICE.replace("build: ./deployment/images/web", "build: {context: ./deployment/images/web}"),
  },
  "its Dockerfile": {
    ...plain,
    [COMPOSE]: SERVICE.replace(
      "build: ./deployment/images/web",
      "build: {context: ./deployment/images/web, dockerfile: Dockerfile}",
    ),
  },
  "a name of the image": compose("    image: registry.example.org/web\n"),
  "post_start that prepares a volume": compose(
    '    volumes: [data:/data]\n    post_start:\n      - command: ["chown", "-R", "nginx", "/data"]\n        user: root\nvolumes: {data: {}}\n',
  ),
  "post_start of a shell": compose(
    '    post_start:\n      - command: ["sh", "-c", "mkdir -p /data/a && touch /data/b 2>/dev/null"]\n',
  ),
  pre_stop: compose('    pre_stop:\n      - command: ["/bin/flush.sh"]\n'),
  "another port of the host": { ...plain, [COMPOSE]: SERVICE.replace("8080:8080", "9090:8080") },
  "a port of one address": { ...plain, [COMPOSE]: SERVICE.replace("8080:8080", "127.0.0.1:8080:8080") },
  restart: compose("    restart: unless-stopped\n"),
  "a container's name": compose("    container_name: web\n"),
  "a variable": compose("    environment: {TZ: UTC}\n"),
  "a list of variables": compose("    environment: [TZ=UTC]\n"),
  "a file of variables": compose("    env_file: ops/web.env\n", { "ops/web.env": "TZ=UTC\n" }),
  labels: compose("    labels: {traefik.enable: 'true'}\n"),
  "a network": compose("    networks: [front]\nnetworks: {front: {}}\n"),
  "a health check": compose("    healthcheck: {test: [CMD, curl, -f, 'http://localhost:8080']}\n"),
  limits: compose("    mem_limit: 64m\n"),
  "a volume of pages": compose("    volumes: [./pages:/usr/share/nginx/html/pages]\n", {
    "pages/a.html": "",
  }),
  "a named volume of data": compose("    volumes: [data:/srv/data]\nvolumes: {data: {}}\n"),
  "a tmpfs": compose("    tmpfs: /tmp\n"),
  "a tmpfs of the cache": compose("    tmpfs: [/var/cache/nginx, /var/run]\n"),
  "a secret": compose("    secrets: [token]\nsecrets: {token: {file: ./token}}\n", { token: "x" }),
  "a configuration elsewhere": compose(
    "    configs: [{source: c, target: /srv/c}]\nconfigs: {c: {file: ./c}}\n",
    { c: "x" },
  ),
  "the same user": compose("    user: nginx\n"),
  "its number": compose('    user: "101"\n'),
  "an init": compose("    init: true\n"),
  "no new privileges": compose("    security_opt: [no-new-privileges:true]\n"),
  "no capabilities": compose("    cap_drop: [ALL]\n"),
  "a database": compose("  db:\n    image: postgres:17\n"),
  "a cache besides": compose("  redis:\n    image: redis:7-alpine\n"),
  "a service that needs it": compose(
    "  e2e:\n    image: mcr.microsoft.com/playwright:v1.50.0\n    depends_on: [web]\n",
  ),
  "an anchor": { ...plain, [COMPOSE]: `x-all: &all {restart: always}\n${SERVICE}    <<: *all\n` },
  "a profile": compose("    profiles: [site]\n"),
  "a file for tests": added(plain, { "compose.test.yml": "services:\n  web:\n    environment: {CI: '1'}\n" }),
  "a file for development": added(plain, {
    "docker-compose.dev.yml":
      "services:\n  web:\n    user: root\n    volumes: [./deployment/images/web/html:/usr/share/nginx/html]\n",
  }),
  "a file for this machine": added(plain, {
    "compose.local.yaml": "services:\n  web:\n    ports: ['80:8080']\n",
  }),
  "an override of a variable": added(plain, {
    "compose.override.yml": "services:\n  web:\n    environment: {TZ: UTC}\n",
  }),
  "an override of a port of the host": added(plain, {
    "compose.override.yml": "services:\n  web:\n    ports: ['9090:8080']\n",
  }),
  "a file of variables beside": added(plain, { ".env": "TZ=UTC\n" }),
  COMPOSE_PROJECT_NAME: added(plain, { ".env": "COMPOSE_PROJECT_NAME=site\n" }),
};

const bakes: Readonly<Record<string, Files>> = {
  "a comment": { ...baked, "docker-bake.hcl": `# builds the site\n${textIn(baked, "docker-bake.hcl")}` },
  "a group": {
    ...baked,
    "docker-bake.hcl": `group "all" { targets = ["default"] }\n${textIn(baked, "docker-bake.hcl")}`,
  },
  "a variable": {
    ...baked,
    "docker-bake.hcl":
      'variable "STAGE" { default = "prod" }\ntarget "default" {\n  context = "deployment/images/web"\n  target = "prod"\n  tags = ["web:${STAGE}"]\n}\n',
  },
  tags: edited(baked, "docker-bake.hcl", ['target = "prod"', 'target = "prod"\n  tags = ["web:1"]']),
  platforms: edited(baked, "docker-bake.hcl", [
    'target = "prod"',
    'target = "prod"\n  platforms = ["linux/amd64"]',
  ]),
  labels: edited(baked, "docker-bake.hcl", ['target = "prod"', 'target = "prod"\n  labels = { a = "b" }']),
  "an argument that nobody reads": edited(baked, "docker-bake.hcl", [
    'target = "prod"',
    'target = "prod"\n  args = { V = "1" }',
  ]),
  "a cache": edited(baked, "docker-bake.hcl", [
    'target = "prod"',
    'target = "prod"\n  cache-from = ["type=gha"]',
  ]),
  "an inherited target": {
    ...baked,
    "docker-bake.hcl":
      'target "base" {\n  target = "prod"\n}\ntarget "default" {\n  inherits = ["base"]\n  context = "deployment/images/web"\n}\n',
  },
  "an override of tags": added(baked, {
    "docker-bake.override.hcl": 'target "default" {\n  tags = ["web:1"]\n}\n',
  }),
};

/** HTML and Markdown that leave a page as it is to read. */
function shownReadmes(): Readonly<Record<string, Files>> {
  const text = textIn(plain, README);
  const ports = text.slice(text.indexOf("## Ports"), text.indexOf("## Configuration"));
  const around: Readonly<Record<string, string>> = {
    "in the middle": `<div align="center">\n\n${ports}\n</div>\n\n`,
    "behind a summary": `<details>\n<summary>Ports</summary>\n\n${ports}\n</details>\n\n`,
    "behind a summary that is open": `<details open>\n<summary>Ports</summary>\n\n${ports}\n</details>\n\n`,
    "of a color": `<div style="color:#333">\n\n${ports}\n</div>\n\n`,
    "white on black": `<div style="background:#000;color:#fff">\n\n${ports}\n</div>\n\n`,
    "of a width": `<div style="width:100%;max-width:0.5em">\n\n${ports}\n</div>\n\n`,
    "beside an input": `<input hidden>\n\n${ports}`,
    "beside a picture": `<img src="html/logo.svg" hidden>\n\n${ports}`,
    "behind a hidden span": `<span hidden>x</span>\n\n${ports}`,
    "for a reader of screens": `<div aria-hidden="true">\n\n${ports}\n</div>\n\n`,
    "with an anchor": `<a id="ports"></a>\n\n${ports}`,
    "with a note above": `<!-- keep this table -->\n\n${ports}`,
    "with a title": `[x](README.md "the page")\n\n${ports}`,
    "in code": ports.replace("| 8080 | HTTP |", "| `8080` | HTTP |"),
    "in bold": ports.replace("| 8080 | HTTP |", "| **8080** | HTTP |"),
    "with a line break": ports.replace("| 8080 | HTTP |", "| 8080 | HTTP,<br>plain |"),
  };
  return Object.fromEntries(
    Object.entries(around).map(([name, part]) => [
      `ports ${name}`,
      { ...edited(plain, README, [ports, part]), [`${IMAGE}/html/logo.svg`]: "<svg/>\n" },
    ]),
  );
}

const documents: Readonly<Record<string, Files>> = {
  "a sentence": { ...plain, [README]: `${textIn(plain, README)}\nMore of it.\n` },
  "a section": {
    ...plain,
    [README]: `${textIn(plain, README)}\n## Logs\n\nThey go to the standard output.\n`,
  },
  "a picture": {
    ...plain,
    [README]: `${textIn(plain, README)}\n![logo](html/logo.svg)\n`,
    [`${IMAGE}/html/logo.svg`]: "<svg/>\n",
  },
  ...shownReadmes(),
  "a list": { ...plain, [README]: `${textIn(plain, README)}\n## Use\n\n- one\n- two\n` },
  "a README of the repo": added(plain, { "README.md": "# Site\n\nAll that the site needs.\n" }),
  "a page of docs": added(plain, { "docs/start.md": "# Start\n\nHow to start.\n" }),
  "a change log": added(plain, { "CHANGELOG.md": "# Changes\n" }),
  "a licence": added(plain, { LICENSE: "MIT\n" }),
  "an ignore file": added(plain, { ".gitignore": "*.log\n" }),
  "a .dockerignore": added(plain, { [`${IMAGE}/.dockerignore`]: "README.md\n" }),
  "an editor's file": added(plain, { ".editorconfig": "root = true\n" }),
  "a package": added(plain, { "package.json": '{"private":true}\n' }),
  "a tool of ops": added(plain, { "ops/tool.py": "print(1)\n" }),
  code: added(plain, { "src/index.ts": "export const a = 1;\n" }),
};

/** What a job makes, and the image copies. */
const made: Readonly<Record<string, readonly [source: string, steps: string]>> = {
  "a redirection": ["version.txt", `git rev-parse HEAD > ${IMAGE}/version.txt`],
  "a redirection in the folder": ["version.txt", `(cd ${IMAGE} && git rev-parse HEAD > version.txt)`],
  "a download": ["tool", `curl -fsSLo ${IMAGE}/tool https://example.org/tool`],
  "a copy": ["version.txt", `cp dist/v.txt ${IMAGE}/version.txt`],
  "a copied folder": ["site/", `mkdir -p ${IMAGE}/site && cp -r dist/. ${IMAGE}/site/`],
  "a folder that is copied whole": ["dist/", `cp -r dist ${IMAGE}/`],
  "a program": ["site/", `mkdir -p ${IMAGE}/site\nmake-site ${IMAGE}/site`],
  "an archive": ["site/", `mkdir -p ${IMAGE}/site\ntar xzf site.tgz -C ${IMAGE}/site`],
  "a packed folder": ["site.tar", `tar -cf ${IMAGE}/site.tar -C dist .`],
};

const BUILD_OF_ARTIFACT = `      - uses: actions/download-artifact@v4
        with:
          name: site
          path: ${IMAGE}/site
      - run: docker build -t web deployment/images/web
`;

function copying(files: Files, source: string): Files {
  return edited(files, DOCKERFILE, ["USER nginx", `COPY ${source} /usr/share/nginx/html/\nUSER nginx`]);
}

const others = Object.entries(edits).filter(
  ([name]) => !["patch of its input", "git apply", "of a wildcard"].includes(name),
);

const byCi: readonly Change[] = [
  ...[`${IMAGE}/html/version.txt`, "ops/values.txt"].flatMap((path) =>
    others.map(([name, edit]) => ({
      name: `CI changes ${path} by ${name}`,
      base: plain,
      head: before(plain, edit(path)),
    })),
  ),
  ...Object.entries(made).map(([name, [source, commands]]) => ({
    name: `CI makes what is copied: ${name}`,
    base: plain,
    head: before(copying(plain, source), commands),
  })),
  {
    name: "CI makes what is copied: an artifact",
    base: plain,
    head: edited(copying(plain, "site/"), WORKFLOW, [BUILD, BUILD_OF_ARTIFACT]),
  },
];

function table(name: string, heads: Readonly<Record<string, Files>>, base: Files): readonly Change[] {
  return Object.entries(heads).map(([each, head]) => ({ name: `${name}: ${each}`, base, head }));
}

export const healthyPlaces: readonly Change[] = [
  ...Object.entries(images).map(([name, [base, head]]) => ({ name: `images: ${name}`, base, head })),
  ...Object.entries(confs).map(([name, conf]) => ({
    name: `nginx.conf: ${name}`,
    base: plain,
    head: { ...plain, [CONF]: conf },
  })),
  ...table("CI", ci, plain),
  ...byCi,
  ...Object.entries(pipelines).flatMap(([where, put]) =>
    ["docker build -t web deployment/images/web", "docker push web", "echo docker > deployment/log"].map(
      (command) => ({ name: `${where}: ${command}`, base: plain, head: added(plain, put(command)) }),
    ),
  ),
  ...table("compose", composes, plain),
  ...table("bake", bakes, baked),
  ...table("documents", documents, plain),
];
