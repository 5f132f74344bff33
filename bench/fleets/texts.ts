/** The files that images of all shapes have. */

const MAIN_CONFIG = ["worker_processes auto;", "pid /tmp/nginx.pid;", "error_log /var/log/nginx/error.log;"];

/** The main configuration, for workers of a user. */
export function mainConfig(user: string): string {
  return lines([
    `user ${user};`,
    ...MAIN_CONFIG,
    "events {",
    "  worker_connections 768;",
    "}",
    "http {",
    "  include /etc/nginx/mime.types;",
    "  default_type application/octet-stream;",
    "  access_log /var/log/nginx/access.log;",
    "  tcp_nopush on;",
    "  gzip on;",
    "  include /etc/nginx/conf.d/*.conf;",
    "}",
  ]);
}

/** One server of a site, which passes on what it does not find. */
export function site({ name, port, both }: { name: string; port: number; both: boolean }): string {
  return lines([
    `upstream pool_${name.replaceAll("-", "_")} {`,
    `  server ${name}.internal:3000;`,
    "  keepalive 8;",
    "}",
    "server {",
    `  listen ${port} default_server;`,
    ...(both ? [`  listen [::]:${port} default_server;`] : []),
    `  server_name ${name}.example.org;`,
    `  root /var/www/${name};`,
    "  location / {",
    "    try_files $uri @pool;",
    "  }",
    "  location @pool {",
    `    proxy_pass http://pool_${name.replaceAll("-", "_")};`,
    "    proxy_set_header Host $host;",
    "  }",
    "  location ~ \\.(woff2|png|css)$ {",
    "    expires 30d;",
    "  }",
    "}",
  ]);
}

/** The lines that install nginx on Debian for a user `web`, with what else is installed. */
export function installation(more = ""): readonly string[] {
  return [
    "FROM debian:12-slim",
    `RUN apt-get update && apt-get install -y --no-install-recommends nginx${more} \\`,
    "  && rm -rf /var/lib/apt/lists/* \\",
    "  && rm -f /etc/nginx/sites-enabled/default \\",
    "  && useradd --system --uid 101 --no-create-home web \\",
    "  && chown -R web:web /var/log/nginx /var/lib/nginx /var/www",
  ];
}

/** A README with its tables. */
export function readme({
  name,
  port,
  variables = [],
  files,
}: {
  name: string;
  port: number;
  /** Rows: the name, the value, what it is for. */
  variables?: readonly (readonly [string, string, string])[];
  /** Rows: the file in the repo, and where it lies in the image. */
  files: readonly (readonly [string, string])[];
}): string {
  return lines([
    `# ${name}`,
    "",
    `Answers for ${name}.example.org.`,
    "",
    "## What it runs",
    "",
    "| Setting | Value | For |",
    "| --- | --- | --- |",
    "| User | `web` (101) | the workers |",
    `| Port | \`${port}\` | HTTP |`,
    ...variables.map(([variable, value, use]) => `| \`${variable}\` | \`${value}\` | ${use} |`),
    "",
    "## Its files",
    "",
    "| In the repo | In the image |",
    "| --- | --- |",
    ...files.map(([from, to]) => `| \`${from}\` | \`${to}\` |`),
    "",
    "## By hand",
    "",
    "```sh",
    `docker run --rm --publish ${port}:${port} ${name}`,
    "```",
  ]);
}

/** Lines as a file holds them. */
export function lines(all: readonly string[]): string {
  return `${all.join("\n")}\n`;
}
