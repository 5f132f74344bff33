import type { Files } from "../../app/changes-between.ts";
import type { Change } from "../change.ts";
import { apache, apachectl, CONF, DOCKERFILE, edited, IMAGE, plain, supervised } from "../repos.ts";

const line = (base: Files, before: string): Files =>
  edited(base, DOCKERFILE, ["USER www-data", `${before}\nUSER www-data`]);
const conf = (base: Files, path: string, [from, to]: readonly [string, string]): Change => ({
  name: `${path}: ${to}`,
  base,
  head: edited(base, path, [from, to]),
});
const LOG = "ErrorLog /proc/self/fd/2";
const httpd = `${IMAGE}/httpd.conf`;
const sup = `${IMAGE}/sup.conf`;

/** The same places, as people use them. */
export const healthyServerSettings: readonly Change[] = [
  ...[
    "ENV APACHE_CONFDIR=/etc/apache2",
    "ENV APACHE_ENVVARS=/etc/apache2/envvars",
    "ENV APACHE_HTTPD=/usr/sbin/apache2",
    "ENV APACHE_ARGUMENTS=''",
    "RUN echo 'umask 002' >> /etc/apache2/envvars",
    "RUN echo 'ulimit -n 65536' >> /etc/apache2/envvars",
    "RUN echo 'export APP_ENV=production' >> /etc/apache2/envvars",
    "RUN echo 'export APACHE_ARGUMENTS=-DPRODUCTION' >> /etc/apache2/envvars",
  ].map((added) => ({ name: `apachectl: ${added}`, base: apachectl, head: line(apachectl, added) })),
  conf(apache, httpd, [LOG, 'ErrorLog "|/bin/cat"']),
  conf(apache, httpd, [LOG, 'ErrorLog "|$/usr/local/apache2/bin/rotatelogs -l /tmp/error.%Y 86400"']),
  conf(apache, httpd, [LOG, 'ErrorLog "|/usr/bin/logger -t httpd"']),
  conf(apache, httpd, [
    LOG,
    `${LOG}\nLoadModule rewrite_module modules/mod_rewrite.so\nRewriteEngine on\nRewriteMap m int:tolower`,
  ]),
  {
    name: "nginx: a module of another stage",
    base: plain,
    head: edited(
      edited(plain, DOCKERFILE, [
        "USER nginx",
        "COPY --from=build /out/ngx_http_brotli_filter_module.so /usr/lib/nginx/modules/\nUSER nginx",
      ]),
      DOCKERFILE,
      ["FROM nginx:1.27", "FROM alpine:3.20 AS build\nRUN apk add nginx-mod-http-brotli\nFROM nginx:1.27"],
    ),
  },
  conf(plain, CONF, [
    "worker_processes auto;",
    "load_module modules/ngx_http_js_module.so;\nworker_processes auto;",
  ]),
  conf(supervised, sup, [
    "[program:nginx]",
    "[rpcinterface:supervisor]\nsupervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface\n\n[program:nginx]",
  ]),
  conf(supervised, sup, [
    "[supervisord]\n",
    '[supervisord]\nenvironment=PATH="/opt/tools:/usr/sbin:/usr/bin:/sbin:/bin"\n',
  ]),
  conf(supervised, sup, ["[supervisord]\n", '[supervisord]\nenvironment=PATH="/opt/tools:%(ENV_PATH)s"\n']),
];
