import type { Faulty } from "../mended.ts";
import { APACHE, BOTH, NGINX, SITE, START_APACHE, START_NGINX, script } from "./images.ts";

const USER = "RUN useradd --system --no-create-home --shell /usr/sbin/nologin web\n";
const POLICY = "/.github/keelcheck.yml";

/** Debian's Apache with these lines behind its installation. */
const apache = (rule: string, name: string, lines: string, files: Faulty["files"] = {}): Faulty => ({
  rule: `apache/${rule}`,
  name,
  files: { Dockerfile: `${APACHE}${lines}${START_APACHE}`, ...files },
});

/** A main configuration of Apache that says this of its users. */
const ownApache = (users: string) =>
  `# the shop's Apache\nServerName shop\nPidFile /run/apache2.pid\nErrorLog /dev/stderr\nInclude mods-enabled/*.load\nInclude mods-enabled/*.conf\n${users}`;

/** An Apache that reads this main configuration alone; `users` is what it says of its user. */
const apacheMain = (
  rule: string,
  name: string,
  users: string,
  lines = USER,
  rest = "Listen 8080\n",
): Faulty =>
  apache(rule, name, `${lines}COPY apache2.conf /etc/apache2/\n`, {
    "apache2.conf": `${ownApache(users)}${rest}`,
  });

/** An image whose one program is no server of its own. */
const nginxWith = (rule: string, name: string, lines: string, files: Faulty["files"] = {}): Faulty => ({
  rule,
  name,
  files: { Dockerfile: `${NGINX}${lines}${START_NGINX}`, ...files },
});

const vhost = (port: number) =>
  `<VirtualHost *:${port}>\n    DocumentRoot /var/www/shop\n    ErrorLog \${APACHE_LOG_DIR}/shop.log\n</VirtualHost>\n`;

const brokenApache: readonly Faulty[] = [
  apacheMain("user-root", "another of root's group", "User root\nGroup root\n"),
  apacheMain("user-root", "in quotes", 'User "root"\nGroup www-data\n'),
  apacheMain("user-root", "by number, none of its own", "User #0\nGroup #0\n", ""),
  apacheMain("user-missing", "a user is made", ""),
  apacheMain("user-missing", "the group is named", "Group www-data\n", ""),
  apacheMain("group-missing", "of the package's user", "User www-data\n", ""),
  apacheMain(
    "group-missing",
    "of a user in another group",
    "User web\n",
    "RUN groupadd -r shop && useradd -r -g shop web\n",
  ),
  apache("user-mismatch", "the policy's user", `${USER}COPY apache2.conf /etc/apache2/\n`, {
    "apache2.conf": ownApache("User www-data\nGroup www-data\nListen 8080\n"),
    [POLICY]: "rules:\n  apache/user-mismatch:\n    user: web\n",
  }),
  apacheMain(
    "user-mismatch",
    "the environment's user",
    "User www-data\nGroup www-data\n",
    `${USER}ENV APACHE_RUN_USER=web\n`,
  ),
  apacheMain("user-undefined", "a slip", "User www-dat\nGroup www-data\n", ""),
  apacheMain("user-undefined", "a slip in the group", "User www-data\nGroup ww-data\n", ""),
  apache("default-site", "beside a site of its own", "COPY shop.conf /etc/apache2/sites-enabled/\n", {
    "shop.conf": vhost(80),
  }),
  {
    rule: "apache/default-site",
    name: "installed over several lines",
    files: {
      Dockerfile: `FROM debian:12-slim\nRUN apt-get update && \\\n    apt-get install -y apache2 && \\\n    rm -rf /var/lib/apt/lists/*\nCOPY shop.conf /etc/apache2/sites-enabled/\n${START_APACHE}`,
      "shop.conf": vhost(80),
    },
  },
  apache("not-loaded", "left in sites-available", "COPY shop.conf /etc/apache2/sites-available/\n", {
    "shop.conf": vhost(80),
  }),
  apache("ipv6-missing", "an address of IPv4", "COPY ports.conf /etc/apache2/\n", {
    "ports.conf": "# the shop\nListen 0.0.0.0:8080\n",
    [POLICY]: "ipv6: required\n",
  }),
  apacheMain(
    "syntax",
    "an include of what is not there",
    "User www-data\nGroup www-data\n",
    "",
    "Listen 8080\nInclude conf/gone.conf\n",
  ),
];

/** Both servers; `nginx` and `ports` are their listens. */
const both = (
  rule: string,
  name: string,
  nginx: string,
  ports: string,
  more: Faulty["files"] = {},
): Faulty => ({
  rule,
  name,
  watch: 3,
  files: {
    Dockerfile: `${BOTH}RUN rm /etc/nginx/sites-enabled/default\nCOPY site.conf /etc/nginx/conf.d/\nCOPY ports.conf /etc/apache2/\nCOPY start.sh /\nCMD ["/start.sh"]\n`,
    "site.conf": `server {\n    ${nginx}\n    root /var/www/shop;\n}\n`,
    "ports.conf": ports,
    "start.sh": script("service apache2 start\nexec nginx -g 'daemon off;'\n"),
    ...more,
  },
});

const brokenPorts: readonly Faulty[] = [
  both(
    "ports/role-mismatch",
    "one has the other's port",
    "listen 8080;\n    listen [::]:8080;",
    "# was on 80\nListen 8080\n",
    {
      [POLICY]: "ports:\n  apache: 8080\n  nginx: 8081\n",
    },
  ),
  both(
    "ports/role-mismatch",
    "the other one has no port of its own",
    "listen 8080;",
    "# was on 80\nListen 8080\n",
    {
      [POLICY]: "ports:\n  nginx: 8080\n",
    },
  ),
  both(
    "ports/role-mismatch",
    "each has the other's port",
    "listen 80;\n    listen [::]:80;",
    "Listen 8080\n",
    {
      [POLICY]: "ports:\n  nginx: 8080\n  apache: 8081\n",
    },
  ),
  {
    rule: "ports/role-mismatch",
    name: "a virtual host goes along",
    files: {
      Dockerfile: `${APACHE}COPY ports.conf /etc/apache2/\nCOPY shop.conf /etc/apache2/sites-enabled/000-default.conf\nEXPOSE 80/tcp\n${START_APACHE}`,
      "ports.conf": "Listen 80\n\n<IfModule ssl_module>\n\tListen 443\n</IfModule>\n",
      "shop.conf": vhost(80),
      [POLICY]: "ports:\n  apache: 8080\n",
    },
  },
  nginxWith("ports/expose-mismatch", "the port that is served", "COPY nginx.conf /etc/nginx/\nEXPOSE 80\n", {
    "nginx.conf": `user www-data;\nevents {}\nhttp { ${SITE}}\n`,
  }),
];

const brokenUsers: readonly Faulty[] = [
  {
    rule: "nginx/privileged-port",
    name: "443 as well, on Kubernetes",
    runtime: "kubernetes",
    files: {
      Dockerfile: `${NGINX}${USER}COPY nginx.conf /etc/nginx/\nRUN chown -R web /var/lib/nginx /var/log/nginx\nEXPOSE 80 443\nUSER web\n${START_NGINX}`,
      "nginx.conf":
        "pid /tmp/nginx.pid;\nevents {}\nhttp {\n\tserver {\n\t\tlisten 80;\n\t}\n\tserver {\n\t\tlisten 443;\n\t}\n}\n",
    },
  },
  {
    rule: "apache/privileged-port",
    name: "closed on Kubernetes",
    runtime: "kubernetes",
    files: {
      Dockerfile: `${APACHE}COPY ports.conf /etc/apache2/\nRUN mkdir -p /run/apache2 && chown -R www-data /var/log/apache2 /run/apache2 /run/lock\nEXPOSE 80\nUSER www-data\n${START_APACHE}`,
      "ports.conf": "Listen 80\n",
    },
  },
  {
    rule: "user/final-root",
    name: "an earlier user, then root",
    files: {
      Dockerfile: `${NGINX}${USER}COPY nginx.conf /etc/nginx/\nRUN chown -R web /var/lib/nginx /var/log/nginx\n\nUSER web\n\nUSER root\n\n${START_NGINX}`,
      "nginx.conf": `pid /tmp/nginx.pid;\nevents {}\nhttp { ${SITE}}\n`,
      [POLICY]: "runtime: docker\nnginx:\n  master: non-root\n",
    },
  },
  {
    rule: "user/final-root",
    name: "root named alone",
    files: {
      Dockerfile: `${NGINX}${USER}COPY nginx.conf /etc/nginx/\nRUN chown -R web /var/lib/nginx /var/log/nginx\nUSER root\n${START_NGINX}`,
      "nginx.conf": `pid /tmp/nginx.pid;\nevents {}\nhttp { ${SITE}}\n`,
      [POLICY]: "runtime: docker\nnginx:\n  master: non-root\n",
    },
  },
  {
    rule: "user/missing",
    name: "nginx without root by policy",
    files: {
      Dockerfile: `${NGINX}${USER}COPY nginx.conf /etc/nginx/\nRUN chown -R web /var/lib/nginx /var/log/nginx\n# in the foreground\n${START_NGINX}`,
      "nginx.conf": `pid /tmp/nginx.pid;\nevents {}\nhttp { ${SITE}}\n`,
      [POLICY]: "runtime: docker\nnginx:\n  master: non-root\n",
    },
  },
  {
    rule: "user/missing",
    name: "nothing handed over yet",
    files: {
      Dockerfile: `${NGINX}${USER}COPY nginx.conf /etc/nginx/\n${START_NGINX}`,
      "nginx.conf": `events {}\nhttp { ${SITE}}\n`,
      [POLICY]: "runtime: docker\nnginx:\n  master: non-root\n",
    },
  },
  {
    rule: "user/created-unused",
    name: "made for a program that is no server",
    files: {
      Dockerfile: `FROM debian:12-slim\n${USER}WORKDIR /srv\nCMD ["sleep", "60"]\n`,
    },
  },
  {
    rule: "user/undefined",
    name: "a slip in USER",
    files: {
      Dockerfile: `${NGINX}${USER}COPY nginx.conf /etc/nginx/\nRUN chown -R web /var/lib/nginx /var/log/nginx\nUSER wbe\n${START_NGINX}`,
      "nginx.conf": `pid /tmp/nginx.pid;\nevents {}\nhttp { ${SITE}}\n`,
    },
  },
  {
    rule: "user/undefined",
    name: "a group that is not there",
    files: {
      Dockerfile: `${NGINX}${USER}COPY nginx.conf /etc/nginx/\nRUN chown -R web /var/lib/nginx /var/log/nginx\nUSER web:wbe\n${START_NGINX}`,
      "nginx.conf": `pid /tmp/nginx.pid;\nevents {}\nhttp { ${SITE}}\n`,
    },
  },
  {
    rule: "user/uid-mismatch",
    name: "another number than the user's",
    files: {
      Dockerfile: `${NGINX}RUN useradd -u 1500 web\nCOPY nginx.conf /etc/nginx/\nRUN chown -R web /var/lib/nginx /var/log/nginx\nUSER 1000\n${START_NGINX}`,
      "nginx.conf": `pid /tmp/nginx.pid;\nevents {}\nhttp { ${SITE}}\n`,
    },
  },
  {
    rule: "user/non-numeric",
    name: "the number of a user with one",
    files: {
      Dockerfile: `${NGINX}RUN useradd -u 1500 web\nCOPY nginx.conf /etc/nginx/\nRUN chown -R web /var/lib/nginx /var/log/nginx\nUSER web:web\n${START_NGINX}`,
      "nginx.conf": `pid /tmp/nginx.pid;\nevents {}\nhttp { ${SITE}}\n`,
      [POLICY]: "rules:\n  user/non-numeric: error\n",
    },
  },
];

const own = (paths: string) => `owned:\n${paths}`;
const shop = `user web;\nerror_log /var/log/shop/error.log;\nevents {}\nhttp {\n    access_log /var/log/shop/access.log;\n    server {\n        listen 8080;\n        root /var/www/shop;\n    }\n}\n`;

/** A line at which the build ends while any of these files are another's, or open to all. */
const wants = (what: string, paths: string) => `RUN test -z "$(find ${paths} ${what})"\n`;

const brokenFiles: readonly Faulty[] = [
  nginxWith(
    "files/not-owned",
    "logs, web root and configuration",
    `${USER}RUN mkdir -p /var/log/shop /var/www/shop\nCOPY nginx.conf /etc/nginx/nginx.conf\nCOPY html/ /var/www/shop/\n${wants("! -user web", "/var/log/shop /var/www/shop /etc/nginx/nginx.conf")}`,
    {
      "nginx.conf": shop,
      "html/index.html": "shop\n",
      [POLICY]: own("  /var/log/shop: web\n  /var/www/shop: web\n  /etc/nginx/nginx.conf: web\n"),
    },
  ),
  nginxWith(
    "files/not-owned",
    "given to somebody else",
    `${USER}RUN mkdir -p /var/log/shop \\\n    && chown -R www-data:www-data /var/log/shop \\\n    && chmod 750 /var/log/shop\nCOPY --chown=www-data:www-data --chmod=644 html/ /var/www/shop/\nCOPY nginx.conf /etc/nginx/nginx.conf\n${wants("! -user web", "/var/log/shop /var/www/shop/index.html")}`,
    {
      "nginx.conf": shop,
      "html/index.html": "shop\n",
      [POLICY]: own("  /var/log/shop: web\n  /var/www/shop: web\n"),
    },
  ),
  nginxWith(
    "files/chown-undefined",
    "a slip in --chown and chown",
    `${USER}COPY --chown=wbe:web html/ /var/www/shop/\nRUN mkdir -p /var/log/shop && chown -R web:wbe /var/log/shop\nCOPY nginx.conf /etc/nginx/nginx.conf\n`,
    { "nginx.conf": shop, "html/index.html": "shop\n" },
  ),
  nginxWith(
    "files/world-writable",
    "logs and web root open to all",
    `${USER}RUN mkdir -p /var/log/shop && chown web /var/log/shop && chmod -R 777 /var/log/shop\nCOPY --chmod=666 html/index.html /var/www/shop/\nCOPY nginx.conf /etc/nginx/nginx.conf\n${wants("-perm -o=w", "/var/log/shop /var/www/shop")}`,
    { "nginx.conf": shop, "html/index.html": "shop\n" },
  ),
];

const MAIN = `user www-data;\nevents {}\nhttp {\n    ${SITE}}\n`;

/** Says what the build context is. */
const COMPOSE = { "/compose.yaml": "services:\n  web:\n    build: ./deployment/images/web\n" };

const brokenLayout: readonly Faulty[] = [
  {
    rule: "layout/file-mode",
    name: "a start script that is not executable",
    files: {
      Dockerfile: `${NGINX}COPY nginx.conf /etc/nginx/\nCOPY start.sh /\nCMD ["/start.sh"]\n`,
      "nginx.conf": MAIN,
      "start.sh": "#!/bin/sh\nexec nginx -g 'daemon off;'\n",
    },
  },
  nginxWith("layout/missing-copy-source", "a slip", "COPY nginx.con /etc/nginx/nginx.conf\n", {
    "nginx.conf": MAIN,
    ...COMPOSE,
  }),
  nginxWith(
    "layout/missing-copy-source",
    "in another folder, in the JSON form",
    'COPY ["nginx.conf", "/etc/nginx/nginx.conf"]\n',
    {
      "config/nginx.conf": MAIN,
      ...COMPOSE,
    },
  ),
  nginxWith(
    "layout/duplicate-slot",
    "two main configurations",
    "COPY old.conf /etc/nginx/nginx.conf\nCOPY nginx.conf /etc/nginx/nginx.conf\n",
    {
      "old.conf": "user root;\nevents {}\n",
      "nginx.conf": MAIN,
      // Named, so that it is no file that nobody uses once nothing copies it.
      "/ci/reload.sh": "docker cp deployment/images/web/old.conf web:/etc/nginx/nginx.conf\n",
    },
  ),
  nginxWith("layout/backup-file", "copied by its name", "COPY nginx.conf.old /etc/nginx/nginx.conf\n", {
    "nginx.conf.old": MAIN,
  }),
  nginxWith("layout/backup-file", "beside the real one", "COPY nginx.conf /etc/nginx/\n", {
    "nginx.conf": MAIN,
    "nginx.conf.bak": MAIN,
  }),
  nginxWith(
    "layout/config-location",
    "moved into its folder",
    "COPY nginx.conf /etc/nginx/\nCOPY ./site.conf /etc/nginx/conf.d/shop.conf\nRUN rm /etc/nginx/sites-enabled/default\n",
    {
      "nginx.conf": `user www-data;\nevents {}\nhttp { include conf.d/*.conf; }\n`,
      "site.conf": SITE,
      [POLICY]: "layout:\n  config: config\n",
    },
  ),
];

const SUPERVISED = "FROM debian:12-slim\nRUN apt-get update && apt-get install -y nginx supervisor\n";

const supervised = (name: string, nginx: string): Faulty => ({
  rule: "process/supervisor-root",
  name,
  listed: true,
  files: {
    Dockerfile: `${SUPERVISED}${USER}COPY nginx.conf /etc/nginx/\nRUN chown -R web /var/lib/nginx /var/log/nginx\nCOPY shop.conf /etc/supervisor/conf.d/\nCMD ["supervisord", "-n"]\n`,
    "nginx.conf": `user web;\nevents {}\nhttp { ${SITE}}\n`,
    "shop.conf": `[program:nginx]\ncommand=nginx -g "daemon off;"\n\n[program:worker]\n${nginx}`,
  },
});

const brokenProcesses: readonly Faulty[] = [
  supervised("it names root", "command = sleep 60\nuser = root\n"),
  supervised("it names nobody", "command = sleep 60\nautorestart = true\n"),
];

export const brokenOthers: readonly Faulty[] = [
  ...brokenApache,
  ...brokenPorts,
  ...brokenUsers,
  ...brokenFiles,
  ...brokenLayout,
  ...brokenProcesses,
];
