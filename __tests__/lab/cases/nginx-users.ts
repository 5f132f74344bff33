import type { Theme } from "../case.ts";
import { NGINX, SITE, START_NGINX } from "./images.ts";

export const nginxUsers: Theme = {
  name: "nginx-users",
  cases: [
    { name: "Debian's nginx as it comes", files: { Dockerfile: NGINX + START_NGINX } },
    {
      name: "user after a comment that follows one tab",
      files: {
        Dockerfile: `${NGINX}COPY nginx.conf /etc/nginx/nginx.conf\n${START_NGINX}`,
        "nginx.conf": `worker_processes 1;\t# one is enough\nuser www-data;\nevents {}\nhttp { ${SITE} }\n`,
      },
    },
    {
      name: "user without its semicolon",
      files: {
        Dockerfile: `${NGINX}COPY nginx.conf /etc/nginx/nginx.conf\n${START_NGINX}`,
        "nginx.conf": `user www-data\nworker_processes 1;\nevents {}\nhttp { ${SITE} }\n`,
      },
    },
    {
      name: "-g with user, none in the file",
      files: {
        Dockerfile: `${NGINX}COPY nginx.conf /etc/nginx/nginx.conf\nCMD ["nginx", "-g", "daemon off; user root;"]\n`,
        "nginx.conf": `events {}\nhttp { ${SITE} }\n`,
      },
    },
    {
      name: "as a number that is nobody's",
      files: {
        Dockerfile: `${NGINX}COPY site.conf /etc/nginx/sites-enabled/default\nUSER 1234\n${START_NGINX}`,
        "site.conf": SITE,
      },
      note: "the log folder and the pid are root's",
    },
  ],
};
