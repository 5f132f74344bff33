import type { Theme } from "../case.ts";
import { MAIN, NGINX, nginxMain, nginxWith, SITE, START_NGINX } from "./images.ts";

const rest = `events {}\nhttp { ${SITE}}\n`;
const writable = "RUN chown -R 1234 /var/lib/nginx /var/log/nginx /run\n";

export const nginxUsers: Theme = {
  name: "nginx-users",
  cases: [
    nginxWith("Debian's nginx as it comes", ""),
    nginxMain("user after a comment that follows one tab", `worker_processes 1;\t# one is enough\n${MAIN}`),
    nginxMain("user in the comment that follows one tab", `worker_processes 1;\t# user www-data;\n${rest}`),
    nginxMain("user without its semicolon", `user www-data\nworker_processes 1;\n${rest}`),
    nginxMain("user www-data", MAIN),
    nginxMain("user root", `user root;\n${rest}`),
    nginxMain("user root in quotes", `user "root";\n${rest}`),
    nginxMain("user behind http", `${rest}user www-data;\n`),
    nginxMain("no user", rest),
    nginxMain("user only in a comment", `# user www-data;\n${rest}`),
    nginxMain("user twice", `user www-data;\nuser www-data;\n${rest}`),
    nginxMain("user inside http", `events {}\nhttp { user www-data; ${SITE}}\n`),
    nginxMain("user as a number", `user 33;\n${rest}`),
    nginxMain("user in capitals", `user WWW-DATA;\n${rest}`),
    nginxMain("user that does not exist", `user nosuch;\n${rest}`),
    nginxMain("user without a group of its name", `user nobody;\n${rest}`),
    nginxMain("user with its group named", `user nobody nogroup;\n${rest}`),
    nginxMain("user with a group that does not exist", `user www-data nosuch;\n${rest}`),
    nginxMain("user with the group root", `user www-data root;\n${rest}`),
    nginxMain("user from a variable of the environment", `user \${APP};\n${rest}`, "ENV APP=www-data\n"),
    nginxMain("one process that serves as root", `master_process off;\n${MAIN}`),
    nginxMain(
      "one process, switched off by -g",
      MAIN,
      "",
      'CMD ["nginx", "-g", "daemon off; master_process off;"]\n',
    ),
    nginxMain(
      "-g with user root, none in the file",
      rest,
      "",
      'CMD ["nginx", "-g", "daemon off; user root;"]\n',
    ),
    nginxMain(
      "-g with user www-data, none in the file",
      rest,
      "",
      'CMD ["nginx", "-g", "user www-data; daemon off;"]\n',
    ),
    nginxMain(
      "-g with user, and one in the file",
      MAIN,
      "",
      'CMD ["nginx", "-g", "daemon off; user root;"]\n',
    ),
    nginxMain("-g without its last semicolon", MAIN, "", 'CMD ["nginx", "-g", "daemon off"]\n'),
    nginxMain("-g with a user that is left open", rest, "", 'CMD ["nginx", "-g", "daemon off; user root"]\n'),
    nginxMain("-g twice", rest, "", 'CMD ["nginx", "-g", "daemon off;", "-g", "user root;"]\n'),
    {
      name: "user from an include",
      files: {
        Dockerfile: `${NGINX}COPY *.conf /etc/nginx/\n${START_NGINX}`,
        "nginx.conf": `include user.conf;\n${rest}`,
        "user.conf": "user root;\n",
      },
    },
    nginxWith(
      "user from a fragment in modules-enabled, beside the stock one",
      "COPY user.conf /etc/nginx/modules-enabled/\n",
      {
        "user.conf": "user root;\n",
      },
    ),
    nginxWith("user in a fragment of conf.d", "COPY user.conf /etc/nginx/conf.d/\n", {
      "user.conf": "user root;\n",
    }),
    {
      name: "a user that is made only in the builder",
      files: {
        Dockerfile: `FROM debian:12-slim AS build\nRUN useradd -r app\n${NGINX}COPY nginx.conf /etc/nginx/nginx.conf\n${START_NGINX}`,
        "nginx.conf": `user app;\n${rest}`,
      },
    },
    nginxMain("a user that is made and not used", MAIN, "RUN useradd -r -u 901 web\n"),
    nginxMain("a user that is made and used", `user web;\n${rest}`, "RUN useradd -r -u 901 web\n"),
    nginxMain(
      "started as a number that is nobody's, folders handed over",
      MAIN,
      writable,
      `USER 1234\n${START_NGINX}`,
    ),
    nginxMain(
      "started as a number, with a user that does not exist",
      `user nosuch;\n${rest}`,
      writable,
      `USER 1234\n${START_NGINX}`,
    ),
    nginxMain("started as a number with a group", MAIN, writable, `USER 1234:33\n${START_NGINX}`),
    nginxMain(
      "started as www-data, folders handed over",
      MAIN,
      "RUN chown -R www-data:www-data /var/lib/nginx /var/log/nginx /run\n",
      `USER www-data\n${START_NGINX}`,
    ),
    nginxMain("started as root by its number", MAIN, "", `USER 0\n${START_NGINX}`),
    nginxMain("started as root after another user", MAIN, "USER www-data\nUSER root\n"),
  ],
};
