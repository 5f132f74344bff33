import type { Theme } from "../case.ts";
import { MAIN, NGINX, nginxMain, nginxWith, SITE, START_NGINX } from "./images.ts";

const site = { "site.conf": SITE };
const removed = "RUN rm /etc/nginx/sites-enabled/default\n";

export const nginxFiles: Theme = {
  name: "nginx-files",
  cases: [
    nginxWith("a site in conf.d beside the default one", "COPY site.conf /etc/nginx/conf.d/\n", site),
    nginxWith("a site in conf.d without .conf", "COPY site.conf /etc/nginx/conf.d/site\n", site),
    nginxWith(
      "a site in sites-available without a link",
      `${removed}COPY site.conf /etc/nginx/sites-available/web\n`,
      site,
    ),
    nginxWith(
      "a site in sites-available with a link",
      `${removed}COPY site.conf /etc/nginx/sites-available/web\nRUN ln -s /etc/nginx/sites-available/web /etc/nginx/sites-enabled/web\n`,
      site,
    ),
    nginxWith(
      "a link that is made before its file",
      `${removed}RUN ln -s /etc/nginx/sites-available/web /etc/nginx/sites-enabled/\nCOPY site.conf /etc/nginx/sites-available/web\n`,
      site,
    ),
    nginxWith(
      "a link by a relative path",
      `${removed}COPY site.conf /etc/nginx/sites-available/web\nRUN ln -s ../sites-available/web /etc/nginx/sites-enabled/web\n`,
      site,
    ),
    nginxWith(
      "a relative link from the wrong folder",
      `${removed}COPY site.conf /etc/nginx/sites-available/web\nRUN cd /etc/nginx && ln -s sites-available/web sites-enabled/web\n`,
      site,
    ),
    nginxWith(
      "a link to nothing",
      `${removed}RUN ln -s /etc/nginx/sites-available/nosuch /etc/nginx/sites-enabled/nosuch\n`,
    ),
    nginxWith("a link of the repo", `${removed}COPY nginx /etc/nginx\n`, {
      "nginx/sites-available/web": SITE,
      "nginx/sites-enabled/web": { target: "../sites-available/web" },
    }),
    nginxWith(
      "a file over the link of the default site",
      "COPY site.conf /etc/nginx/sites-enabled/default\n",
      site,
    ),
    nginxWith(
      "a file over the default site itself",
      "COPY site.conf /etc/nginx/sites-available/default\n",
      site,
    ),
    nginxWith("a backup in sites-enabled", `${removed}COPY sites /etc/nginx/sites-enabled\n`, {
      "sites/web": SITE,
      "sites/web.bak": "server { listen 9090; }\n",
    }),
    nginxWith("the default site removed", removed),
    nginxWith(
      "the default site removed by a glob",
      "RUN rm -rf /etc/nginx/sites-enabled/*\nCOPY site.conf /etc/nginx/conf.d/web.conf\n",
      site,
    ),
    nginxWith("the default site removed where it is kept", "RUN rm /etc/nginx/sites-available/default\n"),
    nginxWith(
      "the default site unlinked",
      "RUN unlink /etc/nginx/sites-enabled/default\nCOPY site.conf /etc/nginx/conf.d/web.conf\n",
      site,
    ),
    nginxWith("the default site emptied", "RUN : > /etc/nginx/sites-available/default\n"),
    nginxWith(
      "the default site moved away",
      "RUN mv /etc/nginx/sites-enabled/default /root/\nCOPY site.conf /etc/nginx/conf.d/web.conf\n",
      site,
    ),
    nginxMain("no worker", `worker_processes 0;\n${MAIN}`),
    nginxMain("no worker, and root for it", `worker_processes 0;\n${MAIN.replace("www-data", "root")}`),
    nginxMain("a module that is not there", `load_module modules/ngx_nosuch_module.so;\n${MAIN}`),
    nginxMain(
      "a module of a package that is not there",
      `load_module modules/ngx_stream_module.so;\n${MAIN}`,
    ),
    nginxMain("a module by its path, not there", `load_module /opt/ngx_nosuch_module.so;\n${MAIN}`),
    nginxMain("a module that is a text", `load_module /opt/own.so;\n${MAIN}`, "RUN echo own > /opt/own.so\n"),
    {
      name: "a module of a package",
      files: {
        Dockerfile: `FROM debian:12-slim\nRUN apt-get update && apt-get install -y nginx libnginx-mod-stream\nCOPY nginx.conf /etc/nginx/nginx.conf\n${START_NGINX}`,
        "nginx.conf": `load_module modules/ngx_stream_module.so;\n${MAIN}stream { server { listen 8081; proxy_pass 127.0.0.1:8080; } }\n`,
      },
    },
    nginxMain("a log of errors of nginx that is a folder", `error_log /var/log;\n${MAIN}`),
    nginxMain(
      "a log of nginx that is a folder",
      MAIN.replace("listen 8080;", "listen 8080; access_log /var/log/nginx;"),
    ),
    nginxMain("a pid file of nginx that is a folder", `pid /run;\n${MAIN}`),
    nginxWith("a fragment over the main file", "COPY site.conf /etc/nginx/nginx.conf\n", site),
    nginxWith("a main file as a fragment", "COPY site.conf /etc/nginx/conf.d/\n", { "site.conf": MAIN }),
    nginxWith("a main file in a place that nobody reads", "COPY nginx.conf /etc/nginx.conf\n", {
      "nginx.conf": MAIN,
    }),
    nginxWith(
      "a main file by -c",
      "COPY nginx.conf /opt/web/\n",
      { "nginx.conf": MAIN },
      'CMD ["nginx", "-c", "/opt/web/nginx.conf", "-g", "daemon off;"]\n',
    ),
    nginxWith(
      "a main file by -c that is not there",
      "",
      {},
      'CMD ["nginx", "-c", "/opt/web/nginx.conf", "-g", "daemon off;"]\n',
    ),
    nginxWith(
      "a main file by -c, relative to the prefix",
      "COPY nginx.conf /usr/share/nginx/own.conf\n",
      { "nginx.conf": MAIN },
      'CMD ["nginx", "-c", "own.conf", "-g", "daemon off;"]\n',
    ),
    nginxWith(
      "a prefix by -p with -c",
      "COPY conf /srv/web/conf\n",
      {
        "conf/nginx.conf": "user www-data;\nevents {}\nhttp { include site.conf; }\n",
        "conf/site.conf": SITE,
      },
      'CMD ["nginx", "-p", "/srv/web", "-c", "conf/nginx.conf", "-g", "daemon off;"]\n',
    ),
    nginxWith(
      "a log by -e",
      "COPY nginx.conf /etc/nginx/\n",
      { "nginx.conf": MAIN },
      'CMD ["nginx", "-e", "/dev/stderr", "-g", "daemon off;"]\n',
    ),
    nginxWith("an include that is missing", "COPY nginx.conf /etc/nginx/\n", {
      "nginx.conf": `include /etc/nginx/nosuch.conf;\n${MAIN}`,
    }),
    nginxWith("an include by a glob that matches nothing", "COPY nginx.conf /etc/nginx/\n", {
      "nginx.conf": `include /etc/nginx/nosuch/*.conf;\n${MAIN}`,
    }),
    nginxWith("an include relative to the main file", "COPY nginx /etc/nginx\n", {
      "nginx/nginx.conf": "user www-data;\nevents {}\nhttp { include web/*.conf; }\n",
      "nginx/web/a.conf": SITE,
      "nginx/web/deep/b.conf": "server { listen 9090; }\n",
    }),
    nginxWith("an include of an include", "COPY nginx /etc/nginx\n", {
      "nginx/nginx.conf": "user www-data;\nevents {}\nhttp { include a.conf; }\n",
      "nginx/a.conf": "include sub/b.conf;\n",
      "nginx/sub/b.conf": "include c.conf;\n",
      "nginx/c.conf": SITE,
    }),
    nginxWith("a file that includes itself", "COPY nginx.conf /etc/nginx/\n", {
      "nginx.conf": `include nginx.conf;\n${MAIN}`,
    }),
    nginxWith("all of /etc/nginx replaced", "RUN rm -rf /etc/nginx\nCOPY nginx/ /etc/nginx/\n", {
      "nginx/nginx.conf": MAIN,
    }),
    nginxWith(
      "all of /etc/nginx replaced, mime.types forgotten",
      "RUN rm -rf /etc/nginx/*\nCOPY nginx/ /etc/nginx/\n",
      {
        "nginx/nginx.conf": `user www-data;\nevents {}\nhttp { include mime.types; ${SITE}}\n`,
      },
    ),
    nginxWith("mime.types of the package", "COPY nginx.conf /etc/nginx/\n", {
      "nginx.conf": `user www-data;\nevents {}\nhttp { include mime.types; ${SITE}}\n`,
    }),
    nginxWith("a directive that stands in the wrong place", "COPY nginx.conf /etc/nginx/\n", {
      "nginx.conf": `worker_connections 10;\n${MAIN}`,
    }),
    nginxWith("a directive with too many arguments", "COPY nginx.conf /etc/nginx/\n", {
      "nginx.conf": `worker_processes 1 2;\n${MAIN}`,
    }),
    nginxWith("a directive that nobody knows", "COPY nginx.conf /etc/nginx/\n", {
      "nginx.conf": `wroker_processes 1;\n${MAIN}`,
    }),
    nginxWith("a root that does not exist", "COPY nginx.conf /etc/nginx/\n", {
      "nginx.conf": "user www-data;\nevents {}\nhttp { server { listen 8080; root /nosuch; } }\n",
    }),
    nginxWith("a log in a folder that does not exist", "COPY nginx.conf /etc/nginx/\n", {
      "nginx.conf": `error_log /nosuch/error.log;\n${MAIN}`,
    }),
    nginxWith("daemon off in the file too", "COPY nginx.conf /etc/nginx/\n", {
      "nginx.conf": `daemon off;\n${MAIN}`,
    }),
    nginxWith(
      "daemon off twice, and only in the file",
      "COPY nginx.conf /etc/nginx/\n",
      { "nginx.conf": `daemon off;\n${MAIN}daemon off;\n` },
      'CMD ["nginx"]\n',
    ),
    nginxWith("pid twice", "COPY nginx.conf /etc/nginx/\n", {
      "nginx.conf": `pid /run/a.pid;\npid /run/b.pid;\n${MAIN}`,
    }),
    nginxWith(
      "worker_processes in -g and in the file",
      "COPY nginx.conf /etc/nginx/\n",
      { "nginx.conf": `worker_processes 1;\n${MAIN}` },
      'CMD ["nginx", "-g", "daemon off; worker_processes 2;"]\n',
    ),
    nginxWith("error_log twice", "COPY nginx.conf /etc/nginx/\n", {
      "nginx.conf": `error_log stderr;\nerror_log /var/log/nginx/error.log;\n${MAIN}`,
    }),
    {
      name: "Windows line ends in the main file",
      files: {
        Dockerfile: `${NGINX}COPY nginx.conf /etc/nginx/\n${START_NGINX}`,
        "nginx.conf": MAIN.replaceAll("\n", "\r\n"),
      },
    },
    nginxWith("a misspelt word in a site", "COPY site.conf /etc/nginx/conf.d/\n", {
      "site.conf": "server { listen 8080; retrun 200; }\n",
    }),
    nginxWith("a byte order mark before a site", "COPY site.conf /etc/nginx/conf.d/\n", {
      "site.conf": "\ufeffserver { listen 8080; }\n",
    }),
    nginxWith("http2 as a directive, which 1.22 has not", "COPY site.conf /etc/nginx/conf.d/\n", {
      "site.conf": "server { listen 8080; http2 on; }\n",
    }),
    nginxWith("ssl as a directive, which 1.22 has", "COPY site.conf /etc/nginx/conf.d/\n", {
      "site.conf": "server { listen 8080; ssl off; }\n",
    }),
    nginxWith("quic, which 1.22 has not", "COPY site.conf /etc/nginx/conf.d/\n", {
      "site.conf": "server { listen 8443 quic; }\n",
    }),
    nginxWith("a log format that nothing makes", "COPY site.conf /etc/nginx/conf.d/\n", {
      "site.conf": "server { listen 8080; access_log /dev/stdout own; }\n",
    }),
    nginxWith("a log format that is made below", "COPY site.conf /etc/nginx/conf.d/\n", {
      "site.conf": 'server { listen 8080; access_log /dev/stdout own; }\nlog_format own "$host";\n',
    }),
    nginxWith("a zone that nothing makes", "COPY site.conf /etc/nginx/conf.d/\n", {
      "site.conf": "server { listen 8080; limit_req zone=one; }\n",
    }),
    nginxWith("a variable that nothing makes", "COPY site.conf /etc/nginx/conf.d/\n", {
      "site.conf": "server { listen 8080; return 200 $nosuch; }\n",
    }),
    nginxWith("a variable as the name of a header", "COPY site.conf /etc/nginx/conf.d/\n", {
      "site.conf":
        "server { listen 8080; location / { proxy_pass http://127.0.0.1:1; proxy_set_header $nosuch a; } }\n",
    }),
    nginxWith("a named group of a path that is no pattern", "COPY site.conf /etc/nginx/conf.d/\n", {
      "site.conf": "server { listen 8080; location /(?<p>x)/ { return 200 $p; } }\n",
    }),
    nginxWith("a location outside of another", "COPY site.conf /etc/nginx/conf.d/\n", {
      "site.conf": "server { listen 8080; location /a { location /b { return 200; } } }\n",
    }),
    nginxWith("a location twice", "COPY site.conf /etc/nginx/conf.d/\n", {
      "site.conf": "server { listen 8080; location /a { return 200; } location /a { return 201; } }\n",
    }),
    nginxWith("fastcgi without a port", "COPY site.conf /etc/nginx/conf.d/\n", {
      "site.conf": "server { listen 8080; location / { fastcgi_pass 127.0.0.1; } }\n",
    }),
    nginxWith("a map of three words", "COPY site.conf /etc/nginx/conf.d/\n", {
      "site.conf": "map $host $x { a b c; }\nserver { listen 8080; }\n",
    }),
    nginxWith("a map with a value twice", "COPY site.conf /etc/nginx/conf.d/\n", {
      "site.conf": "map $host $x { a b; a c; }\nserver { listen 8080; }\n",
    }),
    nginxWith("a status that is none", "COPY site.conf /etc/nginx/conf.d/\n", {
      "site.conf": "server { listen 8080; return ok; }\n",
    }),
    nginxWith("a pattern that does not compile", "COPY site.conf /etc/nginx/conf.d/\n", {
      "site.conf": "server { listen 8080; location ~ /(a { return 200; } }\n",
    }),
    nginxWith("a semicolon too few before a known word", "COPY site.conf /etc/nginx/conf.d/\n", {
      "site.conf":
        "server { listen 8080; location / { proxy_buffering on\nproxy_pass http://127.0.0.1:1; } }\n",
    }),
    nginxWith("buffers that do not fit", "COPY site.conf /etc/nginx/conf.d/\n", {
      "site.conf":
        "server { listen 8080; location / { fastcgi_pass 127.0.0.1:9000; fastcgi_buffer_size 128k; } }\n",
    }),
    nginxWith("buffers that fit", "COPY site.conf /etc/nginx/conf.d/\n", {
      "site.conf":
        "server { listen 8080; location / { fastcgi_pass 127.0.0.1:9000; fastcgi_buffer_size 128k; fastcgi_buffers 4 256k; fastcgi_busy_buffers_size 256k; } }\n",
    }),
    nginxWith("busy buffers that are too small", "COPY site.conf /etc/nginx/conf.d/\n", {
      "site.conf":
        "proxy_buffer_size 16k;\nserver { listen 8080; location / { proxy_pass http://127.0.0.1:1; proxy_busy_buffers_size 8k; } }\n",
    }),
    nginxWith("a referer twice", "COPY site.conf /etc/nginx/conf.d/\n", {
      "site.conf": "server { listen 8080; valid_referers none a.org; valid_referers A.org/x; }\n",
    }),
    nginxWith("ssl without a certificate", "COPY site.conf /etc/nginx/conf.d/\n", {
      "site.conf": "server { listen 8443 ssl; }\n",
    }),
    nginxWith("a certificate without its key", "COPY site.conf /etc/nginx/conf.d/\n", {
      "site.conf": "server { listen 8443 ssl; ssl_certificate /etc/nginx/nginx.conf; }\n",
    }),
    nginxWith("a default for a variable of a shell", "COPY site.conf /etc/nginx/conf.d/\n", {
      "site.conf": "server { listen ${PORT:-8080}; }\n",
    }),
    nginxWith("both families bound beside one", "COPY site.conf /etc/nginx/conf.d/\n", {
      "site.conf": "server { listen 8080; listen [::]:8080 ipv6only=off; }\n",
    }),
    nginxWith("no end of a variable", "COPY site.conf /etc/nginx/conf.d/\n", {
      "site.conf": "server { listen 8080; rewrite ^/a$ /b$ redirect; }\n",
    }),
    nginxWith("a folder that the include of sites matches", "RUN mkdir /etc/nginx/conf.d/old.conf\n"),
    nginxWith(
      "http and stream on one port",
      "RUN apt-get update && apt-get install -y libnginx-mod-stream\nCOPY nginx.conf /etc/nginx/\n",
      {
        "nginx.conf": `include /etc/nginx/modules-enabled/*.conf;\n${MAIN}stream { server { listen 8080; proxy_pass 127.0.0.1:1; } }\n`,
      },
    ),
    nginxWith(
      "http and stream on one port of two transports",
      "RUN apt-get update && apt-get install -y libnginx-mod-stream\nCOPY nginx.conf /etc/nginx/\n",
      {
        "nginx.conf": `include /etc/nginx/modules-enabled/*.conf;\n${MAIN}stream { server { listen 8080 udp; proxy_pass 127.0.0.1:1; } }\n`,
      },
    ),
  ],
};
