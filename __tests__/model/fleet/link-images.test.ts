import { describe, expect, test } from "vitest";
import { summary } from "../image-facts.ts";

const site = "server { listen 8080; }\n";
const ownUser = "user www-data;\nevents {}\nhttp { include conf.d/*.conf; }\n";
const debianNginx = "FROM debian:12-slim\nRUN apt-get update && apt-get install -y nginx\n";
const startNginx = 'CMD ["nginx", "-g", "daemon off;"]\n';

interface Case {
  readonly name: string;
  readonly dockerfile: string;
  readonly files?: Parameters<typeof summary>[1];
  readonly expected: readonly string[];
}

/** The official image as it is: its workers are nginx, its default site is on 80 in both families. */
const nginx = (listens: string, user = "root:0") => [
  `user ${user}`,
  `nginx starts, workers nginx:101, listens ${listens}`,
];

const users: readonly Case[] = [
  { name: "nothing sets a user", dockerfile: "FROM debian:12\n", expected: ["user root:0"] },
  { name: "a bare number", dockerfile: "FROM debian:12\nUSER 777\n", expected: ["user 777"] },
  {
    name: "a number that an account has",
    dockerfile: "FROM debian:12\nRUN useradd --uid=1300 --create-home app\nUSER 1300\n",
    expected: ["user app:1300"],
  },
  {
    name: "BusyBox adduser",
    dockerfile:
      "FROM alpine:3.20\nRUN addgroup -S -g 1001 app && adduser -S -D -H -u 1001 -G app app\nUSER app\n",
    expected: ["user app:1001"],
  },
  {
    name: "Debian adduser",
    dockerfile: "FROM debian:12\nRUN adduser --system --group --uid 1200 app\nUSER app:app\n",
    expected: ["user app:1200"],
  },
  {
    name: "made unless it is there",
    dockerfile: "FROM debian:12\nRUN id -u app >/dev/null 2>&1 || useradd -u 77 app\nUSER app\n",
    expected: ["user app:77"],
  },
  {
    name: "an ARG with a default",
    dockerfile: "FROM debian:12\nARG APP=web\nRUN useradd -u 1500 $APP\nUSER $APP\n",
    expected: ["user web:1500"],
  },
  {
    name: "an ARG without one",
    dockerfile: "FROM debian:12\nARG APP\nUSER ${APP}\n",
    expected: ["user ? the value of USER comes from outside this file"],
  },
  {
    name: "a global ARG is not a stage's",
    dockerfile: "ARG APP=web\nFROM debian:12\nUSER ${APP:-nobody}\n",
    expected: ["user nobody:65534"],
  },
  {
    name: "what nothing sets may be set by a base that is more than a distribution",
    dockerfile: "FROM rust:1\nUSER ${APP:-nobody}\n",
    expected: ["user ? the value of USER comes from outside this file"],
  },
  {
    name: "inherited from an earlier stage, whatever the case of its alias",
    dockerfile: "FROM debian:12 AS Base\nRUN useradd -r -u 900 web\nUSER web\nFROM base\n",
    expected: ["user web:900"],
  },
  {
    name: "a user of the builder only",
    dockerfile: "FROM node:22 AS build\nUSER node\nRUN npm ci\nFROM debian:12\nCOPY --from=build /app /app\n",
    expected: ["user root:0"],
  },
  {
    name: "an unknown base",
    dockerfile: "FROM registry.corp/base:1\n",
    expected: ["user ? unknown base image registry.corp/base:1"],
  },
  {
    name: "scratch",
    dockerfile: 'FROM scratch\nUSER 65534\nENTRYPOINT ["/server"]\n',
    expected: ["user 65534"],
  },
];

const slots: readonly Case[] = [
  { name: "the official image", dockerfile: "FROM nginx:1.27\n", expected: nginx("0.0.0.0:80 :::80") },
  {
    name: "a site beside the default one",
    dockerfile: "FROM nginx\nCOPY site.conf /etc/nginx/conf.d/\n",
    files: { "site.conf": site },
    expected: nginx("0.0.0.0:80 0.0.0.0:8080 :::80"),
  },
  {
    name: "a target that is a folder without saying so",
    dockerfile: "FROM nginx\nCOPY site.conf /etc/nginx/conf.d\n",
    files: { "site.conf": site },
    expected: nginx("0.0.0.0:80 0.0.0.0:8080 :::80"),
  },
  {
    name: "a site in place of the default one",
    dockerfile: "FROM nginx:alpine\nCOPY site.conf /etc/nginx/conf.d/default.conf\n",
    files: { "site.conf": site },
    expected: nginx("0.0.0.0:8080"),
  },
  {
    name: "the official image as its own user cannot write its pid file",
    dockerfile: "FROM nginx:alpine\nUSER nginx\n",
    expected: ["user nginx:101", "nginx does not start, workers nginx:101, listens 0.0.0.0:80"],
  },
  {
    name: "the official image made ready for its own user",
    dockerfile:
      "FROM nginx:alpine\nRUN touch /run/nginx.pid && chown -R nginx /run/nginx.pid /var/cache/nginx\nUSER nginx\n",
    expected: nginx("0.0.0.0:80", "nginx:101"),
  },
  {
    name: "the default site removed by a pattern",
    dockerfile: "FROM nginx\nRUN rm -rf /etc/nginx/conf.d/*\nCOPY site.conf /etc/nginx/conf.d/a.conf\n",
    files: { "site.conf": site },
    expected: nginx("0.0.0.0:8080"),
  },
  {
    name: "relative to WORKDIR",
    dockerfile: "FROM nginx\nWORKDIR /etc/nginx/conf.d\nRUN rm default.conf\nCOPY site.conf .\n",
    files: { "site.conf": site },
    expected: nginx("0.0.0.0:8080"),
  },
  {
    name: "a target in a variable",
    dockerfile: "FROM nginx\nENV D=/etc/nginx/conf.d\nCOPY site.conf $D/default.conf\n",
    files: { "site.conf": site },
    expected: nginx("0.0.0.0:8080"),
  },
  {
    name: ".dockerignore leaves a file out",
    dockerfile: "FROM nginx\nCOPY nginx /etc/nginx/conf.d\n",
    files: {
      "nginx/default.conf": site,
      "nginx/b.conf": "server { listen 9999; }\n",
      ".dockerignore": "nginx/b.conf\n",
    },
    expected: nginx("0.0.0.0:8080"),
  },
  {
    name: "a heredoc of COPY",
    dockerfile: "FROM nginx\nCOPY <<EOF /etc/nginx/conf.d/default.conf\nserver { listen 9000; }\nEOF\n",
    expected: nginx("0.0.0.0:9000"),
  },
  {
    name: "a heredoc of RUN",
    dockerfile:
      "FROM nginx\nRUN cat > /etc/nginx/conf.d/default.conf <<'EOF'\nserver { listen 9001; }\nEOF\n",
    expected: nginx("0.0.0.0:9001"),
  },
  {
    name: "echo into tee",
    dockerfile:
      "FROM nginx\nRUN echo 'server { listen 9100; }' | tee /etc/nginx/conf.d/default.conf > /dev/null\n",
    expected: nginx("0.0.0.0:9100"),
  },
  {
    name: "a file that another stage wrote",
    dockerfile:
      "FROM debian:12\nRUN echo 'server { listen 7000; }' > /x.conf\nFROM nginx\nCOPY --from=0 /x.conf /etc/nginx/conf.d/default.conf\n",
    expected: nginx("0.0.0.0:7000"),
  },
  {
    name: "a stock file that sed edits",
    dockerfile: "FROM nginx\nRUN sed -i 's/listen       80;/listen 8080;/' /etc/nginx/conf.d/default.conf\n",
    expected: nginx("0.0.0.0:8080"),
  },
  {
    name: "a stock file that sed edits by line number cannot be told",
    dockerfile: "FROM nginx\nRUN sed -i '2s/80/8080/' /etc/nginx/conf.d/default.conf\n",
    expected: nginx("?"),
  },
  {
    name: "a file that the start writes",
    dockerfile: 'FROM nginx\nCOPY e.sh /e.sh\nENTRYPOINT ["/e.sh"]\nCMD ["nginx", "-g", "daemon off;"]\n',
    files: {
      "e.sh": {
        kind: "executable",
        text: '#!/bin/sh\nenvsubst < /t.conf > /etc/nginx/conf.d/default.conf\nexec "$@"\n',
      },
    },
    expected: [
      "user root:0",
      "nginx ? /etc/nginx/conf.d/default.conf is written when the container starts, workers nginx:101, listens ?",
    ],
  },
  {
    name: "a script of the repo that RUN runs",
    dockerfile: `${debianNginx}COPY setup.sh /tmp/\nRUN sh /tmp/setup.sh\n${startNginx}`,
    files: {
      "setup.sh":
        "#!/bin/sh\nrm -f /etc/nginx/sites-enabled/default\ncat > /etc/nginx/conf.d/a.conf <<EOF\nserver { listen 8123; }\nEOF\n",
    },
    expected: ["user root:0", "nginx starts, workers www-data:33, listens 0.0.0.0:8123"],
  },
  {
    name: "Debian's package, its default site live",
    dockerfile: debianNginx + startNginx,
    expected: ["user root:0", "nginx starts, workers www-data:33, listens 0.0.0.0:80 :::80"],
  },
  {
    name: "a site enabled by its link",
    dockerfile: `${debianNginx}RUN rm /etc/nginx/sites-enabled/default\nCOPY site.conf /etc/nginx/sites-available/shop\nRUN ln -s /etc/nginx/sites-available/shop /etc/nginx/sites-enabled/shop\n${startNginx}`,
    files: { "site.conf": site },
    expected: ["user root:0", "nginx starts, workers www-data:33, listens 0.0.0.0:8080"],
  },
  {
    name: "a site removed under a condition",
    dockerfile: `${debianNginx}RUN if [ -n "$X" ]; then rm /etc/nginx/sites-enabled/default; fi\n${startNginx}`,
    expected: ["user root:0", "nginx starts, workers www-data:33, listens ?"],
  },
  {
    name: "Alpine's package",
    dockerfile: `FROM alpine:3.20\nRUN apk add --no-cache nginx\nCOPY site.conf /etc/nginx/http.d/default.conf\n${startNginx}`,
    files: { "site.conf": site },
    expected: ["user root:0", "nginx starts, workers nginx, listens 0.0.0.0:8080"],
  },
  {
    name: "the whole tree copied over",
    dockerfile: "FROM nginx\nCOPY nginx/ /etc/nginx/\n",
    files: { "nginx/conf.d/default.conf": site, "nginx/nginx.conf": ownUser },
    expected: ["user root:0", "nginx starts, workers www-data:33, listens 0.0.0.0:8080"],
  },
];

const starts: readonly Case[] = [
  {
    name: "a script that git does not have as executable",
    dockerfile: `${debianNginx}COPY start.sh /\nENTRYPOINT ["/start.sh"]\n`,
    files: { "start.sh": "#!/bin/sh\nexec nginx -g 'daemon off;'\n" },
    expected: ["user root:0", "nginx does not start, workers www-data:33, listens 0.0.0.0:80 :::80"],
  },
  {
    name: "a server that goes into the background and leaves nothing",
    dockerfile: `${debianNginx}CMD ["nginx"]\n`,
    expected: ["user root:0", "nginx does not start, workers www-data:33, listens 0.0.0.0:80 :::80"],
  },
  {
    name: "root is asked for before the script starts itself again",
    dockerfile: `FROM nginx\nCOPY e.sh /\nENTRYPOINT ["sh", "/e.sh"]\nCMD ["node", "app.js"]\n`,
    files: {
      "e.sh":
        'if [ "$(id -u)" = 0 ]; then\n  exec su-exec nginx "$0" "$@"\nfi\nexec nginx -g "daemon off;"\n',
    },
    expected: ["user root:0", "nginx does not start, workers nginx:101, listens 0.0.0.0:80"],
  },
  {
    name: "the command is another program",
    dockerfile: 'FROM nginx\nCMD ["sleep", "1"]\n',
    expected: ["user root:0", "nginx does not start, workers nginx:101, listens 0.0.0.0:80"],
  },
  {
    name: "a stage that sets ENTRYPOINT drops the CMD it inherits",
    dockerfile: 'FROM nginx\nENTRYPOINT ["sleep"]\n',
    expected: ["user root:0", "nginx does not start, workers nginx:101, listens 0.0.0.0:80"],
  },
  {
    name: "-g names the user",
    dockerfile:
      'FROM nginx\nCOPY n.conf /etc/nginx/nginx.conf\nCMD ["nginx", "-g", "daemon off; user root;"]\n',
    files: { "n.conf": "events {}\nhttp { server { listen 8080; listen [::]:8080; } }\n" },
    expected: ["user root:0", "nginx starts, workers root:0, listens 0.0.0.0:8080 :::8080"],
  },
  {
    name: "-c names the file",
    dockerfile:
      'FROM nginx\nCOPY n.conf /srv/n.conf\nCMD ["nginx", "-c", "/srv/n.conf", "-g", "daemon off;"]\n',
    files: { "n.conf": "user www-data;\nevents {}\nhttp { server { } }\n" },
    expected: ["user root:0", "nginx starts, workers www-data:33, listens 0.0.0.0:80"],
  },
  {
    name: "a script steps down to a user who cannot write the pid file",
    dockerfile: `${debianNginx}RUN useradd -u 1000 web\nCOPY e.sh /e.sh\nENTRYPOINT ["/e.sh"]\n${startNginx}`,
    files: { "e.sh": '#!/bin/sh\nset -e\nexec gosu web "$@"\n' },
    expected: ["user root:0", "nginx does not start, workers web:1000, listens 0.0.0.0:80 :::80"],
  },
  {
    name: "service, then something that stays",
    dockerfile: `${debianNginx}COPY start.sh /\nCMD ["/bin/bash", "/start.sh"]\n`,
    files: { "start.sh": "#!/bin/bash\nservice nginx start\ntail -f /dev/null\n" },
    expected: ["user root:0", "nginx starts, workers www-data:33, listens 0.0.0.0:80 :::80"],
  },
  {
    name: "a look at the configuration starts nothing",
    dockerfile: `${debianNginx}CMD nginx -t\n`,
    expected: ["user root:0", "nginx does not start, workers www-data:33, listens 0.0.0.0:80 :::80"],
  },
  {
    name: "supervisord",
    dockerfile:
      'FROM debian:12\nRUN apt-get install -y nginx supervisor\nCOPY s.conf /etc/s.conf\nCMD ["supervisord", "-n", "-c", "/etc/s.conf"]\n',
    files: { "s.conf": "[supervisord]\n[program:nginx]\ncommand=nginx -g 'daemon off;'\n" },
    expected: ["user root:0", "nginx starts, workers www-data:33, listens 0.0.0.0:80 :::80"],
  },
  {
    name: "only under a condition",
    dockerfile: `${debianNginx}COPY start.sh /\nCMD ["/start.sh"]\n`,
    files: {
      "start.sh": {
        kind: "executable",
        text: '#!/bin/sh\nif [ "$WEB" = 1 ]; then nginx; fi\nexec sleep infinity\n',
      },
    },
    expected: [
      "user root:0",
      "nginx ? nginx is started only under a condition, workers www-data:33, listens 0.0.0.0:80 :::80",
    ],
  },
];

describe.each([
  ["the container user", users],
  ["what lies in the server's slots", slots],
  ["what starts", starts],
] as const)("%s", (_, cases) => {
  test.each(cases)("$name", ({ dockerfile, files, expected }) => {
    expect(summary(dockerfile, files)).toEqual(expected);
  });
});
