import type { LabCase, Theme } from "../case.ts";
import { BOTH, script } from "./images.ts";

/** nginx and Apache in one container with these listens, started by this script. */
const pair = (name: string, nginx: string, apache: string, text: string): LabCase => ({
  name,
  watch: 4,
  files: {
    Dockerfile: `${BOTH}RUN rm /etc/nginx/sites-enabled/default\nCOPY site.conf /etc/nginx/conf.d/\nCOPY ports.conf /etc/apache2/\nCOPY start.sh /\nCMD ["/start.sh"]\n`,
    "site.conf": `server { ${nginx} }\n`,
    "ports.conf": `${apache}\n`,
    "start.sh": script(text),
  },
});
const nginxFirst = "nginx\nservice apache2 start\nexec sleep 60\n";
const apacheFirst = "service apache2 start\nnginx\nexec sleep 60\n";

export const conflicts: Theme = {
  name: "conflicts",
  cases: [
    pair("two ports, nginx first", "listen 8080;", "Listen 8081", nginxFirst),
    pair("two ports, Apache first", "listen 8080;", "Listen 8081", apacheFirst),
    pair("one port, nginx first", "listen 8080;", "Listen 8080", nginxFirst),
    pair("one port, Apache first", "listen 8080;", "Listen 8080", apacheFirst),
    pair("one port of IPv4, nginx first", "listen 8080;", "Listen 0.0.0.0:8080", nginxFirst),
    pair("one port of IPv4, Apache first", "listen 8080;", "Listen 0.0.0.0:8080", apacheFirst),
    pair("nginx of IPv6 alone first, Apache of both", "listen [::]:8080;", "Listen 8080", nginxFirst),
    pair("Apache of both first, nginx of IPv6 alone", "listen [::]:8080;", "Listen 8080", apacheFirst),
    pair("nginx of IPv6, Apache of IPv4", "listen [::]:8080;", "Listen 0.0.0.0:8080", nginxFirst),
    pair("Apache of IPv4 first, nginx of IPv6", "listen [::]:8080;", "Listen 0.0.0.0:8080", apacheFirst),
    pair(
      "nginx on one address first, Apache on all",
      "listen 127.0.0.1:8080;",
      "Listen 0.0.0.0:8080",
      nginxFirst,
    ),
    pair("Apache on one address first, nginx on all", "listen 8080;", "Listen 127.0.0.1:8080", apacheFirst),
    pair("two addresses of one port", "listen 127.0.0.1:8080;", "Listen 127.0.0.2:8080", nginxFirst),
    pair("one of two ports is taken", "listen 8080; listen 8081;", "Listen 8081", apacheFirst),
    pair(
      "nginx as the entry process, its port taken by Apache",
      "listen 8080;",
      "Listen 8080",
      "service apache2 start\nexec nginx -g 'daemon off;'\n",
    ),
    pair(
      "Apache as the entry process, its port taken by nginx",
      "listen 8080;",
      "Listen 8080",
      "nginx\nexec apachectl -D FOREGROUND\n",
    ),
    pair("nginx alone is started", "listen 8080;", "Listen 8080", "exec nginx -g 'daemon off;'\n"),
    pair("Apache alone is started", "listen 8080;", "Listen 8080", "exec apachectl -D FOREGROUND\n"),
    {
      name: "both as they come, nginx first",
      watch: 4,
      files: { Dockerfile: `${BOTH}CMD service nginx start; service apache2 start; sleep 60\n` },
    },
    {
      name: "both as they come, Apache first",
      watch: 4,
      files: { Dockerfile: `${BOTH}CMD service apache2 start; service nginx start; sleep 60\n` },
    },
    {
      name: "both as they come, nginx's default site removed",
      watch: 2,
      files: {
        Dockerfile: `${BOTH}RUN rm /etc/nginx/sites-enabled/default\nCMD service apache2 start; service nginx start; sleep 60\n`,
      },
    },
  ],
};
