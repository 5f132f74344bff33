import type { LabCase, Theme } from "../case.ts";
import { on, script } from "./images.ts";

// The official image of httpd, and nginx's of the time before it had an entrypoint: docs/lab.md says from what they are rebuilt.
const HTTPD = "httpd:2.4.68";
const NGINX_1_18 = "nginx:1.18.0";
const NGINX_1_14 = "nginx:1.14.2";

type Files = LabCase["files"];

const httpd = on(HTTPD, "official httpd");
const old = on(NGINX_1_18, "nginx 1.18");
const older = on(NGINX_1_14, "nginx 1.14");

const CONF = "conf/httpd.conf";
const line = (text: string) => `RUN echo '${text}' >> ${CONF}\n`;
const uncommented = (text: string) => `RUN sed -i 's|^#\\(${text}\\)|\\1|' ${CONF}\n`;
const PORT = `RUN sed -i 's/^Listen 80$/Listen 8080/' ${CONF}\n`;
const OWN = "COPY own.conf /usr/local/apache2/conf/httpd.conf\n";
const modules = ["mpm_event", "authz_core", "unixd", "log_config"].map(
  (name) => `LoadModule ${name}_module modules/mod_${name}.so\n`,
);
const own = (text: string): Files => ({ "own.conf": `${modules.join("")}${text}` });
const EXTRA = "COPY extra.conf conf/extra/own.conf\n";
const SITE = "COPY site.conf /etc/nginx/conf.d/default.conf\n";
const TEMPLATE = "COPY site.template /etc/nginx/templates/default.conf.template\n";
const HOOK = "COPY hook.sh /docker-entrypoint.d/40-hook.sh\n";

export const otherOfficialImages: Theme = {
  name: "official-others",
  cases: [
    httpd("as it is"),
    httpd("another port", PORT),
    httpd("as www-data", "USER www-data\n"),
    httpd("as www-data, another port", `${PORT}USER www-data\n`),
    httpd("as www-data, its logs given", `${PORT}RUN chown www-data logs\nUSER www-data\n`),
    httpd("as www-data, another pid file", `${PORT}${line("PidFile /tmp/httpd.pid")}USER www-data\n`),
    httpd("as a number, the group root", `${PORT}RUN chgrp 0 logs && chmod g+w logs\nUSER 1001:0\n`),
    httpd("as a number, its logs given", `${PORT}RUN chown 1001 logs\nUSER 1001\n`),
    httpd("another user", line("User daemon")),
    httpd("user root", `RUN sed -i 's/^User .*/User root/' ${CONF}\n`),
    httpd("a user that is not there", `RUN sed -i 's/^User .*/User web/' ${CONF}\n`),
    httpd("a user by its number", `RUN sed -i 's/^User .*/User #1500/' ${CONF}\n`),
    httpd("its TLS site without its modules", uncommented("Include conf/extra/httpd-ssl.conf")),
    httpd(
      "its TLS site with a certificate",
      `RUN apt-get update && apt-get install -y openssl && openssl req -x509 -nodes -newkey rsa:2048 -subj /CN=a -keyout conf/server.key -out conf/server.crt\n${uncommented("LoadModule ssl_module")}${uncommented("LoadModule socache_shmcb_module")}${uncommented("Include conf/extra/httpd-ssl.conf")}`,
    ),
    httpd("its virtual hosts", uncommented("Include conf/extra/httpd-vhosts.conf")),
    httpd("a module that is not loaded", line("RewriteEngine on")),
    httpd(
      "a module that sed loads",
      `${uncommented("LoadModule rewrite_module")}${line("RewriteEngine on")}`,
    ),
    httpd("proxy_http without proxy", uncommented("LoadModule proxy_http_module")),
    httpd(
      "proxy_http with proxy",
      `${uncommented("LoadModule proxy_module")}${uncommented("LoadModule proxy_http_module")}${line("ProxyPass /a http://127.0.0.1:9000/")}`,
    ),
    httpd(
      "another module for processes",
      `RUN sed -i -e 's|^LoadModule mpm_event|#&|' -e 's|^#\\(LoadModule mpm_prefork\\)|\\1|' ${CONF}\n`,
    ),
    httpd("two modules for processes", uncommented("LoadModule mpm_worker_module")),
    httpd("an include of its own", `${EXTRA}${line("Include conf/extra/own.conf")}`, {
      "extra.conf": "Listen 8081\n",
    }),
    httpd("a file that nothing includes", EXTRA, { "extra.conf": "Listen 8081\n" }),
    httpd("an include that is not there", line("Include conf/extra/none.conf")),
    httpd("an optional include that is not there", line("IncludeOptional conf/extra/none*.conf")),
    httpd("a main file of its own", OWN, own("Listen 8082\nUser www-data\nGroup www-data\n")),
    httpd("a main file without a user", OWN, own("Listen 8082\n")),
    httpd("a main file without a Listen", OWN, own("User www-data\nGroup www-data\n")),
    httpd("a main file of its own as www-data", `${OWN}USER www-data\n`, own("Listen 8082\n")),
    httpd(
      "a main file of its own as www-data, logs and pid elsewhere",
      `${OWN}USER www-data\n`,
      own("Listen 8082\nPidFile /tmp/httpd.pid\nErrorLog /tmp/error.log\n"),
    ),
    httpd("a main file without a module for processes", OWN, { "own.conf": "Listen 8082\n" }),
    httpd("logs in a folder that is not there", line("ErrorLog /var/log/httpd/error.log")),
    httpd(
      "logs in a folder that is not there, by sed",
      `RUN sed -i 's|^ErrorLog .*|ErrorLog /var/log/httpd/error.log|' ${CONF}\n`,
    ),
    httpd("a mutex in a folder that is not there", line("Mutex file:/var/lock/httpd")),
    httpd("a runtime folder that is not there", line("DefaultRuntimeDir /var/run/httpd")),
    httpd("a pid file in a folder that is not there", line("PidFile /run/httpd/httpd.pid")),
    httpd("a site whose port nothing listens on", line("<VirtualHost *:8080>\\n</VirtualHost>")),
    httpd("a variable of the environment", `ENV PORT=8083\n${line("Listen ${PORT}")}`),
    httpd("a variable that nothing sets", line("Listen ${PORT}")),
    httpd("httpd itself", 'CMD ["httpd", "-D", "FOREGROUND"]\n'),
    httpd("httpd in the background", 'CMD ["httpd"]\n'),
    httpd("apachectl in the foreground", 'CMD ["apachectl", "-D", "FOREGROUND"]\n'),
    httpd("httpd-foreground with an option", 'CMD ["httpd-foreground", "-c", "Listen 8084"]\n'),
    httpd(
      "another main file by httpd-foreground",
      'COPY own.conf /srv/own.conf\nCMD ["httpd-foreground", "-f", "/srv/own.conf"]\n',
      own("Listen 8085\nUser www-data\nGroup www-data\n"),
    ),
    httpd(
      "another user by the service",
      PORT,
      {
        "/compose.yml": "services:\n  web:\n    build: deployment/images/web\n    user: '33:33'\n",
      },
      { name: "web", user: "33:33" },
    ),
    old("as it is"),
    old("a site in place of its own", SITE, { "site.conf": "server { listen 8080; }\n" }),
    old("a template", `ENV PORT=8080\n${TEMPLATE}`, { "site.template": "server { listen ${PORT}; }\n" }),
    old("a hook that fails", HOOK, { "hook.sh": script("exit 3\n") }),
    old("as nginx, nothing given", "USER nginx\n"),
    old(
      "as nginx, folders given",
      "RUN touch /var/run/nginx.pid && chown -R nginx /var/cache/nginx /var/run/nginx.pid && sed -i '/^user/d;s/80;/8080;/' /etc/nginx/nginx.conf /etc/nginx/conf.d/default.conf\nUSER nginx\n",
    ),
    old("http2 by its own word", SITE, { "site.conf": "server { listen 8080; http2 on; }\n" }),
    old(
      "the entrypoint of later images",
      'ENTRYPOINT ["/docker-entrypoint.sh"]\nCMD ["nginx", "-g", "daemon off;"]\n',
    ),
    old("nginx in the background", 'CMD ["nginx"]\n'),
    old(
      "envsubst by its command",
      `ENV PORT=8080\nCOPY site.template /tmp/\nCMD ["sh", "-c", "envsubst < /tmp/site.template > /etc/nginx/conf.d/default.conf && exec nginx -g 'daemon off;'"]\n`,
      { "site.template": "server { listen ${PORT}; }\n" },
    ),
    older("as it is"),
    older("a site in place of its own", SITE, { "site.conf": "server { listen 8080; }\n" }),
    older("ssl off by its own word", SITE, { "site.conf": "server { listen 8080; ssl off; }\n" }),
    older("a directive of a later release", SITE, {
      "site.conf": "server { listen 8080; ssl_early_data on; proxy_ssl_conf_command a b; }\n",
    }),
    older("as nginx, nothing given", "USER nginx\n"),
    older("as a number", "USER 101\n"),
  ],
};
