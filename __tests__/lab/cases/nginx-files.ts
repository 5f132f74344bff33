import type { Theme } from "../case.ts";
import { MAIN, NGINX, nginxWith, SITE, START_NGINX } from "./images.ts";

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
  ],
};
