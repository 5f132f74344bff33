import type { LabCase, Theme } from "../case.ts";
import { MAIN, nginxWith, START_NGINX } from "./images.ts";

const end = `USER www-data\n${START_NGINX}`;
/** nginx as www-data with this main file; `lines` hand folders over. */
const as = (name: string, lines: string, text = MAIN, last = end): LabCase =>
  nginxWith(name, `COPY nginx.conf /etc/nginx/\n${lines}`, { "nginx.conf": text }, last);
const http = (top: string, inner: string) => `${top}events {}\nhttp { ${inner} server { listen 8080; } }\n`;
const temp = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
  .map((kind) => `${kind}_temp_path /tmp/${kind};`)
  .join(" ");
const quiet = `error_log stderr; pid /tmp/nginx.pid; `;

export const writable: Theme = {
  name: "writable",
  cases: [
    as("nothing handed over", ""),
    as(
      "pid under /tmp, the rest handed over",
      "RUN chown -R www-data /var/lib/nginx /var/log/nginx\n",
      `pid /tmp/nginx.pid;\n${MAIN}`,
    ),
    as("pid left in /run", "RUN chown -R www-data /var/lib/nginx /var/log/nginx\n"),
    as(
      "pid made before, and handed over",
      "RUN chown -R www-data /var/lib/nginx /var/log/nginx && touch /run/nginx.pid && chown www-data /run/nginx.pid\n",
      `pid /run/nginx.pid;\n${MAIN}`,
    ),
    as(
      "pid made before in /var/run, and handed over",
      "RUN touch /var/run/nginx.pid && chown -R www-data:www-data /var/run/nginx.pid /var/lib/nginx /var/log/nginx\n",
      `pid /run/nginx.pid;\n${MAIN}`,
    ),
    as(
      "pid in a folder that does not exist",
      "RUN chown -R www-data /var/lib/nginx /var/log/nginx\n",
      `pid /run/nginx/nginx.pid;\n${MAIN}`,
    ),
    as(
      "pid in a folder that was made and handed over",
      "RUN mkdir -p /run/nginx && chown -R www-data /run/nginx /var/lib/nginx /var/log/nginx\n",
      `pid /run/nginx/nginx.pid;\n${MAIN}`,
    ),
    as(
      "pid in a folder that install made",
      "RUN install -d -o www-data /run/nginx && chown -R www-data /var/lib/nginx /var/log/nginx\n",
      `pid /run/nginx/nginx.pid;\n${MAIN}`,
    ),
    as("pid in a folder that does not exist, as root", "", `pid /nosuch/nginx.pid;\n${MAIN}`, START_NGINX),
    as(
      "temporary files left as they are",
      "RUN chown -R www-data /var/log/nginx\n",
      `pid /tmp/nginx.pid;\n${MAIN}`,
    ),
    as("temporary files under /tmp, nothing logged to files", "", http(quiet, `${temp} access_log off;`)),
    as(
      "temporary files in a folder that does not exist",
      "RUN chown -R www-data /var/lib/nginx\n",
      http(quiet, "access_log off; client_body_temp_path /nosuch/body;"),
    ),
    as(
      "temporary files of one kind left as they are",
      "",
      http(quiet, `${temp.replace("proxy_temp_path /tmp/proxy;", "")} access_log off;`),
    ),
    as(
      "temporary files handed over, not their contents",
      "RUN chown www-data /var/lib/nginx && chown -R www-data /var/log/nginx\n",
      `pid /tmp/nginx.pid;\n${MAIN}`,
    ),
    as("logs left as they are", "RUN chown -R www-data /var/lib/nginx\n", `pid /tmp/nginx.pid;\n${MAIN}`),
    as(
      "the access log left as it is, errors to stderr",
      "RUN chown -R www-data /var/lib/nginx\n",
      `error_log stderr;\npid /tmp/nginx.pid;\n${MAIN}`,
    ),
    as(
      "no access log, errors left as they are",
      "RUN chown -R www-data /var/lib/nginx\n",
      http("pid /tmp/nginx.pid; ", "access_log off;"),
    ),
    as(
      "logs to the standard streams",
      "RUN chown -R www-data /var/lib/nginx\n",
      http("error_log /dev/stderr; pid /tmp/nginx.pid; ", "access_log /dev/stdout;"),
    ),
    as(
      "logs linked to the standard streams",
      "RUN ln -sf /dev/stdout /var/log/nginx/access.log && ln -sf /dev/stderr /var/log/nginx/error.log && chown -R www-data /var/lib/nginx\n",
      `pid /tmp/nginx.pid;\n${MAIN}`,
    ),
    as(
      "logs of a server of its own in a folder that does not exist",
      "RUN chown -R www-data /var/lib/nginx /var/log/nginx\n",
      `pid /tmp/nginx.pid;\n${MAIN.replace("listen 8080;", "listen 8080; access_log /logs/a.log;")}`,
    ),
    as(
      "logs in a folder of root's, as root",
      "RUN mkdir /logs && chmod 500 /logs\n",
      `error_log /logs/e.log;\n${MAIN}`,
      START_NGINX,
    ),
    as("everything opened by chmod", "RUN chmod -R 777 /var/lib/nginx /var/log/nginx /run\n"),
    as(
      "everything opened to the group",
      "RUN chgrp -R www-data /var/lib/nginx /var/log/nginx /run && chmod -R g+rwX /var/lib/nginx /var/log/nginx /run\n",
      MAIN,
      `USER 1234:33\n${START_NGINX}`,
    ),
    as(
      "everything opened to the group, another group",
      "RUN chgrp -R www-data /var/lib/nginx /var/log/nginx /run && chmod -R g+rwX /var/lib/nginx /var/log/nginx /run\n",
      MAIN,
      `USER 1234\n${START_NGINX}`,
    ),
    as(
      "everything opened to the group root",
      "RUN chgrp -R 0 /var/lib/nginx /var/log/nginx /run && chmod -R g=u /var/lib/nginx /var/log/nginx /run\n",
      MAIN,
      `USER 1234\n${START_NGINX}`,
    ),
    as("everything handed to another user", "RUN chown -R nobody /var/lib/nginx /var/log/nginx /run\n"),
    as("everything handed over by number", "RUN chown -R 33:33 /var/lib/nginx /var/log/nginx /run\n"),
    as(
      "everything handed over, then taken back",
      "RUN chown -R www-data /var/lib/nginx /var/log/nginx /run\nRUN chown -R root /run\n",
    ),
    as(
      "a main file that only root may read",
      "RUN chown -R www-data /var/lib/nginx /var/log/nginx /run && chmod 600 /etc/nginx/nginx.conf\n",
    ),
    as(
      "a configuration folder that only root may read",
      "RUN chown -R www-data /var/lib/nginx /var/log/nginx /run && chmod 700 /etc/nginx\n",
    ),
    nginxWith(
      "the stock site as www-data, all handed over",
      "RUN chown -R www-data /var/lib/nginx /var/log/nginx /run\n",
      {},
      end,
    ),
    nginxWith(
      "the stock pid by sed, all else handed over",
      "RUN sed -i 's|/run/nginx.pid|/tmp/nginx.pid|' /etc/nginx/nginx.conf && chown -R www-data /var/lib/nginx /var/log/nginx\n",
      {},
      end,
    ),
    nginxWith(
      "COPY --chown of a folder for the logs",
      "COPY --chown=www-data logs /var/log/own\nCOPY nginx.conf /etc/nginx/\n",
      {
        "logs/.keep": "",
        "nginx.conf": http(
          "error_log /var/log/own/e.log; pid /var/log/own/pid; ",
          `${temp} access_log /var/log/own/a.log;`,
        ),
      },
      end,
    ),
    nginxWith(
      "WORKDIR makes a folder for the pid as root",
      "WORKDIR /srv/own\nCOPY nginx.conf /etc/nginx/\n",
      { "nginx.conf": http("error_log stderr; pid /srv/own/pid; ", `${temp} access_log off;`) },
      end,
    ),
  ],
};
