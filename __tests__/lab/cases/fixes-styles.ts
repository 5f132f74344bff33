import type { Faulty } from "../mended.ts";
import { START_NGINX } from "./images.ts";

const POLICY = "/.github/keelcheck.yml";
const PORTS = { [POLICY]: "ipv6: required\nports:\n  nginx: 8080\n  apache: 8081\n" };
const OWNED = { [POLICY]: "ipv6: required\nowned:\n  /var/www/app: web\n  /var/log/app: web\n" };
const site = (lines = "") => `server {\n    listen 80;\n    server_name x;\n${lines}}\n`;

/** Trees in the ways that people write, each with several faults at once. */
export const brokenStyles: readonly Faulty[] = [
  {
    rule: "nginx/default-site",
    name: "&& at the ends of lines, a comment behind a directive",
    files: {
      ...PORTS,
      Dockerfile: `FROM debian:12-slim\n\nENV DEBIAN_FRONTEND noninteractive\n\nRUN apt-get update && \\\n    apt-get install -y --no-install-recommends \\\n      ca-certificates \\\n      nginx && \\\n    rm -rf /var/lib/apt/lists/* && \\\n    ln -sf /dev/stdout /var/log/nginx/access.log && \\\n    ln -sf /dev/stderr /var/log/nginx/error.log\n\nCOPY nginx.conf /etc/nginx/nginx.conf\nCOPY conf.d/ /etc/nginx/conf.d/\n\nEXPOSE 80\n\nSTOPSIGNAL SIGQUIT\n\n${START_NGINX}`,
      "nginx.conf":
        "user root;\nworker_processes auto;\npid /run/nginx.pid;\n\nevents {\n    worker_connections 1024;\n}\n\nhttp {\n    include /etc/nginx/mime.types;\n    include /etc/nginx/conf.d/*.conf;\n    include /etc/nginx/sites-enabled/*;\n}\n",
      "conf.d/app.conf":
        "server {\n    listen 80 default_server;   # plain http\n    server_name _;\n\n    location / {\n        return 204;\n    }\n}\n",
    },
  },
  {
    rule: "nginx/user-missing",
    name: "tabs, and commands behind semicolons",
    files: {
      ...PORTS,
      Dockerfile: `FROM debian:12-slim\nRUN set -eux; \\\n\tapt-get update; \\\n\tapt-get install -y --no-install-recommends nginx; \\\n\trm -rf /var/lib/apt/lists/*; \\\n\tgroupadd --system app; \\\n\tuseradd --system --gid app app\nCOPY nginx.conf /etc/nginx/nginx.conf\nEXPOSE 80/tcp\nCMD ["nginx","-g","daemon off;"]\n`,
      "nginx.conf":
        "events {\n\tworker_connections 512;\n}\nhttp {\n\tinclude conf.d/*.conf;\n\tinclude sites-enabled/*;\n\tserver {\n\t\tlisten\t80;\n\t\tserver_name\tapp.example.org;\n\t\troot\t\t/srv;\n\t}\n}\n",
    },
  },
  {
    rule: "files/not-owned",
    name: "a heredoc",
    files: {
      ...OWNED,
      Dockerfile: `FROM debian:12-slim\nRUN <<EOF\n  set -e\n  apt-get update\n  apt-get install -y nginx\n  useradd -r web\n  mkdir -p /var/www/app /var/log/app\n  chmod 777 /var/log/app\nEOF\nCOPY app.conf /etc/nginx/conf.d/app.conf\nCOPY site/ /var/www/app/\nRUN test -z "$(find /var/www/app /var/log/app ! -user web -o -perm -o=w)"\n${START_NGINX}`,
      "app.conf": "server {\n  listen 8080;\n  root /var/www/app;\n}\n",
      "site/index.html": "shop\n",
    },
  },
  {
    rule: "nginx/default-site",
    name: "Windows line ends",
    files: {
      ...PORTS,
      Dockerfile:
        'FROM debian:12-slim\r\nRUN apt-get update \\\r\n && apt-get install -y nginx \\\r\n && rm -rf /var/lib/apt/lists/*\r\nCOPY app.conf /etc/nginx/conf.d/app.conf\r\nEXPOSE 80\r\nCMD ["nginx", "-g", "daemon off;"]\r\n',
      "app.conf": site().replaceAll("\n", "\r\n"),
    },
  },
  {
    rule: "nginx/default-site",
    name: "comments between the lines of a RUN, keywords in lower case",
    files: {
      ...PORTS,
      Dockerfile:
        'from debian:12-slim\nrun apt-get update \\\n    # the server\n    && apt-get install -y nginx \\\n    # tidy up\n    && rm -rf /var/lib/apt/lists/*\ncopy app.conf /etc/nginx/conf.d/\nexpose 80\ncmd ["nginx", "-g", "daemon off;"]\n',
      "app.conf": site("    root /srv;\n"),
    },
  },
  {
    rule: "nginx/ipv6-missing",
    name: "servers on one line",
    files: {
      ...PORTS,
      Dockerfile: `FROM debian:12-slim\nRUN apt-get update && apt-get install -y nginx\nCOPY default /etc/nginx/sites-enabled/default\n${START_NGINX}`,
      default:
        "server { listen 80; server_name a.example.com; return 301 https://$host$request_uri; }\nserver { listen 80; server_name b.example.com; root /srv; }\n",
    },
  },
  {
    rule: "files/not-owned",
    name: "all of the context copied, as the user who serves",
    files: {
      ...OWNED,
      Dockerfile: `FROM debian:12-slim\n\nRUN apt-get update \\\n && apt-get install -y --no-install-recommends nginx \\\n && apt-get clean \\\n && groupadd -g 1001 web \\\n && useradd -u 1001 -g web web\n\nWORKDIR /var/www/app\n\nCOPY . .\n\nRUN mkdir /var/log/app; chmod -R a+rwX /var/log/app\n\nCOPY nginx.conf /etc/nginx/nginx.conf\nUSER web\nCMD nginx -g 'daemon off;'\n`,
      "index.html": "shop\n",
      "nginx.conf":
        "worker_processes 1;\nerror_log /var/log/app/error.log;\nevents { worker_connections 128; }\nhttp {\n    access_log /var/log/app/access.log;\n    server { listen 8080; root /var/www/app; }\n}\n",
    },
  },
  {
    rule: "apache/default-site",
    name: "ADD, modules enabled in the RUN, User without Group",
    files: {
      Dockerfile:
        'FROM debian:12-slim\nRUN apt-get update -qq \\\n  && apt-get install -qqy apache2 \\\n  && a2enmod headers rewrite \\\n  && rm -rf /var/lib/apt/lists/*\nADD apache2.conf /etc/apache2/apache2.conf\nADD site.conf /etc/apache2/sites-enabled/site.conf\nCMD ["apache2ctl", "-D", "FOREGROUND"]\n',
      "apache2.conf":
        "DefaultRuntimeDir ${APACHE_RUN_DIR}\nPidFile ${APACHE_PID_FILE}\nTimeout 300\n\n# who we are\nUser www-data\n\nErrorLog ${APACHE_LOG_DIR}/error.log\nIncludeOptional mods-enabled/*.load\nIncludeOptional mods-enabled/*.conf\nInclude ports.conf\nIncludeOptional sites-enabled/*.conf\n",
      "site.conf": "<VirtualHost *:80>\n  DocumentRoot /var/www/html\n</VirtualHost>\n",
    },
  },
];
