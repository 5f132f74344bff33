import type { LabCase, Theme } from "../case.ts";
import { on, script } from "./images.ts";

// The official and the unprivileged image of nginx, rebuilt on Debian 12: docs/lab.md says from what.
const OFFICIAL = "nginx:1.31.5";
const UNPRIVILEGED = "nginxinc/nginx-unprivileged:1.31.5";

type Files = LabCase["files"];

const official = on(OFFICIAL, "official nginx");
const unprivileged = on(UNPRIVILEGED, "unprivileged nginx");

const SITE = "COPY site.conf /etc/nginx/conf.d/default.conf\n";
const site = (text: string): Files => ({ "site.conf": text });
const MAIN = "COPY nginx.conf /etc/nginx/nginx.conf\n";
const main = (text: string): Files => ({ "nginx.conf": text });
const TEMPLATE = "COPY site.template /etc/nginx/templates/site.conf.template\n";
const template = (text: string): Files => ({ "site.template": text });
const whole = (http: string, top = "user nginx;\n") =>
  `${top}events {}\nhttp { include /etc/nginx/mime.types; ${http} }\n`;
const given = "chown -R nginx /var/cache/nginx /run /etc/nginx/conf.d";
const HOOK = "COPY hook.sh /docker-entrypoint.d/40-hook.sh\n";

export const officialImages: Theme = {
  name: "official",
  cases: [
    official("as it is"),
    official("a site in place of the default one", SITE, site("server { listen 8080; }\n")),
    official(
      "a site beside the default one",
      "COPY site.conf /etc/nginx/conf.d/\n",
      site("server { listen 8080; }\n"),
    ),
    official("no site", "RUN rm /etc/nginx/conf.d/default.conf\n"),
    official("a main file of its own", MAIN, main(whole("server { listen 8080; }"))),
    official("a main file without a user", MAIN, main(whole("server { listen 8080; }", ""))),
    official("user root", MAIN, main(whole("server { listen 8080; }", "user root;\n"))),
    official("as nginx, nothing given", "USER nginx\n"),
    official("as nginx, folders given", `RUN ${given}\nUSER nginx\n`),
    official(
      "as nginx, its pid elsewhere",
      `${MAIN}RUN chown -R nginx /var/cache/nginx\nUSER nginx\n`,
      main(whole("server { listen 8080; }", "pid /tmp/nginx.pid;\n")),
    ),
    official(
      "as nginx, temp folders and pid elsewhere",
      `${MAIN}USER nginx\n`,
      main(
        whole(
          "client_body_temp_path /tmp/a; proxy_temp_path /tmp/b; fastcgi_temp_path /tmp/c; uwsgi_temp_path /tmp/d; scgi_temp_path /tmp/e; server { listen 8080; }",
          "pid /tmp/nginx.pid;\n",
        ),
      ),
    ),
    official("as a number, folders given to it", "RUN chown -R 1500 /var/cache/nginx /run\nUSER 1500\n"),
    official(
      "as the owner of its site and not of the folder",
      "RUN chown nginx /etc/nginx/conf.d/default.conf && chown -R nginx /var/cache/nginx /run\nUSER nginx\n",
    ),
    official("as the owner of the folder and of its site", `RUN ${given}\nUSER nginx\n`),
    official("the script for IPv6 removed", "RUN rm /docker-entrypoint.d/10-listen-on-ipv6-by-default.sh\n"),
    official(
      "the script for IPv6 not executable",
      "RUN chmod -x /docker-entrypoint.d/10-listen-on-ipv6-by-default.sh\n",
    ),
    official("its site changed by a blank", "RUN echo >> /etc/nginx/conf.d/default.conf\n"),
    official(
      "the port of its site changed by sed",
      "RUN sed -i 's/80;/8080;/' /etc/nginx/conf.d/default.conf\n",
    ),
    official("its site owned by somebody else", "RUN chown nginx /etc/nginx/conf.d/default.conf\n"),
    official("a command by its path", 'CMD ["/usr/sbin/nginx", "-g", "daemon off;"]\n'),
    official("a command of a shell", "CMD exec nginx -g 'daemon off;'\n"),
    official("a command without daemon off", 'CMD ["nginx"]\n'),
    official("an option alone", 'CMD ["-g", "daemon off;"]\n'),
    official("the entrypoint dropped", 'ENTRYPOINT []\nCMD ["nginx", "-g", "daemon off;"]\n'),
    official(
      "the entrypoint dropped, a template that nothing renders",
      `${TEMPLATE}ENTRYPOINT []\nCMD ["nginx", "-g", "daemon off;"]\n`,
      template("server { listen 8080; }\n"),
    ),
    official("nginx as the entrypoint", 'ENTRYPOINT ["nginx", "-g", "daemon off;"]\n'),
    official("a user by -g", 'CMD ["nginx", "-g", "daemon off; user root;"]\n', main("")),
    official("a template", TEMPLATE, template("server { listen 8080; }\n")),
    official(
      "a template with a variable",
      `ENV PORT=8081\n${TEMPLATE}`,
      template("server { listen ${PORT}; }\n"),
    ),
    official(
      "a template with nginx's own variables",
      `ENV PORT=8081\n${TEMPLATE}`,
      template("server { listen $PORT; location / { return 200 $host; } }\n"),
    ),
    official(
      "a template with a variable that is not there",
      TEMPLATE,
      template("server { listen ${PORT}; }\n"),
    ),
    official(
      "a template with a default of the shell",
      `ENV PORT=8081\n${TEMPLATE}`,
      template("server { listen ${PORT:-8080}; }\n"),
    ),
    official(
      "a template over the default site",
      "COPY site.template /etc/nginx/templates/default.conf.template\n",
      template("server { listen 8080; }\n"),
    ),
    official(
      "a template in a folder below",
      "COPY site.template /etc/nginx/templates/more/site.conf.template\n",
      template("server { listen 8080; }\n"),
    ),
    official(
      "a template in a folder below that is included",
      `COPY site.template /etc/nginx/templates/more/site.conf.template\n${MAIN}`,
      { ...template("server { listen 8080; }\n"), ...main(whole("include /etc/nginx/conf.d/more/*.conf;")) },
    ),
    official(
      "a template of another suffix",
      "COPY site.template /etc/nginx/templates/site.conf\n",
      template("server { listen 8080; }\n"),
    ),
    official(
      "a suffix by a variable",
      "ENV NGINX_ENVSUBST_TEMPLATE_SUFFIX=.tpl\nCOPY site.template /etc/nginx/templates/site.conf.tpl\n",
      template("server { listen 8080; }\n"),
    ),
    official(
      "a folder of templates by a variable",
      "ENV NGINX_ENVSUBST_TEMPLATE_DIR=/srv/t\nCOPY site.template /srv/t/site.conf.template\n",
      template("server { listen 8080; }\n"),
    ),
    official(
      "an output folder by a variable",
      "ENV NGINX_ENVSUBST_OUTPUT_DIR=/etc/nginx\nCOPY site.template /etc/nginx/templates/nginx.conf.template\n",
      template(whole("server { listen 8080; }")),
    ),
    official(
      "an output folder that is not there",
      `ENV NGINX_ENVSUBST_OUTPUT_DIR=/srv/out\n${TEMPLATE}`,
      template("server { listen 8080; }\n"),
    ),
    official(
      "a filter that lets the variable through",
      `ENV PORT=8081 NGINX_ENVSUBST_FILTER=^PORT$\n${TEMPLATE}`,
      template("server { listen ${PORT}; }\n"),
    ),
    official(
      "a filter that holds the variable back",
      `ENV PORT=8081 NGINX_ENVSUBST_FILTER=^APP_\n${TEMPLATE}`,
      template("server { listen ${PORT}; }\n"),
    ),
    official(
      "a filter of several",
      `ENV PORT=8081 NGINX_ENVSUBST_FILTER=HOST|PORT\n${TEMPLATE}`,
      template("server { listen ${PORT}; }\n"),
    ),
    official(
      "a template of streams",
      "COPY site.template /etc/nginx/templates/db.conf.stream-template\n",
      template("server { listen 5432; proxy_pass 127.0.0.1:5433; }\n"),
    ),
    official(
      "a template of streams on the site's port",
      "COPY site.template /etc/nginx/templates/db.conf.stream-template\n",
      template("server { listen 80; proxy_pass 127.0.0.1:5433; }\n"),
    ),
    official(
      "a template of streams, and a main file that has some",
      `COPY site.template /etc/nginx/templates/db.conf.stream-template\n${MAIN}`,
      {
        ...template("server { listen 5432; proxy_pass 127.0.0.1:5433; }\n"),
        ...main(
          whole("server { listen 8080; }\n}\nstream { server { listen 5000; proxy_pass 127.0.0.1:1; }"),
        ),
      },
    ),
    official(
      "a template that the user cannot render",
      `${TEMPLATE}RUN chown -R nginx /var/cache/nginx /run\nUSER nginx\n`,
      template("server { listen 8080; }\n"),
    ),
    official(
      "a template that the user can render",
      `${TEMPLATE}RUN ${given}\nUSER nginx\n`,
      template("server { listen 8080; }\n"),
    ),
    official(
      "a template onto a file of root",
      `${TEMPLATE}RUN touch /etc/nginx/conf.d/site.conf && chown nginx /etc/nginx/conf.d && chown -R nginx /var/cache/nginx /run\nUSER nginx\n`,
      template("server { listen 8080; }\n"),
    ),
    official(
      "the script for templates removed",
      `RUN rm /docker-entrypoint.d/20-envsubst-on-templates.sh\n${TEMPLATE}`,
      template("server { listen 8080; }\n"),
    ),
    official("workers by the number of processors", "ENV NGINX_ENTRYPOINT_WORKER_PROCESSES_AUTOTUNE=1\n"),
    official(
      "no worker but by the number of processors",
      `ENV NGINX_ENTRYPOINT_WORKER_PROCESSES_AUTOTUNE=1\n${MAIN}`,
      main(`worker_processes 0;\n${whole("server { listen 8080; }")}`),
    ),
    official(
      "a line that the number of processors takes away",
      `ENV NGINX_ENTRYPOINT_WORKER_PROCESSES_AUTOTUNE=1\n${MAIN}`,
      main(`worker_processes 2; user root;\n${whole("server { listen 8080; }", "")}`),
    ),
    official(
      "a number of processors for who may not write",
      `ENV NGINX_ENTRYPOINT_WORKER_PROCESSES_AUTOTUNE=1\nRUN ${given}\nUSER nginx\n`,
    ),
    official(
      "a number of processors for who may write the file alone",
      `ENV NGINX_ENTRYPOINT_WORKER_PROCESSES_AUTOTUNE=1\nRUN ${given} /etc/nginx/nginx.conf\nUSER nginx\n`,
    ),
    official("a hook", HOOK, {
      "hook.sh": script("echo 'server { listen 8080; }' > /etc/nginx/conf.d/default.conf\n"),
    }),
    official("a hook that fails", HOOK, { "hook.sh": script("exit 3\n") }),
    official("a hook that is not executable", `${HOOK}RUN chmod -x /docker-entrypoint.d/40-hook.sh\n`, {
      "hook.sh": script("exit 3\n"),
    }),
    official(
      "an envsh with a variable of a later template",
      `COPY hook.sh /docker-entrypoint.d/15-port.envsh\n${TEMPLATE}`,
      { "hook.sh": script("export PORT=8082\n"), ...template("server { listen ${PORT}; }\n") },
    ),
    official("an unknown word in a site", SITE, site("server { listen 8080; retrun 200; }\n")),
    official(
      "stream, which is built in",
      MAIN,
      main(`user nginx;\nevents {}\nstream { server { listen 5432; proxy_pass 127.0.0.1:1; } }\n`),
    ),
    official(
      "mail, which is built in",
      MAIN,
      main(
        `user nginx;\nevents {}\nmail { server_name a; auth_http 127.0.0.1:1/; server { listen 2525; protocol smtp; } }\n`,
      ),
    ),
    official(
      "a module that it has not",
      MAIN,
      main(`load_module modules/ngx_http_nosuch_module.so;\n${whole("server { listen 8080; }")}`),
    ),
    official("http2 as a directive", SITE, site("server { listen 8080; http2 on; }\n")),
    official("ssl as a directive", SITE, site("server { listen 8080; ssl on; }\n")),
    official("quic without a certificate", SITE, site("server { listen 8443 quic; listen 8080; }\n")),
    official(
      "quic that refuses every handshake",
      SITE,
      site("server { listen 8443 quic; listen 8080; ssl_reject_handshake on; }\n"),
    ),
    official("a byte order mark before a site", SITE, site("\ufeffserver { listen 8080; }\n")),
    official("a folder that its include matches", "RUN mkdir /etc/nginx/conf.d/old.conf\n"),
    official(
      "both families bound beside one",
      SITE,
      site("server { listen 80; listen [::]:80 ipv6only=off; }\n"),
    ),
    official("localhost", SITE, site("server { listen localhost:8080; }\n")),
    official(
      "a default site of both families by hand",
      SITE,
      site("server { listen 80; listen [::]:80; }\n"),
    ),
    official("a server without listen", SITE, site("server { server_name a; }\n")),
    official(
      "a service as a number",
      TEMPLATE.repeat(0),
      {
        "/compose.yml": "services:\n  web:\n    build: deployment/images/web\n    user: '1500'\n",
      },
      { name: "web", user: "1500" },
    ),
    official(
      "a service with a port for its template",
      TEMPLATE,
      {
        ...template("server { listen ${PORT}; }\n"),
        "/compose.yml":
          "services:\n  web:\n    build: deployment/images/web\n    environment:\n      PORT: '8085'\n",
      },
      { name: "web", environment: { PORT: "8085" } },
    ),
    official(
      "a service with a command of a shell",
      TEMPLATE,
      {
        ...template("server { listen 8080; }\n"),
        "/compose.yml":
          "services:\n  web:\n    build: deployment/images/web\n    command: [sh, -c, \"exec nginx -g 'daemon off;'\"]\n",
      },
      { name: "web", command: ["sh", "-c", "exec nginx -g 'daemon off;'"] },
    ),
    official(
      "a service with another entrypoint",
      TEMPLATE,
      {
        ...template("server { listen 8080; }\n"),
        "/compose.yml":
          "services:\n  web:\n    build: deployment/images/web\n    entrypoint: [nginx, -g, daemon off;]\n",
      },
      { name: "web", entrypoint: ["nginx", "-g", "daemon off;"] },
    ),
    official(
      "a service with a site that is mounted",
      "",
      {
        "/site.conf": "server { listen 8090; }\n",
        "/compose.yml":
          "services:\n  web:\n    build: deployment/images/web\n    volumes:\n      - ./site.conf:/etc/nginx/conf.d/default.conf\n",
      },
      { name: "web", mounts: [{ from: "site.conf", to: "/etc/nginx/conf.d/default.conf" }] },
    ),
    unprivileged("as it is"),
    unprivileged("a site in place of the default one", SITE, site("server { listen 8081; }\n")),
    unprivileged("a site on a low port", SITE, site("server { listen 80; }\n")),
    unprivileged("root again", "USER root\n"),
    unprivileged("another number", "USER 1500\n"),
    unprivileged("another number of the group root", "USER 1500:0\n"),
    unprivileged(
      "a main file of the official image",
      MAIN,
      main(whole("server { listen 8080; }", "user nginx;\npid /run/nginx.pid;\n")),
    ),
    unprivileged(
      "a main file of its own",
      MAIN,
      main(whole("server { listen 8080; }", "pid /tmp/nginx.pid;\n")),
    ),
    unprivileged("a template", TEMPLATE, template("server { listen 8085; }\n")),
    unprivileged(
      "a template onto a file of root",
      `${SITE}COPY site.template /etc/nginx/templates/default.conf.template\n`,
      { ...site("server { listen 8081; }\n"), ...template("server { listen 8085; }\n") },
    ),
    unprivileged(
      "a template onto a file of its own",
      `COPY --chown=101:101 site.conf /etc/nginx/conf.d/default.conf\nCOPY site.template /etc/nginx/templates/default.conf.template\n`,
      { ...site("server { listen 8081; }\n"), ...template("server { listen 8085; }\n") },
    ),
    unprivileged(
      "a template of streams",
      "COPY site.template /etc/nginx/templates/db.conf.stream-template\n",
      template("server { listen 5432; proxy_pass 127.0.0.1:5433; }\n"),
    ),
    unprivileged(
      "a template of streams and a main file of root",
      `${MAIN}COPY site.template /etc/nginx/templates/db.conf.stream-template\n`,
      {
        ...main(whole("server { listen 8080; }", "pid /tmp/nginx.pid;\n")),
        ...template("server { listen 5432; proxy_pass 127.0.0.1:5433; }\n"),
      },
    ),
    unprivileged(
      "a template that another number renders",
      `${TEMPLATE}USER 1500\n`,
      template("server { listen 8085; }\n"),
    ),
    unprivileged("workers by the number of processors", "ENV NGINX_ENTRYPOINT_WORKER_PROCESSES_AUTOTUNE=1\n"),
    unprivileged(
      "workers by the number of processors in a file of root",
      `ENV NGINX_ENTRYPOINT_WORKER_PROCESSES_AUTOTUNE=1\n${MAIN}`,
      main(`worker_processes 2;\n${whole("server { listen 8080; }", "pid /tmp/nginx.pid;\n")}`),
    ),
    unprivileged(
      "a number of processors in a file of its own, in a folder of root",
      `ENV NGINX_ENTRYPOINT_WORKER_PROCESSES_AUTOTUNE=1\nUSER root\nRUN chown root /etc/nginx && chmod 755 /etc/nginx\nUSER 101\n`,
    ),
    unprivileged("no listen", SITE, site("server { server_name a; }\n")),
    unprivileged(
      "a user in its main file",
      MAIN,
      main(whole("server { listen 8080; }", "user www-data;\npid /tmp/nginx.pid;\n")),
    ),
  ],
};
