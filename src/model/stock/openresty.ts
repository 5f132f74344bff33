import type { ServerInstall } from "./install.ts";
import { parameterFiles } from "./nginx.ts";

// github.com/openresty/docker-openresty: nginx.conf, nginx.vh.default.conf and the Dockerfiles of alpine, bookworm and
// jammy, 2026-06. Only the lines that decide, blanks and all.

const CONF = "/usr/local/openresty/nginx/conf";

// What nginx's `make install` puts there besides, and no folder (auto/install of nginx 1.29).
const BESIDES = [
  ...["fastcgi.conf", "koi-utf", "koi-win", "win-utf"],
  ...["fastcgi.conf", "fastcgi_params", "mime.types", "nginx.conf", "scgi_params", "uwsgi_params"].map(
    (name) => `${name}.default`,
  ),
];

/** openresty/openresty: built from source below /usr/local/openresty, sites of /etc/nginx/conf.d. */
export const nginxOpenresty: ServerInstall = {
  kind: "nginx",
  product: "openresty",
  title: "OpenResty's image",
  program: "/usr/local/openresty/nginx/sbin/nginx",
  mainConfig: `${CONF}/nginx.conf`,
  prefix: CONF,
  compiledUser: "nobody",
  files: {
    [`${CONF}/nginx.conf`]: `#user  nobody;
#worker_processes 1;
pcre_jit on;
#error_log  logs/error.log;
#pid        logs/nginx.pid;
events {
    worker_connections  1024;
}
http {
    include       mime.types;
    default_type  application/octet-stream;
    client_body_temp_path /var/run/openresty/nginx-client-body;
    proxy_temp_path       /var/run/openresty/nginx-proxy;
    fastcgi_temp_path     /var/run/openresty/nginx-fastcgi;
    uwsgi_temp_path       /var/run/openresty/nginx-uwsgi;
    scgi_temp_path        /var/run/openresty/nginx-scgi;
    sendfile        on;
    keepalive_timeout  65;
    include /etc/nginx/conf.d/*.conf;
}
include /etc/nginx/conf.d/*.main;
`,
    "/etc/nginx/conf.d/default.conf": `server {
    listen       80;
    server_name  localhost;
    location / {
        root   /usr/local/openresty/nginx/html;
    }
}
`,
    ...parameterFiles(CONF),
    ...Object.fromEntries(BESIDES.map((name) => [`${CONF}/${name}`, ""])),
    "/usr/local/openresty/nginx/html/index.html": "",
    "/usr/local/openresty/nginx/html/50x.html": "",
  },
  links: {
    "/usr/local/openresty/nginx/logs/access.log": "/dev/stdout",
    "/usr/local/openresty/nginx/logs/error.log": "/dev/stderr",
  },
  folders: [
    "/etc/nginx/conf.d",
    "/usr/local/openresty/nginx/html",
    "/usr/local/openresty/nginx/logs",
    "/var/run/openresty",
  ],
  users: [],
  defaultSites: ["/etc/nginx/conf.d/default.conf"],
};
