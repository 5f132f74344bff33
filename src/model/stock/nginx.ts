import type { ServerInstall } from "./install.ts";

// Read from the packages' and images' own files: nginx.org 1.27/1.29 (which the official image installs), Debian 12's
// nginx 1.22.1, Alpine 3.20's nginx 1.26, RHEL 9's and Fedora's nginx, Photon 5.0's nginx 1.26. Only the lines that decide
// are kept, blanks and all: sed finds in them what it finds in the real ones.

/** Files of parameters that packages put beside their main configuration. */
export const parameterFiles = (folder: string): Record<string, string> =>
  Object.fromEntries(
    ["mime.types", "fastcgi_params", "scgi_params", "uwsgi_params"].map((name) => [
      `${folder}/${name}`,
      name === "mime.types" ? "types { text/html html htm; }\n" : "",
    ]),
  );

const officialMain = `user  nginx;
worker_processes  auto;
error_log  /var/log/nginx/error.log notice;
pid        /run/nginx.pid;
events {
    worker_connections  1024;
}
http {
    include       /etc/nginx/mime.types;
    access_log  /var/log/nginx/access.log;
    include /etc/nginx/conf.d/*.conf;
}
`;

/** nginx.org's packages. */
export const nginxOrg: ServerInstall = {
  kind: "nginx",
  title: "nginx.org's build",
  program: "/usr/sbin/nginx",
  mainConfig: "/etc/nginx/nginx.conf",
  prefix: "/etc/nginx",
  compiledUser: "nginx",
  files: {
    "/etc/nginx/nginx.conf": officialMain,
    "/etc/nginx/conf.d/default.conf": `server {
    listen       80;
    server_name  localhost;
    location / {
        root   /usr/share/nginx/html;
    }
}
`,
    ...parameterFiles("/etc/nginx"),
    "/usr/share/nginx/html/index.html": "",
    "/usr/share/nginx/html/50x.html": "",
  },
  links: { "/etc/nginx/modules": "/usr/lib/nginx/modules" },
  folders: ["/etc/nginx", "/etc/nginx/conf.d", "/var/log/nginx", "/var/cache/nginx", "/usr/share/nginx/html"],
  users: [{ name: "nginx", uid: 101, gid: 101 }],
  defaultSites: ["/etc/nginx/conf.d/default.conf"],
};

// What the entrypoint runs: model/nginx/entrypoint.ts tells what they do.
const entrypointScripts = [
  "10-listen-on-ipv6-by-default.sh",
  "15-local-resolvers.envsh",
  "20-envsubst-on-templates.sh",
  "30-tune-worker-processes.sh",
].map((name) => `/docker-entrypoint.d/${name}`);

/** The official image: nginx.org's packages, with the logs linked to the container's own output. */
export const nginxOfficial: ServerInstall = {
  ...nginxOrg,
  title: "the official nginx image",
  scripts: entrypointScripts,
  links: {
    ...nginxOrg.links,
    "/var/log/nginx/access.log": "/dev/stdout",
    "/var/log/nginx/error.log": "/dev/stderr",
  },
};

/** The same up to 1.27.4 (and 1.26), whose file has the pid in /var/run (nginx.org's pkg-oss, debian/nginx.conf). */
export const nginxOfficialInVarRun: ServerInstall = {
  ...nginxOfficial,
  files: {
    ...nginxOfficial.files,
    "/etc/nginx/nginx.conf": officialMain.replace("/run/nginx.pid", "/var/run/nginx.pid"),
  },
};

/** nginxinc/nginx-unprivileged: the same build, as uid 101, on 8080, with pid and temp paths under /tmp. */
export const nginxUnprivileged: ServerInstall = {
  ...nginxOfficial,
  title: "the unprivileged image",
  // Its Dockerfile: chown -R $UID:0 and chmod -R g+w of /var/cache/nginx and /etc/nginx.
  groupWrites: ["/var/cache/nginx", "/etc/nginx"],
  owners: { "/var/cache/nginx": "nginx", "/etc/nginx": "nginx" },
  files: {
    ...nginxOrg.files,
    "/etc/nginx/nginx.conf": officialMain
      .replace("user  nginx;\n", "")
      .replace("/run/nginx.pid", "/tmp/nginx.pid")
      .replace(
        "http {\n",
        `http {
    client_body_temp_path /tmp/client_temp;
    proxy_temp_path /tmp/proxy_temp_path;
    fastcgi_temp_path /tmp/fastcgi_temp;
    uwsgi_temp_path /tmp/uwsgi_temp;
    scgi_temp_path /tmp/scgi_temp;
`,
      ),
    "/etc/nginx/conf.d/default.conf": `server {
    listen       8080;
    server_name  localhost;
    location / {
        root   /usr/share/nginx/html;
    }
}
`,
  },
};

/** Debian's and Ubuntu's package. */
export const nginxDebian: ServerInstall = {
  kind: "nginx",
  title: "Debian's nginx package",
  program: "/usr/sbin/nginx",
  mainConfig: "/etc/nginx/nginx.conf",
  prefix: "/etc/nginx",
  compiledUser: "nobody",
  files: {
    "/etc/nginx/nginx.conf": `user www-data;
worker_processes auto;
pid /run/nginx.pid;
error_log /var/log/nginx/error.log;
include /etc/nginx/modules-enabled/*.conf;
events {}
http {
\tinclude /etc/nginx/mime.types;
\taccess_log /var/log/nginx/access.log;
\tinclude /etc/nginx/conf.d/*.conf;
\tinclude /etc/nginx/sites-enabled/*;
}
`,
    "/etc/nginx/sites-available/default": `server {
\tlisten 80 default_server;
\tlisten [::]:80 default_server;
\troot /var/www/html;
\tserver_name _;
}
`,
    ...parameterFiles("/etc/nginx"),
    "/etc/nginx/proxy_params": "",
    "/etc/nginx/fastcgi.conf": "",
    "/etc/nginx/koi-win": "",
    "/etc/nginx/koi-utf": "",
    "/etc/nginx/win-utf": "",
    "/etc/nginx/snippets/fastcgi-php.conf": "",
    "/etc/nginx/snippets/snakeoil.conf": "",
    "/usr/share/nginx/html/index.html": "",
    "/var/log/nginx/access.log": "",
    "/var/log/nginx/error.log": "",
    "/var/www/html/index.nginx-debian.html": "",
  },
  links: {
    "/etc/nginx/sites-enabled/default": "/etc/nginx/sites-available/default",
    "/usr/share/nginx/modules": "/usr/lib/nginx/modules",
  },
  // nginx-common's postinst; the folder stays root's, and the temp folders are made by the first start.
  owners: { "/var/log/nginx/access.log": "www-data", "/var/log/nginx/error.log": "www-data" },
  folders: [
    "/etc/nginx/conf.d",
    "/etc/nginx/modules-available",
    "/etc/nginx/modules-enabled",
    "/etc/nginx/sites-available",
    "/etc/nginx/sites-enabled",
    "/etc/nginx/snippets",
    "/var/log/nginx",
    "/var/lib/nginx",
    "/var/www/html",
  ],
  users: [],
  defaultSites: ["/etc/nginx/sites-available/default", "/etc/nginx/sites-enabled/default"],
};

/** Alpine's package. */
export const nginxAlpine: ServerInstall = {
  kind: "nginx",
  title: "Alpine's nginx package",
  program: "/usr/sbin/nginx",
  mainConfig: "/etc/nginx/nginx.conf",
  prefix: "/etc/nginx",
  compiledUser: "nginx",
  files: {
    "/etc/nginx/nginx.conf": `user nginx;
worker_processes auto;
error_log /var/log/nginx/error.log warn;
include /etc/nginx/modules/*.conf;
include /etc/nginx/conf.d/*.conf;
events {}
http {
\tinclude /etc/nginx/mime.types;
\taccess_log /var/log/nginx/access.log;
\tinclude /etc/nginx/http.d/*.conf;
}
`,
    "/etc/nginx/http.d/default.conf": `server {
\tlisten 80 default_server;
\tlisten [::]:80 default_server;
\tlocation / { return 404; }
}
`,
    ...parameterFiles("/etc/nginx"),
    "/etc/nginx/fastcgi.conf": "",
  },
  links: { "/var/lib/nginx/logs": "/var/log/nginx", "/var/lib/nginx/run": "/run/nginx" },
  folders: [
    "/etc/nginx/http.d",
    "/etc/nginx/modules",
    "/var/log/nginx",
    "/var/lib/nginx",
    "/var/lib/nginx/tmp",
    "/run/nginx",
    "/var/www/localhost/htdocs",
  ],
  owners: { "/var/log/nginx": "nginx", "/var/lib/nginx": "nginx", "/run/nginx": "nginx" },
  users: [{ name: "nginx" }],
  defaultSites: ["/etc/nginx/http.d/default.conf"],
};

/** RHEL's, UBI's, Rocky's, Alma's, CentOS's and Fedora's package: the welcome page stands in the main configuration. */
export const nginxRhel: ServerInstall = {
  kind: "nginx",
  title: "Red Hat's nginx package",
  program: "/usr/sbin/nginx",
  mainConfig: "/etc/nginx/nginx.conf",
  prefix: "/etc/nginx",
  compiledUser: "nginx",
  files: {
    "/etc/nginx/nginx.conf": `user nginx;
worker_processes auto;
error_log /var/log/nginx/error.log;
pid /run/nginx.pid;
include /usr/share/nginx/modules/*.conf;
events {}
http {
    access_log /var/log/nginx/access.log;
    include /etc/nginx/mime.types;
    include /etc/nginx/conf.d/*.conf;
    server {
        listen 80;
        listen [::]:80;
        root /usr/share/nginx/html;
        include /etc/nginx/default.d/*.conf;
    }
}
`,
    ...parameterFiles("/etc/nginx"),
    "/etc/nginx/fastcgi.conf": "",
  },
  links: {},
  folders: [
    "/etc/nginx/conf.d",
    "/etc/nginx/default.d",
    "/usr/share/nginx/modules",
    "/usr/share/nginx/html",
    "/var/log/nginx",
    "/var/lib/nginx",
    "/var/lib/nginx/tmp",
  ],
  // nginx.spec's %files: the temp folders are nginx's, the log folder is root's.
  owners: { "/var/lib/nginx": "nginx" },
  users: [{ name: "nginx" }],
  defaultSites: [],
};

/** Photon's package, whose main configuration is the one in nginx's sources (its spec, 3.0 to 6.0). */
export const nginxPhoton: ServerInstall = {
  kind: "nginx",
  title: "Photon's nginx package",
  program: "/usr/sbin/nginx",
  mainConfig: "/etc/nginx/nginx.conf",
  prefix: "/etc/nginx",
  compiledUser: "nginx",
  files: {
    "/etc/nginx/nginx.conf": `
#user  nobody;
worker_processes  1;
events {
    worker_connections  1024;
}
http {
    include       mime.types;
    server {
        listen       80;
        server_name  localhost;
        location / {
            root   html;
        }
    }
}
`,
    ...parameterFiles("/etc/nginx"),
    "/etc/nginx/fastcgi.conf": "",
    "/etc/nginx/html/index.html": "",
    "/etc/nginx/html/50x.html": "",
  },
  links: { "/var/log/nginx": "/var/opt/nginx/log" },
  folders: ["/etc/nginx", "/etc/nginx/html", "/var/opt/nginx/log"],
  users: [{ name: "nginx", noLogin: true }],
  defaultSites: [],
};
