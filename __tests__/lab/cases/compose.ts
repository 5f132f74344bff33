import type { LabCase, Service, Theme } from "../case.ts";
import { FOLDER } from "../case.ts";
import { BOTH, MAIN, NGINX, SITE, START_NGINX, script } from "./images.ts";

const handed = "RUN chown -R www-data:www-data /var/lib/nginx /var/log/nginx /run\n";
const image = `${NGINX}${handed}COPY nginx.conf /etc/nginx/\n${START_NGINX}`;

/** A compose service that builds the image folder; `lines` are its further keys, and `start` is what they say. */
const service = (
  name: string,
  lines: string,
  start: Omit<Service, "name">,
  files: LabCase["files"] = {},
): LabCase => ({
  name,
  service: { name: "front", ...start },
  files: {
    Dockerfile: image,
    "nginx.conf": MAIN,
    "/compose.yaml": `services:\n  front:\n    build: ${FOLDER}\n${lines}`,
    ...files,
  },
});
const mounted = (name: string, from: string, to: string, files: LabCase["files"], rest = ""): LabCase =>
  service(name, `    volumes:\n      - ./${from}:${to}${rest}\n`, { mounts: [{ from, to }] }, files);

export const compose: Theme = {
  name: "compose",
  cases: [
    service("a service that changes nothing", "", {}),
    service("a service with a user", "    user: www-data\n", { user: "www-data" }),
    service(
      "a service with a user by number",
      '    user: "1234:33"\n',
      { user: "1234:33" },
      {
        Dockerfile: image.replace(handed, "RUN chmod -R 777 /var/lib/nginx /var/log/nginx /run\n"),
      },
    ),
    service(
      "a service with the user root over the image's",
      "    user: root\n",
      { user: "root" },
      {
        Dockerfile: image.replace("COPY", "USER www-data\nCOPY"),
      },
    ),
    service("a service with a command", '    command: ["nginx", "-g", "daemon off; worker_processes 1;"]\n', {
      command: ["nginx", "-g", "daemon off; worker_processes 1;"],
    }),
    service("a service with a command of text", "    command: nginx -g 'daemon off; worker_processes 1;'\n", {
      command: ["nginx", "-g", "daemon off; worker_processes 1;"],
    }),
    service("a service with a command that starts no server", "    command: sleep 60\n", {
      command: ["sleep", "60"],
    }),
    service(
      "a service with an entrypoint, which drops the command",
      '    entrypoint: ["nginx", "-g", "daemon off;"]\n',
      {
        entrypoint: ["nginx", "-g", "daemon off;"],
      },
    ),
    service(
      "a service with an entrypoint and a command",
      '    entrypoint: ["/bin/sh", "-c"]\n    command: ["exec nginx -g \'daemon off;\'"]\n',
      { entrypoint: ["/bin/sh", "-c"], command: ["exec nginx -g 'daemon off;'"] },
    ),
    service(
      "a service of a target",
      `    build:\n      context: ${FOLDER}\n      target: dev\n`,
      { target: "dev" },
      {
        Dockerfile: `${image.replace("slim", "slim AS dev")}\nFROM dev\nRUN sed -i 's/8080/8081/' /etc/nginx/nginx.conf\n`,
        "/compose.yaml": `services:\n  front:\n    build:\n      context: ${FOLDER}\n      target: dev\n`,
      },
    ),
    service(
      "a service with an environment that decides",
      "    environment:\n      MODE: web\n",
      { environment: { MODE: "web" } },
      {
        Dockerfile: `${NGINX}COPY nginx.conf /etc/nginx/\nCOPY start.sh /\nCMD ["/start.sh"]\n`,
        "start.sh": script('if [ "$MODE" = web ]; then exec nginx -g "daemon off;"; fi\nexec sleep 60\n'),
      },
    ),
    service(
      "a service with an environment as a list",
      "    environment:\n      - MODE=job\n",
      { environment: { MODE: "job" } },
      {
        Dockerfile: `${NGINX}ENV MODE=web\nCOPY nginx.conf /etc/nginx/\nCOPY start.sh /\nCMD ["/start.sh"]\n`,
        "start.sh": script('if [ "$MODE" = web ]; then exec nginx -g "daemon off;"; fi\nexec sleep 60\n'),
      },
    ),
    mounted(
      "a main file that is mounted",
      "conf/nginx.conf",
      "/etc/nginx/nginx.conf",
      {
        "/conf/nginx.conf": MAIN.replace("8080", "8081").replace("www-data", "nobody nogroup"),
      },
      ":ro",
    ),
    mounted("a folder of sites that is mounted", "conf", "/etc/nginx/conf.d", {
      Dockerfile: `${NGINX}${START_NGINX}`,
      "/conf/web.conf": SITE,
    }),
    mounted(
      "a site that is mounted over the default one",
      "conf/web.conf",
      "/etc/nginx/sites-available/default",
      {
        Dockerfile: `${NGINX}${START_NGINX}`,
        "/conf/web.conf": SITE,
      },
    ),
    mounted("a folder that is mounted over the image's sites", "conf", "/etc/nginx/sites-enabled", {
      Dockerfile: `${NGINX}${START_NGINX}`,
      "/conf/web.conf": "server { listen 8081; }\n",
    }),
    mounted("a folder of documents that is mounted", "html", "/var/www/html", { "/html/index.html": "x\n" }),
    service("ports that are published change nothing inside", '    ports:\n      - "80:8080"\n', {}),
    service(
      "a service that starts the other server",
      "    command: apachectl -D FOREGROUND\n",
      { command: ["apachectl", "-D", "FOREGROUND"] },
      {
        Dockerfile: `${BOTH}${START_NGINX}`,
      },
    ),
  ],
};
