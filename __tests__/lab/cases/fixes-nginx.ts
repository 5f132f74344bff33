import type { Faulty } from "../mended.ts";
import { MAIN, NGINX, SITE, START_NGINX } from "./images.ts";

const USER = "RUN useradd --system --no-create-home --shell /usr/sbin/nologin web\n";
const NO_SITE = "RUN rm /etc/nginx/sites-enabled/default\n";
const WITHOUT_ROOT = `USER web\n${START_NGINX}`;
const POLICY = "/.github/keelcheck.yml";

/** nginx with this main configuration, which is at fault; `lines` stand before the COPY. */
const main = (
  rule: string,
  name: string,
  text: string,
  lines = USER,
  more: Faulty["files"] = {},
): Faulty => ({
  rule: `nginx/${rule}`,
  name,
  files: {
    Dockerfile: `${NGINX}${lines}COPY nginx.conf /etc/nginx/nginx.conf\n${START_NGINX}`,
    "nginx.conf": text,
    ...more,
  },
});

/** Debian's nginx with these lines behind its installation. */
const sited = (rule: string, name: string, lines: string, files: Faulty["files"] = {}): Faulty => ({
  rule: `nginx/${rule}`,
  name,
  files: { Dockerfile: `${NGINX}${lines}`, ...files },
});

/** nginx started as another than root; `lines` hand over what else it needs. */
const asUser = (rule: string, name: string, text: string, lines: string): Faulty => ({
  rule: `nginx/${rule}`,
  name,
  files: {
    Dockerfile: `${NGINX}${USER}COPY nginx.conf /etc/nginx/nginx.conf\n${lines}${WITHOUT_ROOT}`,
    "nginx.conf": text,
  },
});

const server = "http {\n    server {\n        listen 8080;\n    }\n}\n";
const events = "events {}\n\n";
const wantsWeb = { [POLICY]: "nginx:\n  user: web\n" };
const both = { [POLICY]: "ipv6: required\n" };

export const brokenNginx: readonly Faulty[] = [
  main("user-root", "the only user that the image makes", `user root;\n${events}${server}`),
  main("user-root", "in quotes, with a comment behind", `user "root"; # was web\n${events}${server}`),
  main("user-root", "with root's group", `user  root  root;\n${events}${server}`),
  main("user-root", "no user of its own", `user root;\n${events}${server}`, ""),
  main(
    "user-root",
    "a user in a group of another name",
    `user root;\n${events}${server}`,
    "RUN groupadd -r shop && useradd -r -g shop -s /usr/sbin/nologin web\n",
  ),
  main(
    "user-root",
    "behind the http block, which includes",
    `${events}http {\n\tinclude conf.d/*.conf;\n}\nuser root;\n`,
    `${USER}COPY site.conf /etc/nginx/conf.d/\n`,
    { "site.conf": SITE },
  ),
  main("user-missing", "a user is made", `${events}${server}`),
  main("user-missing", "below a comment", `# the shop's nginx\nworker_processes 1;\n${events}${server}`),
  main("user-missing", "no user of its own", `worker_processes 1;\n${events}${server}`, ""),
  main("user-mismatch", "the policy's user", `user www-data;\n${events}${server}`, USER, wantsWeb),
  main("user-numeric", "the number of a user", `user 33;\n${events}${server}`, ""),
  main(
    "user-numeric",
    "numbers of user and group",
    `user 1500 1500;\n${events}${server}`,
    "RUN groupadd -g 1500 shop && useradd -u 1500 -g shop web\n",
  ),
  main("user-undefined", "a slip", `user wbe;\n${events}${server}`),
  main("user-undefined", "of another case", `user WWW-Data;\n${events}${server}`, ""),
  main(
    "user-undefined",
    "no group of its name",
    `user web;\n${events}${server}`,
    "RUN groupadd -r shop && useradd -r -g shop web\n",
  ),
  main("user-duplicate", "twice in one file", `user web;\nuser www-data;\n${events}${server}`),
  asUser(
    "user-ignored",
    "started as another",
    `user web;\npid /tmp/nginx.pid;\n${events}${server}`,
    "RUN chown -R web /var/lib/nginx /var/log/nginx\n",
  ),
  {
    rule: "nginx/master-process-off",
    name: "in the foreground by its own line",
    files: {
      Dockerfile: `${NGINX}${USER}COPY nginx.conf /etc/nginx/nginx.conf\nCMD ["nginx"]\n`,
      "nginx.conf": `user web;\nmaster_process off;\ndaemon off;\n${events}${server}`,
    },
  },
  main("syntax", "a semicolon is missing behind user", `user web\nworker_processes 1;\n${events}${server}`),
  main(
    "syntax",
    "a semicolon is missing before a brace",
    `user web;\n${events}http {\n    server {\n        listen 8080\n    }\n}\n`,
  ),
  main(
    "listen-implicit",
    "a server without listen",
    `user web;\n${events}http {\n    server {\n        server_name shop;\n    }\n}\n`,
  ),
  main(
    "listen-implicit",
    "over both families, on one line",
    `user web;\n${events}http { server { server_name shop; } }\n`,
    USER,
    both,
  ),
  asUser(
    "listen-implicit",
    "not as root",
    `pid /tmp/nginx.pid;\n${events}http {\n    server {\n        server_name shop;\n    }\n}\n`,
    "RUN chown -R web /var/lib/nginx /var/log/nginx\n",
  ),
  main("ipv6-missing", "one server", `user web;\n${events}${server}`, USER, both),
  main(
    "ipv6-missing",
    "two servers with parameters",
    `user web;\n${events}http {\n    server {\n        listen 8080 default_server;\n        server_name a;\n    }\n    server {\n        listen 8080;\n        listen 0.0.0.0:8081;\n        server_name b;\n    }\n}\n`,
    USER,
    both,
  ),
  main(
    "include-missing",
    "it is copied elsewhere",
    `user web;\n${events}http {\n    include /etc/nginx/site.conf;\n}\n`,
    `${USER}COPY site.conf /etc/nginx/sites/\n`,
    {
      "site.conf": SITE,
    },
  ),
  main(
    "include-missing",
    "it is nowhere",
    `user web;\n${events}http {\n    include mime.typs;\n    server {\n        listen 8080;\n        include snippets/gone.conf;\n    }\n}\n`,
  ),
  sited("default-site", "beside a site of its own", `COPY site.conf /etc/nginx/conf.d/\n${START_NGINX}`, {
    "site.conf": SITE,
  }),
  sited(
    "default-site",
    "with a port exposed for it",
    `COPY site.conf /etc/nginx/sites-enabled/shop\nEXPOSE 80 8080\n${START_NGINX}`,
    { "site.conf": SITE },
  ),
  {
    rule: "nginx/default-site",
    name: "installed over several lines",
    files: {
      Dockerfile: `FROM debian:12-slim\nRUN apt-get update \\\n    && apt-get install -y --no-install-recommends \\\n        nginx \\\n    && rm -rf /var/lib/apt/lists/*\nCOPY site.conf /etc/nginx/conf.d/shop.conf\n${START_NGINX}`,
      "site.conf": SITE,
    },
  },
  {
    rule: "nginx/default-site",
    name: "installed in a heredoc",
    files: {
      Dockerfile: `FROM debian:12-slim\nRUN <<EOF\nset -e\napt-get update\napt-get install -y nginx\nrm -rf /var/lib/apt/lists/*\nEOF\nCOPY site.conf /etc/nginx/conf.d/shop.conf\n${START_NGINX}`,
      "site.conf": SITE,
    },
  },
  sited(
    "not-loaded",
    "left in sites-available",
    `${NO_SITE}COPY site.conf /etc/nginx/sites-available/shop\n${START_NGINX}`,
    { "site.conf": SITE },
  ),
  sited("not-loaded", "beside the folder that is loaded", `COPY shop.conf /etc/nginx/\n${START_NGINX}`, {
    "shop.conf": SITE,
  }),
  sited(
    "wrong-slot",
    "a main file among the sites",
    `COPY nginx.conf /etc/nginx/conf.d/nginx.conf\n${START_NGINX}`,
    {
      "nginx.conf": MAIN,
    },
  ),
  sited("wrong-slot", "a site as the main file", `COPY site.conf /etc/nginx/nginx.conf\n${START_NGINX}`, {
    "site.conf": SITE,
  }),
  asUser(
    "pid-unwritable",
    "in the main file",
    `pid /run/nginx.pid;\n${events}${server}`,
    "RUN chown -R web /var/lib/nginx /var/log/nginx\n",
  ),
  asUser(
    "pid-unwritable",
    "the one that is compiled in",
    `${events}${server}`,
    "RUN chown -R web /var/lib/nginx /var/log/nginx\n",
  ),
  asUser(
    "pid-unwritable",
    "in a folder that is not there",
    `pid /run/nginx/nginx.pid;\n${events}${server}`,
    "RUN chown -R web /var/lib/nginx /var/log/nginx\n",
  ),
  asUser(
    "temp-path-unwritable",
    "the ones that are compiled in",
    `pid /tmp/nginx.pid;\n${events}${server}`,
    "RUN chown -R web /var/log/nginx\n",
  ),
  asUser(
    "temp-path-unwritable",
    "in a folder that is not there",
    `pid /tmp/nginx.pid;\n${events}http {\n    client_body_temp_path /cache/body;\n    server {\n        listen 8080;\n    }\n}\n`,
    "RUN chown -R web /var/lib/nginx /var/log/nginx\n",
  ),
  asUser(
    "log-unwritable",
    "the ones that are compiled in",
    `pid /tmp/nginx.pid;\n${events}${server}`,
    "RUN chown -R web /var/lib/nginx\n",
  ),
  asUser(
    "log-unwritable",
    "of a server of its own",
    `error_log /dev/stderr;\npid /tmp/nginx.pid;\n${events}http {\n    access_log /logs/shop/access.log;\n    server {\n        listen 8080;\n    }\n}\n`,
    "RUN chown -R web /var/lib/nginx\n",
  ),
  asUser("pid-unwritable", "nothing is handed over at all", `${events}${server}`, ""),
  {
    rule: "nginx/privileged-port",
    name: "closed on Kubernetes",
    runtime: "kubernetes",
    files: {
      Dockerfile: `${NGINX}${USER}COPY nginx.conf /etc/nginx/nginx.conf\nRUN chown -R web /var/lib/nginx /var/log/nginx\nEXPOSE 80\n${WITHOUT_ROOT}`,
      "nginx.conf": `pid /tmp/nginx.pid;\n${events}http {\n    server {\n        listen 80 default_server;\n        listen [::]:80 default_server;\n    }\n}\n`,
    },
  },
];
