import type { Files } from "../app/changes-between.ts";

/** The folder of the image that is attacked. */
export const IMAGE = "deployment/images/web";
export const DOCKERFILE = `${IMAGE}/Dockerfile`;
export const README = `${IMAGE}/README.md`;
export const CONF = `${IMAGE}/nginx.conf`;
export const COMPOSE = "compose.yml";
export const WORKFLOW = ".github/workflows/build.yml";

/** A whole nginx.conf that runs as anybody; `more` stands in its `http`. */
export function nginxConf(port: number, { user = "", more = "" } = {}): string {
  return `${user === "" ? "" : `user ${user};\n`}worker_processes auto;
pid /tmp/nginx.pid;
error_log /dev/stderr;
events {}
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

/** What is loaded instead of the image's own configuration. */
export const EVIL = nginxConf(80);

export function readmeOf(user: string, configs: Readonly<Record<string, string>>): string {
  const rows = Object.entries(configs).map(([name, path]) => `| [${name}](${name}) | \`${path}\` |`);
  return `# web

Serves the site.

## User

The server runs as \`${user}\`.

## Ports

| Port | Use |
| --- | --- |
| 8080 | HTTP |

## Configuration

| File | In the image |
| --- | --- |
${rows.join("\n")}
`;
}

const around: Files = {
  ".github/keelcheck.yml":
    "runtime: docker\nports:\n  nginx: 8080\n  apache: 8080\nnginx:\n  master: non-root\n",
  [COMPOSE]: 'services:\n  web:\n    build: ./deployment/images/web\n    ports: ["8080:8080"]\n',
  [WORKFLOW]: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: docker build -t web deployment/images/web
`,
  [`${IMAGE}/html/index.html`]: "<p>hi</p>\n",
};

/** The official nginx with a configuration of its own. */
export const plain: Files = {
  ...around,
  [DOCKERFILE]: `FROM nginx:1.27
COPY nginx.conf /etc/nginx/nginx.conf
COPY html/ /usr/share/nginx/html/
USER nginx
EXPOSE 8080
CMD ["nginx", "-g", "daemon off;"]
`,
  [CONF]: nginxConf(8080),
  [README]: readmeOf("nginx", { "nginx.conf": "/etc/nginx/nginx.conf" }),
};

/** nginx of Debian below supervisord. */
export const supervised: Files = {
  ...around,
  [DOCKERFILE]: `FROM debian:12
RUN apt-get update && apt-get install -y nginx supervisor && rm /etc/nginx/sites-enabled/default
COPY nginx.conf /etc/nginx/nginx.conf
COPY html/ /usr/share/nginx/html/
COPY sup.conf /etc/supervisor/supervisord.conf
USER www-data
EXPOSE 8080
CMD ["supervisord", "-n", "-c", "/etc/supervisor/supervisord.conf"]
`,
  [CONF]: nginxConf(8080),
  [`${IMAGE}/sup.conf`]: `[supervisord]
nodaemon=true
logfile=/dev/null
pidfile=/tmp/s.pid

[program:nginx]
command=nginx -g 'daemon off;'
`,
  [README]: readmeOf("www-data", {
    "nginx.conf": "/etc/nginx/nginx.conf",
    "sup.conf": "/etc/supervisor/supervisord.conf",
  }),
};

/** The official Apache. */
export const apache: Files = {
  ...around,
  [DOCKERFILE]: `FROM httpd:2.4
COPY httpd.conf /usr/local/apache2/conf/httpd.conf
COPY html/ /usr/local/apache2/htdocs/
USER www-data
EXPOSE 8080
CMD ["httpd-foreground"]
`,
  [`${IMAGE}/httpd.conf`]: httpdConf(8080),
  [README]: readmeOf("www-data", { "httpd.conf": "/usr/local/apache2/conf/httpd.conf" }),
};

/** Debian's Apache, started by its apachectl. */
export const apachectl: Files = {
  ...around,
  [DOCKERFILE]: `FROM debian:12
RUN apt-get update && apt-get install -y apache2
COPY ports.conf /etc/apache2/ports.conf
COPY site.conf /etc/apache2/sites-available/000-default.conf
COPY html/ /var/www/html/
RUN chown -R www-data /var/log/apache2 /var/run/apache2 /var/lock
USER www-data
EXPOSE 8080
CMD ["apachectl", "-D", "FOREGROUND"]
`,
  [`${IMAGE}/ports.conf`]: "Listen 8080\n",
  [`${IMAGE}/site.conf`]: "<VirtualHost *:8080>\nDocumentRoot /var/www/html\n</VirtualHost>\n",
  [README]: readmeOf("www-data", {
    "ports.conf": "/etc/apache2/ports.conf",
    "site.conf": "/etc/apache2/sites-available/000-default.conf",
  }),
};

export function httpdConf(port: number): string {
  return `ServerRoot "/usr/local/apache2"
ServerName web.example.org
Listen ${port}
PidFile /tmp/httpd.pid
LoadModule mpm_event_module modules/mod_mpm_event.so
LoadModule authz_core_module modules/mod_authz_core.so
LoadModule unixd_module modules/mod_unixd.so
LoadModule dir_module modules/mod_dir.so
User www-data
Group www-data
DocumentRoot "/usr/local/apache2/htdocs"
ErrorLog /proc/self/fd/2
`;
}

/** An image of which the stage `prod` is shipped and the stage `debug` is root; it is the last one that is shipped. */
export const staged: Files = {
  ...plain,
  [DOCKERFILE]: `FROM nginx:1.27 AS b
COPY nginx.conf /etc/nginx/nginx.conf
COPY html/ /usr/share/nginx/html/
EXPOSE 8080
CMD ["nginx", "-g", "daemon off;"]

FROM b AS debug
USER root

FROM b AS prod
USER nginx
`,
};

/** `staged`, built by bake alone. */
export const baked: Files = {
  ...without(staged, [COMPOSE, WORKFLOW]),
  "docker-bake.hcl": 'target "default" {\n  context = "deployment/images/web"\n  target = "prod"\n}\n',
};

/** The same table without some of its files. */
export function without(files: Files, gone: readonly string[]): Files {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !gone.includes(path)));
}

/** The text of a file of a table. */
export function textIn(files: Files, path: string): string {
  const file = files[path];
  if (typeof file !== "string") throw new Error(`${path} is no text of this repo`);
  return file;
}

/** The same table with one text of a file put otherwise, which has to be there. */
export function edited(files: Files, path: string, [from, to]: readonly [string, string]): Files {
  const text = textIn(files, path);
  if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
  return { ...files, [path]: text.replace(from, () => to) };
}
