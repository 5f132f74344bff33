import { DEBIAN_LINKS, OFFICIAL_LOADS, PHP_LINKS } from "./apache-loaded.ts";
import type { ServerInstall } from "./install.ts";

// Read from Debian 12's apache2 2.4, the official httpd 2.4 image, Alpine 3.20's apache2 and RHEL 9's httpd. Only the lines that
// decide are kept, blanks and all: sed finds in them what it finds in the real ones.

// Made when the package is configured (apache2.postinst).
const DEBIAN_LOGS = ["error.log", "access.log", "other_vhosts_access.log"].map(
  (name) => `/var/log/apache2/${name}`,
);

/** Debian's and Ubuntu's package. */
export const apacheDebian: ServerInstall = {
  kind: "apache",
  title: "Debian's apache2 package",
  program: "/usr/sbin/apache2",
  mainConfig: "/etc/apache2/apache2.conf",
  prefix: "/etc/apache2",
  compiledUser: "#-1",
  files: {
    "/etc/apache2/apache2.conf": `DefaultRuntimeDir \${APACHE_RUN_DIR}
PidFile \${APACHE_PID_FILE}
User \${APACHE_RUN_USER}
Group \${APACHE_RUN_GROUP}
ErrorLog \${APACHE_LOG_DIR}/error.log
IncludeOptional mods-enabled/*.load
IncludeOptional mods-enabled/*.conf
Include ports.conf
IncludeOptional conf-enabled/*.conf
IncludeOptional sites-enabled/*.conf
`,
    "/etc/apache2/ports.conf": `Listen 80
<IfModule ssl_module>
\tListen 443
</IfModule>
<IfModule mod_gnutls.c>
\tListen 443
</IfModule>
`,
    "/etc/apache2/sites-available/000-default.conf": `<VirtualHost *:80>
\tDocumentRoot /var/www/html
\tErrorLog \${APACHE_LOG_DIR}/error.log
\tCustomLog \${APACHE_LOG_DIR}/access.log combined
</VirtualHost>
`,
    "/etc/apache2/sites-available/default-ssl.conf": `<VirtualHost *:443>
DocumentRoot /var/www/html
</VirtualHost>
`,
    "/etc/apache2/envvars": `export APACHE_RUN_USER=www-data
export APACHE_RUN_GROUP=www-data
export APACHE_PID_FILE=/var/run/apache2/apache2.pid
export APACHE_RUN_DIR=/var/run/apache2
export APACHE_LOCK_DIR=/var/lock/apache2
export APACHE_LOG_DIR=/var/log/apache2
`,
    "/etc/apache2/magic": "",
    "/etc/apache2/conf-available/charset.conf": "",
    "/etc/apache2/conf-available/localized-error-pages.conf": "",
    "/etc/apache2/conf-available/other-vhosts-access-log.conf": "",
    "/etc/apache2/conf-available/security.conf": "",
    "/etc/apache2/conf-available/serve-cgi-bin.conf": "",
    "/var/www/html/index.html": "",
    ...Object.fromEntries(DEBIAN_LOGS.map((path) => [path, ""])),
  },
  links: {
    ...DEBIAN_LINKS,
    "/etc/apache2/sites-enabled/000-default.conf": "/etc/apache2/sites-available/000-default.conf",
  },
  folders: [
    "/etc/apache2/conf-available",
    "/etc/apache2/conf-enabled",
    "/etc/apache2/mods-available",
    "/etc/apache2/mods-enabled",
    "/etc/apache2/sites-available",
    "/etc/apache2/sites-enabled",
    "/var/log/apache2",
    "/var/www/html",
  ],
  modes: { "/var/log/apache2": 0o750, ...Object.fromEntries(DEBIAN_LOGS.map((path) => [path, 0o640])) },
  users: [],
  defaultSites: [
    "/etc/apache2/sites-available/000-default.conf",
    "/etc/apache2/sites-enabled/000-default.conf",
  ],
  unlisted: ["/etc/apache2/mods-available", "/etc/apache2/conf-enabled"],
  envvars: "/etc/apache2/envvars",
};

// php's Dockerfile rewrites envvars so that the environment goes before it, and hands these folders to www-data.
const PHP_ENVVARS = [
  ["APACHE_RUN_USER", "www-data"],
  ["APACHE_RUN_GROUP", "www-data"],
  ["APACHE_PID_FILE", "/var/run/apache2/apache2.pid"],
  ["APACHE_RUN_DIR", "/var/run/apache2"],
  ["APACHE_LOCK_DIR", "/var/lock/apache2"],
  ["APACHE_LOG_DIR", "/var/log/apache2"],
] as const;

/** The official php image's Apache: Debian's package, with an envvars that only fills in. */
export const apachePhp: ServerInstall = {
  ...apacheDebian,
  title: "the official php image's Apache",
  links: {
    ...PHP_LINKS,
    "/var/log/apache2/error.log": "/dev/stderr",
    "/var/log/apache2/access.log": "/dev/stdout",
    "/var/log/apache2/other_vhosts_access.log": "/dev/stdout",
    "/etc/apache2/sites-enabled/000-default.conf": "/etc/apache2/sites-available/000-default.conf",
  },
  files: {
    ...Object.fromEntries(Object.entries(apacheDebian.files).filter(([path]) => !DEBIAN_LOGS.includes(path))),
    "/etc/apache2/envvars": PHP_ENVVARS.map(
      ([name, value]) => `: \${${name}:=${value}}\nexport ${name}\n`,
    ).join(""),
    "/etc/apache2/conf-available/docker-php.conf": "",
  },
  folders: [...apacheDebian.folders, "/run/apache2"],
  owners: { "/var/www/html": "www-data", "/var/log/apache2": "www-data", "/run/apache2": "www-data" },
  modes: { "/var/log/apache2": 0o1777, "/run/apache2": 0o1777, "/var/www/html": 0o1777 },
};

/** The official httpd image, built from source. */
export const apacheOfficial: ServerInstall = {
  kind: "apache",
  title: "the official httpd image",
  program: "/usr/local/apache2/bin/httpd",
  mainConfig: "/usr/local/apache2/conf/httpd.conf",
  prefix: "/usr/local/apache2",
  compiledUser: "#-1",
  files: {
    "/usr/local/apache2/conf/httpd.conf": `ServerRoot "/usr/local/apache2"
Listen 80
${OFFICIAL_LOADS}<IfModule unixd_module>
User www-data
Group www-data
</IfModule>
DocumentRoot "/usr/local/apache2/htdocs"
ErrorLog /proc/self/fd/2
<IfModule log_config_module>
CustomLog /proc/self/fd/1 common
</IfModule>
#Include conf/extra/httpd-mpm.conf
#Include conf/extra/httpd-vhosts.conf
#Include conf/extra/httpd-default.conf
<IfModule proxy_html_module>
Include conf/extra/proxy-html.conf
</IfModule>
#Include conf/extra/httpd-ssl.conf
`,
    "/usr/local/apache2/conf/mime.types": "",
    "/usr/local/apache2/conf/magic": "",
    "/usr/local/apache2/conf/extra/httpd-ssl.conf": "Listen 443\n",
    "/usr/local/apache2/conf/extra/httpd-vhosts.conf": "",
    "/usr/local/apache2/conf/extra/httpd-mpm.conf": "",
    "/usr/local/apache2/conf/extra/httpd-default.conf": "",
    "/usr/local/apache2/conf/extra/proxy-html.conf": "",
    "/usr/local/apache2/htdocs/index.html": "",
  },
  links: {},
  folders: ["/usr/local/apache2/conf/extra", "/usr/local/apache2/htdocs", "/usr/local/apache2/logs"],
  users: [],
  defaultSites: [],
};

/** Alpine's package. */
export const apacheAlpine: ServerInstall = {
  kind: "apache",
  title: "Alpine's apache2 package",
  program: "/usr/sbin/httpd",
  mainConfig: "/etc/apache2/httpd.conf",
  prefix: "/var/www",
  compiledUser: "#-1",
  files: {
    "/etc/apache2/httpd.conf": `ServerRoot /var/www
Listen 80
<IfModule unixd_module>
User apache
Group apache
</IfModule>
DocumentRoot "/var/www/localhost/htdocs"
ErrorLog logs/error.log
<IfModule log_config_module>
CustomLog logs/access.log combined
</IfModule>
IncludeOptional /etc/apache2/conf.d/*.conf
`,
    "/etc/apache2/conf.d/default.conf": "",
    "/etc/apache2/conf.d/languages.conf": "",
    "/etc/apache2/conf.d/mpm.conf": "",
    "/etc/apache2/conf.d/userdir.conf": "",
    "/etc/apache2/conf.d/info.conf": "",
    "/var/www/localhost/htdocs/index.html": "",
  },
  links: {
    "/var/www/logs": "/var/log/apache2",
    "/var/www/modules": "/usr/lib/apache2",
    "/var/www/run": "/run/apache2",
  },
  folders: ["/etc/apache2/conf.d", "/var/www/localhost/htdocs", "/var/log/apache2", "/run/apache2"],
  modes: { "/var/log/apache2": 0o2750 },
  users: [{ name: "apache" }],
  defaultSites: [],
};

/** RHEL's, UBI's, Rocky's, Alma's, CentOS's and Fedora's package. */
export const apacheRhel: ServerInstall = {
  kind: "apache",
  title: "Red Hat's httpd package",
  program: "/usr/sbin/httpd",
  mainConfig: "/etc/httpd/conf/httpd.conf",
  prefix: "/etc/httpd",
  compiledUser: "#-1",
  files: {
    "/etc/httpd/conf/httpd.conf": `ServerRoot "/etc/httpd"
Listen 80
Include conf.modules.d/*.conf
User apache
Group apache
DocumentRoot "/var/www/html"
ErrorLog "logs/error_log"
<IfModule log_config_module>
CustomLog "logs/access_log" combined
</IfModule>
IncludeOptional conf.d/*.conf
`,
    "/etc/httpd/conf.d/welcome.conf": "",
    "/etc/httpd/conf.d/autoindex.conf": "",
    "/etc/httpd/conf.d/userdir.conf": "",
    "/etc/httpd/conf.modules.d/00-base.conf": "",
    "/etc/httpd/conf.modules.d/00-mpm.conf": "",
  },
  links: {
    "/etc/httpd/logs": "/var/log/httpd",
    "/etc/httpd/modules": "/usr/lib64/httpd/modules",
    "/etc/httpd/run": "/run/httpd",
  },
  unlisted: ["/etc/httpd/conf.d", "/etc/httpd/conf.modules.d"],
  folders: [
    "/etc/httpd/conf",
    "/etc/httpd/conf.d",
    "/etc/httpd/conf.modules.d",
    "/var/www/html",
    "/var/log/httpd",
    "/run/httpd",
  ],
  modes: { "/var/log/httpd": 0o700, "/run/httpd": 0o710 },
  users: [{ name: "apache", uid: 48, gid: 48 }],
  defaultSites: [],
};
