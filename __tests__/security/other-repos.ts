/** Repos in other shapes than those of `repos.ts`: the same attack meets other paths there. */
import type { Files } from "../app/changes-between.ts";
import { executable } from "./build-steps.ts";
import { COMPOSE, CONF, DOCKERFILE, IMAGE, README, textIn, WORKFLOW } from "./repos.ts";

export function conf(port: number, user = "", more = "") {
  return `${user ? `user ${user};\n` : ""}worker_processes auto;
pid /tmp/nginx.pid;
error_log /dev/stderr;
events { worker_connections 1024; }
http {
    include /etc/nginx/mime.types;
    client_body_temp_path /tmp/client_temp;
    proxy_temp_path /tmp/proxy_temp;
    fastcgi_temp_path /tmp/fastcgi_temp;
    uwsgi_temp_path /tmp/uwsgi_temp;
    scgi_temp_path /tmp/scgi_temp;
    access_log /dev/stdout;
${more}    server {
        listen ${port};
        root /usr/share/nginx/html;
    }
}
`;
}
export function readme(user: string, port: number, files: Record<string, string>, extra = "") {
  return `# web

The shop's front.

## User

The server runs as \`${user}\`.

## Ports

| Port | Use |
| --- | --- |
| ${port} | HTTP |

## Configuration

| File | In the image |
| --- | --- |
${Object.entries(files)
  .map(([n, p]) => `| [${n}](${n}) | \`${p}\` |`)
  .join("\n")}
${extra}`;
}
const POL = ".github/keelcheck.yml";
const policy = "runtime: docker\nports:\n  nginx: 8080\n  apache: 8080\nnginx:\n  master: non-root\n";
const html = { [`${IMAGE}/html/index.html`]: "<p>hi</p>\n" };
const build = "      - run: docker build -t web deployment/images/web\n";
const wflow = { [WORKFLOW]: wf(build) };
/** alpine nginx, conf.d fragment */
export const alpine: Files = {
  [POL]: policy,
  ...html,
  ...wflow,
  [DOCKERFILE]: `FROM nginx:1.27-alpine
RUN apk add --no-cache curl
COPY nginx.conf /etc/nginx/nginx.conf
COPY default.conf /etc/nginx/conf.d/default.conf
COPY html /usr/share/nginx/html
EXPOSE 8080
HEALTHCHECK CMD curl -f http://localhost:8080/ || exit 1
USER nginx
`,
  [CONF]: conf(8080).replace(/ {4}server[\s\S]*$/, "    include /etc/nginx/conf.d/*.conf;\n}\n"),
  [`${IMAGE}/default.conf`]: "server {\n    listen 8080;\n    root /usr/share/nginx/html;\n}\n",
  [README]: readme("nginx", 8080, {
    "nginx.conf": "/etc/nginx/nginx.conf",
    "default.conf": "/etc/nginx/conf.d/default.conf",
  }),
};
export const debian: Files = {
  [POL]: policy,
  ...html,
  ...wflow,
  [COMPOSE]: 'services:\n  web:\n    build: ./deployment/images/web\n    ports: ["8080:8080"]\n',
  [DOCKERFILE]: `FROM debian:bookworm-slim
RUN apt-get update \\
 && apt-get install -y --no-install-recommends nginx ca-certificates \\
 && rm -f /etc/nginx/sites-enabled/default \\
 && rm -rf /var/lib/apt/lists/*
COPY nginx.conf /etc/nginx/nginx.conf
COPY html/ /usr/share/nginx/html/
RUN groupadd -r app && useradd -r -g app app
EXPOSE 8080
USER app
CMD ["nginx", "-g", "daemon off;"]
`,
  [CONF]: conf(8080),
  [README]: readme("app", 8080, { "nginx.conf": "/etc/nginx/nginx.conf" }),
};
export const php: Files = {
  [POL]: policy,
  ...html,
  ...wflow,
  [DOCKERFILE]: `FROM php:8.3-apache
RUN docker-php-ext-install pdo_mysql opcache
COPY ports.conf /etc/apache2/ports.conf
COPY site.conf /etc/apache2/sites-available/000-default.conf
COPY html/ /var/www/html/
EXPOSE 8080
USER www-data
`,
  [`${IMAGE}/ports.conf`]: "Listen 8080\n",
  [`${IMAGE}/site.conf`]: "<VirtualHost *:8080>\n    DocumentRoot /var/www/html\n</VirtualHost>\n",
  [README]: readme("www-data", 8080, {
    "ports.conf": "/etc/apache2/ports.conf",
    "site.conf": "/etc/apache2/sites-available/000-default.conf",
  }),
};
export const sup: Files = {
  [POL]: policy,
  ...html,
  ...wflow,
  [DOCKERFILE]: `FROM debian:12
RUN apt-get update && apt-get install -y nginx php8.2-fpm supervisor && rm /etc/nginx/sites-enabled/default
COPY nginx.conf /etc/nginx/nginx.conf
COPY pool.conf /etc/php/8.2/fpm/pool.d/www.conf
COPY supervisord.conf /etc/supervisor/supervisord.conf
COPY programs/ /etc/supervisor/conf.d/
COPY html/ /usr/share/nginx/html/
EXPOSE 8080
USER www-data
CMD ["/usr/bin/supervisord", "-n", "-c", "/etc/supervisor/supervisord.conf"]
`,
  [CONF]: conf(8080),
  [`${IMAGE}/pool.conf`]: "[www]\nlisten = 127.0.0.1:9000\npm = static\npm.max_children = 4\n",
  [`${IMAGE}/supervisord.conf`]:
    "[supervisord]\nnodaemon=true\nlogfile=/dev/null\nlogfile_maxbytes=0\npidfile=/tmp/supervisord.pid\n\n[include]\nfiles = /etc/supervisor/conf.d/*.conf\n",
  [`${IMAGE}/programs/nginx.conf`]: "[program:nginx]\ncommand=/usr/sbin/nginx -g 'daemon off;'\n",
  [`${IMAGE}/programs/fpm.conf`]: "[program:fpm]\ncommand=/usr/sbin/php-fpm8.2 -F\n",
  [README]: readme("www-data", 8080, {
    "nginx.conf": "/etc/nginx/nginx.conf",
    "pool.conf": "/etc/php/8.2/fpm/pool.d/www.conf",
    "supervisord.conf": "/etc/supervisor/supervisord.conf",
    "programs/nginx.conf": "/etc/supervisor/conf.d/nginx.conf",
    "programs/fpm.conf": "/etc/supervisor/conf.d/fpm.conf",
  }),
};
/** run by compose with its own user and command */
export const composed: Files = {
  [POL]: policy,
  ...html,
  ...wflow,
  [DOCKERFILE]: `FROM nginx:1.27
COPY nginx.conf /etc/nginx/nginx.conf
COPY html/ /usr/share/nginx/html/
EXPOSE 8080
USER nginx
`,
  [CONF]: conf(8080),
  "deploy/compose.yaml": `services:
  web:
    build:
      context: ../deployment/images/web
    image: registry.example.org/shop/web:1
    user: nginx
    restart: always
    command: ["nginx", "-g", "daemon off;"]
    ports:
      - "80:8080"
    read_only: true
    tmpfs:
      - /tmp
  db:
    image: postgres:16
    volumes:
      - data:/var/lib/postgresql/data
volumes:
  data:
`,
  [README]: readme("nginx", 8080, { "nginx.conf": "/etc/nginx/nginx.conf" }),
};
const stagedDocker = `# syntax=docker/dockerfile:1
ARG NODE=20
FROM node:\${NODE}-alpine AS build
WORKDIR /src
COPY package.json ./
RUN npm install
COPY app/ ./
RUN npm run build

FROM nginx:1.27-alpine AS base
COPY nginx.conf /etc/nginx/nginx.conf
EXPOSE 8080

FROM base AS dev
USER root
CMD ["nginx", "-g", "daemon off;"]

FROM base AS release
COPY --from=build /src/dist/ /usr/share/nginx/html/
USER nginx
CMD ["nginx", "-g", "daemon off;"]
`;
const stagedFiles: Files = {
  [POL]: policy,
  [DOCKERFILE]: stagedDocker,
  [CONF]: conf(8080),
  [`${IMAGE}/package.json`]: '{"name":"web","scripts":{"build":"vite build"}}\n',
  [`${IMAGE}/app/index.js`]: "console.log(1)\n",
  [README]: readme("nginx", 8080, { "nginx.conf": "/etc/nginx/nginx.conf" }),
};
export const node: Files = {
  ...stagedFiles,
  [WORKFLOW]: wf("      - run: docker build --target release -t web deployment/images/web\n"),
};
export const action: Files = {
  ...stagedFiles,
  [WORKFLOW]: wf(`      - uses: docker/setup-buildx-action@v3
      - uses: docker/build-push-action@v6
        with:
          context: deployment/images/web
          target: release
          push: true
          tags: registry.example.org/shop/web:latest
`),
};
export const bake: Files = {
  ...stagedFiles,
  "docker-bake.hcl": `variable "TAG" {
  default = "latest"
}
group "default" {
  targets = ["web"]
}
target "web" {
  context = "deployment/images/web"
  target = "release"
  tags = ["registry.example.org/shop/web:\${TAG}"]
}
`,
  [WORKFLOW]: wf("      - uses: docker/bake-action@v5\n"),
};
export const make: Files = {
  ...stagedFiles,
  Makefile: `REGISTRY ?= registry.example.org/shop
TAG ?= latest
IMAGES = web

.PHONY: all build push
all: build

build: $(IMAGES:%=build-%)

build-%:
	docker build --target release -t $(REGISTRY)/$*:$(TAG) deployment/images/$*

push: build
	docker push $(REGISTRY)/web:$(TAG)
`,
  [WORKFLOW]: wf("      - run: make build\n"),
};
export const script: Files = {
  ...stagedFiles,
  "scripts/build.sh": executable(`#!/usr/bin/env bash
set -euo pipefail
cd "$(dirname "$0")/.."
TAG=\${TAG:-latest}
for image in web; do
  docker build --target release -t "registry.example.org/shop/$image:$TAG" "deployment/images/$image"
done
`),
  [WORKFLOW]: wf("      - run: scripts/build.sh\n"),
};
/** start script and gosu */
export const gosu: Files = {
  [POL]: policy,
  ...html,
  ...wflow,
  [DOCKERFILE]: `FROM debian:12
RUN apt-get update && apt-get install -y nginx gosu && rm /etc/nginx/sites-enabled/default
COPY nginx.conf /etc/nginx/nginx.conf
COPY html/ /usr/share/nginx/html/
COPY docker-entrypoint.sh /usr/local/bin/docker-entrypoint.sh
EXPOSE 8080
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["nginx", "-g", "daemon off;"]
`,
  [CONF]: conf(8080),
  [`${IMAGE}/docker-entrypoint.sh`]: executable(`#!/bin/sh
set -e
mkdir -p /tmp/cache
chown www-data /tmp/cache
exec gosu www-data "$@"
`),
  [README]: readme("www-data", 8080, {
    "nginx.conf": "/etc/nginx/nginx.conf",
    "docker-entrypoint.sh": "/usr/local/bin/docker-entrypoint.sh",
  }),
};
/** apache httpd */
export const httpd: Files = {
  [POL]: policy,
  ...html,
  ...wflow,
  [DOCKERFILE]: `FROM httpd:2.4-alpine
COPY httpd.conf /usr/local/apache2/conf/httpd.conf
COPY vhosts/ /usr/local/apache2/conf/vhosts/
COPY html/ /usr/local/apache2/htdocs/
EXPOSE 8080
USER www-data
`,
  [`${IMAGE}/httpd.conf`]: `ServerRoot "/usr/local/apache2"
ServerName web.example.org
Listen 8080
PidFile /tmp/httpd.pid
LoadModule mpm_event_module modules/mod_mpm_event.so
LoadModule authz_core_module modules/mod_authz_core.so
LoadModule unixd_module modules/mod_unixd.so
LoadModule dir_module modules/mod_dir.so
User www-data
Group www-data
ErrorLog /proc/self/fd/2
IncludeOptional conf/vhosts/*.conf
`,
  [`${IMAGE}/vhosts/shop.conf`]:
    "<VirtualHost *:8080>\n    DocumentRoot /usr/local/apache2/htdocs\n</VirtualHost>\n",
  [README]: readme("www-data", 8080, {
    "httpd.conf": "/usr/local/apache2/conf/httpd.conf",
    "vhosts/shop.conf": "/usr/local/apache2/conf/vhosts/shop.conf",
  }),
};
/** templates */
export const templ: Files = {
  [POL]: policy,
  ...html,
  ...wflow,
  [DOCKERFILE]: `FROM nginx:1.27
ENV PORT=8080
COPY nginx.conf /etc/nginx/nginx.conf
COPY templates/ /etc/nginx/templates/
COPY html/ /usr/share/nginx/html/
RUN rm /etc/nginx/conf.d/default.conf && chown -R nginx /etc/nginx/conf.d
EXPOSE 8080
USER nginx
`,
  [CONF]: textIn(alpine, CONF),
  [`${IMAGE}/templates/shop.conf.template`]:
    "server {\n    listen ${PORT};\n    root /usr/share/nginx/html;\n}\n",
  [README]: readme(
    "nginx",
    8080,
    { "nginx.conf": "/etc/nginx/nginx.conf", "templates/shop.conf.template": "/etc/nginx/conf.d/shop.conf" },
    "\nThe environment variable `PORT` sets the port.\n",
  ),
};

function wf(run: string): string {
  return `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
${run}`;
}

/** Lines of the last stage before its last USER, or else before its ENTRYPOINT or EXPOSE. */
export function before(repo: Files, lines: string, more: Files = {}): Files {
  const text = textIn(repo, DOCKERFILE);
  const at = ["\nUSER ", "\nENTRYPOINT ", "\nEXPOSE "]
    .map((word) => text.lastIndexOf(word))
    .find((one) => one >= 0);
  if (at === undefined) throw new Error("there is no place for the lines");
  return { ...repo, ...more, [DOCKERFILE]: `${text.slice(0, at + 1)}${lines}\n${text.slice(at + 1)}` };
}
